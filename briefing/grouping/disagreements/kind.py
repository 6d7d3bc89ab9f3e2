"""Of what kind a disagreement is: a later update, a rounding, another scope, or a real conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.grouping.disagreements.slots import Filled
from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.records import DisagreementKind, Event

ROUNDED: Final = 0.05
"""Values that differ by less than this share are one value told more and less exactly."""
_EN: Final = language("en")
_WHOLE: Final = re.compile(rf"\b{_EN.pattern('events.whole')}\b", re.IGNORECASE)
"""Words that say that a figure is for the whole; where only one side has them, the scopes differ."""
_ATTACKER: Final = re.compile(
    rf"\b{_EN.pattern('events.counting_in')} (?:{_EN.pattern('events.counted_in')} )?(?:\w+ )?"
    rf"{_EN.either('events.attackers')}\b",
    re.IGNORECASE,
)
"""Where only one side counts the attacker among the dead, the scopes differ."""
BOUNDED: Final = 1.25
"""Share up to which `more than 50` is still said of a value."""


def kind_of(heads: Sequence[Filled], event: Event) -> DisagreementKind:
    """Return of what kind the difference between `heads` is, one value each."""
    figures = [head.quantity for head in heads if head.quantity is not None]
    if len(figures) == len(heads) and _are_rounded(figures):
        return "rounding"
    wide = {bool(_WHOLE.search(head.sentence.text)) for head in heads}
    with_attacker = {bool(_ATTACKER.search(head.sentence.text)) for head in heads}
    if len(wide) == 2 or len(with_attacker) == 2:
        return "scope"
    order = sorted(heads, key=lambda head: event.story_of(head.sentence).when.earliest)
    whens = [event.story_of(head.sentence).when for head in order]
    apart = all(a.latest < b.earliest for a, b in pairwise(whens))
    if apart and all(when.basis != "unknown" for when in whens) and heads[0].quantity is not None:
        return "update"
    if _revises(heads, event):
        return "update"
    if any(q.bound in ("at least", "at most") for q in figures) and _compatible(heads):
        return "rounding"
    return "conflict"


def _are_rounded(figures: Sequence[Figure]) -> bool:
    """Whether one figure is the others told less exactly: about 300 and 287, $2 bn and $1.96 bn.

    `Some 64 percent` is no rounding of 61: the rounded figure has fewer digits.
    """
    low, high = min(q.value for q in figures), max(q.value for q in figures)
    rough, *others = sorted(figures, key=lambda q: q.digits)
    if high - low > ROUNDED * high or rough.digits >= others[0].digits:
        return False
    cut = all(float(f"{q.value:.{max(rough.digits - 1, 0)}e}") == rough.value for q in others)
    return rough.bound != "exact" or bool(rough.unit and cut)


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
