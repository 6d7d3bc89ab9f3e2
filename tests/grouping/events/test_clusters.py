"""Events: the reports about one happening."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefing.evaluation import synthetic
from briefing.grouping import GroupingSettings, explain, find_events, find_reports, separate_reports
from briefing.grouping.events import clusters, pairs
from briefing.grouping.events.clusters import clear_pairs
from briefing.grouping.events.linkage import Links, average_link
from briefing.grouping.events.pairs import MEASURES
from briefing.records import UNKNOWN, Event, Story

from ..labelled import make_story

SCORER = pairs.scorer()
FERRY = make_story(
    "ferry-1",
    [
        "A ferry with 80 passengers sank off the coast of Timbe on Sunday, the coast guard said.",
        "Rescue boats from the port of Ansola pulled 74 people out of the water.",
        "The ferry, the Santa Rita, had left Timbe an hour before in heavy rain.",
    ],
    title="Ferry Santa Rita sinks off Timbe",
)
FERRY_AGAIN = make_story(
    "ferry-2",
    [
        "Six people are missing after the ferry Santa Rita went down near Timbe in a storm.",
        "The coast guard in Ansola saved 74 of the 80 passengers on Sunday.",
        "Survivors said that water had come in through the car deck of the Santa Rita.",
    ],
    title="Six missing after Timbe ferry disaster",
)
OTHER_FERRY = make_story(
    "ferry-3",
    [
        "A ferry ran aground on a sandbank near Holmen on Sunday, the harbour office said.",
        "All 212 passengers of the Nordlys were taken to Holmen by bus.",
        "The captain of the Nordlys had tried to avoid a sailing boat.",
    ],
    title="Ferry Nordlys runs aground near Holmen",
)
BUDGET = make_story(
    "budget",
    [
        "Parliament approved the budget by 151 votes to 129 on Thursday.",
        "Finance minister Clara Odum said the deficit would fall to 2.4 percent.",
        "The opposition called the tax on fuel unfair to farmers.",
    ],
    title="Parliament approves Odum's budget",
)
STORIES = [FERRY, FERRY_AGAIN, OTHER_FERRY, BUDGET]


def _events(stories: list[Story], settings: GroupingSettings | None = None) -> tuple[Event, ...]:
    return find_events(find_reports(stories), settings)


def _groups(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(story.id for story in event.stories) for event in events}


APART = {frozenset({"ferry-1", "ferry-2"}), frozenset({"ferry-3"}), frozenset({"budget"})}


def test_two_reports_of_one_accident_join_and_a_look_alike_stays_apart() -> None:
    assert _groups(_events(STORIES)) == APART


def test_two_stories_about_different_things_at_one_summit_stay_apart() -> None:
    first = make_story(
        "trade",
        [
            "Prime minister Rao met the leaders of Brazil and Norway at the G9 summit in Quebec, Canada.",
            "They talked about trade, steel and a treaty on fisheries, Rao's office said.",
            "Rao also thanked the Norwegian prime minister for the release of eleven Indian sailors.",
            "On Wednesday he flies on to Zagreb, the last stop of his journey through three countries.",
        ],
        title="Rao meets leaders at G9 summit in Canada",
    )
    second = make_story(
        "next",
        [
            "Next year's G9 summit will be held in the Alpine town of Tarnes, president Leclerc said.",
            "Leclerc announced the choice in a video before leaving Canada, the host of this year's summit.",
            "Tarnes, on the southern shore of a lake, is known for its mineral water and its casino.",
            "France last held the presidency of the group six years ago, when the leaders met in Biarritz.",
        ],
        title="France to hold next G9 summit in Tarnes",
    )
    assert len(_events([first, second, BUDGET, FERRY])) == 4


def test_a_single_story_is_an_event() -> None:
    assert _groups(_events([BUDGET])) == {frozenset({"budget"})}


def test_no_stories_give_no_events() -> None:
    assert find_events([]) == ()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_stories_is_no_matter(seed: int) -> None:
    shuffled = list(STORIES)
    random.Random(seed).shuffle(shuffled)
    assert _events(shuffled) == _events(STORIES)


def test_must_link_joins_and_cannot_link_parts() -> None:
    joined = GroupingSettings(must_link=(("budget", "ferry-3"),))
    assert frozenset({"budget", "ferry-3"}) in _groups(_events(STORIES, joined))
    parted = GroupingSettings(cannot_link=(("ferry-1", "ferry-2"),))
    assert len(_events(STORIES, parted)) == 4


def test_why_tells_terms_measures_and_names_apart() -> None:
    joined = explain(FERRY, FERRY_AGAIN, STORIES)
    assert (joined.same_report, joined.same_event) == (False, True)
    assert "Timbe" in joined.terms
    assert {measure.name for measure in joined.measures} >= {
        "title_most",
        "days",
        "lead_names_least",
    }
    parted = explain(FERRY, OTHER_FERRY, STORIES)
    assert not parted.same_event
    assert "Timbe" in parted.apart[0]
    assert "Holmen" in parted.apart[1]


def test_stories_in_any_script_are_grouped_without_error() -> None:
    stories = [make_story("x", ["新闻 报道 来自 北京 的 消息。"]), make_story("y", ["…"]), BUDGET]
    assert len(_events(stories)) == 3


RELEASES = [
    make_story(
        "insurance",
        [
            "Senator Maud Ellery, chair of the committee on veterans, today announced a bill on the life insurance of soldiers.",
            "It would cover stillborn infants under the group insurance of members of the services.",
            "Parents in uniform should not be left alone with such a loss, Ellery told a gathering of families in Corbridge.",
            "Some nine hundred families a year would draw ten thousand crowns each.",
            "Two like bills died in the lower house, where the cost was put at nine million.",
            "Senator Ellery serves on the committee on finance and is a member of the caucus on rural health.",
        ],
        title="Bill would insure stillborn infants",
    ),
    make_story(
        "circuits",
        [
            "The raceway of Dunmere may write off its new grandstand, Senator Maud Ellery, chair of the committee on veterans, said today.",
            "The revenue office had asked the owners for four years of back taxes.",
            "Investors in tracks need to know where they stand, she said at the pit lane.",
            "The stand has seats for 12,000 and opened with the spring meeting of motor cycles.",
            "A second track, in Harnwick, still waits for its letter from the tax office.",
            "Senator Ellery serves on the committee on finance and is a member of the caucus on rural health.",
        ],
        title="Tax ruling saves grandstand of Dunmere raceway",
    ),
]
"""Two releases of one day."""


def _of(story: Story, outlet: str) -> Story:
    return story.model_copy(update={"outlet": outlet})


def _joined(stories: list[Story]) -> int:
    """How many reports the largest event has."""
    return max(len(event.reports) for event in _events(stories))


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [
        (("Senator Ellery", "Senator Ellery"), 1),
        (("Senator Ellery", "SENATOR ELLERY"), 1),
        (("Senator Ellery", "Wend Post"), 2),
        ((UNKNOWN, UNKNOWN), 2),
    ],
    ids=["one office", "written otherwise", "two outlets", "unknown"],
)
def test_two_releases_are_two_events_where_they_are_of_one_office(
    outlets: tuple[str, str], expected: int
) -> None:
    releases = [_of(story, name) for story, name in zip(RELEASES, outlets, strict=True)]
    assert _joined([*releases, BUDGET, FERRY, OTHER_FERRY]) == expected


def test_what_one_outlet_weighs_parts_them_and_not_the_phrases_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = [_of(story, "Senator Ellery") for story in RELEASES]
    monkeypatch.setattr(pairs, "scorer", lambda: replace(SCORER, one_outlet=0.0))
    assert _joined([*office, BUDGET, FERRY, OTHER_FERRY]) == 2


def test_a_name_over_most_of_the_texts_is_no_outlets() -> None:
    stories = [_of(story, "Newsline") for story in (*RELEASES, BUDGET, FERRY)]
    assert _joined(stories) == 2


def test_what_the_mean_is_made_from_is_the_same_in_one_outlet() -> None:
    """Only whether a pair is clear is another matter: a text that fits another outlet's well keeps the event."""
    scored = clusters.score_stories([FERRY, FERRY_AGAIN, BUDGET])
    apart = np.zeros(len(scored.scores), dtype=bool)
    listed, _ = clusters._to_link(scored, apart, ~apart, Links(), 1.0)
    unsigned, _ = clusters._to_link(scored, apart, apart, Links(), 1.0)
    found = [*listed]
    assert found == [*unsigned]
    assert len(found) == 1


def test_why_two_texts_of_one_outlet_are_apart_is_said() -> None:
    office = [_of(story, "Senator Ellery") for story in RELEASES]
    given = explain(office[0], office[1], [*office, BUDGET, FERRY])
    unsigned = explain(RELEASES[0], RELEASES[1], [*RELEASES, BUDGET, FERRY])
    assert not given.same_event
    assert given.note.startswith("of one outlet")
    assert unsigned.same_event
    assert unsigned.note == ""
    assert given.measures == unsigned.measures


CRASH = "A car struck a wall in Marel on Monday night, and its driver, {}, died, the police of Marel said."
WITNESSES = "The police of Marel asked witnesses of the crash to come forward, and shut the road for two hours."


@pytest.mark.parametrize(("second", "expected"), [("Ida Holm, 46,", 1), ("Lena Falk, 29,", 2)])
def test_two_texts_about_other_people_are_two_events(second: str, expected: int) -> None:
    stories = [
        make_story(
            "a", [CRASH.format("Ida Holm, 46"), WITNESSES], title="Driver dies in Marel crash"
        ),
        make_story(
            "b", [WITNESSES, CRASH.format(second.strip(","))], title="Crash in Marel kills driver"
        ),
    ]
    stories = [_of(story, UNKNOWN) for story in stories]
    reports = separate_reports(stories)
    assert len(find_events(reports)) == expected
    explained = explain(stories[0], stories[1], stories)
    assert explained.note.startswith("about other people") == (expected == 2)


def test_what_a_pair_must_score_grows_with_the_crowd_around_it() -> None:
    measures = np.zeros((3, len(MEASURES)), dtype=np.float32)
    measures[:, MEASURES.index("crowd")] = np.log1p([1, 4, 8])
    scores = np.array([0.2, 0.2, 0.2])
    assert clear_pairs(measures, scores).tolist() == [True, False, False]
    assert clear_pairs(measures, scores, 0.3).tolist() == [True, True, True]


def test_only_pairs_that_can_count_are_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of hundreds of stories of a year most pairs lie days apart: naming each took more memory than their words."""
    handed: list[int] = []

    def link(count: int, pairs: Any, bound: float, *, growth: float, links: Links) -> Any:
        listed = list(pairs)
        handed.extend((len(listed), len(links.cannot)))
        return average_link(count, listed, bound, growth=growth, links=links)

    monkeypatch.setattr(clusters, "average_link", link)
    stories = list(synthetic.stories(400))
    scored = clusters.score_stories(stories)
    assert find_events(find_reports(stories))
    assert len(scored.scores) > 2_000
    assert max(handed) < len(stories)
