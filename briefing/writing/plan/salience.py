"""What matters to an event: words and pairs of words, weighed by what summaries that people wrote keep of them.

The concepts of Gillick and Favre (2009), with learned weights (Li, Qian and Liu 2013): each word of content, and each
pair of neighbours with one, weighs what a linear model makes of how many reports open with it or have it, how early it comes,
how often, whether headlines have it, whether it is rare, a name, a figure.  The weights stand in `salience.json` to be
read, those of events of several reports and those of single ones; `training/salience/train.py` fits them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from operator import mul
from typing import Final, NamedTuple

from briefing.language.names import capitals_tell_names
from briefing.language.text import KEPT, read
from briefing.language.words import background
from briefing.records import Event, Report, Sentence, Story

FARTHEST: Final = 40
"""Sentences of a story that are looked at."""
OPENING: Final = 3
"""Sentences that open a story."""
EARLY: Final = 6
"""Sentences in which most of what a story tells is said for the first time."""
COPIES: Final = 5
"""Copies of one report that are looked at."""

Concept = tuple[str, ...]
"""The stem of a word, or of two words that stand side by side."""

FEATURES: Final = (
    "reports that open with it",
    "reports that have it",
    "headlines that have it",
    "earliest place",
    "among the first sentences",
    "sentences that have it",
    "rarity",
    "has a name",
    "has a figure",
    "is a pair",
    "is all names",
    "reports whose first sentence has it",
    "mean place",
    "pair that reports open with",
    "pair that reports have",
)


class Weights(NamedTuple):
    """A linear model of how likely a summary has a concept."""

    intercept: float
    by_feature: tuple[float, ...]
    """In the order of `FEATURES`."""

    def of(self, row: Sequence[float]) -> float:
        """What a concept with these features weighs; nothing is worth less than nothing."""
        weighed: float = sum(map(mul, self.by_feature, row))
        return max(0.0, self.intercept + weighed)


@cache
def learned(kind: str) -> Weights:
    """Return the weights that ship, of "several" reports or a "single" one."""
    source = resources.files("briefing.writing.plan") / "salience.json"
    table = json.loads(source.read_text(encoding="utf-8"))[kind]
    return Weights(table["intercept"], tuple(table["weights"][name] for name in FEATURES))


def weigh(event: Event) -> Mapping[Concept, float]:
    """Return what each concept of an event weighs, as far as it weighs anything."""
    weights = learned("several" if len(event.reports) > 1 else "single")
    return {one: worth for one, row in describe(event).items() if (worth := weights.of(row))}


@lru_cache(maxsize=KEPT)
def concepts_of(text: str, code: str) -> frozenset[Concept]:
    """Return the concepts of a text in the language of an ISO 639-1 `code`."""
    words = [token for token in read(text, code).tokens if token.kind != "punct"]
    alone = {(word.stem,) for word in words if word.content}
    pairs = {
        (one.stem, other.stem) for one, other in pairwise(words) if one.content or other.content
    }
    return frozenset(alone | pairs)


def describe(event: Event) -> Mapping[Concept, tuple[float, ...]]:
    """Return the features of each concept of an event, in the order of `FEATURES`."""
    seen: dict[Concept, _Seen] = {}
    capitals: set[str] = set()
    titles: Counter[Concept] = Counter()
    titled = 0
    for report, story, sentences in told(event):
        code = story.language_or(event.language)
        if story.title:
            titled += 1
            titles.update(concepts_of(story.title.text, code))
        for place, sentence in sentences:
            capitals |= _capitals(sentence.text, code)
            for concept in concepts_of(sentence.text, code):
                known = seen.get(concept) or seen.setdefault(concept, _Seen())
                known.add(place, report.id)
    return {
        one: known.row(one, len(event.reports), titles.get(one, 0) / max(1, titled), capitals)
        for one, known in seen.items()
    }


def told(event: Event) -> Iterator[tuple[Report, Story, list[tuple[int, Sentence]]]]:
    """Yield the stories with what no copy before them has, each sentence with its place: a copy says nothing twice."""
    for report in event.reports:
        seen: set[str] = set()
        for story in report.stories[:COPIES]:
            rows = enumerate(story.sentences[:FARTHEST])
            yield report, story, [(at, one) for at, one in rows if one.text not in seen]
            seen.update(one.text for one in story.sentences[:FARTHEST])


def _capitals(text: str, code: str) -> set[str]:
    """The stems that stand capitalised inside a sentence."""
    words = [token for token in read(text, code).tokens if token.kind != "punct"]
    return {word.stem for word in words[1:] if word.capital} if capitals_tell_names(code) else set()


class _Seen:
    """Where a concept stands in the stories of an event."""

    __slots__ = ("_last", "leads", "openers", "places", "reports")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.reports = self.openers = self.leads = 0
        """How many reports have it, open with it, and have it in their first sentence."""
        self._last = ["", "", ""]

    def add(self, place: int, report: str) -> None:
        """Note that sentence `place` of a story of `report` has it; what one report has comes in a row."""
        self.places.append(place)
        last = self._last
        if last[0] != report:
            last[0] = report
            self.reports += 1
        if place < OPENING and last[1] != report:
            last[1] = report
            self.openers += 1
        if place == 0 and last[2] != report:
            last[2] = report
            self.leads += 1

    def row(
        self, concept: Concept, reports: int, headlines: float, capitals: set[str]
    ) -> tuple[float, ...]:
        """The features, in the order of `FEATURES`."""
        places = self.places
        is_pair, earliest = len(concept) > 1, min(places)
        first, last = concept[0], concept[-1]
        names = (first in capitals, last in capitals)
        opened, had = self.openers / reports, self.reports / reports
        had *= reports > 1  # a single report has all that it has
        return (
            opened,
            had,
            headlines,
            1 / (1 + earliest),
            float(earliest < EARLY),
            math.log(len(places)),
            0.0 if is_pair else rarity(first),
            float(any(names)),
            float(first[:1].isdigit() or last[:1].isdigit()),
            float(is_pair),
            float(all(names)),
            self.leads / reports,
            sum([1 / (1 + place) for place in places]) / len(places),
            is_pair * opened,
            is_pair * had,
        )


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """How seldom news texts have a word, as the logarithm of their share."""
    known = background()
    return math.log((known.documents + 1) / (1 + known.frequency(stem)))
