"""Links and pictures of Markdown whose addresses stand apart, read as their words.

::

    "according to [figures][3]" … "[3]: https://t.example/f"  ─▶  "according to figures"

CommonMark's full references; a picture is read as nothing.  The short forms ("[3]", "[figures][]") are left: more often they are a note's number or a writer's own brackets.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.reading.formats.fields import FIELDS

_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\\^\n]{1,100})\]:[ \t]{0,9}<?(?:https?://|www\.|mailto:)\S{1,2000}"
    r"(?:[ \t]{1,9}[\"'(][^\n]*)?[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"(?<![\w\\!\[\]\"'“‘„«])(?P<picture>!?)\[(?P<words>[^\[\]\\^]{0,300})\]\[(?P<label>[^\[\]\\^]{1,100})\](?![\[(])"
)
"""Not behind a letter or figure, of which it may be an index or a note, and not in brackets of another."""
_CODE: Final = re.compile(r"^(?: {4}|\t)[ \t]*\S|^~~~|`", re.MULTILINE)
_BLANK: Final = re.compile(r"\n\s*\n")
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_EDITORS: Final = FIELDS.words("fields.front.editors")


def without_references(text: str) -> str:
    """Return `text` with each reference to an address that it defines as its words; `text` itself where there is none, or where it holds code."""
    if "][" not in text or "]:" not in text or _CODE.search(text):
        return text
    defined = {_label(one["label"]) for one in _DEFINITION.finditer(text)}
    notes = defined | _EDITORS

    def read(reference: re.Match[str]) -> str:
        words = reference["words"]
        if _label(reference["label"]) not in defined or _BLANK.search(reference[0]):
            return reference[0]
        if reference["picture"]:
            return ""
        is_note = _label(words) in notes or _WORD.search(words) is None
        return reference[0] if is_note else words

    return _REFERENCE.sub(read, text) if defined else text


def _label(label: str) -> str:
    return " ".join(label.casefold().split())
