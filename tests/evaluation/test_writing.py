"""Writing, measured on texts of our own."""

from __future__ import annotations

import pytest

from briefing.evaluation.writing import unsupported

from .conftest import Measure

TEXT = (
    "The ferry Anna Marit ran aground off the island of Skarn on Monday with 43 people aboard. "
    "The lifeboats of two fishing villages brought all passengers ashore, the coastguard of Skarn said."
)


def test_an_item_stands_beside_the_first_words(measure: Measure) -> None:
    pytest.importorskip("rouge_score")
    (found,) = measure("writing", {"id": 1, "docs": [{"text": TEXT}], "reference": TEXT})
    ours, lead = found.systems["briefing"], found.systems["first words"]
    assert (ours["ROUGE-1"], lead["ROUGE-1"]) == (100, 100)
    assert (ours["verbatim"], ours["withheld"], ours["unsupported names and figures"]) == (1, 0, 0)
    assert ours["length to source"] == 1
    assert (ours["coverage"], ours["passed the gate"]) == (1, 0)  # nothing was changed
    assert ours["seconds an item"] > 0
    assert found.models == "no model"


def test_what_the_gate_refuses_is_counted_by_reason(measure: Measure) -> None:
    pytest.importorskip("rouge_score")
    bare = {"text": "He said that they would do it."}
    (found,) = measure("writing", {"id": 1, "docs": [bare], "reference": TEXT})
    ours = found.systems["briefing"]
    reasons = {name: count for name, count in ours.items() if name.startswith("refused: ")}
    assert ours["refused by the gate"] == 1
    assert set(reasons.values()) == {1}


def test_names_and_figures_that_the_passages_lack_are_counted() -> None:
    quoted = [{"quote": "The ferry ran aground off Skarn with 43 people."}]
    sentence = {"text": "Ferries ran aground off Tamsel with 34 people.", "citations": quoted}
    assert unsupported(sentence) == 2
