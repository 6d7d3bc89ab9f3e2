"""Figures for people and for programs."""

from __future__ import annotations

from briefing.evaluation import Measured, to_lines, to_object

ONE = Measured(
    "pebbles",
    "abc",
    1200,
    {"briefing": {"F1": 0.5, "found": 1200}, "plain": {"F1": 0.25}},
    part="grey",
    examples=("one\ntwo",),
)


def test_a_table_has_a_column_for_each_way() -> None:
    assert [line.split() for line in to_lines([ONE])] == [
        ["pebbles,", "grey:", "1200", "rows"],
        ["briefing", "plain"],
        ["F1", "0.500", "0.250"],
        ["found", "1,200", "–"],
        [],
        ["one"],
        ["two"],
        [],
    ]


def test_an_object_holds_all_of_it() -> None:
    assert to_object("beach", [ONE]) == {
        "subject": "beach",
        "sets": [
            {
                "data": "pebbles",
                "sha256": "abc",
                "rows": 1200,
                "complete": True,
                "part": "grey",
                "examples": ["one\ntwo"],
                "figures": {"briefing": {"F1": 0.5, "found": 1200}, "plain": {"F1": 0.25}},
            }
        ],
    }
