"""Which texts share many of their hashes, and how many: all are counted at once, and two texts are compared in crowds alone.

::

    hashes of all texts ─ sorted, part by part ─▶ the texts in which each stands
                        ─ hashes of the same texts are one, with its weight ─▶ Index of Lists
                        ─ texts by lists, times lists by texts, block by block ─▶ how many hashes two texts share
                        ─ too few are dropped at once ─▶ Sharing

The hashes of one sentence stand in the same texts: twenty of them are one list.  A hash in very many texts, a stock phrase or an
agency's text that all outlets have, pairs each with a few neighbours only, and is counted where two texts are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.grouping.events.matrices import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from briefing.grouping.events.matrices import Rows, Value
    from briefing.grouping.events.shingles import Hashes

    Ints = NDArray[np.int64]
    Owners = NDArray[np.int32]
    Numbers = NDArray[np.uint64]
    Pairs = tuple[Owners, Owners, Owners]


CROWD: Final = 24
"""A hash in more texts than this pairs each with a few neighbours only, not with all."""
NEIGHBOURS: Final = 3
AT_A_TIME: Final = 2_000_000
"""Hashes that are sorted at a time, in 60 MB."""
ROWS: Final = 2_000
"""Texts whose partners are counted at a time."""

_HALF: Final = 32
_UPPER: Final = np.uint64(_HALF)
_EARLIER: Final = (1 << _HALF) - 1
_NOBODY: Final = np.zeros(0, dtype=np.int32)


class Sharing:
    """How many hashes each text shares with earlier ones.

    Linear in the number of hashes.  Of texts that share `least` of the smaller one's hashes no pair is missed but for those that meet in crowds
    alone; there the next ones before a text are its partners.
    """

    def __init__(self, index: Index, least: float) -> None:
        self.sizes: Final = index.sizes
        few, many = index.few, index.many
        self._crowds: Final = _texts_by_lists(many, len(self.sizes))
        self._weights: Final = many.weights
        self._crowded: Final = (self._crowds @ self._weights).astype(np.int32)
        """How many hashes of each text stand in crowds."""
        # Python's own numbers are compared three times as fast as numpy's.
        self._size: Final[list[int]] = self.sizes.tolist()
        self._most: Final[list[int]] = self._crowded.tolist()
        self._beside: Final = self._neighbours(many, least)
        counted = [*self._counted(few, least)]
        self._earlier: Final = np.concatenate([_NOBODY, *(earlier for _, earlier, _ in counted)])
        self._shared: Final = np.concatenate([_NOBODY, *(shared for _, _, shared in counted)])
        times = [_NOBODY, *(np.bincount(later, minlength=ROWS) for later, _, _ in counted)]
        self._ends: Final = np.cumsum(np.concatenate([[0], *times]))

    def partners(self, text: int) -> dict[int, int]:
        """Return the earlier texts that may share enough with a text, and how many hashes each shares that stand in no crowd."""
        own = slice(self._ends[text], self._ends[text + 1])
        counted = zip(self._earlier[own].tolist(), self._shared[own].tolist(), strict=True)
        low, high = self._beside.searchsorted((text << _HALF, (text + 1) << _HALF))
        beside = (self._beside[low:high] & _EARLIER).tolist()
        return {**dict.fromkeys(beside, 0), **dict(counted)}

    def holds(self, text: int, other: int, partners: Mapping[int, int], share: float) -> bool:
        """Whether the larger of two texts, of which one has `partners`, holds a share of the smaller one's hashes, `least` or more."""
        fewer, counted = min(self._size[text], self._size[other]), partners.get(other, 0)
        most = counted + min(self._most[text], self._most[other])
        if not fewer or most / fewer < share or counted / fewer >= share:
            return fewer > 0 and counted / fewer >= share
        return (counted + self._in_crowds(text, other)) / fewer >= share

    def _in_crowds(self, text: int, other: int) -> int:
        """How many hashes two texts share that stand in crowds."""
        ends, lists = self._crowds.indptr, self._crowds.indices
        one, two = (lists[ends[which] : ends[which + 1]] for which in (text, other))
        return int(self._weights[np.intersect1d(one, two, assume_unique=True)].sum())

    def _counted(self, lists: Lists, least: float) -> Iterator[Pairs]:
        """Yield the pairs of each block of texts that stand in the same lists: which of the block, which earlier one, for how many hashes."""
        texts = _texts_by_lists(lists, len(self.sizes))
        turned = texts.T.tocsr()
        texts.data = lists.weights[texts.indices].astype(np.int32)
        for start in range(0, len(self.sizes), ROWS):
            product = (texts[start : start + ROWS] @ turned).tocoo()
            later, earlier = product.row + np.int32(start), product.col
            kept = self._enough(later, earlier, product.data, least)
            yield product.row[kept], earlier[kept], product.data[kept]

    def _neighbours(self, lists: Lists, least: float) -> Ints:
        """Return pairs of neighbours in each crowd, sorted: the number of the later text in the upper half."""
        owners, begun = lists.owners, np.zeros(len(lists.owners), dtype=bool)
        begun[lists.ends[:-1]] = True
        number = np.cumsum(begun, dtype=np.int32)
        found = [np.zeros(0, dtype=np.int64)]
        for step in range(1, NEIGHBOURS + 1):
            for start in range(0, len(owners) - step, AT_A_TIME):
                part = slice(start, min(start + AT_A_TIME, len(owners) - step))
                behind = slice(part.start + step, part.stop + step)
                same = number[part] == number[behind]
                earlier, later = owners[part][same], owners[behind][same]
                kept = self._enough(later, earlier, np.zeros_like(later), least)
                found.append(distinct(later[kept].astype(np.int64) << _HALF | earlier[kept]))
        return distinct(np.concatenate(found))

    def _enough(self, later: Owners, earlier: Owners, shared: Owners, least: float) -> Ints:
        """The places of pairs that may share `least`, whatever they share in crowds."""
        most = shared + np.minimum(self._crowded[later], self._crowded[earlier])
        fewer = np.minimum(self.sizes[later], self.sizes[earlier])
        return np.flatnonzero((earlier < later) & (most >= fewer * least - _ROUNDED))


_ROUNDED: Final = 1e-6


class Lists(NamedTuple):
    """Lists of texts, and how many hashes stand in the texts of each, and in no others."""

    ends: Ints
    """Where each list ends among the owners, behind a 0."""
    owners: Owners
    weights: Ints


class Index(NamedTuple):
    """The lists of some texts."""

    sizes: Owners
    """How many hashes each text has in all."""
    few: Lists
    """Lists of two texts to `CROWD`."""
    many: Lists
    """Those of a crowd."""


def _texts_by_lists(lists: Lists, texts: int) -> csr_matrix:
    """Return a matrix with 1 where a text stands in a list."""
    from scipy.sparse import csc_matrix

    ones = np.ones(len(lists.owners), dtype=np.int8)
    shape = (texts, len(lists.weights))
    return csc_matrix((ones, lists.owners, lists.ends), shape=shape).tocsr()


def index_of(hashes: Rows, order: Ints) -> Index:
    """Return the lists of the texts in which hashes stand; the texts are numbered in an order of the rows."""
    ends = hashes.ends
    sizes = np.diff(ends).astype(np.int32)[order]
    few, many = _Known(len(order)), _Known(len(order))
    for values, owners in _parts(hashes.values, ends[:-1][order], sizes):
        begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
        lengths = np.diff(np.append(begins, len(values)))
        for known, which in ((few, (lengths > 1) & (lengths <= CROWD)), (many, lengths > CROWD)):
            known.add(begins[which], lengths[which], owners)
    return Index(sizes, few.lists(), many.lists())


def _parts(hashes: Hashes, begins: Ints, sizes: Owners) -> Iterator[tuple[Hashes, Owners]]:
    """Yield all hashes, sorted, with the texts in which they stand, part by part from the least to the greatest.

    Those of each text stand sorted from its beginning on.
    """
    parts = 1 + int(sizes.sum(dtype=np.int64)) // AT_A_TIME
    low = begins
    for part in range(1, parts + 1):
        high = _least(hashes, low, begins + sizes, (part << 32) // parts)
        counts = high - low
        codes = _taken(hashes, low, counts).astype(np.uint64)
        codes <<= _UPPER
        codes |= np.repeat(np.arange(len(sizes), dtype=np.uint64), counts)
        codes.sort()
        if len(codes):
            yield (codes >> _UPPER).astype(np.uint32), codes.astype(np.uint32).view(np.int32)
        low = high


def _least(values: Hashes, low: Ints, high: Ints, bound: int) -> Ints:
    """Return the first place of each sorted row, from one place to another, whose value is not below a bound: all rows are halved at a time."""
    while (open_ := low < high).any():
        middle = (low + high) // 2
        below = open_.copy()
        below[open_] = values[middle[open_]] < bound
        low, high = np.where(below, middle + 1, low), np.where(open_ & ~below, middle, high)
    return low


class _Known:
    """Lists that are known so far: equal ones are one."""

    def __init__(self, texts: int) -> None:
        self._marks: Final = _mixed(np.arange(1, texts + 1, dtype=np.uint64))
        """A list is told by the sum of the marks of its texts: 64 bits, so that of 10 million lists two fall together once in 300,000 days."""
        self._sums = np.zeros(0, dtype=np.uint64)
        self._numbers = np.zeros(0, dtype=np.int64)
        """The numbers of the lists with these sums, which are sorted."""
        self._weights = np.zeros(0, dtype=np.int64)
        self._lengths: Final[list[Ints]] = [np.zeros(1, dtype=np.int64)]
        self._owners: Final[list[Owners]] = [np.zeros(0, dtype=np.int32)]

    def add(self, begins: Ints, lengths: Ints, owners: Owners) -> None:
        """Add lists that begin at these places of `owners`, a hash each."""
        if not len(begins):
            return
        sums = np.add.reduceat(self._marks[_taken(owners, begins, lengths)], _starts(lengths))
        sums, first, times = np.unique(sums, return_index=True, return_counts=True)
        at = np.minimum(np.searchsorted(self._sums, sums), max(0, len(self._sums) - 1))
        is_known = self._sums[at] == sums if len(self._sums) else np.zeros(len(sums), dtype=bool)
        self._weights[self._numbers[at[is_known]]] += times[is_known]
        new = first[~is_known]
        numbers = len(self._weights) + np.arange(len(new))
        self._weights = np.concatenate([self._weights, times[~is_known]])
        self._lengths.append(lengths[new])
        self._owners.append(_taken(owners, begins[new], lengths[new]))
        every = np.concatenate([self._sums, sums[~is_known]])
        order = np.argsort(every, kind="stable")
        self._sums = every[order]
        self._numbers = np.concatenate([self._numbers, numbers])[order]

    def lists(self) -> Lists:
        """Return all of them."""
        ends = np.cumsum(np.concatenate(self._lengths))
        return Lists(ends, np.concatenate(self._owners), self._weights)


def _mixed(numbers: Numbers) -> Numbers:
    """Return numbers that look drawn by lot (the finish of SplitMix64): importing numpy's own would take longer."""
    numbers *= np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        numbers ^= numbers >> np.uint64(shift)
        numbers *= np.uint64(factor)
    return numbers


def _starts(lengths: Ints) -> Ints:
    starts: Ints = np.cumsum(lengths) - lengths
    return starts


def _taken(values: NDArray[Value], begins: Ints, lengths: Ints) -> NDArray[Value]:
    """Return so many values from each beginning on."""
    places = np.repeat(begins - _starts(lengths), lengths)
    places += np.arange(len(places))
    return values[places]
