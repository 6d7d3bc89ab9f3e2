"""Whether a sentence or a figure is of the event itself: of its time, its whole, and no range or rate."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from briefing.language.base import either, language
from briefing.language.calendar import MONTH_NAMES
from briefing.language.figures import Figure

_EN: Final = language("en")
_ELSEWHEN: Final = re.compile(rf"\b{_EN.pattern('events.elsewhen')}\b", re.IGNORECASE)
IN_MONTH: Final = re.compile(
    rf"\b{_EN.pattern('events.in_month')}(?P<month>{either(MONTH_NAMES)})\b"
)
"""The dead and injured of a month as a whole are those of an earlier event."""
_PART: Final = re.compile(rf"\b{_EN.pattern('events.parts')}\b", re.IGNORECASE)
_PART_BEHIND: Final = tuple(f" {words} " for words in _EN.phrases("events.part_behind"))
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
TIME_UNIT: Final = re.compile(rf"[\s-]{_EN.either('events.time_units')}\b", re.IGNORECASE)
_PER: Final = re.compile(
    rf"[^.,;]{{0,12}}?\b{_EN.either('events.per')} {_EN.either('events.rate_units')}\b",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(
    rf"\s{_EN.either('events.further')}\s(?!{_EN.either('events.further_but_not')})", re.IGNORECASE
)
_FURTHER_DEAD: Final = re.compile(
    rf"\s{_EN.either('events.besides')}\s(?:{_EN.either('events.besides_people')}\s)?"
    rf"(?:{_EN.either('events.been')}\s){{0,3}}{_EN.either('events.killed')}\b",
    re.IGNORECASE,
)
"""`Sixty-five more were killed`: besides those of another place or day."""
PRISON: Final = re.compile(rf"\b{_EN.pattern('events.prison')}\s$", re.IGNORECASE)
_BETWEEN: Final = _EN.either("events.between")
_RANGE_BEFORE: Final = re.compile(
    rf"(?:\b{_BETWEEN}|\d\s?[-–]|\d,|\b{_EN.either('events.or')}|#)\s?[$€£]?\s?$"
    rf"|\b{_BETWEEN}\b.{{0,25}}\b{_EN.either('events.between_and')}\s[$€£]?$"
)
_RANGE_AFTER: Final = re.compile(
    rf"(?:\s?[-–]\s?[$€£]?\d|,\s\d{{3}}\b|\s{_EN.either('events.or_to')}\s[$€£]?\d)"
)
_OPEN: Final = re.compile(rf"{_EN.pattern('events.going_on')}\b")
"""A sentence that begins so goes on about what the sentence before it spoke of."""


_MONEY: Final = frozenset(("dollar", "euro", "pound", "yen", "yuan", "rupee", "rouble", "franc"))


def is_of_another(text: str, published: date | None, before: str = "") -> bool:
    """Whether a sentence is about another time, another event or a plan."""
    year = published.year if published else None
    return _of_another(text, year) or (bool(_OPEN.match(text)) and _of_another(before, year))


def _of_another(text: str, event_year: int | None) -> bool:
    years = {int(year) for year in _YEAR.findall(text)}
    return bool(_ELSEWHEN.search(text)) or bool(years - {event_year})


def is_apart(text: str, quantity: Figure) -> bool:
    """Whether a figure is that of a part, a range, a rate or a rest, or no count at all."""
    ahead, behind = text[: quantity.start], text[quantity.end :]
    return bool(
        quantity.unit == "year"
        or (behind.startswith(_PART_BEHIND) and quantity.unit != "percent")
        or (quantity.value % 1 and not quantity.unit)
        # A sum of a few dollars is a larger one that was cut at its decimal point.
        or (quantity.unit in _MONEY and quantity.value < 10)
        or _PART.search(ahead[-25:])
        # The same measure once more in other units.
        or (quantity.unit and ahead.endswith("("))
        or _RANGE_BEFORE.search(ahead)
        or _RANGE_AFTER.match(behind)
        or (TIME_UNIT.match(behind) and not PRISON.search(ahead))
        or _PER.match(behind)
        or _FURTHER.match(behind)
        or _FURTHER_DEAD.match(behind)
    )
