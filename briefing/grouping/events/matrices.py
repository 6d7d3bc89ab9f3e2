"""Steps on sparse matrices that scipy does not have, or does with more memory."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Floats = NDArray[np.float64]


AT_A_TIME: Final = 200_000
"""Entries of pairs of rows multiplied at a time, in some 10 MB: a thousand pairs of long rows, many more of short ones."""
PART: Final = 100_000
"""Places looked up at a time."""

Value = TypeVar("Value", bound=np.generic)


class Rows:
    """Rows of numbers of many texts behind one another, in one piece that grows in its place: as arrays of their own they take half as much again, and leave holes."""

    def __init__(self, code: Literal["I", "q"]) -> None:
        self._values: Final = array(code)
        self._ends: Final = array("q", [0])

    def add(self, row: NDArray[Any]) -> None:
        """Add the row of the next text, of numbers of that type."""
        self._values.frombytes(row.tobytes())
        self._ends.append(len(self._values))

    def __getitem__(self, row: int) -> array[int]:
        """Return a row."""
        return self._values[self._ends[row] : self._ends[row + 1]]

    @property
    def values(self) -> NDArray[Any]:
        """All rows; none can be added while somebody holds them."""
        return np.frombuffer(self._values, dtype=np.dtype(self._values.typecode))

    @property
    def ends(self) -> NDArray[np.int64]:
        """Where each row ends, behind a 0."""
        return np.array(self._ends, dtype=np.int64)


def looked_up(values: NDArray[Value], places: Ints) -> NDArray[Value]:
    """Return `values[places]`, part by part: numpy would first make all places numbers of twice the width."""
    found = np.empty(len(places), dtype=values.dtype)
    for start in range(0, len(places), PART):
        found[start : start + PART] = values[places[start : start + PART]]
    return found


def distinct(values: NDArray[Value]) -> NDArray[Value]:
    """Return the distinct values, sorted; `values` are sorted in place.

    What `np.unique` does, in a third of its time for the few hundred of one text, in a tenth for half a million.
    """
    values.sort()
    first = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first]


def ones(matrix: csr_matrix) -> csr_matrix:
    """Return a matrix with 1, in a single byte, in the places of `matrix`."""
    return with_values(matrix, np.ones(matrix.nnz, dtype=np.int8))


def with_values(matrix: csr_matrix, data: NDArray[np.float32] | NDArray[np.int8]) -> csr_matrix:
    """Return a matrix with the places of `matrix` and other values."""
    from scipy.sparse import csr_matrix

    return csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def where(matrix: csr_matrix, kept: Mask) -> csr_matrix:
    """Return the kept entries of `matrix` alone."""
    from scipy.sparse import csr_matrix

    ends = np.concatenate([[0], np.cumsum(row_sums(kept, matrix.indptr))]).astype(np.int32)
    return csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def shared(matrix: csr_matrix) -> csr_matrix:
    """Drop the terms of a single row: they count for its length, but join it with no other.

    Most words and nearly all phrases go, which saves four fifths of the memory.
    """
    held = np.bincount(matrix.indices, minlength=matrix.shape[1])
    result = where(matrix, looked_up(held > 1, matrix.indices))
    result.sort_indices()
    return result


def row_sums(values: NDArray[np.float32] | Mask, ends: Ints) -> Floats:
    """Return the sums of the rows whose values end at `ends` (of one more than the rows)."""
    sums = np.zeros(len(ends) - 1)
    filled = np.flatnonzero(np.diff(ends))
    if len(filled):
        sums[filled] = np.add.reduceat(values, ends[filled], dtype=np.float64)
    return sums


def divided(matrix: csr_matrix, rows: Floats) -> csr_matrix:
    """Return `matrix` with each row divided by its number, empty rows left as they are."""
    factors = (1 / np.where(rows > 0, rows, 1)).astype(np.float32)
    data = np.repeat(factors, np.diff(matrix.indptr))
    data *= matrix.data
    return with_values(matrix, data)


def shares(matrix: csr_matrix) -> csr_matrix:
    """Return `matrix` with rows that sum to 1, empty ones left as they are."""
    return divided(matrix, row_sums(matrix.data, matrix.indptr))


def normalise(matrix: csr_matrix) -> csr_matrix:
    """Return `matrix` with rows of length 1, empty ones left as they are."""
    return divided(matrix, np.sqrt(row_sums(matrix.data**2, matrix.indptr)))


def dots(
    left: csr_matrix, right: csr_matrix, first: NDArray[np.int64], second: NDArray[np.int64]
) -> Floats:
    """Return the dot products of rows `first` of `left` with rows `second` of `right`."""
    result = np.zeros(len(first))
    mine, theirs = np.diff(left.indptr)[first], np.diff(right.indptr)[second]
    # An empty row, of a story without figures or a headline, has no products.
    pairs = np.flatnonzero((mine > 0) & (theirs > 0))
    entries = np.cumsum(mine[pairs] + theirs[pairs], dtype=np.int64)
    most = int(entries[-1]) if len(pairs) else 0
    ends = np.searchsorted(entries, np.arange(AT_A_TIME, most, AT_A_TIME))
    for part in np.split(pairs, ends):
        a, b = left[first[part]], right[second[part]]
        result[part] = np.asarray(a.multiply(b).sum(axis=1)).ravel()
    return result
