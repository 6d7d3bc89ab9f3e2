"""Which report an item follows: what speaks for a report besides what its sentences cover.

A report that opens as news does, whose item reads like the others' openings and that tells what the others tell is no outlier: it
is about the event and about all of it.  What each of that is worth beside what the item covers (`salience.py`) is learned from
summaries that people wrote and stands in `following.json` to be read; `training/salience/follow.py` fits it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from briefing.language.base import language
from briefing.language.text import read
from briefing.language.tokens import normal
from briefing.records import Event, Sentence, Story
from briefing.writing.plan.salience import FARTHEST, Concept, concepts_of

OPENING: Final = 3
"""Sentences, from the first, that open a story."""
OPENING_WORDS: Final = 150
"""Words of another report that an item is held against; at 80 and at 300 less is gained."""

FEATURES: Final = (
    "what its item covers",
    "opens with a day, and with who says so",
    "how late it is",
    "likeness of its item to the others' openings",
    "likeness of its words to the others'",
)


@cache
def learned() -> tuple[float, ...]:
    """Return the weights that ship, in the order of `FEATURES`."""
    source = resources.files("briefing.writing.plan") / "following.json"
    table = json.loads(source.read_text(encoding="utf-8"))["weights"]
    return tuple(table[name] for name in FEATURES)


class Comparison:
    """The reports of an event, as each of them is held against the others."""

    def __init__(self, event: Event) -> None:
        self._times = sorted({one.when.earliest for one in event.stories})
        self._code = event.language
        originals = {report.id: report.original for report in event.reports}
        self._openings = {name: _opening_words(one, self._code) for name, one in originals.items()}
        self._concepts = {name: _concepts(one, self._code) for name, one in originals.items()}

    def describe(
        self, report: str, story: Story, item: Sequence[Sentence], worth: float
    ) -> tuple[float, ...]:
        """Return the features of a story of the report with this id, in the order of `FEATURES`.

        `item` is what would be told if it was followed, `worth` what that covers.
        """
        told = sum((_words(one, self._code) for one in item), Counter[str]())
        has = _concepts(story, self._code)
        others = self._openings.keys() - {report}
        return (
            worth,
            sobriety(story, story.language_or(self._code)),
            self._times.index(story.when.earliest) / max(1, len(self._times) - 1),
            _mean([_cosine(told, self._openings[one]) for one in others]),
            _mean([_shared(has, self._concepts[one]) for one in others]),
        )


def sobriety(story: Story, code: str) -> float:
    """How far a story opens as news does: with a day, and with who says so."""
    words, text = language(code), _first_words(story)
    dated = bool(read(text, code).days(story.when.day))
    said = words.has("events.attribution") and bool(
        re.search(words.pattern("events.attribution"), text)
    )
    return float(dated + said)


def argues(story: Story, code: str) -> bool:
    """Whether the writer's own voice is heard in the opening: an opinion is no base while a report is there."""
    words = language(code)
    argued = words.groups("importance.plain").get("argued", ()) if words.has("importance") else ()
    himself = words.words("classes.pronouns_of_the_outlet")
    no_person = words.words("classes.no_pronouns_of_the_outlet")
    spoken = set(read(_outside_quotes(_first_words(story)), code).words) - no_person
    return not {*argued, *himself}.isdisjoint(map(str.lower, spoken))


def _first_words(story: Story) -> str:
    return " ".join(one.text for one in story.sentences[:OPENING])


def _outside_quotes(text: str) -> str:
    plain = normal(text)  # as the quotations come: with straight marks inside
    for quote in filter(None, read(text).quotes):  # between marks may stand a full stop alone
        plain = plain.replace(quote, " ")
    return plain


def _opening_words(story: Story, code: str) -> Counter[str]:
    """How often the first sentences use each word of content."""
    found: Counter[str] = Counter()
    left = OPENING_WORDS
    for sentence in story.sentences:
        if left <= 0:
            break
        found += _words(sentence, story.language_or(code))
        left -= len(sentence.text.split())
    return found


def _words(sentence: Sentence, code: str) -> Counter[str]:
    return Counter(token.stem for token in read(sentence.text, code).tokens if token.content)


def _concepts(story: Story, code: str) -> frozenset[Concept]:
    found = (concepts_of(one.text, story.language_or(code)) for one in story.sentences[:FARTHEST])
    return frozenset[Concept]().union(*found)


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    sizes = math.prod(sum(count * count for count in each.values()) for each in (one, other))
    shared = sum(count * other.get(word, 0) for word, count in one.items())
    return shared / math.sqrt(sizes) if sizes else 0.0


def _shared(one: frozenset[Concept], other: frozenset[Concept]) -> float:
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
