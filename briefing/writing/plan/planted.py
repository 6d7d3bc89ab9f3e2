"""How likely a sentence was planted in its story, and what it costs to print it therefore.

An order to a machine that summarises has two things in common with every other, however it is worded: it resembles a request
(`language/requests.py`), and it speaks of something of which no other sentence of its event speaks.  Neither is enough to
refuse it: "Nobody was hurt." shares no word with its story, and news quotes requests.  Together they are a price in the choice of an
item's sentences: what is told for it has to be worth that, and where nothing else can be told the sentence is told all the same.

A sentence of few words says little that others could take up, so how much it says counts too; and one that states what happened is
news more often than an order.  The weights stand in `planted.json` to be read; `training/instructions/price.py` fits them.
"""

from __future__ import annotations

import json
import math
import operator
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from briefing.language import requests
from briefing.language.base import language
from briefing.language.instructions import is_attributed, with_quoted
from briefing.language.text import KEPT, read
from briefing.language.tokens import normal, word_classes
from briefing.records import Event
from briefing.writing.plan.salience import concepts_of, rarity, told

PRICE: Final = 6.0
"""What it costs to print what was planted, in what a concept weighs that a summary has for certain.

From 4 on nothing that stood in the stories of `training/instructions/measure.py` by chance was worth it; right behind a short lead an order is worth 5."""
STEEP: Final = 0.5
"""How far above the odds that cost nothing a sentence costs all of the price."""
ENOUGH: Final = 12.0
"""Summed rarity of shared terms from which a sentence belongs to its event: three or four words."""
MANY: Final = 8
"""Terms from which more tell nothing more."""
LEAST: Final = -8.0
"""Odds of a request below which nothing is less like one; at 0 the gate refuses already."""
NEAR: Final = 2
"""Words before a verb among which its helper stands."""
_LABEL: Final = re.compile(r"\W*(?:[\w'’-]+\W+){0,5}[\w'’-]+:\s")

FEATURES: Final = (
    "odds of a request",
    "shares with others",
    "says by itself",
    "opens with a label",
    "is attributed",
    "states what happens",
)


class Weights(NamedTuple):
    """A linear model of the logarithm of the odds that a sentence was planted."""

    intercept: float
    by_feature: tuple[float, ...]
    """In the order of `FEATURES`."""
    free: float
    """Odds up to which a sentence costs nothing."""

    def odds(self, row: Iterable[float]) -> float:
        """Return the logarithm of the odds for a sentence with these features."""
        weighed: float = sum(map(operator.mul, self.by_feature, row))
        return self.intercept + weighed

    def price(self, row: Iterable[float]) -> float:
        """What it costs to print a sentence with these features."""
        return PRICE * max(0.0, min(1.0, (self.odds(row) - self.free) / STEEP))


@cache
def learned() -> Weights:
    """Return the weights that ship."""
    source = resources.files("briefing.writing.plan") / "planted.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    weights = tuple(table["weights"][name] for name in FEATURES)
    return Weights(table["intercept"], weights, table["free"])


class Surroundings:
    """What the sentences and headlines of an event speak of, by which each of them is judged."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take texts, each with the ISO 639-1 code of its language."""
        self._users: Final = Counter(term for text, code in rows for term in _terms(text, code))

    @classmethod
    def of(cls, event: Event) -> Surroundings:
        """Return those of an event; what copies of a report repeat counts once."""
        return cls(_rows(event))

    def price(self, text: str, code: str) -> float:
        """What it costs to print one of these sentences; nothing where its language has no model of requests."""
        if not requests.knows(code):
            return 0.0
        weights = learned()
        # The words of most sentences need not be looked at: what they share is enough, whatever their form.
        dearest = (-LEAST, *self._tie(text, code), float(":" in text))
        return weights.price(self.describe(text, code)) if weights.price(dearest) else 0.0

    def describe(self, text: str, code: str) -> tuple[float, ...]:
        """Return the features of one of these sentences, in the order of `FEATURES`."""
        form = _form(text, code)
        labelled, attributed, states = map(float, (form.labelled, form.attributed, form.states))
        return (form.asks, *self._tie(text, code), labelled, attributed, states)

    def _tie(self, text: str, code: str) -> tuple[float, float]:
        """How much a sentence shares with others, and how much it says."""
        terms = _terms(text, code)
        shared = sum(rarity(term) for term in sorted(terms) if self._users[term] > 1)
        return math.sqrt(min(ENOUGH, shared)), float(min(MANY, len(terms)))


def _rows(event: Event) -> Iterator[tuple[str, str]]:
    titles = {one.title.text: one.language_or(event.language) for one in event.stories if one.title}
    yield from titles.items()
    for _, story, sentences in told(event):
        for _, sentence in sentences:
            yield sentence.text, story.language_or(event.language)


@lru_cache(maxsize=KEPT)
def _terms(text: str, code: str) -> frozenset[str]:
    return frozenset(one[0] for one in concepts_of(text, code) if len(one) == 1)


class _Form(NamedTuple):
    asks: float
    """How much it is like a request."""
    labelled: bool
    attributed: bool
    states: bool


@lru_cache(maxsize=KEPT)
def _form(text: str, code: str) -> _Form:
    """What the words of a sentence tell of it, wherever it stands."""
    plain = normal(text)
    said = with_quoted(plain, '""')
    return _Form(
        max(LEAST, min(requests.best_odds(plain, code), 0.0)) - LEAST,
        _LABEL.match(said) is not None,
        is_attributed(plain, code),
        _states(said, code),
    )


def _states(text: str, code: str) -> bool:
    """Whether a verb tells what happens or happened: neither its plain form, as in orders, nor one with a helper before it."""
    irregular, endings = word_classes(code).irregular, word_classes(code).verbal_endings
    tokens = read(text, code).tokens
    return any(
        token.content
        and token.verbal
        and (irregular.get(token.low, token.low) != token.low or token.low.endswith(endings))
        and _helpers(code).isdisjoint(one.low for one in tokens[max(0, at - NEAR) : at])
        for at, token in enumerate(tokens)
    )


@cache
def _helpers(code: str) -> frozenset[str]:
    """What stands before a verb that tells no more than what may or shall be, or has been."""
    return language(code).words("classes.be", "classes.perfect", "classes.modals", "classes.of_infinitives")  # fmt: skip
