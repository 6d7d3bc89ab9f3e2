"""Text that the line model took for furniture, found again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.line_features import facts
from briefing.reading.pages.rescue import with_lost_text
from briefing.reading.pages.states import State

PROSE = (
    "The mill of Tarn burned down on Monday, and the mayor said that nobody was hurt in the fire."
)
MORE = (
    "She told the council that the town would build it again before the winter came to the hills."
)
SHORT = "It was a wet day in the town of Tarn."
HEAD = "Mill of Tarn burns down"
MENU = "Share this article"
F, O, T = State.FURNITURE, State.OPENING, State.TEXT  # noqa: E741  the states of a row, one letter each


def found_again(lines: list[str], states: list[State], furniture: list[float]) -> list[State]:
    chances = np.zeros((len(lines), len(State)), dtype=np.float32)
    chances[:, State.FURNITURE] = furniture
    return with_lost_text(states, list(map(facts, lines)), chances)


@pytest.mark.parametrize(
    ("lines", "states", "found"),
    [
        ([MENU, PROSE, MORE, MENU], [F, F, F, F], [F, O, T, F]),
        ([HEAD, PROSE, MORE, MENU], [F, F, F, F], [F, O, T, F]),
        ([SHORT, MENU, PROSE, MORE], [O, F, F, F], [O, F, O, T]),
        ([MENU, PROSE, MENU, SHORT], [F, F, F, O], [F, F, F, O]),
        ([MENU, PROSE, MENU], [F, F, F], [F, O, F]),
        ([MENU, SHORT, MENU], [F, F, F], [F, F, F]),
        ([MENU, MENU], [F, F], [F, F]),
        ([PROSE, MORE], [O, T], [O, T]),
        ([], [], []),
    ],
    ids=[
        "a run of prose",
        "below a headline",
        "beside a story",
        "a single paragraph beside a story",
        "a single paragraph where nothing else is left",
        "too short to be sure",
        "nothing but furniture",
        "nothing lost",
        "no line",
    ],
)
def test_prose_is_found_again(lines: list[str], states: list[State], found: list[State]) -> None:
    assert found_again(lines, states, [0.6] * len(lines)) == found


def test_what_the_model_is_sure_of_stays_furniture() -> None:
    assert found_again([PROSE, MORE], [F, F], [0.6, 0.95]) == [O, F]
    assert found_again([PROSE, MORE], [F, F], [0.95, 0.95]) == [F, F]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([PROSE, MORE, SHORT, HEAD, MENU]),
            st.sampled_from(State),
            st.floats(0, 1),
        ),
        max_size=10,
    )
)
def test_nothing_that_was_of_a_story_becomes_furniture(
    rows: list[tuple[str, State, float]],
) -> None:
    lines, states, chances = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 3
    )
    found = found_again(lines, states, chances)
    assert len(found) == len(states)
    assert all(new == old for new, old in zip(found, states, strict=True) if old != F)
