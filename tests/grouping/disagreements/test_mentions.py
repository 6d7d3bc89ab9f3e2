"""Mentions: the figures of a report, and what tells of what each is the figure."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.mentions import Mention, find_mentions, texts_of

from ..labelled import event_of, make_story


def mentions(*texts: str, title: str = "") -> tuple[Mention, ...]:
    return find_mentions(event_of(make_story("a", list(texts), title=title)))


def test_the_figure_is_masked_in_its_context() -> None:
    (one,) = mentions("A fire in Orvo killed 12 people at night.")
    assert one.context == "A fire in Orvo killed number people at night."
    assert one.phrase == "people at night."
    assert (one.value, one.report, one.place, one.state) == ("12 people", "a", 0, "dead")


def test_a_context_ends_at_whole_words() -> None:
    (one,) = mentions("The harbour master counted " * 6 + "12 boats" + " that lay at anchor" * 6)
    before, behind = one.context.split(" number ")
    assert set(before.split()) <= {"The", "harbour", "master", "counted"}
    assert set(behind.split()) <= {"boats", "that", "lay", "at", "anchor"}
    assert len(one.context) < 160


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The fire killed 12 people.", "count"),
        ("Prices rose by 6.2 per cent.", "percent"),
        ("The pier cost $40 million.", "dollar"),
        ("The talks took 30 hours.", "time hour"),
        ("The line was shut for 12 days.", "time day"),
        ("A 41-year-old driver was hurt.", "age"),
        ("She came third.", "rank"),
        ("The tower is 90 metres high.", "metre"),
    ],
)
def test_a_figure_has_a_measure(text: str, measure: str) -> None:
    assert [one.measure for one in mentions(text)] == [measure]


@pytest.mark.parametrize(
    "text",
    [
        "The mill was built in 1911.",
        "2114 The mayor goes home.",
        "10:45 The mayor goes home.",
    ],
)
def test_a_year_and_the_stamp_of_an_entry_are_no_figures(text: str) -> None:
    assert mentions(text) == ()


def test_the_same_measure_in_other_units_is_told_once() -> None:
    assert [one.value for one in mentions("It lies 58 kilometres (36 miles) off Orvo.")] == [
        "58 kilometres"
    ]


def test_a_sentence_that_a_report_repeats_is_mentioned_once() -> None:
    text = "A fire in Orvo killed 12 people."
    assert len(mentions(text, text)) == 1


@pytest.mark.parametrize(
    ("text", "of_poll"),
    [
        ("The poll puts Holm at 48 percent.", True),
        ("Holm leads by three points among likely voters.", True),
        ("The survey of 1,992 registered voters was held in June.", True),
        ("Holm won 48 percent of the vote.", False),
        ("The poll asked 1,200 people.", False),
    ],
)
def test_a_share_of_a_poll_is_known(text: str, *, of_poll: bool) -> None:
    assert [one.is_of_poll for one in mentions(text)] == [of_poll]


def test_a_figure_of_the_headline_and_a_sentence_about_another_time_are_known() -> None:
    first, second = mentions(
        "The fire killed 12 people.", "A year ago, a fire killed 31 people.", title="12 people die"
    )
    assert (first.is_in_headline, second.is_in_headline) == (True, False)
    assert (first.is_aside, second.is_aside) == (False, True)


def test_vectors_are_of_contexts_sentences_and_what_stands_behind() -> None:
    told = mentions("It killed 12 people.", "There were 12")
    assert list(texts_of(told)) == [
        "It killed number people.", "It killed 12 people.", "people.",
        "There were number", "There were 12",
    ]  # fmt: skip
