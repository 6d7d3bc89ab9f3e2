"""Rivals: figures of two reports that are figures of one thing, and differ.

Pairs of mentions of one measure are described by a dozen facts, and a logistic regression tells how likely they are figures of
one thing; its coefficients stand in `rivals.json`, and `training/differences/train.py` fits and validates them.  There are two
sets of coefficients: with vectors of the contexts, and with words alone, which is surer of less.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from briefing.grouping.disagreements.crowd import Crowd, Pair, Vectors
from briefing.grouping.disagreements.mentions import Mention, find_mentions, texts_of
from briefing.language.likeness import overlap
from briefing.records import Event

LEAD: Final = 2
"""Sentences, from 0, that lead a story."""
LIKELY: Final = {True: 0.6, False: 0.8}
"""Likelihood from which two figures are of one thing, with vectors and without."""
WORTH_VECTORS: Final = 0.15
"""Likelihood by words below which vectors of a pair are not asked for: at .05 a fifth more texts find the same rows of the days."""

FACTS: Final = (
    "times", "lead", "bound", "time", "percent", "others", "same state", "one aside", "in headlines", "same day", "other names", "one name",
    "only one", "allows", "rounds", "places", "openings", "shared", "all pairs", "names apart", "nearest", "noun", "only of noun",
)  # fmt: skip
"""What a pair of figures is described by:

* logarithm of how many `times` the one is the other; whether both stand in the `lead`; whether either is `about` or `at least`;
* whether both are of `time`, or `percent`; how many `others` of the measure the report has that has more, up to five;
* whether the `same state` of people is told, only `one` sentence is an `aside`, how many of the two stand `in headlines`, whether
  both sentences name the `same day`;
* whether each is near names of which the other's report says nothing, or one of them is (`one name`), and whether each is the
  `only one` of its measure in its report;
* whether the one `allows` the other (`nearly 5,000` and 4,930), or is it, `round`ed; how far apart their `places` in their stories
  are, as a logarithm;
* likeness of the `openings` of both stories, and what share of their figures both reports give (`shared`): figures of two
  happenings are seldom of one thing; logarithm of how many pairs the event has in `all`: among many some are alike by chance;
* whether both are near names, and near none that is the other's (`names apart`);
* whether they are each other's `nearest` among the figures of the measure; whether the `noun` counted is the same, and each the
  other's `only` rival `of` that `noun`.
"""
BY_WORDS: Final = (*FACTS, "words near", "words", "best words")
"""Without vectors: share of the telling words near the figures, and of both sentences, that the other has; the first divided by the
best that either has with any figure of the other report."""
BY_VECTORS: Final = (*FACTS, "context", "sentence", "phrase", "best context", "equal elsewhere")
"""With vectors: cosine of both masked contexts, of both sentences, of the words behind the figures, the first divided by the best
that either has, and the best cosine of either with an equal figure of the other report."""


class Rivals(NamedTuple):
    """Two figures of one thing, and how likely they are that."""

    first: Mention
    second: Mention
    likelihood: float


def describe(pair: Pair, crowd: Crowd, *, by_vectors: bool) -> list[float]:
    """Return the facts BY_VECTORS or BY_WORDS of a pair."""
    first, second = pair
    rank = [
        crowd.alike(first, second) / max(0.05, crowd.best(*each))
        for each in ((first, second.report), (second, first.report))
    ]
    if by_vectors:
        likeness = [
            crowd.cosine(first.context, second.context),
            crowd.cosine(first.text, second.text),
            crowd.cosine(first.phrase, second.phrase),
            min(rank),
            max(crowd.equal(first, second.report), crowd.equal(second, first.report)),
        ]
    else:
        likeness = [overlap(first.near, second.near), overlap(first.whole, second.whole), min(rank)]
    return [*_facts(first, second, crowd), *likeness]


def _facts(first: Mention, second: Mention, crowd: Crowd) -> list[float]:
    """Return the FACTS of two figures."""
    strange = [crowd.knows_none(*each) for each in ((first, second.report), (second, first.report))]
    facts = {
        **_at_hand(first, second, crowd),
        "other names": all(strange),
        "one name": any(strange) and not all(strange),
        "openings": crowd.openings(first.story, second.story),
        "shared": crowd.shared(first.report, second.report),
        "names apart": bool(first.names) and bool(second.names) and not first.names & second.names,
        "nearest": crowd.are_nearest(first, second),
    }
    return [float(facts[name]) for name in FACTS]


def _at_hand(first: Mention, second: Mention, crowd: Crowd) -> dict[str, float]:
    """Return those of the FACTS that hang on the figures and their places alone."""
    low, high = sorted((abs(first.figure.value), abs(second.figure.value)))
    others = max(crowd.others(first), crowd.others(second))
    return {
        "times": math.log(high / low),
        "lead": max(first.place, second.place) <= LEAD,
        "bound": any(each.figure.bound != "exact" for each in (first, second)),
        "time": first.measure.startswith("time"),
        "percent": first.measure == "percent",
        "others": min(5, others),
        "same state": bool(first.state) and first.state == second.state,
        "one aside": first.is_aside != second.is_aside,
        "in headlines": first.is_in_headline + second.is_in_headline,
        "same day": bool(first.days & second.days),
        "only one": others == 1,
        "allows": first.figure.allows(second.figure),
        "rounds": first.figure.rounds(second.figure),
        "places": math.log(1 + abs(first.place - second.place)),
        "all pairs": math.log(len(crowd.pairs)),
        "noun": bool(first.figure.noun) and first.figure.noun == second.figure.noun,
        "only of noun": crowd.are_only(first, second),
    }


# -- the scorer ---------------------------------------------------------------------------------


class Scorer(NamedTuple):
    """A logistic regression."""

    weights: tuple[float, ...]
    intercept: float

    def __call__(self, facts: Sequence[float]) -> float:
        """Return how likely a pair with these facts is of one thing."""
        evidence = self.intercept + sum(w * f for w, f in zip(self.weights, facts, strict=True))
        return 1 / (1 + math.exp(-evidence))


@cache
def scorer(*, by_vectors: bool) -> Scorer:
    """Return the shipped scorer."""
    source = resources.files("briefing.grouping.disagreements").joinpath("rivals.json")
    table = json.loads(source.read_text(encoding="utf-8"))[
        "by vectors" if by_vectors else "by words"
    ]
    names = BY_VECTORS if by_vectors else BY_WORDS
    return Scorer(tuple(table["weights"][name] for name in names), table["intercept"])


HIGHEST: Final = {
    "other names": 1.0, "one name": 1.0, "openings": 1.0, "shared": math.inf, "names apart": 1.0, "nearest": 1.0,
    "words near": 1.0, "words": 1.0, "best words": 1.0,
}  # fmt: skip
"""The facts BY_WORDS that hang on texts, and how high each may be; none is below 0."""
SLACK: Final = 1e-6
"""Of a share that is 1 but for its last digits."""


def may_be(pair: Pair, crowd: Crowd, least: float) -> bool:
    """Whether two figures may be of one thing with likelihood `least` or more by words, whatever their texts say.

    Of 2,827 pairs of a hundred made stories 2,802 may not, of 42 of the sample 35: four fifths of the time of all pairs was spent on their texts.
    """
    known, evidence = _at_hand(*pair, crowd), scorer(by_vectors=False).intercept
    for name, weight in zip(BY_WORDS, scorer(by_vectors=False).weights, strict=True):
        if name in known:
            evidence += weight * known[name]
        elif weight > 0:
            evidence += weight * HIGHEST[name]
    return evidence + SLACK >= math.log(least / (1 - least))


# -- what is used -------------------------------------------------------------------------------


def texts_in_doubt(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the texts whose vectors tell whether figures of an event's reports are of one thing."""
    found: set[str] = set()
    score = scorer(by_vectors=False)
    for event in (one for one in events if len(one.reports) > 1):
        mentions = find_mentions(event)
        crowd = Crowd(mentions, {})
        doubtful = [
            pair
            for pair in crowd.pairs
            if may_be(pair, crowd, WORTH_VECTORS)
            and score(describe(pair, crowd, by_vectors=False)) >= WORTH_VECTORS
        ]
        if doubtful:
            # What is relative to the others needs the contexts of all.
            found.update(mention.context for mention in mentions)
            found.update(text for pair in doubtful for text in texts_of(pair))
    return tuple(sorted(found))


def find_rivals(event: Event, vectors: Vectors) -> tuple[Rivals, ...]:
    """Return the pairs of figures of one thing, the likeliest first; each figure has one rival in a report at most."""
    crowd = Crowd(find_mentions(event), vectors)
    by_words, by_vectors = scorer(by_vectors=False), scorer(by_vectors=True)
    found = []
    for pair in crowd.pairs:
        has_vectors = pair[0].context in vectors and pair[1].context in vectors
        if not has_vectors and not may_be(pair, crowd, LIKELY[False]):
            continue
        score = by_vectors if has_vectors else by_words
        likelihood = score(describe(pair, crowd, by_vectors=has_vectors))
        if likelihood >= LIKELY[has_vectors]:
            found.append(Rivals(*pair, likelihood))
    found.sort(
        key=lambda one: (-one.likelihood, one.first.sentence.start, one.second.sentence.start)
    )
    return tuple(_each_once(found))


def _each_once(rivals: Iterable[Rivals]) -> Iterator[Rivals]:
    taken: set[tuple[int, str]] = set()
    for one in rivals:
        keys = {(id(one.first), one.second.report), (id(one.second), one.first.report)}
        if not keys & taken:
            taken |= keys
            yield one
