"""Which sentences together tell most in so many words: an exact search.

What a set of sentences tells is what its concepts weigh, each counted once (maximum coverage under a budget,
Gillick and Favre 2009), less a price for each word and for each gap in the telling; so nothing needs to say that
repetition is bad.  Branch and bound, depth first, in the order of the telling: a set can gain at most what its remaining
sentences would bring each by itself, the last of them cut where the room ends.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from briefing.writing.plan.salience import Concept
from briefing.writing.plan.supposing import NOTHING, Supposing

NEGLIGIBLE: Final = 1e-9


class Option(NamedTuple):
    """A sentence that may be printed; options stand in the order in which they would be."""

    concepts: frozenset[Concept]
    words: int
    rests: bool = False
    """It may be chosen only with the option before it."""
    place: int = 0
    """Which sentence of the report it is, those not counted that are not missed."""
    gap: float = 0.0
    """The price of skipping one sentence right before it; of three it is double, of seven three times that."""
    repeats: frozenset[int] = frozenset()
    """Numbers of earlier options that say the same."""
    supposing: Supposing = NOTHING
    """What it takes for known, and what is known behind it."""
    price: float = 0.0
    """What it costs besides its words, whatever else is told; below nothing, what it is worth."""


def _breadth(before: int, option: Option) -> float:
    """How wide the gap is between the sentence at `before` and an option: nothing is told of what stands there."""
    return math.log2(max(1, option.place - before))


class Limits(NamedTuple):
    """What a choice may not go beyond, and what its words cost."""

    words: int
    sentences: int
    price: float = 0.0
    """Of each word beyond the free ones."""
    free: int = 0
    """Words that cost nothing."""
    unknown: float = 0.0
    """The price of each stem that is taken for known and was not told."""

    def cost(self, words: int) -> float:
        """What so many words cost."""
        return self.price * max(0, words - self.free)


class Choice(NamedTuple):
    """The numbers of the chosen options, in order, and what they are worth."""

    chosen: tuple[int, ...]
    worth: float


def choose(options: Sequence[Option], worth: Mapping[Concept, float], limits: Limits) -> Choice:
    """Return the best choice that begins with the first option, however long that is."""
    search = _Search(options, worth, limits)
    return search.best


class _State(NamedTuple):
    """A partial choice."""

    chosen: tuple[int, ...]
    worth: float
    words: int
    covered: frozenset[Concept]
    told: frozenset[str]
    gains: tuple[float, ...]
    """What each option would bring now, for those not yet decided on."""


class _Search:
    def __init__(
        self, options: Sequence[Option], worth: Mapping[Concept, float], limits: Limits
    ) -> None:
        self._options, self._limits = options, limits
        self._weights = [
            {one: worth[one] for one in option.concepts if worth.get(one, 0.0) > 0}
            for option in options
        ]
        gains = tuple(sum(row.values()) for row in self._weights)
        unknown = limits.unknown * len(options[0].supposing.supposes)
        first = gains[0] - limits.cost(options[0].words) - unknown - options[0].price
        self.best = Choice((0,), first)
        covered = frozenset(self._weights[0])
        start = _State(
            (0,),
            first,
            options[0].words,
            covered,
            options[0].supposing.tells,
            self._fresh(covered, covered, gains),
        )
        self._decide(1, start)

    def _fresh(
        self, covered: frozenset[Concept], new: AbstractSet[Concept], gains: Sequence[float]
    ) -> tuple[float, ...]:
        """What each option brings where these concepts are covered, the `new` ones among them; as before where it has none of those."""
        return tuple(
            gain
            if not gain or new.isdisjoint(row)
            else sum(weight for one, weight in row.items() if one not in covered)
            for row, gain in zip(self._weights, gains, strict=True)
        )

    def _decide(self, at: int, state: _State) -> None:
        """Decide on option `at` and those behind it: with it first, then without."""
        if state.worth > self.best.worth + NEGLIGIBLE:
            self.best = Choice(state.chosen, state.worth)
        if at == len(self._options) or len(state.chosen) == self._limits.sentences:
            return
        if state.worth + self._reach(at, state) <= self.best.worth + NEGLIGIBLE:
            return
        if self._fits(at, state):
            self._decide(at + 1, self._with(at, state))
        self._decide(at + 1, state)

    def _with(self, at: int, state: _State) -> _State:
        option, last = self._options[at], state.chosen[-1]
        torn = option.gap * _breadth(self._options[last].place, option)
        words = state.words + option.words
        spent = self._limits.cost(words) - self._limits.cost(state.words)
        unknown = self._limits.unknown * len(option.supposing.supposes - state.told)
        gain = state.gains[at] - torn - spent - unknown - option.price
        new = self._weights[at].keys() - state.covered
        covered = state.covered | new
        return _State(
            (*state.chosen, at),
            state.worth + gain,
            words,
            covered,
            state.told | option.supposing.tells,
            self._fresh(covered, new, state.gains),
        )

    def _fits(self, at: int, state: _State) -> bool:
        option = self._options[at]
        return (
            state.words + option.words <= self._limits.words
            and (not option.rests or state.chosen[-1] == at - 1)
            and option.repeats.isdisjoint(state.chosen)
        )

    def _reach(self, at: int, state: _State) -> float:
        """What may still be gained at most: in the words that are left, and in the sentences."""
        room = self._limits.words - state.words
        price = self._limits.price
        net = [
            (gain - price * option.words - option.price, option.words)
            for gain, option in zip(state.gains[at:], self._options[at:], strict=True)
        ]
        rows = [row for row in net if row[0] > 0 and row[1] <= room]
        free = price * max(0, self._limits.free - state.words)
        left = self._limits.sentences - len(state.chosen)
        most = sum(sorted((gain for gain, _ in rows), reverse=True)[:left])
        total = 0.0
        for gain, size in sorted(rows, key=lambda row: row[0] / max(1, row[1]), reverse=True):
            if size >= room:
                return free + min(most, total + gain * room / max(1, size))
            total, room = total + gain, room - size
        return free + min(most, total)
