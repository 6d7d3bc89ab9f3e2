"""What may go from a sentence by where it stands in its item: what may go from a fourth may not go from the first.

A first sentence is the news: it is printed as it was written, but for details of a very long one.  In every sentence what tells which, whose or
how much, with no comma around it, stays: "videos | from loved ones" saves two words and loses what the videos are.  And who somebody is
stays where the item first names them; a later sentence may lose the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefing.language.syntax import Analysis, Part
from briefing.writing.cuts.shorten import ASIDES

LONG: Final = 35
"""Words above which a first sentence may lose details.  By judgement; nine invented days tell the same, in as many words, at 40."""
_LONGEST: Final = 12
"""Words up to which an apposition says who somebody is, by judgement; what is longer tells a life."""
_NAMED: Final = re.compile(r"([^\W\d_][\w’'.-]*)[\"”’']*\W*$")


def cuts_in_place(
    items: Iterable[Sequence[str]], parsed: Mapping[str, Analysis]
) -> Mapping[str, Analysis]:
    """Return `parsed` with only what may go from each sentence where it stands.

    `items` are the source texts of each item's sentences in their order, `parsed` what is known of them by their trees.
    """
    placed = dict(parsed)
    for texts in items:
        said = ""
        for number, text in enumerate(texts):
            known = parsed.get(text)
            if known is not None:
                parts = tuple(
                    part for part in known.parts if _may_go(part, known, said, is_first=not number)
                )
                placed[text] = known._replace(parts=parts)
            said = f"{said} {text}"
    return placed


def _may_go(part: Part, known: Analysis, said: str, *, is_first: bool) -> bool:
    short = len(known.text.split()) <= LONG
    return not (is_first and short) and part.kind in ASIDES and not _describes(part, known, said)


def _describes(part: Part, known: Analysis, said: str) -> bool:
    """Whether a part is an apposition to a name that neither `said` nor the sentence before it has."""
    words = known.text[part.start : part.end].split()
    named = _NAMED.search(known.text[: part.start])
    if part.kind != "apposition" or len(words) > _LONGEST or named is None:
        return False
    before = f"{said} {known.text[: named.start()]}"
    is_known = re.search(rf"(?<![\w-]){re.escape(named[1])}(?![\w-])", before)
    return not is_known and any(word.isalpha() for word in words)
