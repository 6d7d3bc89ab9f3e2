"""Pairs of adjacent words as a view: what two stories share, and what one has alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping.events import phrases as module
from briefing.grouping.events.phrases import phrases

TERMS = 4


def view(*bodies: list[int]) -> list[list[float]]:
    made = phrases([np.array(body, dtype=np.int32) for body in bodies], TERMS)
    rows: list[list[float]] = np.round(made.toarray(), 4).tolist()
    return rows


def shared_by(*bodies: list[int]) -> list[list[int]]:
    """Pairs of bodies that any phrase joins."""
    made = phrases([np.array(body, dtype=np.int32) for body in bodies], TERMS)
    product = (made @ made.T).toarray()
    return [[a, b] for a, b in zip(*np.nonzero(np.triu(product, 1)), strict=True)]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ([0, 1, 2], [3, 0, 1], True),
        ([0, 1], [1, 0], False),
        ([0, -1, 1], [0, 1], True),
        ([0, -1], [-1, 0], False),
        ([0], [0], False),
        ([], [0, 1], False),
    ],
    ids=["a pair", "the other order", "a stop word between", "stop words", "one word", "no word"],
)
def test_two_adjacent_terms_join_two_stories(
    first: list[int], second: list[int], *, joined: bool
) -> None:
    assert shared_by(first, second) == ([[0, 1]] if joined else [])


def test_equal_stories_of_shared_phrases_alone_are_as_alike_as_can_be() -> None:
    made = phrases([np.array([0, 1, 2], dtype=np.int32)] * 2, TERMS)
    assert (made @ made.T).toarray() == pytest.approx(np.ones((2, 2)))


def test_a_phrase_of_one_story_alone_lengthens_its_row() -> None:
    (short,), (long,) = (
        [max(row) for row in view([0, 1], body)[1:]] for body in ([0, 1], [0, 1, 2, 3])
    )
    assert short == 1.0
    assert 0 < long < short


def test_a_phrase_counts_once_in_a_story() -> None:
    assert view([0, 0], [0, 0]) == view([0, 0, 0, 0], [0, 0])


def test_no_stories_have_no_phrases() -> None:
    assert view([]) == [[0.0]]


BODY = st.lists(st.integers(-1, TERMS - 1), max_size=12)


@given(st.lists(BODY, min_size=1, max_size=6))
def test_stories_are_joined_exactly_by_the_pairs_that_both_have(bodies: list[list[int]]) -> None:
    kept = [[term for term in body if term >= 0] for body in bodies]
    sets = [set(pairwise(body)) for body in kept]
    expected = [
        [a, b] for a in range(len(bodies)) for b in range(a + 1, len(bodies)) if sets[a] & sets[b]
    ]
    assert shared_by(*bodies) == expected


@given(st.lists(BODY, min_size=1, max_size=6))
def test_blocks_of_stories_are_no_matter(bodies: list[list[int]]) -> None:
    whole = view(*bodies)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", 1)
        assert view(*bodies) == whole
