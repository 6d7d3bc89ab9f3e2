"""Why two stories were joined or parted."""

from __future__ import annotations

import math

import pytest

from briefing.grouping import GroupingSettings, explain
from briefing.grouping.events.pairs import MEASURES, scorer
from briefing.records import Story

from ..labelled import make_story

SINKS = make_story(
    "sinks",
    [
        "A ferry with 80 passengers sank off the coast of Timbe on Sunday, the coast guard said.",
        "Boats from the port of Ansola pulled 74 people out of the water, among them two pilots.",
    ],
    title="Ferry Santa Rita sinks off Timbe",
)
MISSING = make_story(
    "missing",
    [
        "Six people are missing after the ferry Santa Rita went down near Timbe in a storm.",
        "The coast guard in Ansola saved 74 of the 80 passengers of the ferry on Sunday.",
    ],
    title="Six missing after Timbe ferry disaster",
)
COPY = make_story("copy", [one.text for one in SINKS.sentences], title="A ferry sinks")
BUDGET = make_story(
    "budget",
    [
        "Parliament approved the budget by 151 votes to 129 on Thursday.",
        "Finance minister Clara Odum said the deficit would fall to 2.4 percent.",
    ],
    title="Parliament approves budget of Odum",
)
STORIES = [SINKS, MISSING, BUDGET]


def test_measures_carry_the_weight_that_the_scorer_gives_them() -> None:
    made = explain(SINKS, MISSING, STORIES)
    assert tuple(one.name for one in made.measures) == MEASURES
    total = sum(one.evidence for one in made.measures) + scorer().intercept
    assert made.score == pytest.approx(1 / (1 + math.exp(-total)), abs=0.001)
    assert made.threshold == GroupingSettings().threshold


def test_two_reports_of_one_event_tell_what_they_share_and_what_each_has_alone() -> None:
    made = explain(SINKS, MISSING, STORIES)
    assert (made.first, made.second) == ("sinks", "missing")
    assert (made.same_report, made.same_event, made.note) == (False, True, "")
    assert {"ferry", "Timbe"} <= set(made.terms)
    assert "Timbe" not in (*made.apart[0], *made.apart[1])
    assert made.containment < 0.2


def test_a_copy_is_one_report_and_holds_all_of_the_text() -> None:
    made = explain(SINKS, COPY, [*STORIES, COPY])
    assert (made.same_report, made.same_event, made.containment) == (True, True, 1.0)


def test_stories_that_were_not_compared_have_no_measures() -> None:
    made = explain(SINKS, BUDGET, STORIES)
    assert (made.same_event, made.score, made.measures, made.terms) == (False, 0.0, (), ())


def test_a_story_is_held_against_every_other_member_of_the_event() -> None:
    made = explain(SINKS, BUDGET, [*STORIES, COPY])
    assert {(one.first, one.second) for one in made.members} == {
        ("budget", "sinks"),
        ("budget", "missing"),
        ("budget", "copy"),
    }
    assert not any(one.joined or one.score for one in made.members)


@pytest.mark.parametrize("pair", [(SINKS, BUDGET), (BUDGET, SINKS)])
def test_the_word_of_the_user_is_told_in_either_order(pair: tuple[Story, Story]) -> None:
    joined = explain(*pair, STORIES, GroupingSettings(must_link=(("sinks", "budget"),)))
    parted = explain(*pair, STORIES, GroupingSettings(cannot_link=(("sinks", "budget"),)))
    assert joined.same_event
    assert not parted.same_event
    assert joined.note
    assert parted.note
    assert joined.note != parted.note
