"""Where something happened: the same happening told of two places.

Precision first.  `In Kyiv` and `in Ukraine` are both true, so two places clash only where neither is
a country, state or region that may hold the other, and neither report speaks of the other's place
anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from briefing.grouping.disagreements.scope import is_of_another
from briefing.grouping.disagreements.slots import Filled, fill
from briefing.language.base import language
from briefing.language.calendar import clash
from briefing.language.likeness import Content, likeness
from briefing.language.spellings import canonical
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.language.words import fold, surface_words
from briefing.records import Sentence, Story

ALIKE: Final = 0.6
"""Likeness of two sentences, their places left aside, from which they tell one happening.  Set for our
own cases; in 694 real events nothing is found so."""
ALIKE_ALONE: Final = 0.75
"""The same where nothing but the likeness says that the places are of one size."""
BEGINNING: Final = 4
"""Letters that the names of a place and of its people share (`Ukraine`, `Ukrainian`)."""
_EN: Final = language("en")
_PLACE: Final = re.compile(
    rf"\b(?P<how>{_EN.either('events.at_place')})\s"
    rf"(?P<of>{_EN.pattern('events.place_article')}?(?:[a-z]+\s){{0,2}}?{_EN.pattern('events.place_of')}?)"
    r"(?P<name>[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*))*)(?P<kind>\s[a-z]+)?"
)
_WITHIN: Final = _EN.words("events.within")
_WIDE_WORDS: Final = re.compile(
    rf"\b(?:{_EN.either('names.areas')}|{_EN.either('names.compass')}\w*)\b", re.IGNORECASE
)
"""A place named with such a word may hold another, or is none on the map."""
_SPOKEN: Final = re.compile(rf"\b{_EN.either('events.not_at_place')}\b", re.IGNORECASE)
"""In front of a place: where somebody spoke or lives, not where it happened."""
_WIDE: Final = _EN.words("names.lands", "names.lands_of_two_words")


@dataclass(frozen=True)
class NamedPlace:
    """A place of a sentence, and how it is put there."""

    filled: Filled
    how: str
    """`near`, `in the town of` …"""

    @property
    def name(self) -> str:
        """The place as written."""
        return self.filled.value

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of its name."""
        return frozenset(stem(fold(word)) for word in surface_words(canonical(self.name)))

    @cached_property
    def around(self) -> frozenset[str]:
        """The names of its sentence."""
        return read(self.filled.sentence.text).name_terms


def find_places(sentence: Sentence, story: Story, before: str = "") -> tuple[NamedPlace, ...]:
    """Return the places at which `sentence` says that something of the event happened."""
    text, published = sentence.text, story.when.day
    if is_of_another(text, published, before):
        return ()
    found = []
    for match in _PLACE.finditer(text):
        name = match["name"].rstrip("'’")
        wide = canonical(name) in _WIDE or _WIDE_WORDS.search(
            match["of"] + name + (match["kind"] or "")
        )
        other = read(f"{name} 1").days(published) or name.endswith(("'s", "’s")) or name.isupper()
        if (
            not wide
            and not other
            and not _SPOKEN.search(text[max(0, match.start() - 40) : match.start()])
        ):
            span = match.start("name"), match.start("name") + len(name)
            place = fill("place", sentence, published, span)
            found.append(NamedPlace(place, f"{match['how']} {match['of']}".strip()))
    return tuple(found)


def clashing_places(
    places: Sequence[NamedPlace], report_of: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[tuple[NamedPlace, NamedPlace]]:
    """Yield pairs of places that two reports give for one happening.

    `texts` holds the whole text of each report.
    """
    for first, second in combinations(places, 2):
        one, other = (report_of[place.filled.sentence.story] for place in (first, second))
        if (
            one != other
            and not (first.terms <= second.terms or second.terms <= first.terms)
            and _same_happening(first, second)
            and not mentions(texts[one], second.name)
            and not mentions(texts[other], first.name)
        ):
            yield first, second


def _same_happening(first: NamedPlace, second: NamedPlace) -> bool:
    """Whether two sentences tell one happening, for all that can be seen besides the place."""
    places = first.terms | second.terms
    mine, theirs = (_without(place.filled.content, places) for place in (first, second))
    if clash(first.filled.days, second.filled.days):
        return False
    named = [place.around - places for place in (first, second)]
    figures = [{(q.value, q.unit) for q in one.figures if q.is_exact} for one in (mine, theirs)]
    anchored = named[0] & named[1] or figures[0] & figures[1]
    sized = first.how == second.how and first.how not in _WITHIN
    return bool(anchored) and likeness(mine, theirs) >= (ALIKE if sized else ALIKE_ALONE)


def _without(content: Content, terms: frozenset[str]) -> Content:
    return Content(
        content.terms - terms,
        content.figures,
        content.negated,
        content.directions,
        content.weekdays,
    )


def mentions(text: str, name: str) -> bool:
    """Whether `text` speaks of a name or, by the same beginning, of its people."""
    beginnings = (
        re.escape(word[: max(BEGINNING, len(word) - 3)]) for word in canonical(name).split()
    )
    return any(re.search(rf"\b{start}", canonical(text)) for start in beginnings)
