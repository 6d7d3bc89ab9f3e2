"""Of what kind a difference is: an update, a rounding, another scope, or a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from briefing.grouping.disagreements.kind import kind_of
from briefing.grouping.disagreements.slots import Filled, fill, fill_days, slot_of
from briefing.language.text import read
from briefing.records import UNKNOWN_WHEN, DisagreementKind, Story, When

from ..labelled import event_of, make_story

MONDAY, TUESDAY = date(2025, 6, 16), date(2025, 6, 17)


def kind(first: str, second: str, days: tuple[date, date] | None = None) -> DisagreementKind:
    """The kind of the difference between the first values of two reports."""
    return kind_of_all([first, second], days)


def kind_of_all(texts: Sequence[str], days: Sequence[date] | None = None) -> DisagreementKind:
    """The kind of the difference between the first values of several reports."""
    whens = [When.on(day, "stated", "") for day in days] if days else [UNKNOWN_WHEN] * len(texts)
    stories = [
        make_story(name, [text], when=when)
        for name, text, when in zip("abc", texts, whens, strict=False)
    ]
    return kind_of([_first_value(story) for story in stories], event_of(*stories))


def _first_value(story: Story) -> Filled:
    sentence = story.sentences[0]
    figures = read(sentence.text).counts
    if not figures:
        return fill_days(sentence, story.when.day)[0]
    span = figures[0].start, figures[0].end
    slot = slot_of(sentence.text, figures[0])
    return fill(slot, sentence, story.when.day, span, figures[0])


DEAD = "The fire killed {} people."
ABOARD = "The ferry carried {} passengers."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (ABOARD.format("12"), ABOARD.format("15"), "conflict"),
        (ABOARD.format("about 300"), ABOARD.format("287"), "rounding"),
        (ABOARD.format("About 280"), ABOARD.format("279"), "rounding"),
        (ABOARD.format("300"), ABOARD.format("287"), "rounding"),
        (ABOARD.format("210"), ABOARD.format("201"), "conflict"),
        (ABOARD.format("40"), ABOARD.format("38"), "conflict"),
        (ABOARD.format("about 300"), ABOARD.format("250"), "conflict"),
        ("The pier cost $2 billion.", "The pier cost $1.96 billion.", "rounding"),
        ("The pier cost $64 billion.", "The pier cost $61 billion.", "conflict"),
        (ABOARD.format("more than 50"), ABOARD.format("53"), "rounding"),
        (ABOARD.format("more than 50"), ABOARD.format("90"), "conflict"),
        (ABOARD.format("more than 50"), ABOARD.format("40"), "conflict"),
        (ABOARD.format("at least 17"), ABOARD.format("19"), "conflict"),
        (ABOARD.format("up to 500"), ABOARD.format("460"), "rounding"),
        (ABOARD.format("up to 500"), ABOARD.format("240"), "conflict"),
        ("The pier is 4 miles long.", "The pier is 4.5 miles long.", "conflict"),
        ("The mill burned on Monday.", "The mill burned on Friday.", "conflict"),
    ],
)
def test_the_figures_of_a_difference_tell_its_kind(
    first: str, second: str, expected: DisagreementKind
) -> None:
    assert kind(first, second) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (DEAD.format("12"), DEAD.format("15"), "update"),
        (DEAD.format("12"), "The number of dead rose to 19.", "update"),
        (DEAD.format("12"), "The blast killed 13 people, including the attacker.", "scope"),
        (DEAD.format("about 300"), DEAD.format("287"), "rounding"),
    ],
)
def test_another_toll_is_a_later_one(first: str, second: str, expected: DisagreementKind) -> None:
    assert kind(first, second) == expected


@pytest.mark.parametrize(
    "second",
    [
        "By noon, the harbour had 64 boats.",
        "The harbour now has 64 boats.",
        "The number of boats has risen to 64.",
        "The number of boats was corrected to 64.",
    ],
)
def test_words_that_say_that_a_count_went_on_make_an_update(second: str) -> None:
    assert kind("The harbour has 48 boats.", second) == "update"


def test_all_figures_are_roundings_of_one() -> None:
    exact = [ABOARD.format(one) for one in ("287", "about 300", "more than 280")]
    assert kind_of_all(exact) == "rounding"
    assert kind_of_all([*exact[:2], ABOARD.format("293")]) == "conflict"


def test_a_figure_of_the_whole_has_another_scope() -> None:
    first, second = "The strike shut 48 schools in Orvo.", "The strike shut 64 schools nationwide."
    assert kind(first, second) == "scope"
    assert kind(second, second.replace("64", "75")) == "conflict"


def test_figures_of_two_days_are_no_update_by_that_alone() -> None:
    held, holds = ABOARD.format("12"), "The ferry has carried 15 passengers so far."
    assert kind(held, ABOARD.format("15"), (MONDAY, TUESDAY)) == "conflict"
    assert kind(held, holds, (MONDAY, TUESDAY)) == "update"


def test_nothing_is_a_later_state_where_neither_times_nor_words_tell_it() -> None:
    first, second = "Six boats are missing off Orvo.", "Nine boats are missing off Orvo."
    assert kind(first, second) == "conflict"
    assert kind(first, second, (MONDAY, TUESDAY)) == "update"


def test_a_toll_does_not_fall() -> None:
    assert kind(DEAD.format("12"), DEAD.format("15"), (MONDAY, TUESDAY)) == "update"
    assert kind(DEAD.format("12"), DEAD.format("15"), (TUESDAY, MONDAY)) == "conflict"


def test_two_tolls_of_one_day_by_two_sources_are_a_conflict() -> None:
    said = "The fire killed {} people, {} said."
    first, second = said.format("12", "the mayor"), said.format("15", "a nurse")
    assert kind(first, second) == "conflict"
    assert kind(first, DEAD.format("15")) == "update"


def test_the_injured_may_become_fewer() -> None:
    hurt = "The fire injured {} people."
    assert kind(hurt.format("12"), hurt.format("15")) == "conflict"
    assert kind(hurt.format("12"), hurt.format("15"), (MONDAY, TUESDAY)) == "update"


def test_a_time_of_the_event_does_not_tell_which_report_is_the_later() -> None:
    first, second = "Four men fled on Monday night.", "Six men fled on Monday night."
    assert kind(first, second) == "conflict"


def test_who_puts_a_figure_so_speaks_against_an_update() -> None:
    plain, said = "The blaze has closed 15 roads.", "The blaze has closed 15 roads, the mayor said."
    before = "The blaze closed 12 roads."
    assert kind(before, plain, (MONDAY, TUESDAY)) == "update"
    assert kind(before, said, (MONDAY, MONDAY)) == "conflict"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("The number of boats has gone up to 64.", "update"),
        ("The harbour has up to 64 boats.", "conflict"),
    ],
)
def test_what_a_count_has_gone_up_to_is_no_bound(second: str, expected: DisagreementKind) -> None:
    assert kind("The harbour has 63 boats.", second) == expected


def test_sums_and_days_are_nothing_that_is_counted_on() -> None:
    days = (MONDAY, TUESDAY)
    assert kind("The pier cost $64 billion.", "The pier cost $61 billion.", days) == "conflict"
    assert kind("The mill burned on Sunday.", "The mill burned on Friday.", days) == "conflict"
