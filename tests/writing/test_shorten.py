"""Which of the parts that may go are left out."""

from __future__ import annotations

import math

import pytest

from briefing.writing.gate import check_cut
from briefing.writing.gate_parts import only_parts_left
from briefing.writing.parts import Kind, Part
from briefing.writing.shorten import Draft, delete, shorten

CARTER = (
    "Ines Carter, who chaired the talks in Tarn, summed up the rest in a note of her own on Monday."
)


def part(text: str, gone: str, kind: Kind = "relative clause") -> Part:
    start = text.index(gone)
    return Part(start, start + len(gone), kind)


CHAIR = part(CARTER, ", who chaired the talks in Tarn,")
MONDAY = part(CARTER, " on Monday", "time")


def test_all_parts_go_that_are_worth_it() -> None:
    assert shorten(CARTER, [CHAIR, MONDAY], [-1.0, 0.0]) == Draft(
        "Ines Carter summed up the rest in a note of her own.", CARTER, (CHAIR, MONDAY)
    )


@pytest.mark.parametrize("score", [-9.0, -math.inf, math.nan])
def test_a_seam_that_reads_badly_is_not_made(score: float) -> None:
    assert shorten(CARTER, [CHAIR], [score]).text == CARTER


def test_a_small_gain_does_not_pay_for_a_bad_seam() -> None:
    assert shorten(CARTER, [MONDAY], [-5.0]).text == CARTER


def test_a_part_inside_another_goes_with_it() -> None:
    inner = part(CARTER, " in Tarn", "tail")
    assert shorten(CARTER, [inner, CHAIR], [0.0, 0.0]).text == delete(CARTER, [CHAIR])


def test_what_somebody_also_did_stays_where_it_holds_a_figure() -> None:
    text = "The mayor told it in a short film and said the fair would run from June 14 to June 16."
    more = part(text, " and said the fair would run from June 14 to June 16", "second predicate")
    assert shorten(text, [more], [0.0]).text == text
    aged = part(CARTER, ", who chaired the talks in Tarn,", "relative clause")
    assert shorten(CARTER, [aged], [0.0]).text != CARTER


def test_enough_is_left() -> None:
    text = "The ferry sank, after it had hit a rock near the old light of Marlow Bay in the fog."
    most = part(text, ", after it had hit a rock near the old light of Marlow Bay in the fog")
    assert shorten(text, [most], [2.0]).text == text


def test_what_is_left_must_stand_by_itself() -> None:
    text = "After talks with Ines Carter, she left for Tarn with two of her aides and a driver."
    opening = part(text, "After talks with Ines Carter, ", "opening")
    assert shorten(text, [opening], [1.0]).text == text


def test_a_deletion_at_the_start_gives_a_capital() -> None:
    text = "On Monday, the council met."
    assert delete(text, [part(text, "On Monday, ", "opening")]) == "The council met."


# -- the gate's side ------------------------------------------------------------------------------


def test_a_text_that_lacks_only_parts_is_told_from_one_that_lacks_more() -> None:
    short = delete(CARTER, [CHAIR])
    assert only_parts_left(short, CARTER, [CHAIR, MONDAY])
    assert only_parts_left(CARTER, CARTER, [])
    assert not only_parts_left(short, CARTER, [MONDAY])
    assert not only_parts_left("Ines Carter summed up the rest.", CARTER, [CHAIR, MONDAY])
    assert not only_parts_left(short.replace("rest", "test"), CARTER, [CHAIR, MONDAY])
    assert not only_parts_left(short + " It rained.", CARTER, [CHAIR, MONDAY])


def test_parts_that_share_a_comma_go_together() -> None:
    text = "Ann Lee, 40, a baker, left."
    first, second = part(text, ", 40,"), part(text, ", a baker,")
    assert first.end > second.start
    assert only_parts_left(delete(text, [first, second]), text, [first, second])


def test_the_gate_lets_parts_go_that_word_patterns_would_keep() -> None:
    text = "Councillor Brandt, who sat on the panel, said she doubts that the toll in Tarn helps drivers to save time."
    who = part(text, ", who sat on the panel,")
    short = delete(text, [who])
    assert check_cut(short, text, [who], text) == ()
    assert check_cut("Drivers said she doubts the toll.", text, [who], text) != ()


def test_the_gate_holds_the_whole_against_its_source() -> None:
    who = part("The mayor, who was ill, left Tarn in 1999.", ", who was ill,")
    whole = "The mayor, who was ill, left Tarn in 1999."
    reasons = check_cut(
        "The mayor left Tarn in 1999.", whole, [who], "The mayor, who was ill, left Tarn in 1989."
    )
    assert "number not in source" in map(str, reasons) or "date not in source" in map(str, reasons)
