"""What a day's facts add to what earlier briefs already said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from briefing.language.base import language
from briefing.language.likeness import Content, bare, content_of, likeness
from briefing.language.text import read
from briefing.records import Record

SAID: Final = 0.55
"""Likeness from which a fact was said before."""
RELATED: Final = 0.45
"""Likeness, figures left aside, from which a fact with another figure has changed."""


_OF: Final = re.compile(rf"(?:\s\w+){{0,2}}\s{language('en').pattern('events.part_of_whole')}")
"""Between a part and its whole."""


class Compared(Record):
    """How one fact stands to the earlier briefs."""

    state: Literal["new", "changed", "unchanged"]
    """`changed`: another figure, negation or direction."""
    earlier: str = ""
    """The earlier sentence that says it, or said it otherwise."""


def compare(texts: Sequence[str], earlier: Sequence[str], code: str = "en") -> Compared:
    """Return whether a fact is new, given the sentences that say it.

    `earlier` holds the sentences of earlier briefs together with the passages that they quoted; all are
    read in the language of the ISO 639-1 `code`.
    """
    known = [(text, content_of(text, code)) for text in dict.fromkeys(earlier)]
    contents = [content_of(text, code) for text in texts]
    said = _best(contents, known)
    if said[0] >= SAID and _tells_part(texts, said[1], code):
        return Compared(state="changed", earlier=said[1])
    if said[0] >= SAID:
        return Compared(state="unchanged", earlier=said[1])
    related = _best([bare(c) for c in contents], [(text, bare(c)) for text, c in known])
    if related[0] >= RELATED and said[0] < related[0]:
        return Compared(state="changed", earlier=related[1])
    return Compared(state="new")


def _tells_part(texts: Sequence[str], earlier: str, code: str) -> bool:
    """Whether a fact tells of a part of what `earlier` told whole: five of the six are found."""
    known = read(earlier, code).counts
    pairs = (
        (part, whole, text[part.end : whole.start])
        for text in texts
        for part, whole in pairwise(read(text, code).counts)
    )
    parts = [(part, whole) for part, whole, between in pairs if _OF.fullmatch(between)]
    return any(
        any(whole.agrees(old) for old in known) and not any(part.agrees(old) for old in known)
        for part, whole in parts
    )


def _best(contents: Sequence[Content], known: Sequence[tuple[str, Content]]) -> tuple[float, str]:
    scores = [(likeness(mine, theirs), text) for mine in contents for text, theirs in known]
    return max(scores, default=(0.0, ""))
