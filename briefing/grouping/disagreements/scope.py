"""Whether a sentence is of the event itself: of its time, and no plan."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from briefing.language.base import either, language
from briefing.language.calendar import MONTH_NAMES
from briefing.language.text import KEPT

_EN: Final = language("en")
_ELSEWHEN: Final = re.compile(rf"\b{_EN.pattern('events.elsewhen')}\b", re.IGNORECASE)
IN_MONTH: Final = re.compile(
    rf"\b{_EN.pattern('events.in_month')}(?P<month>{either(MONTH_NAMES)})\b"
)
"""The dead and injured of a month as a whole are those of an earlier event."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
TIME_UNIT: Final = re.compile(rf"[\s-]{_EN.either('events.time_units')}\b", re.IGNORECASE)
PRISON: Final = re.compile(rf"\b{_EN.pattern('events.prison')}\s$", re.IGNORECASE)
_OPEN: Final = re.compile(rf"{_EN.pattern('events.going_on')}\b")
"""A sentence that begins so goes on about what the sentence before it spoke of."""


def is_of_another(text: str, published: date | None, before: str = "") -> bool:
    """Whether a sentence is about another time, another event or a plan."""
    year = published.year if published else None
    return _of_another(text, year) or (bool(_OPEN.match(text)) and _of_another(before, year))


@lru_cache(maxsize=KEPT)
def _of_another(text: str, event_year: int | None) -> bool:
    years = {int(year) for year in _YEAR.findall(text)}
    return bool(_ELSEWHEN.search(text)) or bool(years - {event_year})
