"""Disagreements: different values for the same thing."""

from __future__ import annotations

import pytest

from briefing.grouping import align_facts, find_disagreements
from briefing.grouping.quantities import find_quantities
from briefing.records import Disagreement, Event, Report

from .labelled import load, make_story


def _compare(first: list[str], second: list[str]) -> tuple[Disagreement, ...]:
    stories = {"a": make_story("a", first), "b": make_story("b", second)}
    reports = tuple(Report(id=n, original=n, stories=(n,)) for n in stories)
    event = Event(id="e", reports=reports)
    return find_disagreements(align_facts(event, stories), event, stories)


def test_values_come_with_the_exact_sentence_behind_them() -> None:
    for labelled in load():
        facts = align_facts(labelled.event, labelled.stories)
        for clash in find_disagreements(facts, labelled.event, labelled.stories):
            for value in clash.values:
                for citation in value.citations:
                    assert citation.end - citation.start == len(citation.quote)
                    assert value.value in citation.quote


def test_different_tolls_without_times_are_a_conflict() -> None:
    first = ["A landslide in Orvo killed 31 people, the governor said."]
    second = ["A landslide in Orvo killed 45 people, rescuers said."]
    (clash,) = _compare(first, second)
    assert (clash.about, clash.kind) == ("dead", "conflict")
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
        (
            "The Orvo fire killed 12 people.",
            "The fire brings the deaths in Orvo this year to 40 people.",
        ),
        ("Two soldiers died in the Orvo crash.", "Three civilians died in the Orvo crash."),
        ("France 24 said the talks in Orvo failed.", "The talks in Orvo failed after 30 hours."),
    ],
)
def test_what_is_no_disagreement(first: str, second: str) -> None:
    assert _compare([first], [second]) == ()


def test_copies_of_one_text_do_not_disagree() -> None:
    stories = {
        "a": make_story("a", ["It killed 3 people."]),
        "b": make_story("b", ["It killed 4 people."]),
    }
    event = Event(id="e", reports=(Report(id="r", original="a", stories=("a", "b")),))
    assert find_disagreements(align_facts(event, stories), event, stories) == ()


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
    assert [(q.value, q.unit, q.bound) for q in find_quantities(text)] == expected
