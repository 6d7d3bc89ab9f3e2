"""Grouping, measured on stories of our own."""

from __future__ import annotations

from .conftest import Measure

FERRY = "The ferry Anna Marit ran aground off Skarn on Monday with 43 people aboard, the coastguard said."
FERRY_TOO = "With 43 people aboard, the ferry Anna Marit ran aground off Skarn on Monday, the coastguard of Skarn said."
TREE = "A pear tree planted in 1790 fell in the orchard of Tamsel, its owner Petra Lohm told neighbours."


def test_two_events_come_out_whole_beside_the_baseline(measure: Measure) -> None:
    (found,) = measure(
        "grouping",
        {"doc_id": "1", "text": FERRY, "cluster": "ferry", "date": "2025-06-16"},
        {"doc_id": "2", "text": FERRY_TOO, "cluster": "ferry", "date": "2025-06-16"},
        {"doc_id": "3", "text": TREE, "cluster": "tree", "date": "2025-06-16"},
    )
    assert list(found.systems) == ["briefing", "TF-IDF at .75"]
    for figures in found.systems.values():
        assert (figures["BCubed F1"], figures["pair F1"], figures["false pairs"]) == (1, 1, 0)


def test_labels_that_part_one_text_make_a_false_pair(measure: Measure) -> None:
    (found,) = measure(
        "grouping",
        {"doc_id": 1, "text": FERRY, "dup_group": "a"},
        {"doc_id": 2, "text": FERRY, "dup_group": "b"},
    )
    assert found.systems["briefing"]["false pairs"] == 1
    assert found.systems["briefing"]["BCubed precision"] == 0.5
    assert "TF-IDF at its best" in found.systems
