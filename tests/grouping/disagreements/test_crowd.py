"""Which figures of two reports may be rivals."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.crowd import MOST, Crowd
from briefing.grouping.disagreements.mentions import find_mentions

from ..labelled import event_of, make_story


def pairs(*reports: list[str]) -> list[tuple[str, str]]:
    """The pairs of values that may be of one thing, each report a list of sentences."""
    stories = [make_story(name, texts) for name, texts in zip("abc", reports, strict=False)]
    crowd = Crowd(find_mentions(event_of(*stories)), {})
    return [(first.value, second.value) for first, second in crowd.pairs()]


KILLED = "A fire in Orvo killed {} people."


def test_figures_of_two_reports_that_differ_may_be_rivals() -> None:
    assert pairs([KILLED.format("12")], [KILLED.format("15")]) == [("12 people", "15 people")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A fire killed 12 people.", "A fire killed twelve people."),
        ("The pier cost 12 million euros.", "The pier cost 15 million dollars."),
        ("A fire killed 12 people.", "A fire killed 90 people."),
        ("Polls see Holm at 48 percent.", "A survey sees Holm at 51 percent."),
        ("Last year a fire killed 12 people.", "Fires might kill 15 people."),
        ("A fire killed 12 people.", "A fire injured 15 people."),
        ("A shell killed 12 soldiers.", "A shell killed 15 civilians."),
    ],
)
def test_what_is_equal_of_another_measure_far_off_or_of_other_people_is_none(
    first: str, second: str
) -> None:
    assert pairs([first], [second]) == []


def test_a_thing_has_many_nouns() -> None:
    assert pairs(["The yard cuts 120 jobs."], ["The yard cuts 140 posts."]) == [
        ("120 jobs", "140 posts")
    ]


def test_figures_of_one_report_are_none() -> None:
    assert pairs([KILLED.format("12"), KILLED.format("15")], ["It rained."]) == []


def test_a_report_that_gives_both_figures_tells_two_things() -> None:
    six = "During the search of the boat, sailors found 12 magazines and took them away."
    five = "In five searches, sailors found 31 magazines and took them away from the boats."
    assert ("12 magazines", "31 magazines") not in pairs([six, five], [five])


def test_the_figures_of_an_endless_report_are_bounded() -> None:
    endless = [f"Ship {place} of the line has {place + 100} cabins." for place in range(2 * MOST)]
    crowd = Crowd(find_mentions(event_of(make_story("a", endless))), {})
    assert len(crowd.of_report["a"]) == MOST


def test_vectors_tell_likeness_where_there_are_some() -> None:
    event = event_of(make_story("a", [KILLED.format("12")]), make_story("b", ["It hit 15 towns."]))
    first, second = find_mentions(event)
    assert Crowd((first, second), {}).alike(first, second) == 0
    vectors = {first.context: (0.6, 0.8), second.context: (1.0, 0.0)}
    assert Crowd((first, second), vectors).alike(first, second) == pytest.approx(0.6)
