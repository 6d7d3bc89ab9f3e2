"""Days that a sentence speaks of, resolved against the day on which its story was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
LEAP_YEAR: Final = 2024
"""Stands in for an unknown year, so that 29 February is a day."""
_MONTH_NAME: Final = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_DAY: Final = re.compile(
    rf"""\b(?:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!['’]s)
    |(?P<relative>[Tt]oday|[Yy]esterday)\b(?!['’]s)
    |(?:the\s)?(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month1>{_MONTH_NAME})\b(?:,?\s(?P<year1>(?:19|20)\d\d)\b)?
    |(?P<month2>{_MONTH_NAME})\s(?P<second>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s(?P<year2>(?:19|20)\d\d)\b)?)""",
    re.VERBOSE,
)
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|next|coming|due|plans?|planned|scheduled|expected|(?:is|are) to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """A day as a sentence names it, and what is known of it."""

    start: int
    end: int
    text: str
    weekday: str = ""
    """In lower case; empty where only the day of the month is known."""
    month_day: tuple[int, int] | None = None
    date: date | None = None


def find_days(text: str, published: date | None) -> tuple[Day, ...]:
    """Return the days that `text` names, in order.

    A weekday is the last one up to `published`, or the next one where the sentence looks ahead.
    """
    found = (_day(match, text, published) for match in _DAY.finditer(text))
    return tuple(day for day in found if day)


def _day(match: re.Match[str], text: str, published: date | None) -> Day | None:
    start, end = match.span()
    if match["weekday"]:
        name = match["weekday"].lower()
        if published is None:
            return Day(start, end, match.group(), name)
        ahead = bool(_AHEAD.search(text))
        return _dated(match, _nearest(name, published, ahead=ahead))
    if match["relative"]:
        before = timedelta(days=match["relative"].lower() == "yesterday")
        return _dated(match, published - before) if published else None
    number = int(match["first"] or match["second"])
    month = _MONTHS.index((match["month1"] or match["month2"])[:3].lower()) + 1
    year = match["year1"] or match["year2"] or (published.year if published else None)
    try:
        meant = date(int(year or LEAP_YEAR), month, number)
    except ValueError:
        return None
    return _dated(match, meant) if year else Day(start, end, match.group(), "", (month, number))


def _dated(match: re.Match[str], meant: date) -> Day:
    weekday = _WEEKDAYS[meant.weekday()]
    return Day(*match.span(), match.group(), weekday, (meant.month, meant.day), meant)


def _nearest(weekday: str, published: date, *, ahead: bool) -> date:
    step = 1 if ahead else -1
    days = (published + timedelta(days=step * number) for number in range(7))
    return next(day for day in days if _WEEKDAYS[day.weekday()] == weekday)


def same_day(first: Day, second: Day) -> bool | None:
    """Whether both are one day; None where that cannot be told."""
    if first.date and second.date:
        return first.date == second.date
    if first.month_day and second.month_day:
        return first.month_day == second.month_day
    if first.weekday and second.weekday:
        return first.weekday == second.weekday
    return None


def clash(first: tuple[Day, ...], second: tuple[Day, ...]) -> bool:
    """Whether both sides name days, and none of one side can be a day of the other."""
    pairs = [same_day(mine, theirs) for mine in first for theirs in second]
    return bool(pairs) and not any(pair is not False for pair in pairs)
