"""Names of months, weekdays and days: what the files ``<code>/calendar.toml`` hold, read once.

A page may be in any language, so the names of all are known everywhere: no form stands for two
months or two weekdays (a test holds it).  Sentences are read in the languages that tell their days
("yesterday"): English and German.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from briefing.language.base import Language, either, every, language

_ENGLISH: Final = language("en")
CALENDARS: Final = every("calendar.months")
"""The languages whose months are known."""
SPOKEN: Final = every("calendar.days")
"""The languages whose sentences are read."""


def numbered(tongues: Iterable[Language], *lists: str, others: str = "") -> dict[str, int]:
    """Return the number, from 1, of each name in `lists`, and those that the table `others` tells."""
    known = tuple(tongues)
    listed = {
        name: number
        for tongue in known
        for one in lists
        for number, name in enumerate(tongue.phrases(one), 1)
    }
    told = (tongue.numbers(others).items() for tongue in known)
    return listed | {name: int(number) for items in told for name, number in items}


def folded(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the same with names in lower case: folded further, a Greek letter becomes three."""
    return {name.lower(): number for name, number in numbers.items()}


def words(tongues: Iterable[Language], *names: str) -> tuple[str, ...]:
    """Return what the languages' lists `names` hold, each word once."""
    return tuple(
        dict.fromkeys(one for tongue in tongues for name in names for one in tongue.phrases(name))
    )


def shifts(tongues: Iterable[Language], *names: str) -> dict[str, int]:
    """Return how many days behind the story's own each word of the tables `names` means."""
    return {
        word: int(days)
        for tongue in tongues
        for name in names
        for word, days in tongue.numbers(name).items()
    }


MONTH_NAMES: Final = _ENGLISH.phrases("calendar.months")
WEEKDAY_NAMES: Final = _ENGLISH.phrases("calendar.weekdays")
"""Monday first."""
MONTHS: Final = folded(numbered((_ENGLISH,), "calendar.months"))
"""The number of each English month, by its full name in lower case."""
WEEKDAYS: Final = {name.casefold(): at for at, name in enumerate(WEEKDAY_NAMES)}
"""The number of each English weekday by its name in lower case; Monday is 0."""
RELATIVE_DAYS: Final = shifts((_ENGLISH,), "calendar.days", "calendar.evenings")
"""How many days behind the story's own an English word means: "yesterday" is -1."""
DAY_PARTS: Final = frozenset((*WEEKDAYS, *RELATIVE_DAYS, *words((_ENGLISH,), "calendar.parts")))
"""English words for a day or a part of one."""
FULL_MONTHS: Final = numbered(CALENDARS, "calendar.months")
"""The number of each language's months by their full names, as they are written."""
EVERY_MONTH: Final = numbered(
    CALENDARS, "calendar.months", "calendar.short_months", others="calendar.other_months"
)
"""The same with the abbreviations."""
_WRITTEN: Final = numbered(
    (_ENGLISH,), "calendar.months", "calendar.short_months", others="calendar.other_months"
)
ENGLISH_MONTHS: Final = folded(_WRITTEN)
PROPER_MONTHS: Final = frozenset(
    (*_WRITTEN, *FULL_MONTHS, *(one for one in EVERY_MONTH if one.casefold() not in ENGLISH_MONTHS))
)
"""Months as they are written, but for the abbreviations that are other words of English: "may"."""
_MONTHS: Final = folded(EVERY_MONTH)
_WEEKDAYS: Final = folded(
    numbered(
        CALENDARS, "calendar.weekdays", "calendar.short_weekdays", others="calendar.other_weekdays"
    )
)

_WORD: Final = re.compile(r"\w+")
_MONTH_WORDS: Final = frozenset(word for name in _MONTHS for word in _WORD.findall(name)[:1])
"""The first words of all names of months: that of "tháng 6" is "tháng"."""

MONTH: Final = either(ENGLISH_MONTHS)
"""A regular expression for an English month or its abbreviation, in lower case."""
FULL_MONTH: Final = either((*ENGLISH_MONTHS, *folded(FULL_MONTHS)))
"""The same, and for the full names of any language."""
ANY_MONTH: Final = either(_MONTHS)
"""A regular expression for a month in any language, full or short, in lower case."""
WEEKDAY: Final = either(_WEEKDAYS)
"""A regular expression for a weekday in any language, full or short, in lower case."""


def month_of(name: str) -> int | None:
    """Return the number of a month in any language, full or short; None for another word."""
    return _MONTHS.get(name.lower())


def may_name_month(text: str) -> bool:
    """Whether `text` has a word with which the name of a month begins, in any language."""
    return not _MONTH_WORDS.isdisjoint(map(str.lower, _WORD.findall(text)))


def weekday_of(name: str) -> int | None:
    """Return the number of a weekday in any language (Monday is 0); None for another word."""
    number = _WEEKDAYS.get(name.lower())
    return None if number is None else number - 1


SPOKEN_WEEKDAYS: Final = numbered(SPOKEN, "calendar.weekdays", others="calendar.other_weekdays")
"""The number of each weekday, from 1, as it is written in the sentences that are read."""
_SPOKEN_WEEKDAYS: Final = folded(SPOKEN_WEEKDAYS)
_SPOKEN_DAYS: Final = {
    word.casefold(): shift
    for word, shift in shifts(SPOKEN, "calendar.days", "calendar.evenings").items()
}


def resolve(word: str, day: date, *, ahead: bool = False) -> date | None:
    """Return the day that `word` means in a story of `day`: "Tuesday", "yesterday", "gestern".

    A weekday is `day` itself or the last such before it, or the next where the sentence looks
    `ahead`.  None for other words, and where the calendar ends.
    """
    low = word.casefold()
    shift = _SPOKEN_DAYS.get(low)
    if low in _SPOKEN_WEEKDAYS:
        number = _SPOKEN_WEEKDAYS[low]
        shift = (number - day.isoweekday()) % 7 if ahead else -((day.isoweekday() - number) % 7)
    return None if shift is None else shifted(day, shift)


def days_so_far(tongue: Language) -> tuple[str, ...]:
    """Return the names of days that news of a language may have happened on: "Monday", "yesterday"."""
    told = shifts((tongue,), "calendar.days")
    named = numbered((tongue,), "calendar.weekdays", others="calendar.other_weekdays")
    return (*named, *(word for word, shift in told.items() if shift <= 0))


def shifted(day: date, days: int) -> date | None:
    """Return the day that is `days` behind `day`; None where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
