"""Where one story ends and the next begins, when nothing stands between them.

Pages that set a byline or an outlet to each story say so themselves.  In a stretch of text without any,
the line model gives each line a probability of beginning a story; here the words of the whole
stretches that a cut would make are weighed as well: two stories explain their words better with two
topics than with one.  The best set of cuts is found exactly by dynamic programming.

Utiyama and Isahara, A statistical model for domain-independent text segmentation, 2001; Eisenstein
and Barzilay, Bayesian unsupervised topic segmentation, 2008 (Dirichlet-multinomial evidence).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from math import lgamma
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.reading.pages.states import BEGINS, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Column = NDArray[np.float64]


PRIOR: Final = 0.1
"""Pseudo-count of each word in a topic."""
TRUST: Final = 0.04
"""Weight of the words against the line model: words come in bursts, so their evidence is inflated."""
COST: Final = 6.0
"""Log odds that a cut must gain beyond even ones: the network is surer than it should be, and a story cut in two is
worse than two in one.

TRUST and COST were chosen together: start F1 / recovered on glued_pages (which the network has seen), single stories of
ECB+ (300, which it has not) that are cut: .02 and 2 give .973 / .953 and 10, .02 and 6 .960 / .908 and none, .03 and 4
.972 / .953 and 7, .04 and 6 (shipped) .967 / .935 and 1."""
BEGUN, HEADED = 4.0, -50.0
"""The same for a line that the network takes for the first of a story without a headline, and for a headline: words take none of
these away.  Where they could, of 131 stories of a writer who had seen nothing 93 were whole, without words 106, so 107; of 300
single stories of ECB+ 3, 4 and 4 were cut."""
LEAST_ODDS: Final = -10.0
"""Log odds of a cut below which a line is not looked at (a probability of a start of .02 and COST): 99 % of the true
starts have more."""
WINDOW: Final = 400
"""Lines that are weighed at once; a stretch without a start may be longer, but is seen in parts."""
OVERLAP: Final = 100
"""Lines that the next window sees again where the last one found no start."""
MOST: Final = 60
"""Candidates of one window, the likeliest: bounds the time on endless pages."""
COUNTS: Final = np.concatenate([[0.0], np.cumsum(np.log(np.arange(4000) + PRIOR))])
"""``lgamma(n + PRIOR) - lgamma(PRIOR)`` of whole numbers n."""


LEAST: Final = 6
"""Lines of the shortest stretch that may be two stories."""


def with_topics(
    states: Sequence[State], bags: Sequence[Sequence[str]], chances: NDArray[np.floating]
) -> list[State]:
    """Return the states with each stretch of text that has no heads cut anew, its words weighed as well."""
    found = list(states)
    low = 0
    while low < len(found):
        high = low
        while high < len(found) and found[high] != State.FURNITURE:
            high += 1
        if high - low >= LEAST and State.HEAD not in found[low:high]:
            found[low:high] = _cut_anew(found[low:high], bags[low:high], chances[low:high])
        low = high + 1
    return found


def _cut_anew(
    states: Sequence[State], bags: Sequence[Sequence[str]], chances: NDArray[np.floating]
) -> list[State]:
    either = np.clip(chances[:, State.HEADLINE] + chances[:, State.OPENING], 0, 1 - 1e-6)
    cost = {State.HEADLINE: HEADED, State.OPENING: BEGUN}
    with np.errstate(divide="ignore"):
        odds = np.log(either) - np.log1p(-either) - [cost.get(state, COST) for state in states]
    starts = set(best_starts(bags, odds.tolist()))
    found = list(states)
    for place in range(1, len(found)):
        if place in starts and found[place] not in BEGINS:
            headed = chances[place, State.HEADLINE] > chances[place, State.OPENING]
            found[place] = State.HEADLINE if headed else State.OPENING
        elif place not in starts and found[place] == State.OPENING:
            found[place] = State.TEXT
    return found


def best_starts(bags: Sequence[Sequence[str]], odds: Sequence[float]) -> list[int]:
    """Return the lines of one stretch of text that begin a story; the first always does.

    `bags` holds the content words of each line, `odds` what speaks for a cut before it besides the words, as log odds.
    """
    starts, low = [0], 0
    while True:
        high = min(low + WINDOW, len(bags))
        found = [low + i for i in _starts_of(bags[low:high], odds[low:high]) if i]
        starts += found
        if high == len(bags):
            return starts
        low = found[-1] if found else high - OVERLAP


def _starts_of(bags: Sequence[Sequence[str]], odds: Sequence[float]) -> list[int]:
    likely = sorted((-each, i) for i, each in enumerate(odds) if i and each > LEAST_ODDS)
    places = [0, *sorted(i for _, i in likely[:MOST]), len(bags)]
    if len(places) == 2:
        return [0]
    sums, vocabulary = _blocks(bags, places)
    best, came = [0.0], [0]
    for here in range(1, len(places)):
        gains = TRUST * _evidence(sums[here] - sums[:here], vocabulary) + best
        if here < len(places) - 1:
            gains = gains + odds[places[here]]
        choice = int(gains.argmax())
        best.append(float(gains[choice]))
        came.append(choice)
    return _walk_back(places, came)


def _walk_back(places: Sequence[int], came: Sequence[int]) -> list[int]:
    starts = []
    here = len(places) - 1
    while here:
        here = came[here]
        starts.append(places[here])
    return starts[::-1]


def _blocks(bags: Sequence[Sequence[str]], places: Sequence[int]) -> tuple[Table, int]:
    """Return cumulated counts up to each place (last column: words of one block only), vocabulary.

    A word that stands in a single block can tell nothing about a cut but how long the block is.
    """
    blocks = [[word for bag in bags[low:high] for word in bag] for low, high in pairwise(places)]
    spread = Counter(chain.from_iterable(map(dict.fromkeys, blocks)))
    index = {word: i for i, word in enumerate(word for word, n in spread.items() if n > 1)}
    width, rest = len(index) + 1, len(index)
    cells = [
        row * width + index.get(word, rest) for row, block in enumerate(blocks, 1) for word in block
    ]
    counts = np.bincount(np.array(cells, dtype=np.intp), minlength=len(places) * width)
    counts = counts.reshape(len(places), width).astype(np.float64)
    return np.cumsum(counts, axis=0), len(spread)


def _evidence(counts: Table, vocabulary: int) -> Column:
    """Return the log probability of each row of counts under a topic of its own."""
    size = max(vocabulary, 1) * PRIOR  # a stretch may hold no word at all
    shared = COUNTS[np.minimum(counts[:, :-1], len(COUNTS) - 1).astype(np.intp)].sum(axis=1)
    lengths = [lgamma(total + size) - lgamma(size) for total in counts.sum(axis=1)]
    return np.asarray(shared - lengths)
