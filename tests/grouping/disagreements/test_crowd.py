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
    return [(first.value, second.value) for first, second in crowd.pairs]


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


def test_figures_of_the_same_other_year_may_be_rivals() -> None:
    first, second = (
        "Last year, in 2019, a fire cost {}.",
        "In 2019, a year earlier, a fire had cost {}.",
    )
    assert pairs([first.format("$12 million")], [second.format("$15 million")])


def crowd_of(*reports: list[str]) -> Crowd:
    stories = [make_story(name, texts) for name, texts in zip("abc", reports, strict=False)]
    return Crowd(find_mentions(event_of(*stories)), {})


def test_a_report_that_gives_two_figures_of_a_noun_leaves_no_only_rival() -> None:
    alone = crowd_of([KILLED.format("12")], [KILLED.format("15")])
    assert alone.are_only(*alone.pairs[0])
    several = crowd_of([KILLED.format("12")], [KILLED.format("15"), "A raid killed 20 people."])
    assert not any(several.are_only(*pair) for pair in several.pairs)


def test_the_share_of_figures_that_both_reports_give_is_known() -> None:
    crowd = crowd_of(
        ["The pier cost 12 million euros.", "It took 40 workers."],
        ["The pier cost 12 million euros.", "It took 50 workers."],
    )
    first, second = crowd.of_report
    assert crowd.shared(first, second) == 0.5


def test_the_nearest_rival_is_the_one_with_the_likest_words_around() -> None:
    crowd = crowd_of(
        ["The storm cut power to 900 homes in Orvo."],
        ["The storm cut power to 800 homes in Orvo.", "Insurers hope to visit 700 homes by May."],
    )
    near = {
        (first.value, second.value): crowd.are_nearest(first, second)
        for first, second in crowd.pairs
    }
    assert near == {("900 homes", "800 homes"): True, ("900 homes", "700 homes"): False}


def test_stories_of_one_happening_open_alike() -> None:
    crowd = crowd_of([KILLED.format("12")], [KILLED.format("15")], ["A bank cut 90 jobs."])
    fire, blaze, bank = (mentions[0].story for mentions in crowd.of_report.values())
    assert crowd.openings(fire, blaze) > crowd.openings(fire, bank)
