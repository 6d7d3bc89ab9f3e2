"""The table of a page."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.page_features import FEATURES, describe

PAGE = [
    "Home",
    "World",
    "Harbour bridge to close",
    "The council voted on Tuesday to close the Harbour bridge until spring, officials said.",
    "Repairs to the bridge will cost four million, said Ann Orr, 51, of the council.",
]


def column(lines: list[str], name: str, repeated: frozenset[str] = frozenset()) -> list[float]:
    return [float(v) for v in describe(lines, repeated).table[:, FEATURES.index(name)]]


def test_names_of_features_are_different() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


def test_prose_is_told_from_short_lines() -> None:
    assert column(PAGE, "prose") == [0, 0, 0, 1, 1]
    assert column(PAGE, "short lines after") == pytest.approx(
        [math.log1p(n) for n in (2, 1, 0, 0, 12)]
    )


def test_a_headline_shares_words_with_the_paragraph_behind_it() -> None:
    shared = column(PAGE, "short, prose after, comes back")
    assert shared.index(max(shared)) == 2


def test_a_line_of_many_files_is_marked() -> None:
    assert column(PAGE, "repeated across files", frozenset({"world"})) == [0, 1, 0, 0, 0]


@given(
    st.lists(
        st.text(min_size=1, max_size=80).filter(str.strip).map(str.strip), min_size=1, max_size=12
    )
)
def test_any_lines_give_finite_numbers(lines: list[str]) -> None:
    table = describe(lines).table
    assert table.shape == (len(lines), len(FEATURES))
    assert np.isfinite(table).all()
