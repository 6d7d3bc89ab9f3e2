"""The weekday that a story names in its first sentences ("on Tuesday"): weak evidence of its date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from briefing.language.base import either, optional
from briefing.language.calendar.names import SPOKEN, SPOKEN_WEEKDAYS, words

_NOT_BEHIND: Final = "".join(
    rf"(?<!{re.escape(one)} )" for one in words(SPOKEN, "calendar.other_weekday")
)
_MENTION: Final = re.compile(
    rf"\b{_NOT_BEHIND}(?P<quote>{optional(words(SPOKEN, 'calendar.on'), ' ')}"
    rf"(?P<day>{either(SPOKEN_WEEKDAYS)}){optional(words(SPOKEN, 'calendar.weekday_endings'))})\b"
    r"(?! \d|, [A-Z][a-z]+ \d|, \d{1,2}\. |s\b|'s\b|’s\b)"
)
_HEAD: Final = 700  # characters of the body: lead and second paragraph, where news says its day


class Weekday(NamedTuple):
    """A weekday in a story's first sentences."""

    number: int
    """0 is Monday."""
    quote: str
    start: int
    end: int


def find_weekday(paragraphs: Iterable[tuple[int, str]]) -> Weekday | None:
    """Return the first weekday named in the first 700 characters of the body.

    A paragraph is its first character's place in the document, and its text.
    """
    left = _HEAD
    for begin, text in paragraphs:
        if left <= 0:
            break
        may_name = any(map(text[:left].__contains__, SPOKEN_WEEKDAYS))
        match = _MENTION.search(text, 0, left) if may_name else None
        if match:
            start = begin + match.start()
            number = SPOKEN_WEEKDAYS[match["day"]] - 1
            return Weekday(number, match["quote"], start, start + len(match["quote"]))
        left -= len(text)
    return None


def fits_day(weekday: Weekday, day: date) -> int:
    """Return how many days (0 to 6) before `day` the weekday last was."""
    return (day.weekday() - weekday.number) % 7
