"""Rivals: which figures of two reports are figures of one thing."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from itertools import chain

import pytest

from briefing.grouping.disagreements import rivals as module
from briefing.grouping.disagreements.crowd import Crowd, Pair, Vectors
from briefing.grouping.disagreements.mentions import find_mentions
from briefing.grouping.disagreements.rivals import (
    BY_VECTORS,
    BY_WORDS,
    HIGHEST,
    LIKELY,
    SLACK,
    WORTH_VECTORS,
    describe,
    find_rivals,
    may_be,
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


PADDING = ["It rained in the hills.", "Shops were shut.", "Nobody was seen."]


def counts(*numbers: int) -> list[str]:
    """Sentences that give figures for several things."""
    texts = ("In Orvo the fire of Monday took", "The mayor of Marel counted", "Police hold")
    nouns = ("boats", "barns", "nets")
    return [f"{text} {number} {noun}." for number in numbers for text, noun in zip(texts, nouns, strict=True)]  # fmt: skip


MANY = ([*PADDING, *counts(12, 30, 47)], [*counts(14, 33), *PADDING, *counts(53)], counts(16, 39))


def test_no_pair_is_passed_over_that_is_likely_enough() -> None:
    crowd = Crowd(find_mentions(event(*MANY)), {})
    score = scorer(by_vectors=False)
    likely = [(pair, score(describe(pair, crowd, by_vectors=False))) for pair in crowd.pairs]
    for least in (WORTH_VECTORS, 0.5, LIKELY[False]):
        found = [pair for pair, odds in likely if odds >= least]
        assert found
        assert all(may_be(pair, crowd, least) for pair in found)


def test_what_is_not_at_hand_may_be_as_high_as_is_said() -> None:
    crowd = Crowd(find_mentions(event(*MANY)), {})
    for pair in crowd.pairs:
        known = module._at_hand(*pair, crowd)
        facts = dict(zip(BY_WORDS, describe(pair, crowd, by_vectors=False), strict=True))
        assert {*known, *HIGHEST} == {*BY_WORDS}
        assert all(facts[name] == value for name, value in known.items())
        assert all(0 <= facts[name] <= most + SLACK for name, most in HIGHEST.items())


def test_the_texts_of_figures_that_may_not_be_of_one_thing_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[Pair] = []

    def counted(pair: Pair, crowd: Crowd, *, by_vectors: bool) -> list[float]:
        looked_at.append(pair)
        return describe(pair, crowd, by_vectors=by_vectors)

    monkeypatch.setattr(module, "describe", counted)
    told = event(*MANY)
    pairs = len(Crowd(find_mentions(told), {}).pairs)
    find_rivals(told, {})
    assert len(looked_at) < pairs / 3
    looked_at.clear()
    texts_in_doubt([told])
    assert len(looked_at) < pairs / 1.2


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


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Ida Holm, 46, was pulled out alive.", "Lena Falk, 44, was pulled out alive.", []),
        (
            "Ida Holm, 46, was pulled out alive.",
            "Ida Holm, 44, was pulled out alive.",
            [("46", "44")],
        ),
    ],
)
def test_ages_of_two_persons_are_no_rivals(
    first: str, second: str, found: list[tuple[str, str]]
) -> None:
    assert rivals([first], [second]) == found
