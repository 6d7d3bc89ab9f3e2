"""Pairs of adjacent words as a view of its own: what reports of one event share by the dozen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.matrices import distinct, divided, looked_up, row_sums, shared
from briefing.language.words import background

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Ints = NDArray[np.int32]
    Codes = NDArray[np.int64]


BACKGROUND_WEIGHT: Final = 0.5
"""What one background text counts against one story at hand when rarity is estimated."""
BLOCK: Final = 250
"""Stories whose words are counted at a time: bounds the memory beside the matrices themselves."""


def phrases(bodies: Sequence[Ints], terms: int) -> csr_matrix:
    """Return the pairs of adjacent terms, of which there are `terms` (-1 is a stop word), as a view of its own.

    A phrase of one story alone joins nothing and is never given a column, but it lengthens its row:
    each weighs the same, so that their number is enough.
    """
    from scipy.sparse import csr_matrix

    rows, every = _recurring(bodies, terms)
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    codes = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    del rows
    columns, held = _numbered(codes)
    del codes
    documents = len(bodies) + BACKGROUND_WEIGHT * background().documents
    rarity = np.log((documents + 1) / (held + 0.5)).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    shape = (len(bodies), max(len(held), 1))
    matrix = csr_matrix((looked_up(rarity, columns), columns, ends), shape=shape)
    alone = math.log((documents + 1) / 1.5) ** 2
    squares = row_sums(matrix.data**2, matrix.indptr) + (every - lengths) * alone
    return shared(divided(matrix, np.sqrt(squares)))


def _numbered(codes: Codes) -> tuple[Ints, NDArray[np.int64]]:
    """Return each code's rank among the distinct ones, and how often each of these occurs.

    What `np.unique` does with `return_inverse`, in three fifths of its memory.
    """
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    first = np.ones(len(codes), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    del ordered
    ranks = np.empty(len(codes), dtype=np.int32)
    ranks[order] = np.cumsum(first, dtype=np.int32) - 1
    return ranks, np.diff(np.append(np.flatnonzero(first), len(codes)))


def _pairs_of_terms(bodies: Sequence[Ints], width: int) -> Iterator[Codes]:
    for body in bodies:
        kept = body[body >= 0].astype(np.int64)
        yield distinct(kept[:-1] * width + kept[1:])


def _recurring(bodies: Sequence[Ints], terms: int) -> tuple[list[Codes], NDArray[np.int64]]:
    """Return for each body the pairs that another one has as well, and how many it has in all.

    Hashed counting: a bucket that was met once holds a pair of a single body, and most such pairs are
    left out.  The pairs are made twice, since keeping all of them would take more memory than all
    the views.
    """
    bits = max(10, math.ceil(math.log2(max(sum(map(len, bodies)), 1))) + 1)
    met = np.zeros(1 << bits, dtype=np.uint8)
    every: list[int] = []
    for start in range(0, len(bodies), BLOCK):
        rows = list(_pairs_of_terms(bodies[start : start + BLOCK], terms))
        every += map(len, rows)
        buckets, counts = np.unique(_bucket(np.concatenate(rows), bits), return_counts=True)
        met[buckets] = np.minimum(met[buckets] + np.minimum(counts, 2), 2)
    kept = [row[met[_bucket(row, bits)] > 1] for row in _pairs_of_terms(bodies, terms)]
    return kept, np.array(every, dtype=np.int64)


def _bucket(codes: Codes, bits: int) -> NDArray[np.uint64]:
    mixed: NDArray[np.uint64] = codes.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return mixed >> np.uint64(64 - bits)
