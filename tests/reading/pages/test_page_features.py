"""The table of a page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages import page_features
from briefing.reading.pages.lines import split_lines
from briefing.reading.pages.page_features import FEATURES, PageEvidence, describe, without_blanks

LEADS = [
    "The council voted on Tuesday to close the Harbour bridge until spring, as rust was found in its girders, officials said in the town.",
    "A court in Dunmore on Monday acquitted the former manager Paul Venn, 52, of taking savings from pensioners over more than six years.",
    "The ferry company of Port Ellery has ordered two electric ships for its crossing to the islands, its director told reporters on Monday.",
]
PAGE = [
    "Home",
    *["Harbour bridge to close", "Delta Post · 2 hours ago", LEADS[0]],
    *["Court frees former manager", "Lowland Radio · 13 hours ago", LEADS[1]],
    *["FERRIES", LEADS[2]],
]


def described(text: str) -> PageEvidence:
    return describe(text, split_lines(text))


def column(text: str, name: str) -> list[float]:
    return [float(value) for value in described(text).table[:, FEATURES.index(name)]]


def test_names_of_features_are_different() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


def test_prose_is_told_from_short_lines() -> None:
    assert column("\n".join(PAGE), "prose") == [0, 0, 0, 1, 0, 0, 1, 0, 1]


def test_blank_lines_are_counted_to_three() -> None:
    text = f"Home\n{LEADS[0]}\n\n{LEADS[1]}\n \n\n\n\n{LEADS[2]}\n\n"
    assert column(text, "blank lines before") == [0, 0, 1, 3]
    assert column(text, "blank lines after") == [0, 1, 3, 0]


def test_the_first_line_of_an_entry_has_nothing_before_it_wherever_the_entry_stands() -> None:
    text = f"Home\n\n\n{LEADS[0]}\n\n{LEADS[1]}"
    table = describe(text, split_lines(text, text.index("The council"))).table
    assert table[:, FEATURES.index("blank lines before")].tolist() == [0, 1]


def test_a_page_with_blank_lines_between_all_lines_is_described_without_them_too() -> None:
    text = f"Home\n\n{LEADS[0]}\n\n\n{LEADS[1]}\n\n{LEADS[2]}"
    table = described(text).table
    bare = without_blanks(table)
    assert bare is not None
    blanks = [FEATURES.index(f"blank lines {side}") for side in ("before", "after")]
    assert bare[:, blanks].tolist() == [[0, 0], [0, 1], [1, 0], [0, 0]]
    others = [place for place in range(len(FEATURES)) if place not in blanks]
    assert np.array_equal(bare[:, others], table[:, others])
    assert column(text, "blank lines before") == [0, 1, 2, 1]


@pytest.mark.parametrize("text", ["", "Home", f"Home\n{LEADS[0]}\n\n{LEADS[1]}"])
def test_a_page_with_lines_that_nothing_parts_is_described_once(text: str) -> None:
    assert without_blanks(described(text).table) is None


def test_a_line_is_told_where_it_stands() -> None:
    text = "\n".join(PAGE)
    count = len(PAGE)
    assert column(text, "first line") == [1] + [0] * (count - 1)
    assert column(text, "last line") == [0] * (count - 1) + [1]
    assert column(text, "lines from the top") == pytest.approx(np.log1p(range(count)))
    assert column(text, "lines to the end") == pytest.approx(np.log1p(range(count))[::-1])


def test_lines_that_come_again_are_counted() -> None:
    text = f"Share\n{LEADS[0]}\nShare\nShare\n{LEADS[1]}"
    assert column(text, "times on page") == pytest.approx(np.log([3, 1, 3, 3, 1]))
    assert column(text, "same line before") == [0, 0, 0, 1, 0]


def test_shapes_that_come_again_are_counted_and_those_of_prose_are_not() -> None:
    times = column("\n".join(PAGE), "times of its shape")
    assert times == pytest.approx(np.log([1, 2, 2, 1, 2, 2, 1, 1, 1]))


def test_lines_set_alike_are_one_group_and_no_other_line_is_in_one() -> None:
    (own, pairs, triples) = (groups.tolist() for groups in described("\n".join(PAGE)).alike)
    headline, outlet = own[1], own[2]
    assert headline != outlet
    assert own == [-1, headline, outlet, -1, headline, outlet, -1, -1, -1]
    assert [place for place, group in enumerate(pairs) if group >= 0] == [1, 2, 4, 5]
    assert [place for place, group in enumerate(triples) if group >= 0] == [2, 5]


def test_a_headline_shares_words_with_the_paragraph_behind_it() -> None:
    text = "\n".join(["World", "Harbour bridge to close", LEADS[0]])
    shared = column(text, "comes back in 3 after")
    assert shared[1] > 0.5 > max(shared[0], shared[2])


def test_of_a_long_line_the_beginning_and_the_end_are_looked_at() -> None:
    text = "The ferry sailed. " + "x" * 100_000 + " The end."
    (head,) = described(text).heads
    assert head.startswith("The ferry sailed.")
    assert head.endswith("The end.")
    assert len(head) == page_features.HEAD + page_features.TAIL


def test_a_page_without_lines_has_an_empty_table() -> None:
    found = described(" \n\n")
    assert found.table.shape == (0, len(FEATURES))
    assert [len(groups) for groups in found.alike] == [0, 0, 0]


@given(
    st.lists(st.text(min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=12).map(
        "\n".join
    )
)
def test_any_lines_give_finite_numbers(text: str) -> None:
    lines = split_lines(text)
    found = describe(text, lines)
    assert found.table.shape == (len(lines), len(FEATURES))
    assert np.isfinite(found.table).all()
    assert [len(groups) for groups in found.alike] == [len(lines)] * 3
