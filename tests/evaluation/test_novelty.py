"""Novelty, measured on sentences of our own."""

from __future__ import annotations

from .conftest import Measure

EARLIER = "A landslide in Orvo killed 31 people, the governor said."


def test_states_are_held_against_their_labels(measure: Measure) -> None:
    cases = [
        ["unchanged", EARLIER, 0],
        ["changed", EARLIER.replace("31", "45"), 0],
        ["new", "The ferry Anna Marit ran aground off Skarn.", None],
        ["changed", "A pear tree fell in Tamsel.", 0],
    ]
    (found,) = measure("novelty", {"earlier": [EARLIER], "cases": cases}, examples=1)
    assert found.systems == {
        "briefing": {"cases": 4, "state right": 0.75},
        "word overlap": {"cases": 4, "state right": 0.5},
    }
    assert found.examples == ("new, not changed: A pear tree fell in Tamsel.",)
