"""Of what kind a disagreement is: a later update, a rounding, another scope, or a conflict.

Each kind but a conflict says something of the two reports that may be false, so it is only told where figures, times or words tell it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.grouping.disagreements.rivals import Scorer
from briefing.grouping.disagreements.slots import Filled
from briefing.grouping.disagreements.updates import around, is_update, shipped_scorer
from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.records import DisagreementKind, Event

ROUNDED: Final = 0.12
"""Values that differ by less than this share may be one value told more and less exactly."""
BOUNDED: Final = 1.25
"""How many times the bound of `more than 50` or `up to 60` a value may be above or below it."""
EXACT: Final = 100.0
"""A count from which a round figure without any `about` may stand for it."""
_EN: Final = language("en")
_WHOLE: Final = re.compile(rf"\b{_EN.pattern('events.whole')}\b", re.IGNORECASE)
"""Words that say that a figure is for the whole; where only one side has them, the scopes differ."""
_ATTACKER: Final = re.compile(
    rf"\b{_EN.pattern('events.counting_in')} (?:{_EN.pattern('events.counted_in')} )?(?:\w+ )?"
    rf"{_EN.either('events.attackers')}\b",
    re.IGNORECASE,
)
"""Where only one side counts the attacker among the dead, the scopes differ."""


def kind_of(
    heads: Sequence[Filled], event: Event, scorer: Scorer | None = None
) -> DisagreementKind:
    """Return of what kind the difference between `heads` is, one value each; `scorer` tells updates instead of the shipped one."""
    if any(head.quantity is None for head in heads):
        return "conflict"
    if are_rounded(heads):
        return "rounding"
    if len({bool(_ATTACKER.search(head.sentence.text)) for head in heads}) == 2:
        return "scope"
    if is_update(heads, event, scorer or shipped_scorer()):
        return "update"
    return (
        "scope" if len({bool(_WHOLE.search(around(head))) for head in heads}) == 2 else "conflict"
    )


def are_rounded(heads: Sequence[Filled]) -> bool:
    """Whether all other figures are the one with the most digits, told less exactly: about 300, more than 280 and 287."""
    figures = [_as_told(head, head.quantity) for head in heads if head.quantity is not None]
    *others, exact = sorted(figures, key=lambda figure: figure.digits)
    return all(_rounds_to(rough, exact) for rough in others)


def _as_told(head: Filled, figure: Figure) -> Figure:
    """Return a figure without the bound that a verb makes seem one: `has gone up to 13` is no `up to 13`."""
    return replace(figure, bound="exact") if head.revised else figure


def _rounds_to(rough: Figure, exact: Figure) -> bool:
    """Whether a figure, to fewer digits, is another: from below or from above by less than a step, as its bound says.

    One without a bound is rounded to the nearest: 210 votes are not 201.  `Some 64 percent` is no rounding of 61, nor is `at
    least 17` one of 19: they have no fewer digits.
    """
    if (
        rough.unit != exact.unit
        or rough.digits >= exact.digits
        or min(rough.value, exact.value) <= 0
    ):
        return False
    step = 10.0 ** (math.floor(math.log10(rough.value)) - rough.digits + 1)
    apart = exact.value - rough.value
    if rough.bound == "at least":
        return 0 <= apart < step and exact.value <= BOUNDED * rough.value
    if rough.bound == "at most":
        return 0 <= -apart < step and rough.value <= BOUNDED * exact.value
    if abs(apart) > ROUNDED * max(rough.value, exact.value):
        return False
    if rough.bound == "about":
        return abs(apart) < step
    return abs(apart) < step / 2 and (bool(rough.unit) or exact.value >= EXACT)
