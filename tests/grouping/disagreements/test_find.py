"""Disagreements: different values for the same thing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefing.grouping import align_facts, find_disagreements
from briefing.language.text import read
from briefing.records import Disagreement, When

from ..labelled import copies, differing, event_of, load, make_story

TUESDAY = date(2025, 6, 17)


def _compare(first: list[str], second: list[str]) -> tuple[Disagreement, ...]:
    event = event_of(make_story("a", first), make_story("b", second))
    return find_disagreements(align_facts(event), event)


def test_values_come_with_the_exact_sentence_behind_them() -> None:
    for labelled in load():
        facts = align_facts(labelled.event)
        for clash in find_disagreements(facts, labelled.event):
            for value in clash.values:
                # The value is spelt as the first sentence behind it spells it.
                assert value.value in value.citations[0].quote
                for citation in value.citations:
                    assert citation.end - citation.start == len(citation.quote)


def test_another_toll_is_told_as_a_later_one() -> None:
    first = ["A landslide in Orvo killed 31 people, the governor said."]
    second = ["A landslide in Orvo has now killed 45 people, rescuers said."]
    (clash,) = _compare(first, second)
    assert (clash.about, clash.kind) == ("dead", "update")
    assert [value.value for value in clash.values] == ["31 people", "45 people"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The firm was bought for $1bn on Tuesday.",
            "The firm was bought for 1 billion dollars on Tuesday.",
        ),
        ("Twelve people died in the Orvo fire.", "The fire in Orvo killed 12 people."),
        ("The Orvo fire killed 12 people.", "In 2012 a fire in Orvo killed 112 people."),
        ("Two soldiers died in the Orvo crash.", "Three civilians died in the Orvo crash."),
        (
            "The fund for Orvo gets between $140 and $150 million.",
            "The fund for Orvo gets $160 million.",
        ),
        (
            "The epicentre was 58 km (36 miles) west of Orvo.",
            "The epicentre was 35 miles west of Orvo.",
        ),
        (
            "The singer Ida Holm is dead at 41.",
            "Two people died in the crash, Ida Holm among them.",
        ),
        ("France 24 said the talks in Orvo failed.", "The talks in Orvo failed after 30 hours."),
    ],
)
def test_what_is_no_disagreement(first: str, second: str) -> None:
    assert _compare([first], [second]) == ()


def _kinds(first: str, second: str, hours: tuple[int, int] | None = None) -> list[str]:
    stories = [make_story("a", [first]), make_story("b", [second])]
    for number, hour in enumerate(hours or ()):
        moment = datetime(2025, 6, 17, hour)
        when = When(earliest=moment, latest=moment, basis="stated")
        stories[number] = stories[number].model_copy(update={"when": when})
    event = event_of(*stories)
    return [c.kind for c in find_disagreements(align_facts(event), event)]


LEFT = "About 240 people had to leave their homes in Orvo after the dam began to leak."
ROSE = "The number of people moved out of Orvo below the leaking dam rose to 310."


def test_a_figure_that_rose_is_an_update_unless_it_is_the_earlier_one() -> None:
    assert _kinds(LEFT, ROSE) == ["update"]
    assert _kinds(LEFT, ROSE, (7, 17)) == ["update"]


def test_a_toll_with_the_attacker_has_another_scope() -> None:
    first = "Four people were killed in the shooting in Orvo, including the gunman."
    second = "The shooting in Orvo killed three people."
    assert _kinds(first, second) == ["scope"]


def test_copies_of_one_text_do_not_disagree() -> None:
    event = copies(
        make_story("a", ["It killed 3 people."]),
        make_story("b", ["It killed 4 people."]),
    )
    assert find_disagreements(align_facts(event), event) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $1bn.", [(1e9, "dollar", "exact")]),
        ("It cost 1 billion dollars.", [(1e9, "dollar", "exact")]),
        ("It cost €300m.", [(3e8, "euro", "exact")]),
        ("Some twenty-five people left.", [(25.0, "", "about")]),
        ("At least 1,200 homes burnt.", [(1200.0, "", "at least")]),
        ("It rose by 6.2 per cent.", [(6.2, "percent", "exact")]),
        ("It happened on 17 June at 5 pm.", []),
        ("The 33-year-old left.", []),
        ("They met in 2019.", [(2019.0, "year", "exact")]),
    ],
)
def test_quantities_are_read_in_any_spelling(
    text: str, expected: list[tuple[float, str, str]]
) -> None:
    assert [(q.value, q.unit, q.bound) for q in read(text).counts] == expected


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("about 300", "287", "rounding"),
        ("some 64", "61", "conflict"),
        ("more than 50", "53", "rounding"),
    ],
)
def test_a_rounded_figure_has_fewer_digits(first: str, second: str, kind: str) -> None:
    told = "The ferry to Orvo had {} passengers on board when it ran aground."
    assert _kinds(told.format(first), told.format(second)) == [kind]


def test_a_sum_with_fewer_digits_is_a_rounding_without_a_word_for_it() -> None:
    told = "Parliament passed a budget worth ${} trillion for schools and roads in Orvo."
    assert _kinds(told.format("1.37"), told.format("1.4")) == ["rounding"]
    assert _kinds(told.format("1.37"), told.format("1.42")) == ["conflict"]


def test_the_day_is_resolved_by_the_day_of_publication() -> None:
    signed = "Ministers Holm and Kolar signed the treaty on river fishing in Geneva on {}."
    monday, friday, date_ = (signed.format(day) for day in ("Monday", "Friday", "16 June"))
    days = (TUESDAY, TUESDAY)
    assert differing([monday], [friday], days) == [("the day", ["Friday", "Monday"])]
    assert differing([monday], [date_], days) == []
    assert differing([friday], [date_], days) == [("the day", ["16 June", "Friday"])]
    # One weekday, a week apart: a row whose values read alike tells a reader nothing.
    assert differing([monday], [monday], (TUESDAY, date(2025, 6, 25))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The film is the first of the studio to take $1 billion at the box office.",
            "The seven films of the studio have taken $3.4 billion at the box office.",
        ),
        ("Another raid killed 9 people.", "Sixty-five more were killed in the raid, it said."),
    ],
)
def test_figures_of_other_things_are_none(first: str, second: str) -> None:
    assert differing([first], [second]) == []


def test_a_report_with_both_figures_tells_two_things_apart() -> None:
    six = "During the search of the boat, sailors found 12 magazines and took them away."
    five = "In five searches, sailors found 31 magazines and took them away from the boats."
    assert differing([six, five], [five]) == []
    assert differing([six, five], [six]) == []
