"""Slots: what a sentence gives a value for, so that values of different reports can be compared.

A slot is a thing that has one value per event: how many died, how much was paid, on which weekday
it happened.  Precision comes first: a sentence about another time, another place or a part of the
whole fills no slot of the event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from briefing.grouping.facts import Content, bare, content_of
from briefing.grouping.quantities import Quantity, find_quantities
from briefing.records import Sentence

__all__ = ["Filled", "fill_slots"]

_PEOPLE: Final = r"(?:people|persons?|victims?|dead|deaths?|fatalit\w+|casualt\w+|lives|others?|residents|civilians|bodies)"
_STATES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "dead",
        re.compile(
            r"\b(?:kill(?:ed|s|ing)?|dead|deaths?(?! (?:sentence|penalty|row|threat))|died|dies|fatalities|lives|perished|death toll|bodies)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "injured",
        re.compile(
            r"\b(?:injur(?:ed|ing|ies)|wound(?:ed|ing|s)?|hurt|hospitali[sz]ed)\b", re.IGNORECASE
        ),
    ),
    ("missing", re.compile(r"\b(?:missing|unaccounted for)\b", re.IGNORECASE)),
    (
        "arrested",
        re.compile(r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|in custody)\b", re.IGNORECASE),
    ),
    (
        "displaced",
        re.compile(r"\b(?:displaced|evacuat(?:ed|ing|ion)|homeless|flee|fled)\b", re.IGNORECASE),
    ),
    ("rescued", re.compile(r"\b(?:rescued|saved|pulled alive)\b", re.IGNORECASE)),
)
_ELSEWHEN: Final = re.compile(
    r"\b(?:last (?:year|month|week|summer|winter|spring|autumn|decade)|(?:years?|months?|weeks?|decades?) (?:ago|earlier|before)"
    r"|since|previous(?:ly)?|earlier this (?:year|month|week)|so far this|this year|every year|a year|each year|annually|per year"
    r"|anniversary|history|historic(?:al)?|in a (?:similar|separate)|similar|another|separate|unrelated|elsewhere|in the past|worst|deadliest"
    r"|overall|in all|over the (?:past|last)|during the (?:past|last)|compared with|compared to|expected|forecast|could|might|may|would)\b",
    re.IGNORECASE,
)
_IN_MONTH: Final = re.compile(
    r"\b(?:in|since|last) (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
"""The dead and injured of a month as a whole are those of an earlier event."""
_PART: Final = re.compile(
    r"\b(?:includ(?:ing|es?)|among (?:them|the)|of (?:them|whom|those|the))\b", re.IGNORECASE
)
_SAID: Final = re.compile(
    r"\b(?:said|says|told|according|announced|reported|posted|wrote|tweeted|released|statement|interview|by|until|next|last)\b",
    re.IGNORECASE,
)
"""In front of a weekday: the day is that of a statement, of which there are many."""
REACH: Final = 45
"""Characters on either side of a value that tell what it is the value of."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY: Final = re.compile(
    r"\b(?:on|late|early|last|next)?\s?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_CLAUSE: Final = re.compile(r"[,;:]\s|\s(?:and|but|while|as|after|when|with)\s")


@dataclass(frozen=True)
class Filled:
    """A value that one sentence gives for a slot."""

    slot: str
    about: str
    """The slot in words a reader understands."""
    sentence: Sentence
    content: Content
    quantity: Quantity | None
    """None for values in words (weekdays)."""
    value: str
    """As the sentence writes it."""
    near: frozenset[str]
    """Content words within some seven words of the value: what it is the value of."""


def fill_slots(sentence: Sentence, event_year: int | None = None) -> tuple[Filled, ...]:
    """Return the slots that `sentence` fills with a value of the event itself."""
    text = sentence.text
    years = {int(year) for year in _YEAR.findall(text)}
    if _ELSEWHEN.search(text) or years - {event_year}:
        return ()
    content = content_of(text)
    found = []
    for quantity in find_quantities(text):
        if text[quantity.end :].startswith(" of the ") or (
            quantity.value % 1 and not quantity.unit
        ):
            continue
        if quantity.unit == "year" or _PART.search(
            text[max(0, quantity.start - 25) : quantity.start]
        ):
            continue
        slot = _slot(text, quantity)
        if slot and not (slot.startswith("people") and _IN_MONTH.search(text)):
            value = _as_written(text, quantity)
            near = _near(text, quantity.start, quantity.end)
            found.append(Filled(slot, _about(slot), sentence, content, quantity, value, near))
    for match in _WEEKDAY.finditer(text):
        if not _SAID.search(text[max(0, match.start() - 40) : match.start()]):
            near = _near(text, match.start(), match.end())
            found.append(Filled("weekday", "the day", sentence, content, None, match["day"], near))
    return tuple(found)


def _near(text: str, start: int, end: int) -> frozenset[str]:
    around = text[max(0, start - REACH) : start].partition(" ")[2] + " " + text[end : end + REACH]
    return bare(content_of(around)).terms


def _as_written(text: str, quantity: Quantity) -> str:
    """Return the quantity with its bound and noun (`at least 12 people`)."""
    behind = re.match(r"[\w%]*(?:\s[A-Za-z]+)?", text[quantity.end :])
    end = quantity.end + (len(behind.group()) if behind and quantity.noun else 0)
    return text[quantity.start : end].strip()


def _slot(text: str, quantity: Quantity) -> str:
    if quantity.unit:
        return f"amount:{quantity.unit}"
    if quantity.noun in _NOT_COUNTED or re.search(
        r"\b(?:(?<!total )of|age|aged|No\.?) $", text[: quantity.start]
    ):
        return ""
    state = _state(text, quantity)
    people = re.match(
        rf"\s(?:more |other )?(?:\w+ )?{_PEOPLE}\b", text[quantity.end :], re.IGNORECASE
    )
    if state and (people or quantity.noun in _STATE_NOUNS or not quantity.noun):
        return f"people:{state}"
    if state:
        return f"people:{state}:{quantity.noun}"
    return f"count:{quantity.noun}" if quantity.noun else ""


_NOT_COUNTED_TEXT: Final = """
point game time year hour minute second thing way side yard touchdown carry catch pass goal run
rebound assist play inning set lap shot hit win loss season match
"""
_NOT_COUNTED: Final = frozenset(_NOT_COUNTED_TEXT.split())
"""Things that are counted many times over in one story, each time for something else."""
_STATE_NOUNS: Final = frozenset(
    {
        "kill",
        "dead",
        "death",
        "injur",
        "injury",
        "wound",
        "miss",
        "arrest",
        "hurt",
        "die",
        "displac",
        "evacuat",
        "rescu",
        "fatality",
        "peopl",
        "person",
        "victim",
        "body",
        "live",
    }
)


def _state(text: str, quantity: Quantity) -> str:
    """Return what is said of the people counted: the nearest state word of the same clause."""
    behind = _CLAUSE.split(text[quantity.end : quantity.end + 45])[0]
    ahead = _CLAUSE.split(text[max(0, quantity.start - 30) : quantity.start])[-1]
    best = (99, "")
    for state, pattern in _STATES:
        for match in pattern.finditer(behind):
            best = min(best, (match.start(), state))
        for match in pattern.finditer(ahead):
            # A verb in front counts a little less: "killed 12 and injured 30".
            best = min(best, (len(ahead) - match.end() + 3, state))
    return best[1]


def _about(slot: str) -> str:
    kind, _, rest = slot.partition(":")
    if kind == "people":
        state, _, who = rest.partition(":")
        return f"{who or 'people'} {state}".replace("people dead", "dead")
    return rest if kind == "count" else f"amount in {rest}"
