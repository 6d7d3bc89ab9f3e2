"""How old somebody is: one person by full name, to whom two reports give two ages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from briefing.grouping.disagreements.slots import Filled, fill
from briefing.grouping.disagreements.speakers import TITLED
from briefing.language.figures import Figure
from briefing.language.text import read
from briefing.records import Sentence, Story

OLDEST: Final = 120
_NAME: Final = r"[^\W\d_a-zà-ÿ][\w’'-]+(?:\s[^\W\d_a-zà-ÿ]\.)?(?:\s[^\W\d_a-zà-ÿ][\w’'-]+)+"
_BEFORE: Final = re.compile(rf"(?P<name>{_NAME}),?\s$")
_BEHIND: Final = re.compile(rf"\s(?P<name>{_NAME})")
_CLOSED: Final = re.compile(r"[,.;)]|$")
_REACH: Final = 60
"""Characters on either side of an age in which its person stands."""


Person = tuple[str, str]
"""First and last name."""


@dataclass(frozen=True)
class Aged:
    """A person by full name, and the age that a sentence gives."""

    filled: Filled
    person: Person


def find_ages(sentence: Sentence, story: Story) -> tuple[Aged, ...]:
    """Return the ages that stand beside a full name: `Ilse Orr, 46,`, `Ilse Orr, aged 46,`, `46-year-old Ilse Orr`.

    A number between commas is an age by the usage of the press; it counts nothing.
    """
    found = []
    for figure in read(sentence.text).figures:
        person = person_of(sentence.text, figure)
        if person:
            filled = fill("age", sentence, story.when.day, (figure.start, figure.end), figure)
            found.append(Aged(filled, person))
    return tuple(found)


def person_of(text: str, figure: Figure) -> Person | None:
    """Return whose age a figure is; None where it is none, or nobody's by full name."""
    name = TITLED.sub("", _named(text, figure)).split()
    return (name[0], name[-1]) if len(name) > 1 else None


def _named(text: str, figure: Figure) -> str:
    if not 0 < figure.value <= OLDEST or not figure.is_exact:
        return ""
    ahead, behind = (
        text[max(0, figure.start - _REACH) : figure.start],
        text[figure.end : figure.end + _REACH],
    )
    if figure.kind == "age":
        # "aged" belongs to the number, not to the name before it.
        named = _BEHIND.match(behind) or _BEFORE.search(re.sub(r"[a-z]+\s(?:of\s)?$", "", ahead))
        return named["name"] if named else ""
    plain = figure.kind == "cardinal" and not figure.unit and not figure.noun
    named = _BEFORE.search(ahead) if plain and ahead.endswith(", ") else None
    return named["name"] if named and _CLOSED.match(behind) else ""


def clashing_ages(
    ages: Sequence[Aged], report_of: Mapping[str, str]
) -> Iterator[tuple[Filled, Filled]]:
    """Yield the ages that two reports give one person; none where either also has the other's."""
    given: defaultdict[tuple[Person, str], list[Filled]] = defaultdict(list)
    for one in ages:
        given[one.person, report_of[one.filled.sentence.story]].append(one.filled)
    for (person, mine), (other, theirs) in combinations(given, 2):
        if person == other and not _values(given[person, mine]) & _values(given[other, theirs]):
            yield given[person, mine][0], given[other, theirs][0]


def _values(ages: Sequence[Filled]) -> set[float]:
    return {one.quantity.value for one in ages if one.quantity}
