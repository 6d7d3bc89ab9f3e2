"""Times given as a distance: "32 minutes ago", "2h ago", "yesterday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

_UNITS: Final = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_RELATIVE: Final = re.compile(
    rf"\b(?:(?:about|over|almost|nearly|around)\s)?(?P<count>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    rf"\s?(?P<unit>{_UNITS})\s+ago\b"
    r"|\b(?P<count2>\d{1,3})\s?(?P<unit2>s|m|min|h|hr|d|w|wk|mo)\s+ago\b"
    r"|\b(?P<word>just now|moments ago|yesterday|today(?=,?\s(?:at\s)?\d))\b",
    re.IGNORECASE,
)
_RELATIVE_HINT: Final = re.compile(r"ago|just now|today|yesterday", re.IGNORECASE)
_COUNTS: Final = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
} | {"a": 1, "an": 1}
_SECONDS: Final = {
    "s": 1,
    "mi": 60,
    "h": 3600,
    "d": 86400,
    "w": 604800,
    "mo": 2592000,
    "y": 31557600,
}


class Ago(NamedTuple):
    """A relative time that stands at ``text[start:end]``."""

    start: int
    end: int
    delta: timedelta


def find_relative(text: str) -> Ago | None:
    """Return the first "32 minutes ago", "2h ago", "yesterday" in `text`."""
    match = _RELATIVE.search(text) if _RELATIVE_HINT.search(text) else None
    if match is None:
        return None
    word = (match["word"] or "").lower()
    if word:
        return Ago(match.start(), match.end(), timedelta(days=1 if word == "yesterday" else 0))
    count = (match["count"] or match["count2"]).lower()
    unit = (match["unit"] or match["unit2"]).lower()
    if unit == "m":
        unit = "mi"
    seconds = next(_SECONDS[k] for k in (unit[:2], unit[:1]) if k in _SECONDS)
    number = _COUNTS[count] if count in _COUNTS else int(count)
    return Ago(match.start(), match.end(), timedelta(seconds=number * seconds))
