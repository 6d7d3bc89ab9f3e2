"""What may go from a sentence by where it stands in its item: what may go from a fourth may not go from the first.

A first sentence is the news: it is printed as it was written, but for details of a very long one.  In every sentence what tells which, whose or
how much, with no comma around it, stays: "videos | from loved ones" saves two words and loses what the videos are.  What ends a sentence
stays, for there stands what is new in it ("in Madison, where he announced his retreat"), and so does the clause that it opens with and what it hangs
on.  Who somebody is stays where the item first names them; a later sentence may lose the same words.  "But" and "However" stay behind the sentence that they answer.
And a word or two stay anywhere: they save no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.syntax import Analysis, Part
from briefing.language.text import read
from briefing.writing.cuts.shorten import ASIDES

LONG: Final = 35
"""Words above which a first sentence may lose details.  By judgement; nine invented days tell the same, in as many words, at 40."""
LEAST: Final = 3
"""Words from which a cut saves something, but for an opening that answers what is not printed.  By judgement."""
LOOSE: Final = ASIDES - {"aside"}
"""What may go: a phrase between commas bounds what it stands in ("finds that, late in the campaign, …").  Of 153 changed sentences of 500 events and four days
that were read 32 were the worse for it: 7 of 21 phrases, 14 of 54 parts at the end, 4 of 6 clauses at the beginning, 4 of 27 relative clauses inside."""
_DESCRIBING: Final = {"apposition", "relative clause"}
_LONGEST: Final = 12
"""Words up to which an apposition or a clause says who somebody is, by judgement; what is longer tells a life."""
_PICTURE: Final = re.compile(
    language("en").pattern("form.furniture.beside_pictures"), re.IGNORECASE
)
_INSIDE: Final = "_’'.-"
"""Marks inside of a word."""


def cuts_in_place(
    items: Iterable[Sequence[tuple[str, bool]]], parsed: Mapping[str, Analysis]
) -> Mapping[str, Analysis]:
    """Return `parsed` with only what may go from each sentence where it stands.

    `items` are the source texts of each item's sentences in their order, each with whether it rests on the one before; `parsed`
    is what is known of them by their trees.
    """
    placed, seen = dict(parsed), set[str]()
    for texts in items:
        said = ""
        for number, (text, rests) in enumerate(texts):
            known = parsed.get(text)
            if known is not None:
                whole = not number and len(known.text.split()) <= LONG
                parts = tuple(
                    part
                    for part in known.parts
                    if _points_to_picture(part, known)
                    or (not whole and _may_go(part, known, said, rests=rests))
                )
                # What stands in two items is written once: what either needs stays.
                if text in seen:
                    parts = tuple(part for part in placed[text].parts if part in parts)
                seen.add(text)
                placed[text] = known._replace(parts=parts)
            said = f"{said} {text}"
    return placed


def _may_go(part: Part, known: Analysis, said: str, *, rests: bool) -> bool:
    """Whether a part may go; `rests`: the sentence before its own is printed before it."""
    points_at_nothing = part.start == 0 and not rests
    words = known.text[part.start : part.end].split()
    saves = sum(any(map(str.isalnum, word)) for word in words) >= LEAST
    pays = saves or points_at_nothing
    ends = not any(map(str.isalnum, known.text[part.end :]))
    opens = part.start == 0 and part.kind == "clause"
    return (
        pays and part.kind in LOOSE and not ends and not opens and not _describes(part, known, said)
    )


def _points_to_picture(part: Part, known: Analysis) -> bool:
    """Whether a part is a bracket that tells where the picture is: "(left)"."""
    return bool(_PICTURE.fullmatch(known.text[part.start : part.end].strip()))


def _describes(part: Part, known: Analysis, said: str) -> bool:
    """Whether a part tells of a name that neither `said` nor the sentence before it has in full or described.

    A bare surname introduces nobody.
    """
    if part.kind not in _DESCRIBING or len(known.text[part.start : part.end].split()) > _LONGEST:
        return False
    start, end = _last_word(known.text[: part.start])
    name, before = known.text[start:end], f"{said} {known.text[:start]}"
    if not name[:1].isalpha():
        return False
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", before)
    if not found or not name[0].isupper():
        return not found
    described = re.search(rf"(?<![\w-]){re.escape(name)},", before)
    in_full = (full for full in read(before).names if len(full) > 1)
    return not described and all(name not in (word.text for word in full) for full in in_full)


def _last_word(text: str) -> tuple[int, int]:
    """Where the last word of a text begins and ends, with marks inside and without those behind it."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in _INSIDE):
        start -= 1
    return start + len(text[start:end]) - len(text[start:end].lstrip(_INSIDE)), end
