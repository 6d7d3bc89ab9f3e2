"""How the words of a page hang together: what was said before a line, and what comes back after it.

A text is cut where few words cross (Hearst, TextTiling, 1997) and where two topics explain the words
better than one (Utiyama and Isahara, 2001; Eisenstein and Barzilay, 2008).  Only words that stand in
two lines or more can say anything; the others count towards the lengths alone.
"""

from __future__ import annotations

from collections import Counter
from math import lgamma, log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float32]
    Column = NDArray[np.float32]
    Places = NDArray[np.intp]

__all__ = ["COHESION", "cohesion"]

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
    own = _own(words, present, sums, (before, after))
    gaps = _gaps(words, sums, solid)
    table = np.hstack([own, gaps[before]])
    table[before == 0, len(own[0]) :] = 0.0
    return table


def _words(bags: Sequence[Sequence[str]], names: Sequence[set[str]]) -> _Words:
    lines_of: Counter[str] = Counter()
    for bag in bags:
        lines_of.update(set(bag))
    index = {word: i for i, word in enumerate(word for word, n in lines_of.items() if n > 1)}
    width = max(1, len(index))
    known = [[place for place in map(index.get, bag) if place is not None] for bag in bags]
    cells = np.array(
        [row * width + place for row, each in enumerate(known) for place in each], dtype=np.intp
    )
    counts = (
        np.bincount(cells, minlength=len(bags) * width).reshape(len(bags), width).astype(np.float32)
    )
    once = np.array(
        [len(bag) - len(each) for bag, each in zip(bags, known, strict=True)], dtype=np.float32
    )
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
    views = {width: _views(sums, place, width) for width in (2, 4, 8, 16)}
    rest = {width: _views(once, place, width) for width in (2, 4, 8, 16)}
    similar = [_cosine(views[width], rest[width], words.weights) for width in (2, 4, 8)]
    change = [_change(views[width], rest[width], words.vocabulary) for width in (4, 8, 16)]
    left, right = views[8][0] > 0, views[8][1] > 0
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


def _views(sums: Table, place: Places, width: int) -> tuple[Table, Table]:
    """Return the sums over `width` lines of text before and after each gap."""
    before = sums[place] - sums[np.maximum(place - width, 0)]
    after = sums[np.minimum(place + width, len(sums) - 1)] - sums[place]
    return before, after


def _cosine(views: tuple[Table, Table], rest: tuple[Column, Column], weights: Column) -> Column:
    square = weights**2
    dot = (views[0] * views[1]) @ square
    norms = [(view**2) @ square + single for view, single in zip(views, rest, strict=True)]
    return np.asarray(dot / (np.sqrt(norms[0] * norms[1]) + 1e-6))


def _depth(similar: Column) -> Column:
    """TextTiling's depth: how far the similarity lies under the peaks within 4 gaps on each side."""
    padded = np.concatenate([np.zeros(4, dtype=np.float32), similar, np.zeros(4, dtype=np.float32)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 9)
    return np.asarray(windows[:, :5].max(axis=1) + windows[:, 4:].max(axis=1) - 2 * similar)


LGAMMA: Final = np.concatenate([[0.0], np.cumsum(np.log(np.arange(4000) + PRIOR))])
"""``lgamma(n + PRIOR) - lgamma(PRIOR)`` of whole numbers n."""


def _change(views: tuple[Table, Table], rest: tuple[Column, Column], vocabulary: int) -> Column:
    """Return the log Bayes factor per word of two topics against one (Dirichlet-multinomial)."""
    totals = [view.sum(axis=1) + single for view, single in zip(views, rest, strict=True)]
    top = len(LGAMMA) - 1
    apart = sum(LGAMMA[np.minimum(view, top).astype(np.intp)].sum(axis=1) for view in views)
    together = LGAMMA[np.minimum(views[0] + views[1], top).astype(np.intp)].sum(axis=1)
    size = max(vocabulary, 1) * PRIOR  # a text may be all function words
    lengths = (
        _lgammas(totals[0] + totals[1] + size)
        + lgamma(size)
        - sum(_lgammas(n + size) for n in totals)
    )
    return np.asarray((apart - together + lengths) / np.maximum(totals[0] + totals[1], 1.0))


def _lgammas(values: Column) -> Column:
    """Stirling's series: the values are lengths of passages, never near 0."""
    x = np.maximum(values.astype(np.float64), 1e-3) + 4.0
    shift = np.log((x - 1) * (x - 2) * (x - 3) * (x - 4))
    return np.asarray((x - 0.5) * np.log(x) - x + 0.9189385332046727 + 1 / (12 * x) - shift)
