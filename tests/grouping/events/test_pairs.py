"""Which stories are compared at all, and what a pair is described by."""

from __future__ import annotations

import tracemalloc
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from briefing.grouping.events import matrices
from briefing.grouping.events import pairs as module
from briefing.grouping.events.features import build_views
from briefing.grouping.events.pairs import (
    LEAST_ALIKE,
    MEASURES,
    Pairs,
    PairScorer,
    candidate_pairs,
    days_apart,
    describe,
    scorer,
)
from briefing.records import UNKNOWN_WHEN, Story, When

from ..labelled import make_story


def tale(name: str, thing: str, place: str, day: int = 0) -> Story:
    when = When.on(date(2025, 6, day), "stated", "") if day else UNKNOWN_WHEN
    texts = [
        f"A {thing} in {place} burned down, and {place} council closed the {thing} road.",
        f"The {thing} keeper of {place} saw smoke above the {thing} roof before breakfast.",
    ]
    return make_story(name, texts, title=f"Fire at {thing} in {place}", when=when)


STORIES = [
    tale("a", "windmill", "Marlow", 16),
    tale("b", "windmill", "Marlow", 20),
    tale("c", "lighthouse", "Corrie", 16),
    tale("d", "lighthouse", "Corrie"),
]


def rows(found: Pairs) -> list[tuple[int, int]]:
    return list(zip(found.first.tolist(), found.second.tolist(), strict=True))


def test_candidates_are_pairs_in_order_and_alike_at_all() -> None:
    found = candidate_pairs(build_views(STORIES))
    assert {(0, 1), (2, 3)} <= set(rows(found))
    assert rows(found) == sorted(set(rows(found)))
    assert all(first < second for first, second in rows(found))
    assert (found.likeness >= LEAST_ALIKE).all()


@pytest.mark.parametrize("count", [0, 1])
def test_a_lone_story_has_no_candidates(count: int) -> None:
    assert rows(candidate_pairs(build_views(STORIES[:count]))) == []


def test_blocks_of_rows_are_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    views = build_views(STORIES)
    found = candidate_pairs(views)
    table = describe(views, found)
    monkeypatch.setattr(module, "CHUNK", 1)
    monkeypatch.setattr(matrices, "AT_A_TIME", 1)
    again = candidate_pairs(views)
    assert (rows(again), again.likeness.tolist()) == (rows(found), found.likeness.tolist())
    assert describe(views, again).tolist() == table.tolist()


def test_a_word_that_all_stories_have_finds_no_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [tale(f"{number:02}", "windmill", "Marlow") for number in range(5)]
    views = build_views(same)
    assert len(rows(candidate_pairs(views))) == 10
    monkeypatch.setattr(module, "COMMON", 4)
    assert rows(candidate_pairs(views)) == []


def test_a_story_keeps_its_nearest_candidates_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    views = build_views([STORIES[0], STORIES[2], tale("e", "windmill", "Corrie")])
    assert len(rows(candidate_pairs(views))) == 3
    monkeypatch.setattr(module, "NEIGHBOURS", 1)
    monkeypatch.setattr(module, "CROWDED", 1)
    assert (0, 1) not in rows(candidate_pairs(views))


def measures(first: int, second: int) -> dict[str, float]:
    """The measures of a pair of stories by name."""
    views = build_views(STORIES)
    pair = Pairs(np.array([first]), np.array([second]), np.array([0.9]), np.array([0.9]))
    return dict(zip(MEASURES, describe(views, pair)[0].tolist(), strict=True))


def test_equal_stories_are_alike_in_every_view() -> None:
    made = measures(0, 1)
    alike = (
        "phrases",
        "lead_names_least",
        "lead_names_most",
        "lead_words_least",
        "title_least",
    )
    assert {name: round(made[name], 3) for name in alike} == dict.fromkeys(alike, 1.0)
    assert made["of_best"] == made["of_second_best"] == 1.0


def test_a_story_of_another_thing_elsewhere_shares_less_of_all() -> None:
    alike, other = measures(0, 1), measures(0, 2)
    assert all(other[name] <= alike[name] for name in MEASURES if name not in {"days", "crowd"})
    assert other["lead_names_most"] == 0.0


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(0, 1, 1.33), (0, 2, 0.0), (0, 3, 0.0)],
    ids=["four days apart", "one day", "no day known"],
)
def test_the_days_between_are_told_in_threes(first: int, second: int, expected: float) -> None:
    assert round(measures(first, second)["days"], 2) == expected


def test_days_are_counted_between_the_ends_that_face_each_other() -> None:
    days = np.array([[0.0, 1.0], [5.0, 6.0], [0.5, 5.5], [np.nan, np.nan]])
    a, b = np.array([0, 1, 0, 0]), np.array([1, 0, 2, 3])
    assert days_apart(days, a, b)[:3].tolist() == [4.0, 4.0, 0.0]
    assert np.isnan(days_apart(days, a, b)[3])


def test_the_best_of_a_lone_story_is_measured_against_a_floor_that_sinks_with_their_number() -> (
    None
):
    pair = Pairs(np.array([0]), np.array([1]), np.array([0.1]), np.array([0.1]))
    floors = [
        module._relative(pair, np.zeros(count, dtype=np.int32))["of_best"][0]
        for count in (2, 10, 100, 10_000)
    ]
    assert all(few <= many for few, many in pairwise(floors))
    assert [round(floor, 3) for floor in floors[2:]] == [0.5, 0.5]


def test_evidence_adds_up_to_a_likelihood() -> None:
    made = PairScorer((1.0, -2.0), 0.5)(
        np.array([[0.0, 0.0], [1.5, 1.0], [100.0, 0.0]], np.float32)
    )
    assert [round(one, 4) for one in made.tolist()] == [0.6225, 0.5, 1.0]


def test_the_shipped_scorer_joins_like_stories_and_parts_others() -> None:
    views = build_views(STORIES)
    found = candidate_pairs(views)
    scores = dict(zip(rows(found), scorer()(describe(views, found)).tolist(), strict=True))
    assert scores[0, 1] > 0.9
    assert all(score < 0.5 for pair, score in scores.items() if pair not in {(0, 1), (2, 3)})


def test_a_pair_of_two_languages_is_measured_against_the_best_of_such_pairs() -> None:
    languages = np.array([0, 0, 1], dtype=np.int32)
    pairs = Pairs(np.array([0, 0]), np.array([1, 2]), np.array([0.9, 0.6]), np.array([0.9, 0.6]))
    assert module._relative(pairs, languages)["of_best"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("likeness", "near", "crowd"),
    [
        ([0.4, 0.1, 0.1, 0.1], True, 1),
        ([0.4, 0.3, 0.2, 0.1], True, 3),
        ([0.4, 0.3, 0.2, 0.2], True, 4),
        ([0.4, 0.3, 0.2, 0.2], False, 0),
    ],
    ids=["alone", "two others", "three others", "no day known"],
)
def test_a_crowd_are_the_texts_of_these_days_that_are_half_as_alike(
    likeness: list[float], *, near: bool, crowd: int
) -> None:
    count = len(likeness)
    alike = np.array(likeness)
    pairs = Pairs(np.zeros(count, dtype=int), np.arange(1, count + 1), alike, alike)
    assert module._crowd(pairs, np.full(count, near), count + 1)[0] == crowd


def test_a_crowd_is_counted_up_to_its_bound() -> None:
    alike = np.full(50, 0.5)
    pairs = Pairs(np.zeros(50, dtype=int), np.arange(1, 51), alike, alike)
    assert module._crowd(pairs, np.full(50, True), 51).max() == module.CROWD


@pytest.mark.parametrize("count", [0, 1, 65_536, 65_537, 140_001])
def test_a_pair_has_the_same_score_in_whatever_part_it_is_scored(count: int) -> None:
    measures = np.random.default_rng(7).random((count, len(MEASURES)), dtype=np.float32)
    one = scorer()
    at_once = 1 / (1 + np.exp(-(measures @ np.array(one.weights) + one.intercept)))
    assert np.array_equal(one(measures), at_once)


def test_the_measures_of_many_pairs_are_not_copied_to_score_them() -> None:
    """In double width those of two million pairs took more than the words of their 100,000 stories."""
    measures = np.zeros((400_000, len(MEASURES)), dtype=np.float32)
    one = scorer()
    tracemalloc.start()
    try:
        one(measures)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < measures.nbytes


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pairs_are_described_alike_in_whatever_parts(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    def described() -> tuple[list[tuple[int, int]], list[list[float]]]:
        views = build_views(STORIES)
        found = candidate_pairs(views)
        return rows(found), describe(views, found).tolist()

    whole = described()
    assert len(whole[0]) > size
    monkeypatch.setattr(module, "PAIRS", size)
    monkeypatch.setattr(module, "CHUNK", size)
    assert described() == whole
