"""Words broken at the end of a line."""

from __future__ import annotations

from briefing.reading.formats.broken_words import without_breaks


def test_a_word_is_whole_on_the_line_where_it_begins() -> None:
    assert without_breaks(["The har-", "bour was shut", "for a week."]) == [
        "The harbour",
        "was shut",
        "for a week.",
    ]


def test_what_is_left_of_a_word_alone_leaves_no_line() -> None:
    assert without_breaks(["They signed the agree-", "ment.", "It rained."]) == [
        "They signed the agreement.",
        "It rained.",
    ]


def test_a_hyphen_stays_before_a_capital_and_where_the_word_has_one() -> None:
    lines = ["The Rhine-", "Main line and the part-", "time staff; part-time work"]
    assert without_breaks(lines) == [
        "The Rhine-Main",
        "line and the part-time",
        "staff; part-time work",
    ]


def test_dashes_figures_and_empty_lines_are_no_broken_words() -> None:
    lines = ["It closed -", "for good, from 10-", "12 on, not mid-", "", "week"]
    assert without_breaks(lines) == lines
