"""How a line is set, whatever it says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.line_marks import MARKS, SHORT, is_stamp, marks, shape

LEAD = "The council of Tarn decided on Monday that the ferry will sail again from June, the mayor said."


def marked(line: str, mark: str) -> float:
    return marks(line)[MARKS.index(mark)]


def test_names_of_marks_are_different() -> None:
    assert len(set(MARKS)) == len(MARKS)


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("set as a heading", "## Ferry sails again"),
        ("quoted line", "> We have waited for a year."),
        ("bold line", "**Ferry sails again**"),
        ("numbered", "1. Ferry sails again"),
        ("numbered", "12) Ferry sails again"),
        ("numbered", "#3 Ferry sails again"),
        ("numbered", "② Ferry sails again"),
        ("bulleted", "• Ferry sails again"),
        ("bulleted", "– Ferry sails again"),
        ("bracket in front", "[Harbour] Ferry sails again"),
        ("date inside", "Island Post, 2 March 2026"),
        ("clock inside", "Tarn, 14.20 CET"),
        ("age inside", "Island Post · 3 hours ago"),
        ("stamp label inside", "Last updated at noon"),
        ("label in front", "Claim: the ferry was sold"),
        ("name and clock", "Ada Quill, 14:20"),
        ("address inside", "letters@post.example"),
        ("money inside", "The ferry: €1.50 a crossing"),
        ("separator between spaces", "Island Post | Harbour"),
        ("pictogram in front", "⚡ Storm over the bay"),
        ("no letter", "17/06/2025"),
        ("rule of signs", "-----"),
        ("two spaces inside", "Home  World  Sport"),
        ("a name", "Ilse Kern, Court reporter"),
        ("a name", "Ilse Kern in Port Ellery"),
        ("ends with digit", "Comments 12"),
        ("digits only", "2026"),
        ("first letter small", "and the ferry"),
    ],
)
def test_a_line_has_the_marks_that_it_is_set_with(mark: str, line: str) -> None:
    assert marked(line, mark) == 1
    assert marked(LEAD, mark) == 0


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("numbered", "1.5 million crowns for the ferry"),
        ("numbered", "2026 budget passed"),
        ("bulleted", "Ferry – sails again"),
        ("clock inside", "Shares rise 3.15% in Tarn"),
        ("age inside", "Ten years of the ferry"),
        ("label in front", "The mayor of Port Ellery said on Monday: the ferry sails"),
        ("a name", "Ferry sails again"),
        ("a name", "Ilse Kern opens the new ferry on Monday"),
        ("rule of signs", "--"),
        ("separator between spaces", "Self-service ferry"),
    ],
)
def test_what_only_looks_like_a_mark_is_none(mark: str, line: str) -> None:
    assert marked(line, mark) == 0


@given(st.text(min_size=1, max_size=400).filter(str.strip).map(str.strip))
def test_any_line_gives_one_finite_number_a_mark(line: str) -> None:
    found = marks(line)
    assert len(found) == len(MARKS)
    assert all(map(math.isfinite, found))


@pytest.mark.parametrize("line", ["14:20", "3 hrs ago", "2 March, 9.15 am", "vor 3 Stunden"])
def test_a_line_that_says_when_is_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line", ["", "What happens next", "At 14:20 the ferry of Tarn sailed into the pier."]
)
def test_a_line_that_says_more_or_no_time_is_no_stamp(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Delta Post · 2 hours ago", "Lowland Radio · 13 hours ago"),
        ("17 June 2025, 08:12", "3 May 2024, 21:05"),
        ("1. Ferry sails again", "12. Court frees former manager"),
        ("DELTA POST", "THE LOWLAND RADIO"),
    ],
)
def test_lines_that_are_set_alike_have_one_shape(line: str, other: str) -> None:
    assert shape(line) == shape(other)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Delta Post · 2 hours ago", "Delta Post | 2 hours ago"),
        ("Ferry sails again", "FERRY SAILS AGAIN"),
        ("Ferry sails again", "Ferry sails again."),
        ("14:20", "14.20"),
    ],
)
def test_lines_that_are_set_otherwise_have_other_shapes(line: str, other: str) -> None:
    assert shape(line) != shape(other)


def test_a_long_line_has_no_shape() -> None:
    assert shape("a" * (SHORT + 1)) == ""
    assert shape("a" * SHORT) != ""
