"""How the words of a page hang together, line by line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.cohesion import COHESION, cohesion

MILL = ["mill", "fire", "roof", "smoke", "lund"]
BOAT = ["ferry", "pier", "storm", "crew", "moss"]


def table(bags: list[list[str]], names: frozenset[str] = frozenset()) -> dict[str, list[float]]:
    """The columns by name, rounded; every line is prose."""
    made = cohesion(bags, [set(names)] * len(bags), np.ones(len(bags), dtype=np.float32))
    assert made.shape == (len(bags), len(COHESION))
    return {name: made[:, n].round(3).tolist() for n, name in enumerate(COHESION)}


TWO = table([MILL] * 4 + [BOAT] * 4)


def test_words_are_seen_before_and_come_back_after_within_a_story() -> None:
    assert TWO["seen in 8 before"] == [0, 1, 1, 1, 0, 1, 1, 1]
    assert TWO["comes back in 8 after"] == [1, 1, 1, 0, 1, 1, 1, 0]
    assert TWO["back minus seen"] == [1, 0, 0, -1, 1, 0, 0, -1]


def test_the_likeness_of_two_sides_is_least_where_the_story_changes() -> None:
    for name in ("similar 2/2", "similar 4/4", "similar 8/8", "words that cross, share"):
        inner = TWO[name][1:]
        assert inner.index(min(inner)) == 3, name
    for name in ("depth 2/2", "topic change 4/4", "topic change 8/8"):
        inner = TWO[name][1:]
        assert inner.index(max(inner)) == 3, name


def test_no_words_cross_between_two_stories() -> None:
    assert TWO["words that cross"][4] == 0
    assert TWO["next 3 seen in 8 before"][4] == 0
    assert all(value > 0 for value in TWO["words that cross"][1:4])


def test_names_are_counted_by_themselves() -> None:
    named = table([MILL] * 3 + [BOAT] * 3, frozenset({"lund", "moss"}))
    assert named["names seen"] == [0, 0.5, 0.5, 0, 0.5, 0.5]
    assert named["new names that come back"] == [1, 0, 0, 1, 0, 0]
    assert table([MILL] * 3)["names seen"] == [0, 0, 0]


def test_a_menu_between_two_paragraphs_does_not_part_them() -> None:
    prose = np.array([1, 0, 0, 0, 1], dtype=np.float32)
    made = cohesion([MILL, ["home"], ["news"], ["sport"], MILL], [set()] * 5, prose)
    assert made[4, COHESION.index("seen in 3 before")] == pytest.approx(1.0, abs=0.01)


def test_a_line_with_no_text_before_it_has_no_gap() -> None:
    gaps = COHESION.index("similar 2/2")
    prose = np.array([0, 1, 1], dtype=np.float32)
    made = cohesion([["home"], MILL, MILL], [set()] * 3, prose)
    assert not made[:2, gaps:].any()
    assert made[2, gaps:].any()


def test_a_page_without_text_says_nothing() -> None:
    assert not cohesion([["home"], []], [set(), set()], np.zeros(2, dtype=np.float32)).any()
    assert cohesion([], [], np.zeros(0, dtype=np.float32)).shape == (0, len(COHESION))


BAGS = st.lists(st.lists(st.sampled_from([*MILL, *BOAT, "x"]), max_size=8), max_size=12)


@given(BAGS)
def test_any_lines_have_finite_columns(bags: list[list[str]]) -> None:
    prose = np.array([len(bag) % 2 for bag in bags], dtype=np.float32)
    made = cohesion(bags, [set(bag[:1]) for bag in bags], prose)
    assert made.shape == (len(bags), len(COHESION))
    assert np.isfinite(made).all()
