"""Word n-grams of texts, and which texts share many of them."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping.events import shingles
from briefing.grouping.events.matrices import distinct
from briefing.grouping.events.shingles import (
    CROWD,
    KEEP_ALL,
    SAMPLE,
    Shingler,
    containment,
    containments,
    sharing_pairs,
)
from briefing.language.words import fold

SAIL = "the ferry of Tarn left the pier at noon with two cars and a cow"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("Tarn", 1),
        ("one two three four", 1),
        ("one two three four five", 1),
        ("one two three four five six", 2),
        ("so it is so it is so it is", 5),
    ],
)
def test_a_text_has_a_hash_for_each_run_of_five_words(text: str, count: int) -> None:
    assert len(Shingler().sequence(text)) == count


def test_a_set_of_shingles_is_sorted_and_has_each_once() -> None:
    shingler = Shingler(2)
    hashes = shingler("so it is so it is so it is")
    assert hashes.tolist() == sorted(set(shingler.sequence("so it is so it is so it is").tolist()))
    assert len(hashes) == 3


def test_letter_case_and_marks_are_no_matter_but_the_order_of_words_is() -> None:
    shingler = Shingler()
    assert shingler(SAIL).tolist() == shingler(SAIL.upper() + "!").tolist()
    assert containment(shingler(SAIL), shingler(" ".join(reversed(SAIL.split())))) == 0.0


def test_hashes_are_the_same_in_every_run() -> None:
    assert Shingler()("one two three four five").tolist() == [4069085819]


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ([], [1], 0.0),
        ([1, 2], [1, 2, 3, 4], 1.0),
        ([1, 2, 3, 4], [1, 2], 1.0),
        ([1, 2, 3, 4], [1, 5, 6, 7, 8], 0.25),
        ([1], [2], 0.0),
    ],
)
def test_containment_is_the_share_of_the_smaller_set(
    first: list[int], second: list[int], share: float
) -> None:
    assert containment(np.array(first, np.uint32), np.array(second, np.uint32)) == share


def pairs(sets: list[list[int]]) -> list[list[int]]:
    found: list[list[int]] = sharing_pairs(
        [np.array(sorted(one), np.uint32) for one in sets]
    ).tolist()
    return found


def test_no_texts_share_nothing() -> None:
    assert pairs([]) == pairs([[], []]) == pairs([[1], [2]]) == []


@given(st.lists(st.sets(st.integers(0, 9), max_size=5).map(list), max_size=CROWD))
def test_all_pairs_that_share_a_hash_are_found_and_no_others(sets: list[list[int]]) -> None:
    assert pairs(sets) == [
        [a, b] for a, b in combinations(range(len(sets)), 2) if set(sets[a]) & set(sets[b])
    ]


@given(
    st.lists(st.sets(st.integers(0, 9), max_size=5).map(list), max_size=CROWD), st.integers(1, 40)
)
def test_the_pairs_are_the_same_in_however_many_parts_they_are_looked_for(
    sets: list[list[int]], most: int
) -> None:
    spread = [[one * 0x1999_9999 for one in held] for held in sets]  # all over the 32 bits
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "AT_A_TIME", most)
        assert pairs(spread) == pairs(sets)


def test_no_more_hashes_are_sorted_at_once_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    sorted_at_once: list[int] = []
    sharing = shingles._sharing

    def counted(sets: Any) -> Any:
        sorted_at_once.append(sum(map(len, sets)))
        return sharing(sets)

    monkeypatch.setattr(shingles, "AT_A_TIME", 1_000)
    monkeypatch.setattr(shingles, "_sharing", counted)
    draw = np.random.default_rng(0)
    sets = [np.unique(draw.integers(0, 1 << 32, 100, dtype=np.uint32)) for _ in range(100)]
    assert len(shingles.sharing_pairs(sets)) == 0
    assert sum(sorted_at_once) == sum(map(len, sets))
    assert max(sorted_at_once) < 1_200


def test_of_a_crowd_each_is_paired_with_a_few_neighbours() -> None:
    count = 40 * CROWD
    found = pairs([[7]] * count)
    assert found == [[a, a + step] for a in range(count) for step in (1, 2, 3) if a + step < count]


def test_of_a_long_text_one_hash_in_eight_finds_others() -> None:
    long = list(range(KEEP_ALL + 1))
    assert pairs([long, [SAMPLE]]) == [[0, 1]]
    assert pairs([long, [SAMPLE + 1]]) == []
    assert pairs([long[:-1], [SAMPLE + 1]]) == [[0, 1]]


@pytest.mark.parametrize(
    "word",
    ["Tarn", "TARN", "Tarn's", "passengers'", "Tårn", "1,200", "3rd", "B2B", "ﬁne", "Isn't", "ß"],
)
def test_a_word_counts_as_it_is_folded_elsewhere(word: str) -> None:
    alike = Shingler()
    assert alike(word).tolist() == alike(fold(word)).tolist() != []


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 3)))
def test_distinct_values_are_those_that_numpy_finds(values: list[int]) -> None:
    hashes = np.array(values, dtype=np.uint32)
    expected = np.unique(hashes)
    found = distinct(hashes)
    assert found.dtype == expected.dtype
    assert found.tolist() == expected.tolist()


@given(
    st.sets(st.sampled_from((1, 2, 65537, 65538, 131073)), min_size=1),
    st.lists(st.sets(st.sampled_from((1, 2, 3, 65537, 65539)))),
)
def test_hashes_that_end_alike_are_told_apart(one: set[int], others: list[set[int]]) -> None:
    found = containments(_array(one), [_array(other) for other in others])
    assert found == [len(one & other) / max(1, min(len(one), len(other))) for other in others]


def _array(hashes: set[int]) -> Any:
    return np.array(sorted(hashes), np.uint32)
