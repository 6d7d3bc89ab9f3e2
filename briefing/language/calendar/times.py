"""The time of day beside a date, and the zone it is told in.

dateparser knows the abbreviations of zones; they are cached, as each look-up costs about 1 ms.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from briefing.language.base import either
from briefing.language.calendar.names import CALENDARS, WEEKDAY, words

_AT: Final = either(words(CALENDARS, "calendar.at"))
_HOURS: Final = either(words(CALENDARS, "calendar.hours"))
_BEHIND_DATE: Final = either(words(CALENDARS, "calendar.behind_date"))
_TIME: Final = re.compile(
    r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?\s?"
    rf"(?P<half>[aApP]\.?\s?[mM]\b\.?)?\s?(?:{_HOURS}\b)?\s?\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:GMT|UTC)[+-]\d\d?(?::?\d\d)?\b|[A-Z]{{2,5}}\b)?",
)
_GAP: Final = re.compile(
    rf"(?:\s?{_BEHIND_DATE}(?!\w))?[\s,|T•·@–—-]{{0,4}}(?:{_AT}\s)?(?:\(?\s?)(?=\d)", re.IGNORECASE
)
_BEFORE: Final = re.compile(
    r"(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?m\b\.?)?\s?(?P<zone>[A-Z]{2,5}\b)?"
    rf"[\s,|-]{{1,4}}(?:{_AT}\s)?(?:{WEEKDAY}\.?,?\s)?$",
    re.IGNORECASE,
)
_BEHIND: Final = 40
"""Characters in front of a date that its time may stand in."""


class Time(NamedTuple):
    """A time of day: where it stands, and the moment that it makes of a day."""

    start: int
    end: int
    at: datetime
    """Naive, in the brief's zone or as it is printed."""


def time_beside(text: str, start: int, end: int, day: date, zone: tzinfo | None) -> Time | None:
    """Return the time that stands behind or in front of the date ``text[start:end]``, which is `day`."""
    gap = _GAP.match(text, end)
    behind = _TIME.match(text, gap.end()) if gap else None
    if behind is not None and (behind["minute"] or behind["half"]):
        return _timed(behind, day, zone)
    before = _BEFORE.search(text, max(0, start - _BEHIND), start)
    return _timed(before, day, zone) if before else None


def _timed(match: re.Match[str], day: date, zone: tzinfo | None) -> Time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23:
        return None
    moment = datetime.combine(day, time(hour, minute))
    told = _zone(match["zone"] or "")
    if told is not None:
        moment = local_time(moment.replace(tzinfo=told), zone)
    return Time(match.start(), match.end(), moment)


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo | None:
    """Return the offset that an abbreviation or a number means; None where there is none."""
    if not name:
        return None
    if name == "Z":
        return UTC
    from dateparser.timezone_parser import pop_tz_offset_from_string

    found = pop_tz_offset_from_string(f"10:00 {name}", as_offset=True)[1]
    return found if isinstance(found, tzinfo) else None


def local_time(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return `moment` as a naive time in `zone`, or as printed where that is None."""
    if zone is None:
        return moment.replace(tzinfo=None)
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # the years 1 and 9999 have no neighbours
        return moment.replace(tzinfo=None)


def zone_named(name: str | None) -> tzinfo | None:
    """Return the zone with an IANA name (UTC where the system does not know it), or None."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
