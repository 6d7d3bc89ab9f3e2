"""What one line of a mail is."""

from __future__ import annotations

import pytest

from briefing.reading.formats.letter_lines import (
    Line,
    is_pointer,
    is_rule,
    marks_advertisement,
    promotes,
)


@pytest.mark.parametrize("text", ["-----", "* * * *", "=-=-=-=", "• • •", "____"])
def test_a_drawn_line_is_a_rule(text: str) -> None:
    assert is_rule(text)
    assert not is_rule(f"{text} x")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        (Line("Continue reading →"), True),
        (Line("Read more: tarn.example/bridge"), True),
        (Line("Rain in Tarn", is_link=True), True),
        (Line("Rain in Tarn"), False),
        (Line("It rained. Then it snowed."), False),
        (Line("word " * 20, is_link=True), False),
    ],
)
def test_a_pointer_leads_elsewhere_and_says_no_more(line: Line, is_one: bool) -> None:  # noqa: FBT001  a value to compare
    assert is_pointer(line) is is_one


def test_an_advertisement_is_marked_or_says_so_itself() -> None:
    assert marks_advertisement("- ADVERTISEMENT -")
    assert promotes("Sponsored: socks that forgive you")
    assert not promotes("Advertisement")
    assert not promotes("Sponsors left the club, its chairman said.")
