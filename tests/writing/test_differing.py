"""Sentences that tell the figures of two reports where these differ."""

from __future__ import annotations

import pytest

from briefing.records import Citation, Claim, Disagreement, DisagreementKind, Value, Verdict
from briefing.writing.differing import with_differences

OWN = "The ferry Tarn hit the quay of Port Ellery on Friday, injuring 12 passengers."
OTHER = "Doctors treated 15 passengers of the ferry after nightfall."
VERBATIM = Verdict(kind="verbatim", score=1.0)


def cited(text: str, file: str) -> Citation:
    return Citation(document=file, file=file, start=0, end=len(text), quote=text)


def value(written: str, text: str, file: str, *, later: bool = False) -> Value:
    return Value(value=written, citations=(cited(text, file),), later=later)


def row(
    own: Value, other: Value, kind: DisagreementKind = "conflict", *, certain: bool = True
) -> Disagreement:
    return Disagreement(about="x", kind=kind, values=(own, other), certain=certain)


def claim(text: str, source: str = "") -> Claim:
    return Claim(text=text, citations=(cited(source or text, "a.txt"),), verdict=VERBATIM)


def told(own: tuple[str, str], other: tuple[str, str], *, later: bool = False) -> str:
    """What becomes of a sentence that has a value, beside another report's sentence and value."""
    kind: DisagreementKind = "update" if later else "conflict"
    values = value(*own, "a.txt"), value(*other, "b.txt", later=later)
    return with_differences(claim(own[1]), [row(*values, kind)], "en").text


BOTH = (value("12 passengers", OWN, "a.txt"), value("15 passengers", OTHER, "b.txt"))


def test_a_sentence_has_both_figures_and_cites_both() -> None:
    found = with_differences(claim(OWN), [row(*BOTH)], "en")
    assert found.text == OWN.replace("12", "12 or 15")
    assert found.citations == (cited(OWN, "a.txt"), cited(OTHER, "b.txt"))
    assert found.verdict.kind == "rewritten"


def test_the_lower_figure_stands_first_each_as_its_source_writes_it() -> None:
    assert told(("15 passengers", OTHER), ("12 passengers", OWN)) == OTHER.replace("15", "12 or 15")
    twelve = "Twelve passengers were hurt in Port Ellery."
    assert told(("Twelve passengers", twelve), ("15 passengers", OTHER)) == twelve.replace(
        "Twelve", "Twelve or 15"
    )
    nine = "Nine passengers were hurt in Port Ellery."
    assert told(("Twelve passengers", twelve), ("Nine passengers", nine)).startswith(
        "Nine or twelve passengers"
    )


def test_a_unit_that_both_have_is_written_once() -> None:
    own = "The club is to pay $1.2 million for the quay."
    other = "The quay costs the club $1.4 million."
    metres = "The wave tore 400 square metres of planks from the quay."
    more = "Of the quay 650 square metres of planks are gone."
    assert told(("$1.2 million", own), ("$1.4 million", other)) == own.replace(
        "$1.2 million", "$1.2 or $1.4 million"
    )
    assert told(("400 square metres", metres), ("650 square metres", more)) == metres.replace(
        "400", "400 or 650"
    )


def test_nobody_is_made_to_say_what_another_report_says() -> None:
    own = "The wreck has 12 cabins, harbour master Ingrid Falk said."
    other = "The wreck has 15 cabins."
    assert told(("12 cabins", own), ("15 cabins", other)) == (
        "The wreck has 12 cabins (15 in another report), harbour master Ingrid Falk said."
    )


def test_what_the_other_report_only_has_somebody_say_is_told_as_another_reports() -> None:
    own, other = "Divers counted 12 leaks.", "A heckler alleged that there were 15 leaks."
    assert told(("12 leaks", own), ("15 leaks", other)) == (
        "Divers counted 12 leaks (15 in another report)."
    )


def test_an_earlier_figure_is_told_with_the_later_one_and_a_later_one_alone() -> None:
    early, late = "Two passengers are missing.", "Three passengers are missing."
    assert told(("Two passengers", early), ("Three passengers", late), later=True) == (
        "Two passengers (three in a later report) are missing."
    )
    values = value("Three passengers", late, "a.txt", later=True), value("Two", early, "b.txt")
    assert with_differences(claim(late), [row(*values, "update")], "en").text == late


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("12 passengers", "“It hurt 12 passengers”, the mate wrote."),
        ("12 passengers", "The 12 passengers left 12 bags."),
        ("12 passengers", "It hurt 12 passengers; the mate wrote of 15."),
        ("one passenger", "It hurt one passenger."),
        ("12 passengers", "It hurt at least 12 passengers."),
        ("12", "It was a 12-hour trip."),
    ],
)
def test_quotations_repeated_figures_and_other_things_are_left_alone(own: str, text: str) -> None:
    assert told((own, text), ("15 passengers", OTHER)) == text


def test_what_is_in_doubt_or_has_no_words_is_left_alone() -> None:
    assert with_differences(claim(OWN), [row(*BOTH, certain=False)], "en").text == OWN
    assert with_differences(claim(OWN), [row(*BOTH)], "fi").text == OWN
