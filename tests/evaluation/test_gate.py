"""The gate, measured on drafts of our own."""

from __future__ import annotations

from .conftest import Measure

SOURCE = (
    "The ferry Anna Marit, built in 1974, ran aground off Skarn on Monday with 43 people aboard."
)
GOOD = "The ferry Anna Marit ran aground off Skarn on Monday with 43 people aboard."
WRONG = "The ferry Anna Marit ran aground off Skarn on Monday with 34 people aboard."


def test_drafts_stand_beside_no_gate_and_word_overlap(measure: Measure) -> None:
    (found,) = measure(
        "gate",
        {"sources": [SOURCE], "draft": GOOD, "reasons": []},
        {"sources": [SOURCE], "draft": WRONG, "reasons": ["number not in source"]},
    )
    assert found.systems["briefing"]["balanced accuracy"] == 1
    assert found.systems["briefing"]["fault named"] == 1
    assert found.systems["nothing rejected"] == {
        "balanced accuracy": 0.5,
        "supported passed": 1,
        "unsupported caught": 0,
    }
    assert list(found.systems) == ["briefing", "values only", "word overlap", "nothing rejected"]


def test_a_draft_that_passes_by_mistake_is_shown(measure: Measure) -> None:
    row = {"sources": [SOURCE], "draft": GOOD, "reasons": ["attribution lost"]}
    (found,) = measure("gate", row, examples=3)
    assert found.systems["briefing"]["unsupported caught"] == 0
    assert found.examples == (f"{GOOD}\n  found: nothing; wanted: attribution lost",)


def test_claims_are_held_against_their_text(measure: Measure) -> None:
    (found,) = measure(
        "gate",
        {"id": "1", "doc": SOURCE, "claim": GOOD, "label": 1},
        {"id": "2", "doc": SOURCE, "claim": WRONG, "label": 0},
    )
    assert found.systems["values only"]["balanced accuracy"] == 1
