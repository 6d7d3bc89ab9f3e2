"""Times given as a distance: "32 minutes ago", "2h ago", "vor zwei Stunden", "yesterday"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.language.base import Language, either, every, optional
from briefing.language.calendar.names import SPOKEN, shifts, words

_SECONDS: Final = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31557600,
}


class Ago(NamedTuple):
    """A relative time that stands at ``text[start:end]``."""

    start: int
    end: int
    delta: timedelta


class _Reader:
    """How one language tells a distance."""

    def __init__(self, tongue: Language) -> None:
        numbers = tongue.numbers("calendar.counts")
        self._counts: Final = {word.casefold(): number for word, number in numbers.items()}
        units = tongue.forms("calendar.units") | tongue.forms("calendar.letters")
        self._units: Final = {word.casefold(): _SECONDS[unit] for word, unit in units.items()}
        distance = _distance(tongue)
        ways = [way.partition("…") for way in tongue.phrases("calendar.ago")]
        before = {first.strip() for first, _, _ in ways if first}
        behind = {last.strip() for _, _, last in ways if last}
        words_before = rf"{either(before)}\s+" if before else ""
        words_behind = rf"\s+{either(behind)}" if behind else ""
        pattern = rf"\b{words_before}{distance}{words_behind}\b"
        self._pattern: Final = re.compile(pattern, re.IGNORECASE)
        self.hint: Final = either(before or behind)
        self._hint: Final = re.compile(rf"\b{self.hint}", re.IGNORECASE)

    def find(self, text: str) -> Ago | None:
        """Return the first distance in `text`."""
        match = self._pattern.search(text) if self._hint.search(text) else None
        if match is None:
            return None
        count = match["count"] or match["figure"]
        unit = (match["unit"] or match["letter"]).casefold()
        number = (
            float(count)
            if count.isdecimal()
            else self._counts.get(" ".join(count.split()).casefold())
        )
        if number is None or unit not in self._units:  # "ſix minutes": letters that only look alike
            return None
        return Ago(*match.span(), timedelta(seconds=number * self._units[unit]))


def _distance(tongue: Language) -> str:
    """A regular expression for "about two hours" and "2h"."""
    about = optional(tongue.phrases("calendar.about"), r"\s")
    counts = either(tongue.phrases("calendar.counts"))
    units = either(tongue.forms("calendar.units"))
    letters = either(tongue.forms("calendar.letters"))
    # Only a figure may stand without space in front of its unit's letter.
    return (
        rf"(?:{about}(?P<count>\d{{1,3}}|{counts})\s?(?P<unit>{units})\.?"
        rf"|(?P<figure>\d{{1,3}})\s?(?P<letter>{letters}))"
    )


_LETTERS: Final = {
    letter.casefold(): _SECONDS[unit]
    for tongue in every("calendar.letters")
    for letter, unit in tongue.forms("calendar.letters").items()
}
_COLUMN: Final = re.compile(
    rf"(?<=[|·•–—])\s?(?P<said>(?P<figure>\d{{1,2}})\s?(?P<letter>{either(_LETTERS)}))\s*(?:$|[|·•–—])",
    re.IGNORECASE,
)
_READERS: Final = tuple(_Reader(tongue) for tongue in every("calendar.counts"))
_PAST: Final = {word: shift for word, shift in shifts(SPOKEN, "calendar.days").items() if shift < 0}
_TODAY: Final = [word for word, shift in shifts(SPOKEN, "calendar.days").items() if not shift]
_NOW: Final = words(SPOKEN, "calendar.now")
# "Today" is a date line only with its time behind it.
_WORD: Final = re.compile(
    rf"\b(?P<word>{either((*_NOW, *_PAST))}|{either(_TODAY)}(?=,?\s{optional(words(SPOKEN, 'calendar.at'), chr(92) + 's')}\d))\b",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    rf"\b(?:{'|'.join(reader.hint for reader in _READERS)}|{either((*_NOW, *_PAST, *_TODAY))})",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def find_relative(text: str) -> Ago | None:
    """Return the first "32 minutes ago", "2h ago", "vor zwei Stunden", "yesterday" in `text`."""
    if not _HINT.search(text):
        return None
    found = [reader.find(text) for reader in _READERS]
    match = _WORD.search(text)
    if match:
        days = -_PAST.get(match["word"].casefold(), 0)
        found.append(Ago(*match.span(), timedelta(days=days)))
    return min((ago for ago in found if ago), key=lambda ago: ago.start, default=None)


def find_short_distance(text: str) -> Ago | None:
    """Return the distance that fills a column of a line: "Harbour Gazette | 3h"."""
    match = _COLUMN.search(text)
    unit = _LETTERS.get(match["letter"].casefold()) if match else None
    if match is None or unit is None:
        return None
    return Ago(*match.span("said"), timedelta(seconds=int(match["figure"]) * unit))
