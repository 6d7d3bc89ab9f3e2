"""Of what kind a difference is: an update, a rounding, another scope, or a conflict."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.kind import kind_of
from briefing.grouping.disagreements.slots import fill_slots
from briefing.records import UNKNOWN_WHEN, DisagreementKind, When

from ..labelled import event_of, make_story

MONDAY, TUESDAY = date(2025, 6, 16), date(2025, 6, 17)


def kind(first: str, second: str, days: tuple[date, date] | None = None) -> DisagreementKind:
    """The kind of the difference between the first values of two reports."""
    whens = [When.on(day, "stated", "") for day in days] if days else [UNKNOWN_WHEN] * 2
    stories = [
        make_story(name, [text], when=when)
        for name, text, when in zip("ab", (first, second), whens, strict=True)
    ]
    heads = [fill_slots(story.sentences[0], story.when.day)[0] for story in stories]
    return kind_of(heads, event_of(*stories))


DEAD = "The fire killed {} people."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (DEAD.format("12"), DEAD.format("15"), "conflict"),
        (DEAD.format("about 300"), DEAD.format("287"), "rounding"),
        (DEAD.format("300"), DEAD.format("287"), "conflict"),
        (DEAD.format("about 300"), DEAD.format("250"), "conflict"),
        ("The pier cost $2 billion.", "The pier cost $1.96 billion.", "rounding"),
        ("The pier cost $64 billion.", "The pier cost $61 billion.", "conflict"),
        (DEAD.format("more than 50"), DEAD.format("53"), "rounding"),
        (DEAD.format("more than 50"), DEAD.format("90"), "conflict"),
        (DEAD.format("more than 50"), DEAD.format("40"), "conflict"),
        (DEAD.format("12"), "The fire killed 15 people nationwide.", "scope"),
        (DEAD.format("12"), "The blast killed 13 people, including the attacker.", "scope"),
        (DEAD.format("12"), "The number of dead rose to 19.", "update"),
        (DEAD.format("30"), "The number of dead rose to 19.", "conflict"),
        (DEAD.format("30"), "The number of dead fell to 19.", "update"),
        ("The mill burned on Monday.", "The mill burned on Friday.", "conflict"),
    ],
)
def test_the_words_of_a_difference_tell_its_kind(
    first: str, second: str, expected: DisagreementKind
) -> None:
    assert kind(first, second) == expected


def test_the_later_report_updates_the_earlier_one_where_both_days_are_known() -> None:
    first, second = DEAD.format("12"), DEAD.format("15")
    assert kind(first, second, (MONDAY, TUESDAY)) == "update"
    assert kind(first, second, (TUESDAY, MONDAY)) == "update"
    assert kind(first, second, (MONDAY, MONDAY)) == "conflict"


def test_a_report_that_is_known_to_be_earlier_updates_nothing() -> None:
    rose = "The number of dead rose to 19."
    assert kind(DEAD.format("12"), rose, (MONDAY, MONDAY)) == "update"


def test_days_are_no_tolls_that_go_up() -> None:
    days = (MONDAY, TUESDAY)
    assert kind("The mill burned on Sunday.", "The mill burned on Friday.", days) == "conflict"
