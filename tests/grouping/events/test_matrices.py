"""Steps on sparse matrices, against the same on full ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from briefing.grouping.events.matrices import (
    divided,
    dots,
    normalise,
    row_sums,
    shared,
    shares,
    where,
    with_values,
)

ROWS = [[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [3.0, 4.0, 0.0]]


def sparse(rows: list[list[float]]) -> csr_matrix:
    return csr_matrix(np.array(rows, dtype=np.float32))


def test_values_are_put_into_the_places_of_others() -> None:
    made = with_values(sparse(ROWS), np.array([5, 6, 7, 8], dtype=np.float32))
    assert made.toarray().tolist() == [[5, 0, 6], [0, 0, 0], [7, 8, 0]]


def test_only_the_entries_to_be_kept_are_stored() -> None:
    made = where(sparse(ROWS), np.array([True, False, False, True]))
    assert made.toarray().tolist() == [[1, 0, 0], [0, 0, 0], [0, 4, 0]]
    assert made.nnz == 2


def test_a_column_of_a_single_row_is_dropped_and_keeps_its_number() -> None:
    made = shared(sparse(ROWS))
    assert made.toarray().tolist() == [[1, 0, 0], [0, 0, 0], [3, 0, 0]]
    assert made.shape == (3, 3)


@pytest.mark.parametrize("rows", [ROWS, [[0.0], [0.0]], ROWS[1:], ROWS[:2]])
def test_empty_rows_sum_to_nothing_wherever_they_stand(rows: list[list[float]]) -> None:
    matrix = sparse(rows)
    assert row_sums(matrix.data, matrix.indptr).tolist() == [sum(row) for row in rows]


def test_rows_are_divided_each_by_its_number_and_never_by_nothing() -> None:
    made = divided(sparse(ROWS), np.array([2.0, 0.0, 1.0]))
    assert made.toarray().tolist() == [[0.5, 0, 1], [0, 0, 0], [3, 4, 0]]


NUMBERS = st.sampled_from([0.0, 0.0, 0.25, 1.0, 3.0])


@given(st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=1, max_size=6))
def test_shares_sum_to_one_and_lengths_are_one_but_of_empty_rows(rows: list[list[float]]) -> None:
    matrix = sparse(rows)
    filled = [float(any(row)) for row in rows]
    assert np.allclose(shares(matrix).toarray().sum(axis=1), filled, atol=1e-6)
    assert np.allclose((normalise(matrix).toarray() ** 2).sum(axis=1), filled, atol=1e-6)
    assert np.array_equal(shares(matrix).indices, matrix.indices)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=2_500))
def test_products_of_rows_are_those_of_full_ones(pairs: list[tuple[int, int]]) -> None:
    """Row 1 is empty."""
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    full = np.array(ROWS, dtype=np.float32)
    expected = (full[first] * full[second]).sum(axis=1)
    assert dots(sparse(ROWS), sparse(ROWS), first, second).tolist() == expected.tolist()
