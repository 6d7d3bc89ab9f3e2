"""Whether a sentence or a figure is of the event itself: of its time, its whole, and no range or rate."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from briefing.language.figures import Quantity

_ELSEWHEN: Final = re.compile(
    r"\b(?:last (?:year|month|week|summer|winter|spring|autumn|decade)|(?:years?|months?|weeks?|decades?) (?:ago|earlier|before)"
    r"|since|previous(?:ly)?|earlier this (?:year|month|week)|so far this|this year|every year|a year|each year|annually|per year"
    r"|anniversary|history|historic(?:al)?|in a (?:similar|separate)|similar|another|separate|unrelated|elsewhere|in the past|worst|deadliest"
    r"|overall|in all|over the (?:past|last)|during the (?:past|last)|compared with|compared to|expected|forecast|could|might|may|would"
    r"|had (?:planned|hoped|aimed|wanted)|originally|initially|at first|target(?:s|ed)?|demand(?:s|ed|ing)?|sought|ask(?:s|ed|ing) for|requested)\b",
    re.IGNORECASE,
)
IN_MONTH: Final = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Ll]ast) (?:early |late |mid-)?(?P<month>January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
"""The dead and injured of a month as a whole are those of an earlier event."""
_PART: Final = re.compile(
    r"\b(?:includ(?:ing|es?)|among (?:them|the)|of (?:them|whom|those|the)|all but|except(?: for)?)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
TIME_UNIT: Final = re.compile(
    r"[\s-](?:days?|weeks?|months?|years?|decades?|hours?|minutes?|seconds?|times?|nautical|innings)\b",
    re.IGNORECASE,
)
_PER: Final = re.compile(
    r"[^.,;]{0,12}?\b(?:per|an?|each|every) (?:head|season|year|month|week|day|hour|share|person|barrel|lit(?:re|er)|tonne|night)\b",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(r"\s(?:other|further|additional)\s(?!people|persons)", re.IGNORECASE)
_FURTHER_DEAD: Final = re.compile(
    r"\s(?:more|others?)\s(?:people\s)?(?:were\s|was\s|had\s|have\s|been\s|reported\s){0,3}(?:killed|died|dead)\b",
    re.IGNORECASE,
)
"""`Sixty-five more were killed`: besides those of another place or day."""
PRISON: Final = re.compile(
    r"\b(?:sentenced(?:\s[\w’'.-]+){0,7}?\sto|jailed for|(?:sentence|term) of|imprisoned for)\s$",
    re.IGNORECASE,
)
_RANGE_BEFORE: Final = re.compile(
    r"(?:\bbetween|\d\s?[-–]|\d,|\bor|#)\s?[$€£]?\s?$|\bbetween\b.{0,25}\band\s[$€£]?$"
)
_RANGE_AFTER: Final = re.compile(r"(?:\s?[-–]\s?[$€£]?\d|,\s\d{3}\b|\s(?:or|to)\s[$€£]?\d)")
_OPEN: Final = re.compile(
    r"(?:It|They|That|This|The (?:latter|toll|blast|quake|attack|storm|fire))\b"
)
"""A sentence that begins so goes on about what the sentence before it spoke of."""


_MONEY: Final = frozenset(("dollar", "euro", "pound", "yen", "yuan", "rupee", "rouble", "franc"))


def is_of_another(text: str, published: date | None, before: str = "") -> bool:
    """Whether a sentence is about another time, another event or a plan."""
    year = published.year if published else None
    return _of_another(text, year) or (bool(_OPEN.match(text)) and _of_another(before, year))


def _of_another(text: str, event_year: int | None) -> bool:
    years = {int(year) for year in _YEAR.findall(text)}
    return bool(_ELSEWHEN.search(text)) or bool(years - {event_year})


def is_apart(text: str, quantity: Quantity) -> bool:
    """Whether a figure is that of a part, a range, a rate or a rest, or no count at all."""
    ahead, behind = text[: quantity.start], text[quantity.end :]
    return bool(
        quantity.unit == "year"
        or (behind.startswith(" of the ") and quantity.unit != "percent")
        or (quantity.value % 1 and not quantity.unit)
        # A sum of a few dollars is a larger one that was cut at its decimal point.
        or (quantity.unit in _MONEY and quantity.value < 10)
        or _PART.search(ahead[-25:])
        # The same measure once more in other units.
        or (quantity.unit and ahead.endswith("("))
        or _RANGE_BEFORE.search(ahead)
        or _RANGE_AFTER.match(behind)
        or (TIME_UNIT.match(behind) and not PRISON.search(ahead))
        or _PER.match(behind)
        or _FURTHER.match(behind)
        or _FURTHER_DEAD.match(behind)
    )
