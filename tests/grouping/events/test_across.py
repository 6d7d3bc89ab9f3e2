"""Stories of several languages in one folder: one event by names, figures and days alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing import reading
from briefing.grouping import explain, find_events, find_reports
from briefing.records import Story

from ..labelled import EVENTS

Row = dict[str, Any]

TEXTS = [
    json.loads(line)
    for line in Path(__file__).with_name("languages.jsonl").read_text("utf-8").splitlines()
]
"""Our own stories in English and thirteen other languages, with the event that each tells."""
LANGUAGES = sorted({row["language"] for row in TEXTS} - {"en"})
IN_TWO_LANGUAGES = {"ferry", "landslide", "quake", "teachers"}


def story(name: str, text: str, headline: str = "") -> Story:
    made = reading.given_story(name, text, headline)
    assert made is not None
    return made


def stories_of(rows: Sequence[Row]) -> dict[str, Story]:
    return {
        name: story(name, row["text"], row["headline"])
        for name, row in ((f"{number} {row['event']}", row) for number, row in enumerate(rows))
    }


def english(count: int) -> list[Story]:
    """The first reports of as many unrelated events."""
    versions = [one["versions"][0] for one in json.loads(EVENTS.read_text("utf-8"))[:count]]
    texts = [" ".join(text for _, text in one["sentences"]) for one in versions]
    return [story(f"filler {number}", text) for number, text in enumerate(texts)]


def expected(rows: Sequence[Row]) -> set[frozenset[str]]:
    groups = defaultdict(set)
    for number, row in enumerate(rows):
        language = "" if row["event"] in IN_TWO_LANGUAGES else row["language"]
        groups[language, row["event"]].add(f"{number} {row['event']}")
    return set(map(frozenset, groups.values()))


def events_of(stories: Sequence[Story]) -> set[frozenset[str]]:
    """The events that hold more than English fillers."""
    events = (
        frozenset(one.id for one in event.stories) for event in find_events(find_reports(stories))
    )
    return {event for event in events if not all(name.startswith("filler") for name in event)}


def test_a_folder_of_all_languages_has_the_events_that_were_written() -> None:
    assert events_of([*english(57), *stories_of(TEXTS).values()]) == expected(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_one_language_has_the_events_that_were_written(language: str) -> None:
    rows = [row for row in TEXTS if row["language"] == language]
    assert events_of(list(stories_of(rows).values())) == expected(rows)


def test_english_stories_are_grouped_as_they_are_alone() -> None:
    fillers = english(109)
    others = stories_of([row for row in TEXTS if row["language"] != "en"])
    alone = {frozenset(s.id for s in one.stories) for one in find_events(find_reports(fillers))}
    beside = {
        frozenset(s.id for s in one.stories)
        for one in find_events(find_reports([*fillers, *others.values()]))
    }
    assert alone <= beside


PALACE = story(
    "palace",
    "President Marcel Auvray received farmers in Paris on Tuesday. They want cheaper fuel. He promised an answer by 2027.",
)
POOL = story(
    "pool",
    "Une piscine a été inaugurée mardi à Paris devant 3.000 invités. Le président n'est pas venu, la ministre des Sports "
    "a coupé le ruban. Les travaux auront duré jusqu'en 2027, avec deux ans de retard, selon la ville.",
)


def test_a_capital_and_a_year_are_no_event_of_two_languages() -> None:
    assert len(events_of([PALACE, POOL])) == 2


def test_why_says_that_two_languages_share_too_little() -> None:
    mayor = story(
        "mayor",
        "Le maire Marcel Auvray a reçu mardi les chauffeurs de bus. Ils demandent une prime et menacent de cesser le "
        "travail vendredi, selon leur syndicat. La mairie cherche encore l'argent dans son budget.",
    )
    found = explain(PALACE, mayor, [PALACE, mayor])
    assert not found.same_event
    assert found.note == "two languages, and too few names and figures that both have"
