"""Text that the line model took for furniture, found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.line_model import FURNITURE, INSIDE, START
from briefing.reading.pages.rescue import with_lost_text

PROSE = (
    "The mill of Tarn burned down on Monday, and the mayor said that nobody was hurt in the fire."
)
MORE = (
    "She told the council that the town would build it again before the winter came to the hills."
)
SHORT = "It was a wet day in the town of Tarn."
HEAD = "Mill of Tarn burns down"
MENU = "Share this article"
F, I, S = FURNITURE, INSIDE, START  # noqa: E741  the states of a row, one letter each


@pytest.mark.parametrize(
    ("lines", "states", "found"),
    [
        ([MENU, PROSE, MORE, MENU], [F, F, F, F], [F, S, I, F]),
        ([HEAD, PROSE, MORE, MENU], [F, F, F, F], [S, I, I, F]),
        ([MENU, PROSE, MENU, SHORT], [F, F, F, S], [F, F, F, S]),
        ([MENU, PROSE, MENU], [F, F, F], [F, S, F]),
        ([MENU, SHORT, MENU], [F, F, F], [F, S, F]),
        ([MENU, MENU], [F, F], [F, F]),
        ([PROSE, MORE], [S, I], [S, I]),
        ([], [], []),
    ],
    ids=[
        "a run of prose",
        "with its headline",
        "a single paragraph beside a story",
        "a single paragraph where nothing else is left",
        "a short one where nothing else is left",
        "nothing but furniture",
        "nothing lost",
        "no line",
    ],
)
def test_prose_is_found_again(lines: list[str], states: list[int], found: list[int]) -> None:
    assert with_lost_text(states, lines, [True] * len(lines)) == found


def test_a_line_that_may_be_no_text_stays_out() -> None:
    assert with_lost_text([F, F], [PROSE, MORE], [True, False]) == [S, F]
    assert with_lost_text([F, F], [PROSE, MORE], [False, False]) == [F, F]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([PROSE, MORE, SHORT, HEAD, MENU]),
            st.sampled_from([F, I, S]),
            st.booleans(),
        ),
        max_size=10,
    )
)
def test_nothing_that_was_text_becomes_furniture(rows: list[tuple[str, int, bool]]) -> None:
    lines = [line for line, _, _ in rows]
    states = [state for _, state, _ in rows]
    kept = [keep for _, _, keep in rows]
    found = with_lost_text(states, lines, kept)
    assert len(found) == len(states)
    assert all(new == old for new, old in zip(found, states, strict=True) if old != FURNITURE)
