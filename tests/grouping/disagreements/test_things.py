"""Things: one row for each thing of which reports give different figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from briefing.grouping.disagreements.mentions import Mention, find_mentions
from briefing.grouping.disagreements.rivals import Rivals
from briefing.grouping.disagreements.things import differing_figures

from ..labelled import event_of, make_story


def figures(*reports: list[str]) -> list[Mention]:
    stories = [make_story(name, texts) for name, texts in zip("abc", reports, strict=False)]
    return list(find_mentions(event_of(*stories)))


def rows(
    *pairs: tuple[Mention, Mention], mentions: Sequence[Mention] = ()
) -> list[list[list[str]]]:
    """The values of each row, a group a value."""
    rivals = [Rivals(*pair, 0.9) for pair in pairs]
    found = differing_figures(rivals, mentions)
    return [[[one.value for one in group] for group in row.values] for row in found]


def test_reports_of_one_value_stand_together() -> None:
    a, b, c = figures(["It had 12 cabins."], ["It had 15 cabins."], ["It had twelve cabins."])
    assert rows((a, b), (b, c)) == [[["12 cabins", "twelve cabins"], ["15 cabins"]]]


def test_each_report_may_have_a_value_of_its_own() -> None:
    mentions = figures(["It had 12 cabins."], ["It had 15 cabins."], ["It had 19 cabins."])
    assert rows(*combinations(mentions, 2)) == [[["12 cabins"], ["15 cabins"], ["19 cabins"]]]


def test_what_two_reports_say_twice_is_one_row() -> None:
    lead = "{} votes part the candidates."
    body = "{} votes were saved from the fire."
    first, again, second, once_more = figures(
        [lead.format("187"), body.format("187")],
        [lead.format("193"), body.format("193")],
    )
    assert first.state != again.state
    assert rows((first, second), (again, once_more)) == [
        [["187 votes", "187 votes"], ["193 votes", "193 votes"]]
    ]


def test_casualties_come_first() -> None:
    cabins, dead, more, deader = figures(
        ["It had 12 cabins.", "Three people died."],
        ["It had 15 cabins.", "Four people died."],
    )
    assert [row[0][0] for row in rows((cabins, more), (dead, deader))] == [
        "Three people",
        "12 cabins",
    ]


def test_what_another_speaker_puts_in_the_place_of_a_value_is_one_more() -> None:
    given, put, other = mentions = figures(
        ["The guards counted 140 guests.", "The host put the number at more than 200."],
        ["There were 170 guests."],
    )
    assert rows((given, other), mentions=mentions) == [[["140 guests"], ["170 guests"], ["200"]]]
    assert rows((put, other), mentions=mentions) == [[["200"], ["170 guests"]]]


def test_what_is_put_elsewhere_is_of_another_thing() -> None:
    given, *_, other = mentions = figures(
        [
            "The guards counted 140 guests.",
            "The hall has 90 tables.",
            "The host put the number at 200.",
        ],
        ["There were 170 guests."],
    )
    assert rows((given, other), mentions=mentions) == [[["140 guests"], ["170 guests"]]]
