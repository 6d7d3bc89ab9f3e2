"""Rivals: which figures of two reports are figures of one thing."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from itertools import chain

import pytest

from briefing.grouping.disagreements.crowd import Crowd, Vectors
from briefing.grouping.disagreements.mentions import find_mentions
from briefing.grouping.disagreements.rivals import (
    BY_VECTORS,
    BY_WORDS,
    describe,
    find_rivals,
    scorer,
    texts_in_doubt,
)
from briefing.records import Event

from ..labelled import copies, event_of, make_story

KILLED = "A fire in a mill in Orvo killed {} people on Monday, police said."
SHIPS = "The navy of Tarn sent {} grey ships to guard the harbour of Corrie."


def event(*reports: list[str]) -> Event:
    stories = [make_story(name, texts) for name, texts in zip("abc", reports, strict=False)]
    return event_of(*stories)


def rivals(*reports: list[str], vectors: Vectors | None = None) -> list[tuple[str, str]]:
    found = find_rivals(event(*reports), vectors or {})
    return [(one.first.value, one.second.value) for one in found]


def test_figures_with_one_context_are_of_one_thing() -> None:
    assert rivals([KILLED.format("12")], [KILLED.format("15")]) == [("12 people", "15 people")]
    assert rivals([SHIPS.format("six")], [SHIPS.format("seven")]) == [
        ("six grey ships", "seven grey ships")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SHIPS.format("six"), "A fisherman who sleeps in a barn owns seven cats and a dog."),
        (SHIPS.format("six"), "The mayor of Marel opened seven schools for girls."),
        (SHIPS.format("six"), SHIPS.format("90,000")),
    ],
)
def test_figures_with_other_contexts_are_of_two_things(first: str, second: str) -> None:
    padding = ["It rained in the hills.", "Shops were shut.", "Nobody was seen."]
    assert rivals([*padding, first], [*padding, second]) == []


def test_a_figure_has_one_rival_in_a_report() -> None:
    first = [KILLED.format("12"), SHIPS.format("six")]
    second = [KILLED.format("15"), SHIPS.format("seven"), "Five ships sank in Orvo."]
    found = rivals(first, second)
    assert max(Counter(chain.from_iterable(found)).values()) == 1
    assert ("12 people", "15 people") in found


def test_three_reports_may_each_have_another_figure() -> None:
    reports = [[KILLED.format(number)] for number in ("12", "15", "19")]
    assert sorted(rivals(*reports)) == [
        ("12 people", "15 people"),
        ("12 people", "19 people"),
        ("15 people", "19 people"),
    ]


def test_with_vectors_likeness_is_theirs() -> None:
    first, second = [SHIPS.format("six")], [SHIPS.format("seven")]
    texts = texts_in_doubt([event(first, second)])
    alike = dict.fromkeys(texts, (1.0, 0.0))
    one_likes_another = {**alike, SHIPS.format("six"): (0.0, 1.0)}
    assert rivals(first, second, vectors=alike) == [("six grey ships", "seven grey ships")]
    (surer,) = find_rivals(event(first, second), alike)
    less_sure = [one.likelihood for one in find_rivals(event(first, second), one_likes_another)]
    assert all(likelihood < surer.likelihood for likelihood in less_sure)


def test_texts_of_which_vectors_are_wanted_are_of_events_of_several_reports() -> None:
    several = event([KILLED.format("12")], [KILLED.format("15")])
    one = copies(make_story("a", [KILLED.format("12")]), make_story("b", [KILLED.format("15")]))
    assert texts_in_doubt([one]) == ()
    assert set(texts_in_doubt([several])) == {
        KILLED.format("number"), KILLED.format("12"), KILLED.format("15"), "people on Monday,"
    }  # fmt: skip


def test_without_figures_that_differ_no_vectors_are_wanted() -> None:
    assert texts_in_doubt([event([KILLED.format("12")], [KILLED.format("12")])]) == ()


def test_the_shipped_scorers_weigh_exactly_the_facts() -> None:
    source = resources.files("briefing.grouping.disagreements").joinpath("rivals.json")
    table = json.loads(source.read_text(encoding="utf-8"))
    assert tuple(table["by vectors"]["weights"]) == BY_VECTORS
    assert tuple(table["by words"]["weights"]) == BY_WORDS


def test_a_pair_has_each_fact() -> None:
    crowd = Crowd(find_mentions(event([KILLED.format("12")], [KILLED.format("15")])), {})
    (pair,) = crowd.pairs
    facts = dict(zip(BY_WORDS, describe(pair, crowd, by_vectors=False), strict=True))
    assert facts["same state"] == facts["words near"] == facts["noun"] == 1
    assert len(describe(pair, crowd, by_vectors=True)) == len(BY_VECTORS)
    assert 0 < scorer(by_vectors=False)(list(facts.values())) < 1
