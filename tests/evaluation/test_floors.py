"""Floors: what falls, what cannot be held, and that our own labelled data stay above theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.evaluation import SUBJECTS, Floor, Measured, Options, evaluate, hold, shipped

TESTS = Path(__file__).parents[1]
OWN = {
    "reading": TESTS / "reading/dating/date_cases.jsonl",
    "disagreements": TESTS / "grouping/events.json",
    "novelty": TESTS / "remembering/novelty.json",
    "gate": TESTS / "writing/gate/gate_cases.jsonl",
}
FOUND = Measured("pebbles", "abc", 10, {"briefing": {"F1": 0.5, "lost": 2}})
FLOOR = Floor(
    subject="beach",
    data="pebbles",
    rows=10,
    sha256="abc",
    date="2025-06-17",
    command="briefing eval beach pebbles.jsonl",
    at_least={"F1": 0.5},
    at_most={"lost": 2},
)


def test_figures_at_their_floor_hold() -> None:
    assert hold("beach", [FOUND], [FLOOR]) == ((), (), 2)


def test_figures_below_their_floor_fall() -> None:
    worse = FOUND._replace(systems={"briefing": {"F1": 0.49, "lost": 3}})
    assert hold("beach", [worse], [FLOOR]).fallen == (
        "pebbles: F1 0.4900, floor 0.5000",
        "pebbles: lost 3.0000, at most 2.0000",
    )


def test_a_figure_that_is_gone_has_fallen() -> None:
    gone = FOUND._replace(systems={"briefing": {"lost": 0}})
    assert hold("beach", [gone], [FLOOR]).fallen == ("pebbles: F1 is gone, floor 0.5000",)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"data": "shells"}, "shells: no floor for data of this name"),
        ({"sha256": "xyz"}, "pebbles: the floors are of other data (digest abc, not xyz)"),
        ({"complete": False, "rows": 3}, "pebbles: the floors are of all rows, not of 3"),
        ({"models": "tide"}, "pebbles: the floors are of no model, not of tide"),
    ],
)
def test_what_no_floor_fits_is_said(change: dict[str, object], told: str) -> None:
    assert hold("beach", [FOUND._replace(**change)], [FLOOR]) == ((), (told,), 0)  # type: ignore[arg-type]  # one field of many kinds


def test_every_floor_names_a_subject_and_holds_something() -> None:
    floors = shipped()
    assert {floor.subject for floor in floors} <= set(SUBJECTS) - {"speed"}
    assert [floor for floor in floors if not floor.at_least and not floor.at_most] == []


@pytest.mark.parametrize("subject", OWN)
def test_our_own_labelled_data_stay_above_their_floors(subject: str, how: Options) -> None:
    found = list(evaluate(subject, OWN[subject], how._replace(examples=50)))
    held = hold(subject, found, shipped())
    assert held.unheld == ()
    assert held.held > 0
    assert held.fallen == (), found[0].examples
