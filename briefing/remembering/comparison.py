"""How a sentence stands to what earlier reports of the same event said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from briefing.language.base import language
from briefing.language.likeness import Content, content_of, likeness, weight_of
from briefing.language.text import read
from briefing.records import Record
from briefing.remembering.changes import Count, find_change

SAID: Final = 0.55
"""Likeness from which a sentence was said before, where enough of it was (`TOLD`)."""
TOLD: Final = 0.75
"""Share of a sentence's weight in one earlier sentence from which the earlier one told it: a headline is
like any sentence about its story, and tells little of it."""
NEAR: Final = 0.6
"""Share from which it is not certain that a sentence is new, though it says something else: the judges who
will give their verdict, in other words.  Of 282 printed sentences about running stories 48 lie there."""
TURNED: Final = 0.7
"""Share of the weight of each of two sentences that the other has, figures, days, denials and directions
aside, from which another of these is a change."""

_OF: Final = re.compile(rf"(?:\s\w+){{0,2}}\s{language('en').pattern('events.part_of_whole')}")
"""Between a part and its whole."""


class Compared(Record):
    """How one fact stands to the reports of earlier days."""

    state: Literal["new", "changed", "unchanged", "near"]
    """`changed`: another value of the same count, or the contrary; `near`: new or told, not certain which."""
    earlier: str = ""
    """The earlier sentence that says it, or said it otherwise."""
    count: Count | None = None
    """What has another value."""


def compare(texts: Sequence[str], earlier: Sequence[Sequence[str]], code: str = "en") -> Compared:
    """Return whether a fact is new, given the sentences that say it.

    `earlier` holds the sentences of earlier reports of its event, those of each day, the latest first; all
    are read in the language of the ISO 639-1 `code`.
    """
    known = list(dict.fromkeys(text for day in earlier for text in day))
    for text in texts:
        if text in known:
            return Compared(state="unchanged", earlier=text)
    rows = [(text, content_of(text, code)) for text in known]
    found = [one for text in texts for one in _shares(text, rows, code)]
    told = [one for one in found if one.share >= TOLD and one.like >= SAID]
    if told:
        return Compared(state="unchanged", earlier=max(told).earlier)
    for text in texts:
        if change := find_change(text, earlier, code):
            return Compared(state="changed", earlier=change.earlier, count=change.now)
    turned = next((one for text in texts if (one := _contrary(text, rows, code))), "")
    if turned:
        return Compared(state="changed", earlier=turned)
    nearest = max(found, default=None)
    if nearest and nearest.share >= NEAR:
        return Compared(state="near", earlier=nearest.earlier)
    return Compared(state="new")


class _Share(NamedTuple):
    """How much of a sentence an earlier one tells, and how alike they are: 0 where they clash."""

    share: float
    like: float
    earlier: str


def _shares(text: str, rows: Sequence[tuple[str, Content]], code: str) -> Iterator[_Share]:
    """How much of `text` each earlier sentence tells that is not the whole of its part."""
    mine = content_of(text, code)
    for earlier, theirs in rows:
        share = _share(mine, theirs)
        if share >= NEAR and not _tells_part(text, earlier, code):
            yield _Share(share, likeness(mine, theirs), earlier)


def _share(mine: Content, theirs: Content) -> float:
    """The share of the weight of `mine` that lies in the terms of `theirs`."""
    if not mine.weight:
        return 0.0
    return weight_of(mine.terms & theirs.terms) / mine.weight


def _contrary(text: str, rows: Sequence[tuple[str, Content]], code: str) -> str:
    """The earlier sentence that says the same of another day, in the other direction, or denies it."""
    mine = content_of(text, code)
    about = mine.bare
    for earlier, theirs in rows:
        other = theirs.bare
        clash = not (mine.figures or theirs.figures or likeness(mine, theirs))
        if clash and min(_share(about, other), _share(other, about)) >= TURNED:
            return earlier
    return ""


def _tells_part(text: str, earlier: str, code: str) -> bool:
    """Whether a sentence tells of a part of what `earlier` told whole: five of the six are found."""
    known = read(earlier, code).counts
    parts = (
        (part, whole)
        for part, whole in pairwise(read(text, code).counts)
        if _OF.fullmatch(text[part.end : whole.start])
    )
    return any(
        any(whole.agrees(old) for old in known) and not any(part.agrees(old) for old in known)
        for part, whole in parts
    )
