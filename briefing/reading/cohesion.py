"""How a line hangs together with the lines around it: neighbours and words in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]
    Column = np.ndarray[tuple[int], np.dtype[np.float64]]

__all__ = ["COHESION", "NEIGHBOURS", "cohesion", "neighbours"]

FAR: Final = 12
"""Lines beyond which a distance counts as far."""

NEIGHBOURS: Final = (
    *("prose 1 before", "prose 2 before", "prose 3 before", "prose 1 after", "prose 2 after"),
    *("prose 3 after", "prose share 3 before", "prose share 3 after", "prose share 6 before"),
    *("prose share 6 after", "short lines before", "short lines after", "run of short lines"),
    *(
        "furniture 3 around",
        "furniture 6 around",
        "capitals 3 around",
        "words 3 around",
        "first line",
    ),
    *("last line", "no prose before", "no prose after", "second line", "same line before"),
    *("alone between prose", "page has menu", "page has menu, no prose before it"),
    *("words 1 before", "words 1 after", "opening 1 after", "tail 1 before", "furniture 1 before"),
    *("furniture 1 after", "in long run", "final mark 1 before", "final mark 1 after"),
)

COHESION: Final = (
    *(
        "seen in 8 before",
        "comes back in 8 after",
        "back minus seen",
        "names seen",
        "names come back",
    ),
    *("new names that come back", "old names", "similar 2/2", "similar 4/4", "similar 8/8"),
    *(
        "depth 2/2",
        "depth 4/4",
        "depth 8/8",
        "topic change 4/4",
        "topic change 8/8",
        "words that cross",
    ),
    *("words that cross, share", "seen by 3 after in 8 before", "similar 4/4 against page"),
    *("topic change 16/16", "next line seen in 8 before"),
)


def _shift(column: Column, by: int, fill: float = 0.0) -> Column:
    """Give each line the value of the line `by` lines later (earlier, where negative)."""
    out = np.full_like(column, fill)
    if by > 0:
        out[:-by] = column[by:]
    elif by < 0:
        out[-by:] = column[:by]
    else:
        out[:] = column
    return out


def _window(column: Column, before: int, after: int) -> Column:
    """Return the mean over ``[i - before, i + after)``, lines outside the page counting as 0."""
    n = len(column)
    total = np.concatenate([[0.0], np.cumsum(column)])
    index = np.arange(n)
    low, high = np.clip(index - before, 0, n), np.clip(index + after, 0, n)
    width = before + after
    return np.asarray((total[high] - total[low]) / width)


def _since(flag: Column) -> Column:
    """Return how many lines ago `flag` was last set, this line not counted; at most FAR."""
    index = np.arange(len(flag))
    last = np.maximum.accumulate(np.where(flag > 0, index, -FAR - 1))
    previous = np.concatenate([[-FAR - 1], last[:-1]])
    return np.minimum(index - previous - 1, FAR).astype(float)


def neighbours(
    prose: Column,
    furniture: Column,
    words: Column,
    own: tuple[Column, Column, Column, Column, Sequence[str]],
) -> Table:
    """Return the columns NEIGHBOURS: one row a line.

    `own` holds the columns capitals, opening, tail mark and final mark, and the normalised lines.
    """
    capital, opening, tail, final, keys = own
    n = len(prose)
    before, after = _since(prose), _since(prose[::-1])[::-1]
    seen_prose = np.cumsum(prose) - prose
    left_prose = np.cumsum(prose[::-1])[::-1] - prose
    same = np.array([float(i > 0 and keys[i] == keys[i - 1]) for i in range(n)])
    run = (before + after + 1) * (1 - prose)
    menu = float(np.mean((run >= 4) & (prose == 0))) if n else 0.0
    first, last = np.zeros(n), np.zeros(n)
    first[:1], last[-1:] = 1.0, 1.0
    columns = [
        _shift(prose, -1),
        _shift(prose, -2),
        _shift(prose, -3),
        _shift(prose, 1),
        _shift(prose, 2),
        _shift(prose, 3),
        _window(prose, 3, 0),
        _window(_shift(prose, 1), 0, 3),
        _window(prose, 6, 0),
        _window(_shift(prose, 1), 0, 6),
        np.log1p(before),
        np.log1p(after),
        np.log1p(run),
        _window(furniture, 3, 4),
        _window(furniture, 6, 7),
        _window(capital, 3, 4),
        np.log1p(_window(words, 3, 4)),
        first,
        last,
        (seen_prose == 0).astype(float),
        (left_prose == 0).astype(float),
        _shift(first, -1),
        same,
        (1 - prose) * _shift(prose, -1) * _shift(prose, 1),
        np.full(n, menu),
        np.full(n, menu) * _shift(prose, -1),
        np.log1p(_shift(words, -1)),
        np.log1p(_shift(words, 1)),
        _shift(opening, 1),
        _shift(tail, -1),
        np.minimum(_shift(furniture, -1), 2),
        np.minimum(_shift(furniture, 1), 2),
        (run >= 4).astype(float),
        _shift(final, -1),
        _shift(final, 1),
    ]
    return np.stack(columns, axis=1)


def cohesion(bags: Sequence[Sequence[str]], prose: Column) -> Table:
    """Return the columns COHESION: one row a line.

    Words are weighed by how few lines of the page hold them.  Windows count lines with at least
    five content words or prose, so that a menu between two paragraphs does not part them.
    """
    n = len(bags)
    out = np.zeros((n, len(COHESION)))
    solid = np.array([i for i in range(n) if prose[i] or len(bags[i]) >= 5], dtype=int)
    if not len(solid):
        return out
    matrix, weights, names = _matrix(bags)
    sums = np.concatenate([np.zeros((1, matrix.shape[1])), np.cumsum(matrix[solid], axis=0)])
    place = np.searchsorted(solid, np.arange(n))  # solid lines before line i
    cross = _crossing(matrix, weights, solid, place)
    line = np.minimum(matrix, 1)
    views = {k: _views(sums, place, k) for k in (2, 4, 8, 16)}
    own_after = np.concatenate([np.searchsorted(solid, np.arange(n), side="right")])
    after8 = sums[np.minimum(own_after + 8, len(solid))] - sums[own_after]
    before8 = views[8][0]
    total = line @ weights + 1e-6
    seen, back = (line * (before8 > 0)) @ weights / total, (line * (after8 > 0)) @ weights / total
    named = line * names
    count = named.sum(axis=1) + 1e-6
    names_seen = (named * (before8 > 0)).sum(axis=1)
    names_back = (named * (after8 > 0)).sum(axis=1)
    fresh = (named * (after8 > 0) * (before8 == 0)).sum(axis=1)
    next3 = np.minimum(sums[np.minimum(place + 3, len(solid))] - sums[place], 1)
    seen3 = (next3 * (before8 > 0)) @ weights / (next3 @ weights + 1e-6)
    similar = {k: _cosine(*views[k], weights) for k in (2, 4, 8)}
    middle = similar[4][solid].mean()
    columns = [
        seen,
        back,
        back - seen,
        names_seen / count,
        names_back / count,
        np.minimum(fresh, 6),
        np.minimum(names_seen, 6),
        similar[2],
        similar[4],
        similar[8],
        _depth(similar[2]),
        _depth(similar[4]),
        _depth(similar[8]),
        _change(*views[4]),
        _change(*views[8]),
        np.log1p(cross[0]),
        cross[1],
        seen3,
        similar[4] / (middle + 1e-6),
        _change(*views[16]),
        _shift(seen, 1),
    ]
    out[:] = np.stack(columns, axis=1)
    # Where nothing stands on one side there is nothing to hang together with.
    out[place == 0] = 0.0
    return out


def _matrix(bags: Sequence[Sequence[str]]) -> tuple[Table, Column, Column]:
    """Return counts (lines x words), the weight of each word and whether it is a name."""
    index: dict[str, int] = {}
    rows, columns = [], []
    for row, bag in enumerate(bags):
        for word in bag:
            rows.append(row)
            columns.append(index.setdefault(word, len(index)))
    matrix = np.zeros((len(bags), max(1, len(index))))
    np.add.at(matrix, (np.array(rows, dtype=int), np.array(columns, dtype=int)), 1.0)
    lines = (matrix > 0).sum(axis=0)
    weights = np.log((len(bags) + 1) / np.maximum(lines, 1)) / np.log(len(bags) + 1)
    names = np.array([float(word[0].isupper()) for word in index] or [0.0])
    return matrix, weights * (1 + 0.5 * names), names


def _views(sums: Table, place: np.ndarray, width: int) -> tuple[Table, Table]:  # type: ignore[type-arg]  # integer index of any shape
    last = len(sums) - 1
    before = sums[place] - sums[np.maximum(place - width, 0)]
    after = sums[np.minimum(place + width, last)] - sums[place]
    return before, after


def _cosine(before: Table, after: Table, weights: Column) -> Column:
    left, right = before * weights, after * weights
    norm = np.sqrt((left**2).sum(axis=1) * (right**2).sum(axis=1))
    return np.asarray((left * right).sum(axis=1) / (norm + 1e-6))


def _depth(similar: Column) -> Column:
    """TextTiling's depth: how far the similarity lies under the peaks within 4 lines on each side."""
    left = np.maximum.reduce([_shift(similar, -k) for k in range(5)])
    right = np.maximum.reduce([_shift(similar, k) for k in range(5)])
    return np.asarray(left + right - 2 * similar)


def _change(before: Table, after: Table, prior: float = 0.1) -> Column:
    """Return the log Bayes factor per word for two topics against one (Dirichlet-multinomial)."""
    size = before.shape[1] * prior
    apart = _evidence(before, prior, size) + _evidence(after, prior, size)
    together = _evidence(before + after, prior, size)
    total = before.sum(axis=1) + after.sum(axis=1)
    return np.asarray((apart - together) / np.maximum(total, 1.0))


def _evidence(counts: Table, prior: float, size: float) -> Column:
    words = _gamma_table(counts, prior)
    total = counts.sum(axis=1)
    return np.asarray(words.sum(axis=1) + _log_gamma(size) - _log_gammas(total + size))


def _gamma_table(counts: Table, prior: float) -> Table:
    """Return ``lgamma(count + prior) - lgamma(prior)`` of small whole counts by table."""
    top = int(counts.max()) + 1
    table = np.concatenate([[0.0], np.cumsum(np.log(np.arange(top) + prior))])
    return np.asarray(table[counts.astype(int)])


def _log_gamma(value: float) -> float:
    import math

    return math.lgamma(value)


def _log_gammas(values: Column) -> Column:
    import math

    return np.array([math.lgamma(value) for value in values])


def _crossing(
    matrix: Table, weights: Column, solid: np.ndarray, place: np.ndarray
) -> tuple[Column, Column]:  # type: ignore[type-arg]  # integer indices
    """Return how many words were said within 8 lines before and come back within 8 after; and their share."""
    there = (matrix[solid] > 0).astype(float)
    sums = np.concatenate([np.zeros((1, there.shape[1])), np.cumsum(there, axis=0)])
    before, after = _views(sums, place, 8)
    both = ((before > 0) & (after > 0)) @ weights
    either = np.minimum((before > 0) @ weights, (after > 0) @ weights)
    return np.asarray(both), np.asarray(both / (either + 1e-6))
