"""What code knows of a line beside the line model."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.limits import LONGEST_LINE
from briefing.reading.pages.evidence import (
    CAUTION,
    REPEATED,
    endless,
    is_solid,
    with_evidence,
)
from briefing.reading.pages.line_features import facts
from briefing.reading.pages.lines import Line, split_lines
from briefing.reading.pages.page_features import describe
from briefing.reading.pages.states import State

PROSE = (
    "The mill of Tarn burned down on Monday, and the mayor said that nobody was hurt in the fire."
)
SHORT = "It was a wet day in the town of Tarn."
NAME = "The Tarn Observer"
LETTER = "Sign up for our newsletter and get the news of the town first every morning."


def odds(text: str, repeated: frozenset[str] = frozenset()) -> list[float]:
    """The log odds of furniture against text of each line, where the model finds all states alike."""
    lines = split_lines(text)
    even = np.full((len(lines), len(State)), -log(len(State)), dtype=np.float32)
    found = with_evidence(even, lines, describe(text, lines), repeated)
    assert np.exp(found).sum(axis=1) == pytest.approx(1)
    return [float(row[State.FURNITURE] - row[State.TEXT]) for row in found]


def test_prose_is_furniture_only_where_much_speaks_for_it() -> None:
    found = odds(f"{NAME}\n{SHORT}\n{PROSE}\n{LETTER}")
    assert found == pytest.approx([0, -CAUTION, -CAUTION, 0], abs=1e-6)


def test_a_line_of_many_files_is_likely_furniture() -> None:
    found = odds(f"{NAME}\nTarn", frozenset({NAME.lower()}))
    assert found == pytest.approx([REPEATED, 0], abs=1e-6)


def test_prose_of_many_files_is_a_reprint() -> None:
    found = odds(f"{PROSE}\n{SHORT}", frozenset({PROSE.lower(), SHORT.lower()}))
    assert found == pytest.approx([-CAUTION, -CAUTION], abs=1e-6)


def test_an_endless_line_is_nothing_but_furniture() -> None:
    (found,) = odds("The mill of Tarn burned down. " * 7_000)
    assert found > 100


@pytest.mark.parametrize(("size", "is_endless"), [(LONGEST_LINE, False), (LONGEST_LINE + 1, True)])
def test_a_line_as_long_as_a_novel_is_endless(size: int, *, is_endless: bool) -> None:
    assert endless(Line(5, 5 + size, 1)) is is_endless


@pytest.mark.parametrize(
    ("line", "solid"),
    [
        (PROSE, True),
        (SHORT, False),
        (NAME, False),
        (LETTER, False),
    ],
)
def test_prose_without_signs_of_furniture_is_solid(line: str, *, solid: bool) -> None:
    assert is_solid(facts(line)) is solid


@given(
    st.lists(st.lists(st.floats(-50, 0, width=32), min_size=7, max_size=7), min_size=3, max_size=3)
)
def test_what_comes_of_any_scores_are_logarithms_of_probabilities(rows: list[list[float]]) -> None:
    text = f"{NAME}\n{SHORT}\n{PROSE}"
    lines = split_lines(text)
    scores = np.array(rows, dtype=np.float32)
    found = with_evidence(scores, lines, describe(text, lines), frozenset({NAME.lower()}))
    assert np.exp(found).sum(axis=1) == pytest.approx(1)
