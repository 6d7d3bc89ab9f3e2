"""Which of the parts that may go are left out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.language.syntax import Part, PartKind
from briefing.writing.cuts.shorten import LONGEST, Cut, delete
from briefing.writing.gate.checks import check_cut
from briefing.writing.gate.parts import only_parts_left

CARTER = (
    "Ines Carter, who chaired the talks in Tarn, summed up the rest in a note of her own on Monday."
)


def part(text: str, gone: str, kind: PartKind = "relative clause") -> Part:
    start = text.index(gone)
    return Part(start, start + len(gone), kind)


CHAIR = part(CARTER, ", who chaired the talks in Tarn,")
TARN = part(CARTER, " in Tarn", "phrase")
MONDAY = part(CARTER, " on Monday", "time")


def shortened(text: str, scores: Mapping[Part, float]) -> Cut:
    """What comes of a text when the model scores its parts so, however often it is asked."""
    cut = Cut.begin(text, sorted(scores))
    while cut.open:
        for deletion, one in zip(cut.deletions, cut.open, strict=True):
            before, behind = cut.text[: deletion.start], cut.text[deletion.end :]
            assert cut.text[deletion.start : deletion.end].strip(" ,") in text[one.start : one.end]
            assert delete(text, [*cut.gone, one])[1:] == (before + behind).strip()[1:]
        cut = cut.judge([scores[one] for one in cut.open])
    return cut


def test_parts_go_one_by_one_from_the_left() -> None:
    cut = shortened(CARTER, {CHAIR: -1.0, MONDAY: 0.0})
    assert cut.gone == (CHAIR, MONDAY)
    assert cut.draft.text == "Ines Carter summed up the rest in a note of her own."
    assert cut.draft.whole == CARTER
    assert set(cut.draft.parts) == {CHAIR, MONDAY}


@pytest.mark.parametrize("score", [-9.0, -math.inf, math.nan])
def test_a_part_that_the_model_would_say_stays(score: float) -> None:
    cut = shortened(CARTER, {CHAIR: score})
    assert cut.text == CARTER
    assert cut.open == ()


def test_detail_between_marks_goes_more_readily_than_what_may_be_needed() -> None:
    assert shortened(CARTER, {CHAIR: -2.0}).gone == (CHAIR,)
    assert shortened(CARTER, {TARN: -2.0}).gone == ()


def test_a_part_inside_another_goes_with_it() -> None:
    cut = shortened(CARTER, {TARN: 1.0, CHAIR: 1.0})
    assert cut.text == delete(CARTER, [CHAIR])
    assert cut.gone == (CHAIR,)


def test_a_part_inside_one_that_stays_may_go_alone() -> None:
    cut = shortened(CARTER, {TARN: 1.0, CHAIR: -9.0})
    assert cut.text == CARTER.replace(" in Tarn", "")


def test_of_parts_that_begin_together_the_likeliest_goes() -> None:
    text = "The ferry left the pier of Marlow Bay on Monday in a thick and icy fog with two cars."
    day, more = part(text, " on Monday", "time"), part(text, " on Monday in a thick and icy fog")
    assert shortened(text, {day: 2.0, more: 1.0}).gone == (day,)
    assert shortened(text, {day: 1.0, more: 2.0}).gone == (more,)


def test_enough_is_left() -> None:
    text = "The ferry sank, after it had hit a rock near the old light of Marlow Bay in the fog."
    most = part(text, ", after it had hit a rock near the old light of Marlow Bay in the fog")
    assert shortened(text, {most: 2.0}).text == text


def test_what_is_left_must_stand_by_itself() -> None:
    text = "After talks with Ines Carter, she left for Tarn with two of her aides and a driver."
    opening = part(text, "After talks with Ines Carter, ", "opening")
    assert shortened(text, {opening: 1.0}).text == text


def test_who_speaks_is_not_left_without_what_he_says() -> None:
    text = "Two boats in the bay of Tarn Pilot Jan Moss said before the race he had a map of it."
    told = part(text, " before the race he had a map of it", "phrase")
    assert shortened(text, {told: 1.0}).text == text
    text = "The two boats have been found in the bay of Tarn, pilot Jan Moss said on Monday."
    day = part(text, " on Monday", "time")
    assert shortened(text, {day: 1.0}).gone == (day,)


def test_no_stray_comma_is_left() -> None:
    text = "The mayor of Tarn, who was ill, a rare thing for her, left the town for the coast."
    wrong = part(text, " who was ill")
    assert shortened(text, {wrong: 1.0}).text == text


def test_a_deletion_at_the_start_gives_a_capital() -> None:
    text = "On Monday, the council met."
    assert delete(text, [part(text, "On Monday, ", "opening")]) == "The council met."


@example(spans=[(0, 3)], scores=[0.0, 0.0, 0.0, 0.0])  # the space behind it goes as well
@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
    scores=st.lists(st.floats(-5, 5), min_size=4, max_size=4),
)
def test_any_parts_are_cut_and_nothing_else(
    spans: list[tuple[int, int]], scores: list[float]
) -> None:
    text = (
        "Ann Lee and two of her friends left the old town of Tarn for the coast in the rain today."
    )
    made = {Part(a, min(a + n, len(text) - 1), "phrase") for a, n in spans}
    rows = dict(zip(sorted(made), scores, strict=False))
    cut = Cut.begin(text, sorted(rows))
    for _ in range(6):
        cut = cut.judge([rows[one] for one in cut.open])
    assert cut.open == ()
    assert only_parts_left(cut.text, text, cut.parts)


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


def test_a_sentence_that_no_parts_are_looked_for_in_stays_whole() -> None:
    clauses = " and".join(
        f" the harbour master of pier {number} rang a bell" for number in range(12)
    )
    text = f"Ines Carter, who chaired the talks in Tarn, said that{clauses}."
    chair = part(text, ", who chaired the talks in Tarn,")
    assert len(text) < LONGEST
    assert shortened(text, {chair: 0.0}).gone == (chair,)
    longer = text.replace("in Tarn", f"in the town of {'T' * (LONGEST - len(text))}arn")
    chair = part(longer, longer[11 : longer.index(" said")])
    assert shortened(longer, {chair: 0.0}).text == longer
