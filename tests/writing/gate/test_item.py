"""The gate on a whole item: what a stranger stumbles over."""

from __future__ import annotations

import pytest

from briefing.records import Citation, Disagreement, Value
from briefing.writing.gate.item import Printed, against_what_is_told, judge_item, repeats_fact
from briefing.writing.gate.reasons import Reason

SOURCES = (
    "The ferry Tarn struck the quay of Port Ellery on Friday, injuring 12 passengers.",
    "Harbour master Ingrid Falk blamed the wind.",
    "The Senate will debate it.",
    "Residents of Port Ellery met Falk in the evening.",
    "House Republicans and a Republican from Brill asked for an inquiry.",
)


def cited(text: str, file: str = "a.txt", start: int = 0) -> Citation:
    return Citation(document=file, file=file, start=start, end=start + len(text), quote=text)


def printed(text: str, source: str = "", *, follows: bool = False, file: str = "a.txt") -> Printed:
    return Printed(text, (cited(source or text, file),), follows=follows)


def found(*sentences: Printed, rows: tuple[Disagreement, ...] = ()) -> list[tuple[str, int, str]]:
    objections = judge_item("Ferry strikes quay", sentences, SOURCES, rows)
    return [(one.reason, one.sentence, one.words) for one in objections]


LEAD = printed(SOURCES[0])


def test_a_sound_item_has_nothing_against_it() -> None:
    assert found(LEAD, printed(SOURCES[1])) == []


def test_a_surname_alone_is_not_introduced() -> None:
    alone = printed("Falk blamed the wind.")
    assert found(LEAD, alone) == [(Reason.UNINTRODUCED, 2, "Falk")]
    assert found(LEAD, printed(SOURCES[1]), alone) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Senate will debate it on Monday.",
        "Residents of Ellery were angry.",
        "Republicans asked for an inquiry.",
        "Republican leaders asked for an inquiry.",
    ],
)
def test_what_is_no_person_needs_no_introduction(text: str) -> None:
    assert [one for one in found(LEAD, printed(text)) if one[0] == Reason.UNINTRODUCED] == []


def test_a_pronoun_points_at_the_sentence_that_it_stands_behind_in_its_story() -> None:
    text = "He had warned of the wind in the morning."
    assert found(LEAD, printed(text, follows=True)) == []
    assert found(LEAD, printed(text)) == [(Reason.DANGLING, 2, "He")]


def test_a_pronoun_inside_a_quotation_points_at_nothing_here() -> None:
    text = "Ingrid Falk said: “He had warned of the wind.”"
    assert found(LEAD, printed(text)) == []


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("The study found cracks.", "A study by the county found cracks.", "study"),
        ("The small study found cracks.", "A small county study found cracks.", "small"),
        ("The county found cracks.", "A study by the county found cracks.", ""),
        ("A study found cracks.", "A study by the county found cracks.", ""),
        ("The study found cracks.", "A study came late, and the study found cracks.", ""),
        ("The fourth study found cracks.", "The fourth study by a county found cracks.", ""),
    ],
)
def test_what_a_passage_only_introduces_is_not_known_already(
    text: str, source: str, words: str
) -> None:
    objections = [(Reason.DANGLING, 2, words)] if words else []
    assert found(LEAD, printed(text, source)) == objections
    assert found(LEAD, printed(text, source, follows=True)) == objections
    told = printed("The county wants a small study.")
    assert found(LEAD, told, printed(text, source)) == []


def test_the_lead_keeps_day_and_place_once_in_the_item() -> None:
    short = printed("The ferry Tarn struck the quay, injuring 12 passengers.", SOURCES[0])
    assert found(short) == [(Reason.LEAD, 1, "Friday")]
    place = "The ferry Tarn struck a quay in Port Ellery on Friday, injuring 12 passengers."
    lost = printed("The ferry Tarn struck a quay on Friday, injuring 12 passengers.", place)
    assert found(lost) == [(Reason.LEAD, 1, "Port Ellery")]
    assert found(short, printed("Divers came on Friday.")) == []


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("The ferry struck the quay and passengers were injured.", True),
        ("The ferry struck the quay and 14 passengers were injured.", False),
        ("Divers searched the harbour until the evening.", False),
    ],
)
def test_a_sentence_that_adds_nothing_tells_a_fact_twice(text: str, *, again: bool) -> None:
    assert repeats_fact(text, [SOURCES[0]]) is again
    reason = against_what_is_told([LEAD, printed(text)], ())
    assert reason is (Reason.TWICE if again else None)


def test_figures_that_the_reports_give_differently_stand_once_in_an_item() -> None:
    other = "Doctors treated 15 passengers of the ferry after nightfall."
    row = Disagreement(
        about="passengers",
        kind="conflict",
        values=(
            Value(value="12 passengers", citations=(cited(SOURCES[0]),)),
            Value(value="15 passengers", citations=(cited(other, "b.txt"),)),
        ),
    )
    later = printed(other, file="b.txt")
    assert found(LEAD, later, rows=(row,)) == [
        (Reason.CONTRADICTION, 2, "12 passengers / 15 passengers")
    ]
    assert against_what_is_told([LEAD, later], (row,)) is Reason.CONTRADICTION
    assert against_what_is_told([LEAD, later], ()) is None
    assert found(later, rows=(row,)) == []


def test_a_headline_with_another_figure_than_the_lead_is_told() -> None:
    row = Disagreement(
        about="passengers",
        kind="conflict",
        values=(
            Value(value="15 passengers", citations=(cited("x", "b.txt"),)),
            Value(value="12 passengers", citations=(cited(SOURCES[0]),)),
        ),
    )
    objections = judge_item("Ferry injures 15 passengers", (LEAD,), SOURCES, (row,))
    assert [(one.reason, one.sentence) for one in objections] == [(Reason.CONTRADICTION, 1)]


def test_a_headline_with_one_alone_of_two_figures_that_certainly_differ_is_told() -> None:
    other = cited("Doctors treated 15 passengers.", "b.txt")
    values = (
        Value(value="12 passengers", citations=(cited(SOURCES[0]),)),
        Value(value="15 passengers", citations=(other,)),
    )
    row = Disagreement(about="passengers", kind="conflict", values=values, certain=True)
    both = Printed(SOURCES[0].replace("12", "12 or 15"), (cited(SOURCES[0]), other))
    objections = judge_item("Ferry injures 12 passengers", (both,), SOURCES, (row,))
    assert [(one.reason, one.sentence) for one in objections] == [(Reason.CONTRADICTION, 0)]
    assert found(both, rows=(row,)) == []
