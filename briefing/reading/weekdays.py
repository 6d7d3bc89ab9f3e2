"""The weekday that a story names in its first sentences ("on Tuesday"): weak evidence of its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from briefing.reading.surroundings import Line

__all__ = ["Weekday", "find_weekday", "fits_day"]

_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MENTION: Final = re.compile(
    r"(?<!next )(?<!last )(?<!every )(?<!each )(?<!Black )(?<!Good )(?<!Super )(?<!until )(?<!by )(?<!coming )"
    r"\b(?P<quote>(?:(?:on|late|early|since) )?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b"
    r"(?! \d|, [A-Z][a-z]+ \d|s\b|'s\b|’s\b)"
)
_HEAD: Final = 700  # characters of the body: lead and second paragraph, where news says its day


class Weekday(NamedTuple):
    """A weekday in a story's first sentences."""

    number: int
    """0 is Monday."""
    quote: str
    start: int
    end: int


def find_weekday(paragraphs: Sequence[Line]) -> Weekday | None:
    """Return the first weekday named in the first 700 characters of the body."""
    left = _HEAD
    for line in paragraphs:
        if left <= 0:
            break
        match = _MENTION.search(line.text, 0, left)
        if match:
            start = line.start + match.start()
            number = _NAMES.index(match["day"].lower())
            return Weekday(number, match["quote"], start, start + len(match["quote"]))
        left -= len(line.text)
    return None


def fits_day(weekday: Weekday, day: date) -> int:
    """Return how many days (0 to 6) before `day` the weekday last was."""
    return (day.weekday() - weekday.number) % 7
