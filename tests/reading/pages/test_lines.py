"""The text as lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.lines import Line, split_lines

WRAPPED = """\
The council met on Tuesday and voted by nine to four
to close the harbour bridge for repairs that will take
until spring, officials said after the meeting.

Shopkeepers on the north bank said that they had not
been asked, and that the ferry could not carry half of
those who walk across the bridge on a working day.
"""


def test_lines_are_stripped_and_numbered_and_empty_ones_left_out() -> None:
    assert split_lines(" a\r\n\n\t\nb  \u2028c") == [Line(1, 2, 1), Line(7, 8, 4), Line(11, 12, 5)]


def test_hard_wrapped_lines_come_as_paragraphs() -> None:
    lines = split_lines(WRAPPED)
    assert [WRAPPED[line.start : line.start + 8] for line in lines] == ["The coun", "Shopkeep"]


def test_a_passage_keeps_the_offsets_of_the_text() -> None:
    assert split_lines("one\ntwo\nthree", 4, 7, 2) == [Line(4, 7, 2)]


@given(st.text(max_size=300))
def test_lines_hold_everything_but_white_space(text: str) -> None:
    position = 0
    for line in split_lines(text):
        assert text[position : line.start].strip() == ""
        assert text[line.start : line.end] == text[line.start : line.end].strip() != ""
        position = line.end
    assert text[position:].strip() == ""
