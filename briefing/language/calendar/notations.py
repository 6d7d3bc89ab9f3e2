"""The notations of a date: "17 June 2025", "June 17", "17. Juni", "17.6.2025", "2025-06-17".

They are those of English-language news pages, ISO 8601, the East Asian ``2025年6月17日``, and the
day-month-year of the other languages with their own names of months.  Where the name of a month may
be another word of English ("2 ago", "5 set") it needs its year, or to be written out in full as its
language writes it.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.language.base import either
from briefing.language.calendar.names import (
    ANY_MONTH,
    CALENDARS,
    ENGLISH_MONTHS,
    EVERY_MONTH,
    FULL_MONTH,
    FULL_MONTHS,
    MONTH,
    PROPER_MONTHS,
    WEEKDAY,
    may_name_month,
    month_of,
    weekday_of,
    words,
)

_OTHER_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯０１２３４５６７８９"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_ENDING: Final = either(words(CALENDARS, "calendar.day_endings"))
_OF: Final = either(words(CALENDARS, "calendar.of"))
_BEFORE_YEAR: Final = either(words(CALENDARS, "calendar.before_year"))
_BEHIND_YEAR: Final = either(words(CALENDARS, "calendar.behind_year"))
_DAY: Final = rf"(?P<day>[0-3]?\d)(?P<ending>{_ENDING})?"
_DAY_FIRST: Final = (
    rf"(?=\d)(?<![\d:]){_DAY}(?:\s+{_OF})?[\s/-]{{1,2}}(?P<month>{ANY_MONTH})(?!\w)\.?"
    rf"(?:,?[\s/-]{{1,2}}(?:{_BEFORE_YEAR}\s)?{_YEAR}(?!\d|-\d))?"
)
_YEAR_FIRST: Final = (
    rf"(?<![\d/.-])(?<!\d[\s,])(?<!\d,\s){_YEAR}\.?\s(?:{_BEHIND_YEAR}\s)?(?P<month>{ANY_MONTH})\.?\s"
    r"(?P<day>[0-3]?\d)(?!\d|:\d)"
)
_NAME_FIRST: Final = rf"\b(?P<month>{FULL_MONTH})\s(?P<day>[0-3]?\d)(?!\d|:\d),?\s(?:{_BEFORE_YEAR}\s)?{_YEAR}\b(?!-\d)"
_PROGRAM: Final = (
    rf"(?<![\w:])(?:(?P<month>{ANY_MONTH})\.?\s{{1,2}}(?P<day>[0-3]?\d)|(?P<day2>[0-3]?\d)\.?\s(?P<month2>{ANY_MONTH})\.?)"
    r"(?P<clock>,?\s)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s[AP]M)?"
    rf"(?:\s(?:(?-i:[A-Z]{{2,5}})|(?:GMT|UTC)?[+-]\d\d:?\d\d))?\s{_YEAR}(?![\d:-])"
)
"""As C and Java print a moment, the year behind clock time and zone: "Mon Jun 16 19:20:36 CEST 2014"."""
_MONTH_FIRST: Final = (
    r"\b(?=\w{3,10}\b\.?[\s-]{1,2}\d)"  # few words have a figure behind them
    rf"(?P<month>{MONTH})\b\.?[\s-]{{1,2}}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:\d)"
    rf"(?:\s*,?\s{{1,2}}{_YEAR}\b|-(?P<year2>(?:19|20)\d\d)\b)?"
)
_NOTATIONS: Final = tuple(
    (re.compile(hint), re.compile(pattern, re.IGNORECASE))
    for hint, pattern in (
        (r":\d\d.{0,16}\s(?:19|20)\d\d", _PROGRAM),
        (
            r"\d[-/.]",
            rf"(?<![\d/.-]){_YEAR}(?P<sep>[-/.])(?P<number>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d/-])(?!\.\d)",
        ),
        (
            r"\d\.\s\d",
            rf"(?<![\d/.-]){_YEAR}\.\s(?P<number>[01]?\d)\.\s(?P<day>[0-3]?\d)\.",
        ),
        (rf"\d(?i:{_ENDING})?[\s/-]", _DAY_FIRST),
        (r"(?:19|20)\d\d\.?\s", _YEAR_FIRST),
        (r"[\s-]\d", _MONTH_FIRST),
        (r"\s[0-3]?\d,?\s(?:\w{2,4}\s)?(?:19|20)\d\d", _NAME_FIRST),
        (
            r"\d[/.-]\d",
            (
                r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[/.-])(?P<second>[0-3]?\d)(?P=sep)"
                r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])(?!\.\d)"
            ),
        ),
        (
            r"\d\.\s\d",
            rf"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>\.)\s(?P<second>[01]?\d)\.\s{_YEAR}(?![\d/-])",
        ),
        (r"[年년]", rf"{_YEAR}[年년]\s?(?P<number>[01]?\d)[月월]\s?(?P<day>[0-3]?\d)[日일]"),
    )
)
"""What a text must hold to have a date in a notation, and the notation: names of months in all languages are
looked for nowhere else (5 times as fast)."""
_OF_NUMBERS: Final = tuple(one for one in _NOTATIONS if "month" not in one[1].groupindex)
"""Those without the name of a month: most texts with a figure have none, and to see that takes a quarter of the time."""
_MAY_BE_NUMBERS: Final = re.compile(r"\d[-/.年년]")
"""A figure with a mark behind it, as each of these has: one look in place of five."""
_DIGIT: Final = re.compile(r"\d")
_DIGITS: Final = {ord(c): str(unicodedata.digit(c)) for c in _OTHER_DIGITS}
"""Arabic, Persian, Indic and full-width figures as those of Europe, one for one: places stay."""
_WEEKDAY_BEFORE: Final = re.compile(rf"\b({WEEKDAY})\.?,?\s+$", re.IGNORECASE)
_LEAP_YEAR: Final = 2024
"""Stands in for an unknown year, so that 29 February is a day."""
_BEFORE: Final = 18
"""Characters in front of a date that a weekday may stand in."""
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:20)?\d\d(?![\d/-])")

DATE: Final = (
    rf"(?:{WEEKDAY},?\.?\s+)?(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:{_ENDING})?\.?[\s-]+(?:{_OF}\s+)?{FULL_MONTH}\.?(?:[\s,-]+(?:{_BEFORE_YEAR}\s)?\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
"""A regular expression without groups for what looks like a date, in lower case: that of a line's form."""


class Written(NamedTuple):
    """A date that is written at ``text[start:end]``."""

    start: int
    end: int
    year: int
    """0 where it is not written."""
    readings: tuple[tuple[int, int], ...]
    """Month and day; two where they cannot be told apart, the American reading first."""
    is_name: bool
    """Whether its month is no name, or one written as its language writes it: "May 5", not "may 5"."""
    clock: int
    """Where its time of day may begin: behind it, or before a year that stands last."""


@lru_cache(maxsize=4096)
def written_dates(text: str, *, day_first: bool | None = None) -> Sequence[Written]:
    """Return the dates with at least day and month that are written in `text`, in order.

    `day_first` tells how "06/07/2025" is to be read; a dotted date is day first anyway.
    """
    if not _DIGIT.search(text):
        return ()
    if not text.isascii():
        text = text.translate(_DIGITS)
    notations = _NOTATIONS if may_name_month(text) else _OF_NUMBERS
    if notations is _OF_NUMBERS and not _MAY_BE_NUMBERS.search(text):
        return ()
    found: list[Written] = []
    for hint, pattern in notations:
        for match in pattern.finditer(text) if hint.search(text) else ():
            at = bisect.bisect(found, match.start(), key=_start)
            written = _written(match, day_first=day_first) if _is_free(match, found, at) else None
            if written:
                found.insert(at, written)
    return tuple(found)


def _start(written: Written) -> int:
    return written.start


def _is_free(match: re.Match[str], found: Sequence[Written], at: int) -> bool:
    """Whether none of `found` holds characters of a match that would be the one at `at`."""
    behind_it = at == len(found) or found[at].start >= match.end()
    return behind_it and (not at or found[at - 1].end <= match.start())


def _written(match: re.Match[str], *, day_first: bool | None) -> Written | None:
    part = match.groupdict()
    year = int(part.get("year") or part.get("year2") or 0)
    if part.get("first"):
        year += 2000 if year < 100 else 0
        readings = _numeric(match, year, day_first=day_first)
    elif part.get("number"):
        readings = ((int(part["number"]), int(part["day"])),)
    else:
        readings = _named(part, year)
    readings = tuple(one for one in readings if valid(year or _LEAP_YEAR, *one))
    name = part.get("month") or part.get("month2")
    is_name = not name or name in PROPER_MONTHS
    clock = match.start("clock") if part.get("clock") else match.end()
    return Written(*match.span(), year, readings, is_name, clock) if readings else None


def _named(part: Mapping[str, str | None], year: int) -> tuple[tuple[int, int], ...]:
    """The month and day of a date with a month's name; none where that is rather another word."""
    name = part.get("month") or part.get("month2") or ""
    english = name.casefold() in ENGLISH_MONTHS
    known = EVERY_MONTH if part.get("ending") == "." else FULL_MONTHS
    month = month_of(name) if year or english or name in known else None
    return ((month, int(part.get("day") or part.get("day2") or 0)),) if month else ()


def _numeric(
    match: re.Match[str], year: int, *, day_first: bool | None
) -> tuple[tuple[int, int], ...]:
    """The month and day of "17.6.2025"; both readings where nothing tells them apart."""
    first, second = int(match["first"]), int(match["second"])
    american, european = (first, second), (second, first)
    possible = [one for one in (american, european) if valid(year, *one)]
    if len(possible) < 2 or american == european:
        return tuple(possible[:1])
    if match["sep"] == ".":
        return (european,)
    told = _told_by_weekday(match, year) if day_first is None else day_first
    return (american, european) if told is None else (european if told else american,)


def _told_by_weekday(match: re.Match[str], year: int) -> bool | None:
    """Whether the day stands first, by a weekday in front of the date."""
    before = _WEEKDAY_BEFORE.search(match.string, max(0, match.start() - _BEFORE), match.start())
    if before is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    american, european = (
        one is not None and one.weekday() == weekday_of(before[1])
        for one in (valid(year, first, second), valid(year, second, first))
    )
    return european if american != european else None


def valid(year: int, month: int, day: int) -> date | None:
    """Return the day of these numbers, None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=16)
def order_in(text: str) -> bool | None:
    """Return whether the day stands first in the numeric dates of `text`; None where they do not agree."""
    orders = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[2])
        if (first > 12) != (second > 12) and max(first, second) <= 31:
            orders.add(first > 12)
    return orders.pop() if len(orders) == 1 else None
