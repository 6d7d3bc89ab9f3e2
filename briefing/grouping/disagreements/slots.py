"""Slots: what a value of a sentence is the value of.

A slot is a thing that has one value per event: how many died, how much was paid, on which day
it happened.  Precision comes first: a day of a sentence about another time is none of the event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from briefing.grouping.disagreements.scope import (
    IN_MONTH,
    PRISON,
    TIME_UNIT,
    is_of_another,
)
from briefing.language.base import language
from briefing.language.calendar import Day
from briefing.language.figures import Figure
from briefing.language.likeness import Content, content_of
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.records import Sentence

_EN: Final = language("en")
_PEOPLE: Final = _EN.pattern("events.people")
_STATES: Final = {
    state: re.compile(rf"\b{_EN.pattern(f'events.states.{state}')}\b", re.IGNORECASE)
    for state in _EN.phrases("events.states")
}
_SAID: Final = re.compile(rf"\b{_EN.either('events.statements')}\b", re.IGNORECASE)
"""In front of a weekday: the day is that of a statement, of which there are many."""
_SPEAKING: Final = _EN.either("speech.plain")
_ATTRIBUTED: Final = re.compile(
    rf"\b{_EN.either('speech.plain', 'events.speaking_opening')}\b[^,.;]*|[^,.;]*\b{_SPEAKING}\b",
    re.IGNORECASE,
)
REACH: Final = 45
"""Characters on either side of a value that tell what it is the value of."""
_CLAUSE: Final = re.compile(rf"[,;:]\s|\s?[–—]\s?|\s-\s|\s{_EN.either('events.clause_openers')}\s")
_STILL: Final = re.compile(rf"\b{_EN.pattern('events.still')}\b", re.IGNORECASE)
"""What is left of an earlier number, or a day on which something had not happened yet."""
_REVISED: Final = re.compile(
    rf"\b(?:(?P<up>{_EN.pattern('events.rose')})|(?P<down>{_EN.pattern('events.fell')})"
    rf"|{_EN.pattern('events.stood')})\s(?:{_EN.pattern('events.revised_how')}\s)?"
    rf"{_EN.either('events.revised_to')}\s(?:{_EN.pattern('events.revised_bounds')}\s)?$",
    re.IGNORECASE,
)
"""In front of a figure that stands in for an earlier one (`the number of dead rose to 19`)."""
_TOTAL_OF: Final = re.compile(rf"\b{_EN.pattern('events.totals')} (?P<noun>[a-z]+)")
_HANGING: Final = re.compile(rf"{_EN.either('events.hanging')}\b")
_ON_DAY: Final = tuple(f"{word} " for word in _EN.phrases("events.on_day"))
_NO_COUNT: Final = re.compile(rf"\b{_EN.pattern('events.no_count')} $")
_COUNTED_PEOPLE: Final = re.compile(
    rf"\s(?:{_EN.either('events.more_people')} )?(?:\w+ )?{_PEOPLE}\b", re.IGNORECASE
)
_NAMED: Final = re.compile(rf"\s(?:[A-Z]|{_EN.either('names.company_marks')}\b)")
_NOT_COUNTED: Final = frozenset(map(stem, _EN.words("events.uncounted")))
"""Things that are counted many times over in one story, each time for something else."""
STATE_NOUNS: Final = frozenset(map(stem, _EN.words("events.state_nouns")))
"""Words that only tell the state of the people counted."""
LEAD: Final = 2
"""Paragraphs, from 0, in which a pronoun means what the event is about."""


@dataclass(frozen=True)
class Filled:
    """A value that one sentence gives for a slot."""

    slot: str
    about: str
    """The slot in words a reader understands."""
    sentence: Sentence
    content: Content
    quantity: Figure | None
    """None for days."""
    value: str
    """As the sentence writes it."""
    near: frozenset[str]
    """Content words within some seven words of the value: what it is the value of."""
    names: frozenset[str] = frozenset()
    """The names among `near`."""
    days: tuple[Day, ...] = ()
    """The days of happenings that the sentence names; the value itself where the slot is the day."""
    months: frozenset[str] = frozenset()
    """Months that the sentence names: figures of different months are of different things."""
    revised: str = ""
    """`up` or `down` where the figure stands in for an earlier, lower or higher one."""


def fill(
    slot: str,
    sentence: Sentence,
    published: date | None,
    span: tuple[int, int],
    quantity: Figure | None = None,
) -> Filled:
    """Return the value that characters `span` of `sentence` give for `slot`."""
    text = sentence.text
    near, names = _near(text, *span)
    return Filled(
        slot=slot,
        about=_about(slot, text, quantity),
        sentence=sentence,
        content=content_of(text),
        quantity=quantity,
        value=_as_written(text, quantity) if quantity else text[slice(*span)],
        near=near,
        names=names,
        days=tuple(day for day in read(text).days(published) if not _is_of_statement(text, day)),
        months=frozenset(match["month"] for match in IN_MONTH.finditer(text)),
        revised=revision_of(text, quantity) if quantity else "",
    )


def fill_days(
    sentence: Sentence, published: date | None = None, before: str = ""
) -> tuple[Filled, ...]:
    """Return the days on which `sentence` says that something of the event itself happened.

    `published` is the day of its story, and `before` the text of the sentence in front of it, which
    tells what an `it` goes on about.
    """
    text = sentence.text
    if _HANGING.match(text) and sentence.paragraph > LEAD:
        return ()
    if is_of_another(text, published, before):
        return ()
    return tuple(
        replace(fill("day", sentence, published, (day.start, day.end)), days=(day,))
        for day in read(text).days(published)
        if _is_of_happening(text, day)
    )


def _is_of_happening(text: str, day: Day) -> bool:
    """Whether something happened `on` a day, which is not that of a statement."""
    put = text[: day.start].endswith(_ON_DAY)
    return put and not _is_of_statement(text, day) and not _STILL.search(text)


def _is_of_statement(text: str, day: Day) -> bool:
    return bool(_SAID.search(text[max(0, day.start - 40) : day.start]))


def revision_of(text: str, quantity: Figure) -> str:
    """Return `up` or `down` where a figure stands in for an earlier, lower or higher one, else an empty text."""
    match = _REVISED.search(text[: quantity.start])
    if match and match["up"]:
        return "up"
    return "down" if match and match["down"] else ""


def names_near(text: str, start: int, end: int) -> frozenset[str]:
    """Return the names around a value but those of speakers."""
    return _near(text, start, end)[1] if read(text).name_terms else frozenset()


def _near(text: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the content words around a value, and the names among them but those of speakers."""
    ahead = (" " + text[:start])[-REACH:].partition(" ")[2]
    behind = (text[end:] + " ")[:REACH].rpartition(" ")[0]
    near = content_of(f"{ahead} {behind}").bare.terms - STATE_NOUNS
    names = near & read(text).name_terms
    if names:
        names &= content_of(_ATTRIBUTED.sub(" ", f"{ahead} {behind}")).terms
    return near, names


def _as_written(text: str, quantity: Figure) -> str:
    """Return the quantity with what it counts (`12 people`, `three undersea cables`)."""
    behind = re.match(r"[\w%]*(?:\s[A-Za-z]+)?", text[quantity.end :])
    after = quantity.counted or (behind.group() if behind and quantity.noun else "")
    return (text[quantity.start : quantity.end] + after).strip()


def slot_of(text: str, quantity: Figure) -> str:
    """Return what a figure counts: `people:dead`, `count:cable`, `amount:dollar`; empty where that cannot be told."""
    ahead, behind = text[: quantity.start], text[quantity.end :]
    if PRISON.search(ahead) and TIME_UNIT.match(behind):
        return "count:prison " + behind.split()[0].strip(".,").removesuffix("s")
    if quantity.unit:
        return f"amount:{quantity.unit}"
    if quantity.noun in _NOT_COUNTED or _NO_COUNT.search(ahead):
        return ""
    state, noun = state_of(text, quantity), quantity.noun
    revised = _REVISED.search(ahead)
    subject = _TOTAL_OF.search(ahead) if revised and not noun else None
    if subject and stem(subject["noun"]) not in STATE_NOUNS:
        noun = stem(subject["noun"])
    people = _COUNTED_PEOPLE.match(behind)
    if state and (people or noun in STATE_NOUNS or not noun):
        return f"people:{state}"
    # A name behind a figure is no counted thing: six AK 47 rifles.
    named = _NAMED.match(behind)
    if not noun or named:
        return ""
    return f"people:{state}:{noun}" if state else f"count:{noun}"


def state_of(text: str, quantity: Figure) -> str:
    """Return what is said of the people counted: the nearest state word of the same clause."""
    behind = _CLAUSE.split(text[quantity.end : quantity.end + 45])[0]
    reach = 140 if _REVISED.search(text[: quantity.start]) else 30
    ahead = _CLAUSE.split(text[max(0, quantity.start - reach) : quantity.start])[-1]
    best = (99, "")
    for state, pattern in _STATES.items():
        for match in pattern.finditer(behind):
            best = min(best, (match.start(), state))
        for match in pattern.finditer(ahead):
            # A verb in front counts a little less: "killed 12 and injured 30".
            best = min(best, (len(ahead) - match.end() + 3, state))
    rest = _STILL.search(behind) or _STILL.search(ahead)
    # Who is still missing is missing; who is still held is what is left of those once held.
    return "remaining" if rest and best[1] != "missing" else best[1]


def _written(noun: str, ahead: str) -> str:
    """Return the noun of a total as the text has it: the slot holds its stem."""
    total = _TOTAL_OF.search(ahead)
    return total["noun"] if total and stem(total["noun"]) == noun else noun


def _about(slot: str, text: str, quantity: Figure | None) -> str:
    kind, _, rest = slot.partition(":")
    if quantity is None:
        return _EN.text(f"wording.about.{slot}") or slot
    if kind == "people":
        state, _, who = rest.partition(":")
        who = quantity.counted.split()[-1].lower() if who and quantity.counted else "people"
        return f"{who} {state}".replace("people dead", "dead")
    if kind == "count":
        counted = quantity.counted.strip(" -").lower() or _written(rest, text[: quantity.start])
        return counted or _EN.text("wording.about.number")
    if kind == "amount":
        return _EN.text("wording.about.amount").format(unit=rest)
    # A measure alone: an age, a rank, a time in some unit, percent.
    return kind.rpartition(" ")[2]
