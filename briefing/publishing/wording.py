"""The words of a brief: dates, counts and verdicts in English, whatever the machine's locale is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from briefing.records import UNKNOWN, Item, StoryEntry, When

_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

VERDICTS: Final = {
    "verbatim": "quoted",
    "compressed": "compressed",
    "rewritten": "rewritten",
    "withheld": "withheld",
}
"""What the reader is told about how a sentence was made."""

BASES: Final = {
    "stated": "stated in",
    "relative": "by a relative time in",
    "inferred": "inferred for",
    "unknown": "in",
}
"""How a date is known, to be followed by file names."""

DISAGREEMENTS: Final = {
    "update": "later update",
    "rounding": "rounding",
    "scope": "different scope",
    "conflict": "conflict",
}

STATES: Final = {
    "used": "used",
    "duplicate": "duplicate",
    "other_date": "other date",
    "no_story": "no story",
    "unreadable": "unreadable",
    "too_large": "too large",
}


def long_date(day: date) -> str:
    """Return `day` as in "17 June 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return `day` as in "Tuesday 17 June 2025"."""
    return f"{_WEEKDAYS[day.weekday()]} {long_date(day)}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return `number` with its noun: "1 story", "2 stories"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def score_words(score: float) -> str:
    """Return a support score (0 to 1) with two digits; only full support is called 1.00."""
    return f"{min(score, 0.99) if score < 1 else 1.0:.2f}"


def dated(when: When) -> str:
    """Return in words when something was published: a day, an interval or "date unknown"."""
    if when.basis == "unknown":
        return "date unknown"
    if when.day is not None:
        return f"dated {long_date(when.day)}"
    first, last = when.earliest.date(), when.latest.date()
    if first == date.min:
        return "date unknown" if last == date.max else f"dated {long_date(last)} or earlier"
    if last == date.max:
        return f"dated {long_date(first)} or later"
    return f"dated {long_date(first)} to {long_date(last)}"


def report_names(item: Item) -> tuple[str, ...]:
    """Name who wrote the independent reports of `item`: the agency, or the outlet; once each.

    A single report that many print is named by its agency, even where only a reprint names it.
    """
    agencies = _known(entry.story.agency for entry in item.stories)
    if item.reports == 1 and agencies:
        return agencies
    return _known(_author(entry) for entry in item.stories if entry.role != "reprint")


def _author(entry: StoryEntry) -> str:
    """Return the agency of a story or, where there is none, its outlet."""
    return entry.story.outlet if entry.story.agency == UNKNOWN else entry.story.agency


def _known(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name but `unknown` once, in order."""
    return tuple(dict.fromkeys(name for name in names if name != UNKNOWN))
