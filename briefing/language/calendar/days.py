"""Days that a sentence speaks of, resolved against the day on which its story was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefing.language.base import either, optional
from briefing.language.calendar.names import (
    SPOKEN,
    SPOKEN_WEEKDAYS,
    WEEKDAY_NAMES,
    resolve,
    shifted,
    shifts,
    words,
)
from briefing.language.calendar.notations import Written, valid, written_dates


def _at_the_start_too(found: Iterable[str]) -> list[str]:
    """Words as they are written within a sentence and at its start."""
    return [form for word in found for form in (word, word[:1].upper() + word[1:])]


_WORD: Final = re.compile(
    rf"\b(?:(?:(?P<next>{either(words(SPOKEN, 'calendar.next'))})|(?P<last>{either(words(SPOKEN, 'calendar.last'))}))\s)?"
    rf"(?P<day>(?P<weekday>{either(SPOKEN_WEEKDAYS)}){optional(words(SPOKEN, 'calendar.weekday_endings'))}"
    rf"|(?P<relative>{either(_at_the_start_too(shifts(SPOKEN, 'calendar.days', 'calendar.evenings')))}))\b(?!['’]s)"
)
_AHEAD: Final = re.compile(rf"\b{either(words(SPOKEN, 'calendar.ahead'))}\b", re.IGNORECASE)
_ARTICLE: Final = "the "


@dataclass(frozen=True)
class Day:
    """A day as a sentence names it, and what is known of it."""

    start: int
    end: int
    text: str
    weekday: str = ""
    """In English, in lower case; empty where only the day of the month is known."""
    month_day: tuple[int, int] | None = None
    date: date | None = None


def find_days(text: str, published: date | None) -> tuple[Day, ...]:
    """Return the days that `text` names, in order.

    A weekday is the last one up to `published`, or the next one where the sentence looks ahead; a
    date without a year is the one nearest to `published`.
    """
    named = list(_WORD.finditer(text))
    ahead = bool(named) and bool(_AHEAD.search(text))
    found = [_word_day(match, published, ahead=ahead) for match in named]
    found += [_written_day(text, written, published) for written in written_dates(text)]
    return tuple(sorted((day for day in found if day), key=lambda day: day.start))


def _word_day(match: re.Match[str], published: date | None, *, ahead: bool) -> Day | None:
    start, end = match.span("day")
    if published is None:
        return (
            Day(start, end, match["day"], _english(match["weekday"])) if match["weekday"] else None
        )
    # "Next Tuesday", said on a Tuesday, is not that day.
    step = 1 if match["next"] else -1 if match["last"] else 0
    origin = shifted(published, step) if match["weekday"] else published
    looks_ahead = step > 0 or (ahead and not step)
    meant = resolve(match["weekday"] or match["relative"], origin or published, ahead=looks_ahead)
    return _dated(start, end, match["day"], meant) if meant else None


def _english(weekday: str) -> str:
    return WEEKDAY_NAMES[SPOKEN_WEEKDAYS[weekday] - 1].lower()


def _written_day(text: str, written: Written, published: date | None) -> Day | None:
    """The day of a written date; None where its month may be another word, or cannot be told."""
    if not written.is_name or len(written.readings) > 1:
        return None
    month, number = written.readings[0]
    start = written.start
    if text[max(0, start - len(_ARTICLE)) : start] == _ARTICLE:
        start -= len(_ARTICLE)
    said = text[start : written.end].rstrip(".")
    end = start + len(said)
    if not written.year and published is None:
        return Day(start, end, said, "", (month, number))
    meant = (
        valid(written.year, month, number) if written.year else _nearest(month, number, published)
    )
    return _dated(start, end, said, meant) if meant else None


def _dated(start: int, end: int, text: str, meant: date) -> Day:
    weekday = WEEKDAY_NAMES[meant.weekday()].lower()
    return Day(start, end, text, weekday, (meant.month, meant.day), meant)


def _nearest(month: int, day: int, published: date | None) -> date | None:
    """The day of a date without a year: the one within half a year of the story's own."""
    if published is None:
        return None
    days = (valid(year, month, day) for year in range(published.year - 1, published.year + 2))
    return min((one for one in days if one), key=lambda one: abs(one - published), default=None)


def same_day(first: Day, second: Day) -> bool | None:
    """Return whether both are one day; None where that cannot be told."""
    if first.date and second.date:
        return first.date == second.date
    if first.month_day and second.month_day:
        return first.month_day == second.month_day
    if first.weekday and second.weekday:
        return first.weekday == second.weekday
    return None


def clash(first: tuple[Day, ...], second: tuple[Day, ...]) -> bool:
    """Return whether both sides name days, and none of one side can be a day of the other."""
    pairs = [same_day(mine, theirs) for mine in first for theirs in second]
    return bool(pairs) and not any(pair is not False for pair in pairs)
