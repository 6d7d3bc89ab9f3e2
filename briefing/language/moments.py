"""Dates and times in short strings: where they stand and which instants they may mean.

The patterns are the conventions of English-language news pages plus ISO 8601, RFC 5322 and the
East Asian ``2025年6月17日``; other languages are left to dateparser, which sees nothing but short
strings that are known to be dates.  dateparser also knows the zone abbreviations.  Both are cached:
each costs about 1 ms, and the strings of a run repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/.-]){_YEAR}(?P<sep>[-/.])(?P<number>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d/-])(?!\.\d)",
        rf"(?<![\d:]){_DAY}(?:\s+of)?[\s-]{{1,2}}{_MONTH}(?:,?[\s-]{{1,2}}(?P<year>(?:19|20)\d\d)\b(?!-\d))?",
        rf"\b{_MONTH}[\s-]{{1,2}}{_DAY}(?!\d|:\d)(?:\s*,?\s{{1,2}}(?P<year>(?:19|20)\d\d)\b|-(?P<year2>(?:19|20)\d\d)\b)?",
        (
            r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[/.-])(?P<second>[0-3]?\d)(?P=sep)"
            r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])(?!\.\d)"
        ),
        rf"{_YEAR}年\s?(?P<number>[01]?\d)月\s?(?P<day>[0-3]?\d)日",
    )
)
_DIGIT: Final = re.compile(r"\d")
_MONTHS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_HINT: Final = re.compile(
    r"\d[/.-]\d{1,2}[/.-]\d|年"
    rf"|\b{_MONTHS}[a-z]{{0,6}}\.?[\s-]{{1,2}}\d"
    rf"|\d(?:st|nd|rd|th)?(?:\sof)?[\s-]{{1,2}}{_MONTHS}",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(
    r"\b[0-3]?\d(?:\.|º|er)?\s(?:de\s|d')?(?!\d)[^\W\d_]{3,12}\.?,?\s(?:de\s|del\s)?(?:19|20)\d\d\b"
)
_SHORT_TEXT: Final = 200  # characters: lines, never running text
_TIME: Final = re.compile(
    r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?\s?"
    r"(?P<half>[aApP]\.?\s?[mM]\b\.?)?\s?(?:hrs\b)?\s?\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:GMT|UTC)[+-]\d\d?(?::?\d\d)?\b|[A-Z]{2,5}\b)?",
)
_TIME_GAP: Final = re.compile(r"[\s,|T•·@–—-]{0,4}(?:at\s|on\s)?(?:\(?\s?)(?=\d)", re.IGNORECASE)
_TIME_BEFORE: Final = re.compile(
    r"(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?m\b\.?)?\s?(?P<zone>[A-Z]{2,5}\b)?"
    r"[\s,|-]{1,4}(?:on\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s)?$",
    re.IGNORECASE,
)


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
    if not _DIGIT.search(text):
        return []
    found: list[Found] = []
    for pattern in _PATTERNS if _HINT.search(text) else ():  # nine lines in ten have none
        for match in pattern.finditer(text):
            if all(match.end() <= f.start or match.start() >= f.end for f in found):
                days = _days(match, clock)
                if len(days) > 1:
                    days = _by_weekday(text[max(0, match.start() - 12) : match.start()], days)
                if days:
                    found.append(_with_time(text, match, days, clock))
    if not found and len(text) <= _SHORT_TEXT:
        found = list(_other_languages(text, clock))
    return sorted(found, key=lambda f: f.start)


def _other_languages(text: str, clock: Clock) -> Iterator[Found]:
    """Dates such as "17. Juni 2025" or "17 de junio de 2025"."""
    for match in _FOREIGN.finditer(text):
        moment = parse_prose(match[0].lower(), "", clock.reference, "DMY")
        if moment is not None:
            yield Found(match.start(), match.end(), (moment.date(),))


def _by_weekday(before: str, days: tuple[date, ...]) -> tuple[date, ...]:
    """Choose between two readings by a weekday in front of the date."""
    match = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+$", before, re.IGNORECASE)
    if match is None:
        return days
    number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(match[1].lower())
    return tuple(day for day in days if day.weekday() == number) or days


def _days(match: re.Match[str], clock: Clock) -> tuple[date, ...]:
    part = match.groupdict()
    year = int(part.get("year") or part.get("year2") or 0)
    if part.get("first"):
        return _numeric(int(part["first"]), int(part["second"]), year, clock.day_first)
    number = part.get("number")
    month = int(number) if number else MONTHS.index(part["month"][:3].lower()) + 1
    if year:
        return tuple(_valid(year, month, int(part["day"])))
    return _nearest(month, int(part["day"]), clock.reference)


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> tuple[date, ...]:  # noqa: FBT001  three states, passed on
    if year < 100:
        year += 2000
    european = tuple(_valid(year, second, first))
    american = tuple(_valid(year, first, second))
    if european and american and european != american:
        if day_first is None:
            return (*american, *european)
        return european if day_first else american
    return european or american


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _nearest(month: int, day: int, reference: date) -> tuple[date, ...]:
    """Complete a date without a year: the last such day that is not in the future."""
    latest = reference + timedelta(days=1)  # the other side of the world is a day ahead
    for year in range(latest.year, latest.year - 9, -1):  # 29 February may be 8 years away
        for candidate in _valid(year, month, day):
            if candidate <= latest:
                return (candidate,)
    return ()


def _with_time(text: str, match: re.Match[str], days: tuple[date, ...], clock: Clock) -> Found:
    has_year = bool(match.groupdict().get("year") or match.groupdict().get("year2"))
    plain = Found(match.start(), match.end(), days, has_year=has_year)
    if len(days) != 1:
        return plain
    gap = _TIME_GAP.match(text, match.end())
    behind = _TIME.match(text, gap.end()) if gap else None
    if behind is not None and (behind["minute"] or behind["half"]):
        return _timed(plain, behind, clock, end=behind.end())
    before = _TIME_BEFORE.search(text, max(0, match.start() - 40), match.start())
    return _timed(plain, before, clock, start=before.start()) if before else plain


def _timed(
    plain: Found, match: re.Match[str], clock: Clock, start: int = -1, end: int = -1
) -> Found:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23:
        return plain
    moment = datetime.combine(plain.days[0], time(hour, minute))
    zone = _zone(match["zone"] or "")
    if zone is not None:
        moment = local_time(moment.replace(tzinfo=zone), clock.zone)
    first, last = (start if start >= 0 else plain.start), max(end, plain.end)
    return plain._replace(start=first, end=last, days=(moment.date(),), at=moment)


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


# -- other languages --------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parse_prose(value: str, language: str, reference: date, order: str) -> datetime | None:
    """Return the time that a short string in some language means, with day and month at least.

    `order` is ``DMY`` or ``MDY``; an empty `language` tries the common ones.
    """
    import dateparser

    settings = {
        "RELATIVE_BASE": datetime.combine(reference, time()),
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"],
        "DATE_ORDER": order,
    }
    known = [language] if language in _LANGUAGES else list(_LANGUAGES)
    try:
        result: datetime | None = dateparser.parse(value, languages=known, settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    return result


_LANGUAGES: Final = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "ru",
    "pl",
    "tr",
    "sv",
    "hi",
    "ar",
    "id",
)


def zone_named(name: str | None) -> tzinfo | None:
    """Return the zone with an IANA name (UTC where the system does not know it), or None."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
