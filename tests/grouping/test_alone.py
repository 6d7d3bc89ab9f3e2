"""What only one report of an event has."""

from __future__ import annotations

import pytest

from briefing.grouping import align_facts, only_in
from briefing.records import Event

from .labelled import copies, event_of, make_story

PORT = "The port of Marel reopened on Monday after a strike of eleven days."
SHIPS = "The harbour office in Marel said that 240 ships had sailed on to Tarn Bay."
LOAN = "The shipping line Orvik took a loan of 30 million crowns to pay its crews."


def alone(event: Event) -> dict[str, list[str]]:
    found = only_in(event, align_facts(event))
    return {story: [fact.anchor.text for fact in facts] for story, facts in found.items()}


def test_a_large_figure_of_something_named_is_told_of_the_one_report_that_has_it() -> None:
    event = event_of(
        make_story("a", [PORT, SHIPS]), make_story("b", ["Marel's port is open again.", LOAN])
    )
    assert alone(event) == {"a": [SHIPS], "b": [LOAN]}


@pytest.mark.parametrize(
    "told",
    [
        "Some 240 vessels went on to Tarn Bay, according to the harbour office.",
        "Almost 250 ships gave up waiting and left for Tarn Bay.",
        "The harbour office in Marel had to watch ship after ship sail on to Tarn Bay.",
        "By then 190 ships had turned away.",
    ],
)
def test_what_another_report_says_in_other_words_or_with_another_value_is_not_of_one(
    told: str,
) -> None:
    event = event_of(make_story("a", [PORT, SHIPS]), make_story("b", [PORT, told]))
    assert "a" not in alone(event)


@pytest.mark.parametrize(
    "trifle",
    [
        "A dog called Bruno slept through the reopening in Marel beside his bowl.",
        "Cook Ada Quill of Marel sold 12 bowls of soup.",
        "“We lost 4,000 crowns a day,” said fishmonger Piet Oster of Marel.",
    ],
)
def test_colour_and_quotations_are_nothing(trifle: str) -> None:
    assert alone(event_of(make_story("a", [PORT, trifle]), make_story("b", [PORT]))) == {}


def test_what_one_copy_has_more_is_part_of_the_report() -> None:
    assert alone(copies(make_story("a", [PORT, SHIPS]), make_story("b", [PORT, LOAN]))) == {}


def test_a_report_of_unknown_outlet_and_one_alone_have_nothing() -> None:
    nameless = make_story("a", [PORT, SHIPS]).model_copy(update={"outlet": "unknown"})
    assert alone(event_of(nameless, make_story("b", [PORT]))) == {}
    assert alone(event_of(make_story("a", [PORT, SHIPS]))) == {}


def test_nothing_is_only_in_an_outlet_that_has_another_report_of_the_event() -> None:
    stories = [
        make_story("a", [PORT, SHIPS]),
        make_story("b", ["Marel's port is open again.", LOAN]),
        make_story("c", ["The port of Marel opened its gates on Monday."]),
    ]
    first, second, third = (one.model_copy(update={"outlet": "Delta Post"}) for one in stories)
    event = event_of(first, second.model_copy(update={"outlet": "Courier"}), third)
    assert alone(event) == {"b": [LOAN]}
