"""Of what kind a disagreement is: a later update, a rounding, another scope, or a real conflict."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.grouping.disagreements.slots import Filled
from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.records import DisagreementKind, Event

ROUNDED: Final = 0.12
"""Values that differ by less than this share may be one value told more and less exactly."""
EXACT: Final = 100.0
"""A count from which a round figure without any `about` may stand for it."""
NEAR: Final = 60
"""Characters around a figure in which a word says that it is of the whole."""
_EN: Final = language("en")
_WHOLE: Final = re.compile(rf"\b{_EN.pattern('events.whole')}\b", re.IGNORECASE)
"""Words that say that a figure is for the whole; where only one side has them, the scopes differ."""
_ATTACKER: Final = re.compile(
    rf"\b{_EN.pattern('events.counting_in')} (?:{_EN.pattern('events.counted_in')} )?(?:\w+ )?"
    rf"{_EN.either('events.attackers')}\b",
    re.IGNORECASE,
)
"""Where only one side counts the attacker among the dead, the scopes differ."""
_LATER: Final = re.compile(rf"\b{_EN.pattern('events.later')}\b", re.IGNORECASE)
"""Words that say that a count has gone on."""
BOUNDED: Final = 1.25
"""Share up to which `more than 50` is still said of a value."""
_GROWING: Final = ("people:dead", "people:injured")
"""What is counted on while rescuers work: another figure is a later one."""


def kind_of(heads: Sequence[Filled], event: Event) -> DisagreementKind:
    """Return of what kind the difference between `heads` is, one value each."""
    figures = [head.quantity for head in heads if head.quantity is not None]
    if len(figures) == len(heads) and _are_rounded(figures):
        return "rounding"
    if any(q.bound in ("at least", "at most") for q in figures) and _compatible(heads):
        return "rounding"
    if figures and (_revises(heads, event) or _is_counted_on(heads, event)):
        return "update"
    wide = {bool(_WHOLE.search(_around(head))) for head in heads}
    with_attacker = {bool(_ATTACKER.search(head.sentence.text)) for head in heads}
    return "scope" if len(wide) == 2 or len(with_attacker) == 2 else "conflict"


def _around(head: Filled) -> str:
    if head.quantity is None:
        return head.sentence.text
    start = max(0, head.quantity.start - NEAR)
    return head.sentence.text[start : head.quantity.end + NEAR]


def _is_counted_on(heads: Sequence[Filled], event: Event) -> bool:
    """Whether a count has gone on between two reports: a toll, what one of them says, or their times."""
    with_attacker = {bool(_ATTACKER.search(head.sentence.text)) for head in heads}
    if all(head.slot in _GROWING for head in heads) and len(with_attacker) == 1:
        return True
    if len({bool(_LATER.search(_around(head))) for head in heads}) == 2:
        return True
    counts = all(head.quantity and not head.quantity.unit for head in heads)
    return counts and _are_apart(heads, event)


def _are_apart(heads: Sequence[Filled], event: Event) -> bool:
    """Whether the times of the reports are known and lie apart."""
    whens = sorted((event.story_of(head.sentence).when for head in heads), key=lambda w: w.earliest)
    apart = all(a.latest < b.earliest for a, b in pairwise(whens))
    return apart and all(when.basis != "unknown" for when in whens)


def _are_rounded(figures: Sequence[Figure]) -> bool:
    """Whether one figure is the others told less exactly: about 300 and 287, $2 bn and $1.96 bn.

    `Some 64 percent` is no rounding of 61: the rounded figure has fewer digits.
    """
    low, high = min(q.value for q in figures), max(q.value for q in figures)
    rough, *others = sorted(figures, key=lambda q: q.digits)
    if high - low > ROUNDED * high or rough.digits >= others[0].digits:
        return False
    if rough.bound == "exact" and not rough.unit and others[0].value < EXACT:
        return False
    return all(_rounds_to(rough, other) for other in others)


def _rounds_to(rough: Figure, exact: Figure) -> bool:
    """Whether a figure, to the digits of the rougher one, is that one: from below or from above where it is `about`, or measured.

    A count that says nothing is rounded to the nearest: 210 votes are not 201.
    """
    step = 10 ** (math.floor(math.log10(rough.value)) - rough.digits + 1) if rough.value > 0 else 1
    loose = rough.bound != "exact" or bool(rough.unit)
    return abs(rough.value - exact.value) < (step if loose else step / 2)


def _compatible(heads: Sequence[Filled]) -> bool:
    """Whether one value can fulfil all the bounds (`more than 50` and `53`)."""
    exact = {h.quantity.value for h in heads if h.quantity and h.quantity.bound == "exact"}
    lows = [h.quantity.value for h in heads if h.quantity and h.quantity.bound == "at least"]
    highs = [h.quantity.value for h in heads if h.quantity and h.quantity.bound == "at most"]
    low, high = max(lows, default=0.0), min(highs, default=float("inf"))
    near = max(exact, default=low) <= BOUNDED * low if lows else True
    inside = all(low <= value <= high for value in exact)
    return len(exact) <= 1 and low <= high and inside and near


def _revises(heads: Sequence[Filled], event: Event) -> bool:
    """Whether one report says that its figure took the place of a lower or higher one.

    The words alone do (`rose to 310`), unless that report is known to be the earlier one.
    """
    for head in (head for head in heads if head.revised and head.quantity):
        mine = event.story_of(head.sentence).when
        others = [other for other in heads if other is not head and not other.revised]
        later = all(mine.latest >= event.story_of(o.sentence).when.earliest for o in others)
        turned = all(_turned(head, other) for other in others)
        if others and later and turned:
            return True
    return False


def _turned(head: Filled, other: Filled) -> bool:
    if head.quantity is None or other.quantity is None:
        return False
    rose = head.quantity.value > other.quantity.value
    return rose == (head.revised == "up")
