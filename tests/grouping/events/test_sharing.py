"""Which texts share many of their hashes: what is counted all at once is what each pair has."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping.events import sharing
from briefing.grouping.events.matrices import Rows
from briefing.grouping.events.sharing import CROWD, NEIGHBOURS, Index, Sharing, index_of
from briefing.grouping.events.shingles import containment

LEAST = 0.35
SPREAD = 0x9E37_79B1
"""So that few hashes stand all over the 32 bits."""
SHARES = (LEAST, 0.5, 0.8, 1.0)


def arrays(sets: list[set[int]]) -> list[Any]:
    return [
        np.array(sorted(one * SPREAD & 0xFFFF_FFFF for one in held), np.uint32) for held in sets
    ]


def indexed(sets: list[set[int]]) -> Index:
    rows = Rows("I")
    for one in reversed(arrays(sets)):
        rows.add(one)
    return index_of(rows, np.arange(len(sets))[::-1])


def of(sets: list[set[int]]) -> Sharing:
    return Sharing(indexed(sets), LEAST)


def pairs(found: Sharing) -> set[tuple[int, int]]:
    return {(other, text) for text in range(len(found.sizes)) for other in found.partners(text)}


def told(found: Sharing, sets: list[set[int]]) -> list[bool]:
    """Whether each pair shares as much as each share says, by what was counted."""
    return [
        found.holds(text, other, found.partners(text), share)
        for (other, text), share in product(combinations(range(len(sets)), 2), SHARES)
    ]


def compared(sets: list[set[int]]) -> list[bool]:
    """The same by comparing each pair."""
    hashes = arrays(sets)
    return [
        bool(share <= containment(hashes[one], hashes[other]))
        for (one, other), share in product(combinations(range(len(sets)), 2), SHARES)
    ]


SETS = st.lists(st.sets(st.integers(0, 26), max_size=12), max_size=CROWD)


def test_no_texts_share_nothing() -> None:
    assert pairs(of([])) == pairs(of([set(), set()])) == pairs(of([{1}, {2}])) == set()


@given(SETS)
def test_all_pairs_that_share_enough_are_found_and_no_others(sets: list[set[int]]) -> None:
    found = of(sets)
    enough = {
        pair
        for pair in combinations(range(len(sets)), 2)
        if containment(*(arrays(sets)[one] for one in pair)) >= LEAST
    }
    assert pairs(found) == enough
    assert told(found, sets) == compared(sets)


@given(SETS, st.integers(1, 40), st.integers(1, 5))
def test_they_are_the_same_in_however_many_parts_they_are_looked_for(
    sets: list[set[int]], most: int, rows: int
) -> None:
    whole = of(sets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "AT_A_TIME", most)
        patch.setattr(sharing, "ROWS", rows)
        found = of(sets)
        assert [found.partners(text) for text in range(len(sets))] == [
            whole.partners(text) for text in range(len(sets))
        ]


@given(SETS, st.integers(1, 4))
def test_what_stands_in_crowds_is_counted_where_two_texts_are_asked_for(
    sets: list[set[int]], crowd: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "CROWD", crowd)
        found = of(sets)
        assert told(found, sets) == compared(sets)


@given(SETS, st.integers(1, 4))
def test_a_text_is_paired_with_one_before_it_in_each_crowd_of_copies(
    sets: list[set[int]], crowd: int
) -> None:
    copies = [{*one, 100, 101, 102, 103} for one in sets]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "CROWD", crowd)
        found = of(copies)
        enough = [
            text
            for text, (one, other) in enumerate(pairwise(copies), start=1)
            if 4 / min(len(one), len(other)) >= LEAST
        ]
        assert all(text - 1 in found.partners(text) for text in enough)


def test_of_a_crowd_each_is_paired_with_a_few_neighbours() -> None:
    count = 40 * CROWD
    steps = range(1, NEIGHBOURS + 1)
    assert pairs(of([{7}] * count)) == {
        (a, a + step) for a in range(count) for step in steps if a + step < count
    }


def test_a_stock_phrase_pairs_no_texts() -> None:
    sets = [{7, *range(10 * number + 10, 10 * number + 20)} for number in range(2 * CROWD)]
    assert pairs(of(sets)) == set()
    assert pairs(of(sets[:CROWD])) == set()


def test_hashes_that_stand_in_the_same_texts_are_one_list() -> None:
    index = indexed([{1, 2, 3, 4}, {1, 2, 3, 5}, {3, 6}])
    assert index.few.owners.tolist() in ([0, 1, 0, 1, 2], [0, 1, 2, 0, 1])
    assert sorted(index.few.weights.tolist()) == [1, 2]


def test_no_more_hashes_are_sorted_at_once_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "AT_A_TIME", 1_000)
    draw = np.random.default_rng(0)
    sets = [np.unique(draw.integers(0, 1 << 32, 100, dtype=np.uint32)) for _ in range(100)]
    sizes = np.array([len(one) for one in sets], dtype=np.int32)
    begins = np.cumsum(sizes) - sizes
    parts = [*sharing._parts(np.concatenate(sets), begins, sizes)]
    assert sum(len(hashes) for hashes, _ in parts) == sum(map(len, sets))
    assert max(len(hashes) for hashes, _ in parts) < 1_200
    found = [each for part in parts for each in zip(*(one.tolist() for one in part), strict=True)]
    assert found == sorted((each, text) for text, one in enumerate(sets) for each in one.tolist())
