"""How the words of a page hang together: what was said before a line, and what comes back after it.

A text is cut where few words cross (Hearst, TextTiling, 1997) and where two topics explain the words
better than one (Utiyama and Isahara, 2001; Eisenstein and Barzilay, 2008).  Only words that stand in
two lines or more can say anything; the others count towards the lengths alone.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from itertools import chain
from math import lgamma, log
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float32]
    Column = NDArray[np.float32]
    Places = NDArray[np.intp]


COHESION: Final = (
    *("seen in 8 before", "comes back in 8 after", "back minus seen", "comes back in 3 after"),
    *("seen in 3 before", "names seen", "names come back", "new names that come back"),
    *("similar 2/2", "similar 4/4", "similar 8/8", "depth 2/2", "depth 4/4", "depth 8/8"),
    *("topic change 4/4", "topic change 8/8", "topic change 16/16", "words that cross"),
    *("words that cross, share", "next 3 seen in 8 before", "similar 4/4 against page"),
    *("topic change 8/8 against page",),
)
PRIOR: Final = 0.1
"""Pseudo-count of each word in the topic model."""
SOLID_WORDS: Final = 5
"""Content words of a line that counts as a line of text in the windows."""


class _Words(NamedTuple):
    """The words that stand in at least two lines: counts, and what each is worth."""

    counts: Table
    """Lines x words."""
    weights: Column
    names: Column
    """1 for a name, 0 for another word."""
    once: Column
    """Of each line, how many words stand in no other line."""
    vocabulary: int


def cohesion(bags: Sequence[Sequence[str]], names: Sequence[set[str]], prose: Column) -> Table:
    """Return the columns COHESION, one row a line.

    Windows are counted in lines with at least five content words, so that a menu between two
    paragraphs does not part them.  A line with no text before it gets zeros.
    """
    solid = np.array(
        [i for i, bag in enumerate(bags) if prose[i] or len(bag) >= SOLID_WORDS], dtype=np.intp
    )
    if not len(solid):
        return np.zeros((len(bags), len(COHESION)), dtype=np.float32)
    words = _words(bags, names)
    line = np.arange(len(bags))
    before, after = np.searchsorted(solid, line), np.searchsorted(solid, line, side="right")
    present = (words.counts > 0).astype(np.float32)
    sums = _cumulated(words.counts[solid])
    # All values are finite; but vector kernels set the flag of an invalid product from lanes that hold none of them, now and then.
    with np.errstate(invalid="ignore"):
        own = _own(words, present, sums, (before, after))
        gaps = _gaps(words, sums, solid)
    table = np.hstack([own, gaps[before]])
    table[before == 0, len(own[0]) :] = 0.0
    return table


def _words(bags: Sequence[Sequence[str]], names: Sequence[set[str]]) -> _Words:
    lines_of = Counter(chain.from_iterable(map(dict.fromkeys, bags)))
    index = {word: i for i, word in enumerate(word for word, n in lines_of.items() if n > 1)}
    rest = max(1, len(index))  # the column of the words that stand in no other line
    places = [index.get(word, rest) for bag in bags for word in bag]
    rows = np.repeat(np.arange(len(bags)), list(map(len, bags)))
    cells = rows * (rest + 1) + np.array(places, dtype=np.intp)
    table = np.bincount(cells, minlength=len(bags) * (rest + 1)).reshape(len(bags), rest + 1)
    counts, once = table[:, :rest].astype(np.float32), table[:, rest].astype(np.float32)
    size = log(len(bags) + 1)
    weights = [log((len(bags) + 1) / lines_of[word]) / size for word in index] or [0.0]
    named = set().union(*names)
    is_name = [float(word in named) for word in index] or [0.0]
    as_weights, as_names = np.array(weights, dtype=np.float32), np.array(is_name, dtype=np.float32)
    return _Words(counts, as_weights * (1 + 0.5 * as_names), as_names, once, len(lines_of))


def _cumulated(rows: Table) -> Table:
    return np.concatenate([np.zeros((1, rows.shape[1]), dtype=np.float32), np.cumsum(rows, axis=0)])


def _own(words: _Words, present: Table, sums: Table, gaps: tuple[Places, Places]) -> Table:
    """Return how much of each line was said before it and comes back after it."""
    before, after = gaps
    last = len(sums) - 1
    seen8 = (sums[before] - sums[np.maximum(before - 8, 0)]) > 0
    seen3 = (sums[before] - sums[np.maximum(before - 3, 0)]) > 0
    back8 = (sums[np.minimum(after + 8, last)] - sums[after]) > 0
    back3 = (sums[np.minimum(after + 3, last)] - sums[after]) > 0
    total = present @ words.weights + words.once + 1e-6
    parts = [(present * view) @ words.weights / total for view in (seen8, back8, back3, seen3)]
    named = present * words.names
    count = named.sum(axis=1) + 1.0
    fresh = (named * back8 * ~seen8).sum(axis=1)
    columns = [
        parts[0], parts[1], parts[1] - parts[0], parts[2], parts[3],
        (named * seen8).sum(axis=1) / count, (named * back8).sum(axis=1) / count, np.minimum(fresh, 6),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _gaps(words: _Words, sums: Table, solid: Places) -> Table:
    """Return the columns that belong to the gap before each line of text."""
    place = np.arange(len(sums))
    once = _cumulated(words.once[solid][:, None])[:, 0]
    windows = {width: _Windows(sums, once, width) for width in (2, 4, 8, 16)}
    similar = [_cosine(windows[width], words.weights) for width in (2, 4, 8)]
    change = [_change(windows[width], words.vocabulary) for width in (4, 8, 16)]
    left, right = windows[8].both(windows[8].counts > 0)
    both = (left & right) @ words.weights
    least = np.minimum(left @ words.weights, right @ words.weights)
    next3 = (sums[np.minimum(place + 3, len(sums) - 1)] - sums[place]) > 0
    seen = (next3 & left) @ words.weights / (next3 @ words.weights + 1e-6)
    inner = slice(1, -1) if len(sums) > 2 else slice(None)
    columns = [
        *similar, *(_depth(column) for column in similar), *change,
        np.log1p(both), both / (least + 1e-6), seen,
        similar[1] / (similar[1][inner].mean() + 1e-6), change[1] - change[1][inner].mean(),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


class _Windows:
    """The sums over `width` lines of text, for windows that end (or begin) at each gap.

    The window after a gap is the window before a later one: all are made once.
    """

    def __init__(self, sums: Table, once: Column, width: int) -> None:
        self.width, self.gaps = width, len(sums)
        place = np.arange(self.gaps + width)
        ends, begins = np.minimum(place, self.gaps - 1), np.maximum(place - width, 0)
        self.counts: Table = sums[ends] - sums[begins]
        self.rest: Column = once[ends] - once[begins]

    def both(self, rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return what belongs to the windows before and after each gap, of one row a window."""
        return rows[: self.gaps], rows[self.width :]


def _cosine(windows: _Windows, weights: Column) -> Column:
    square = weights**2
    before, after = windows.both(windows.counts)
    norms = windows.both(windows.counts**2 @ square + windows.rest)
    return np.asarray((before * after) @ square / (np.sqrt(norms[0] * norms[1]) + 1e-6))


def _depth(similar: Column) -> Column:
    """TextTiling's depth: how far the similarity lies under the peaks within 4 gaps on each side."""
    padded = np.concatenate([np.zeros(4, dtype=np.float32), similar, np.zeros(4, dtype=np.float32)])
    shifted = [padded[by : by + len(similar)] for by in range(9)]
    left, right = reduce(np.maximum, shifted[:5]), reduce(np.maximum, shifted[4:])
    return np.asarray(left + right - 2 * similar)


LGAMMA: Final = np.concatenate([[0.0], np.cumsum(np.log(np.arange(4000) + PRIOR))])
"""``lgamma(n + PRIOR) - lgamma(PRIOR)`` of whole numbers n."""


def _change(windows: _Windows, vocabulary: int) -> Column:
    """Return the log Bayes factor per word of two topics against one (Dirichlet-multinomial)."""
    counts = windows.counts.astype(np.intp)
    left, right = windows.both(counts)
    totals = windows.both(windows.counts.sum(axis=1) + windows.rest)
    alone = windows.both(LGAMMA.take(counts, mode="clip").sum(axis=1))
    together = LGAMMA.take(left + right, mode="clip").sum(axis=1)
    size = max(vocabulary, 1) * PRIOR  # a text may be all function words
    whole = totals[0] + totals[1]
    first, second, both = _lgammas(np.stack([*totals, whole]) + size)
    lengths = both + lgamma(size) - (first + second)
    return np.asarray((alone[0] + alone[1] - together + lengths) / np.maximum(whole, 1.0))


def _lgammas(values: NDArray[Any]) -> NDArray[np.float64]:
    """Stirling's series: the values are lengths of passages, never near 0."""
    x = np.maximum(values.astype(np.float64), 1e-3) + 4.0
    shift = np.log((x - 1) * (x - 2) * (x - 3) * (x - 4))
    return np.asarray((x - 0.5) * np.log(x) - x + 0.9189385332046727 + 1 / (12 * x) - shift)
