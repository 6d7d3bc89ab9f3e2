"""Dates and times in short strings: where they stand and which instants they may mean."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from briefing.language.calendar.names import shifted
from briefing.language.calendar.notations import Written, valid, written_dates
from briefing.language.calendar.times import time_beside


class Clock(NamedTuple):
    """How to turn what is written into the brief's time."""

    reference: date
    """Completes dates without a year: the nearest one not after this day plus one."""
    zone: tzinfo | None
    """The brief's zone; None: times stay as the outlet prints them."""
    day_first: bool | None = None


class Found(NamedTuple):
    """A date that stands at ``text[start:end]``."""

    start: int
    end: int
    days: tuple[date, ...]
    """The day meant; two where day and month cannot be told apart."""
    at: datetime | None = None
    """The minute, naive in the brief's zone, where a time is given."""
    has_year: bool = True


def find_dates(text: str, clock: Clock) -> list[Found]:
    """Return the dates with at least day and month that stand in `text`, in order."""
    found = (_found(text, one, clock) for one in written_dates(text, day_first=clock.day_first))
    return [one for one in found if one]


def _found(text: str, written: Written, clock: Clock) -> Found | None:
    days = _days(written, clock.reference)
    if not days:
        return None
    plain = Found(written.start, written.end, days, has_year=bool(written.year))
    told = (
        time_beside(text, plain.start, written.clock, days[0], clock.zone)
        if len(days) == 1
        else None
    )
    if told is None:
        return plain
    start, end = min(plain.start, told.start), max(plain.end, told.end)
    return plain._replace(start=start, end=end, days=(told.at.date(),), at=told.at)


def _days(written: Written, reference: date) -> tuple[date, ...]:
    if not written.year:
        return _latest(*written.readings[0], reference)
    days = (valid(written.year, month, day) for month, day in written.readings)
    return tuple(day for day in days if day)


def _latest(month: int, day: int, reference: date) -> tuple[date, ...]:
    """Complete a date without a year: the last such day that is not in the future."""
    latest = shifted(reference, 1) or reference  # the other side of the world is a day ahead
    for year in range(latest.year, latest.year - 9, -1):  # 29 February may be 8 years away
        candidate = valid(year, month, day)
        if candidate is not None and candidate <= latest:
            return (candidate,)
    return ()
