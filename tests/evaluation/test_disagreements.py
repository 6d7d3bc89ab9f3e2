"""Facts and disagreements, measured on an event of our own."""

from __future__ import annotations

from typing import Any

from briefing.evaluation.disagreements import matches
from briefing.evaluation.labelled import Clash

from .conftest import Measure


def event(kind: str = "update") -> dict[str, Any]:
    return {
        "name": "landslide",
        "versions": [
            {
                "outlet": "Skarn Courier",
                "when": "2025-06-16",
                "sentences": [["dead", "A landslide in Orvo killed 31 people, the governor said."]],
            },
            {
                "outlet": "Tamsel Post",
                "when": "2025-06-16",
                "sentences": [["dead", "A landslide in Orvo has killed 45 people."]],
            },
        ],
        "disagreements": [{"kind": kind, "values": ["31", "45"]}],
    }


def test_a_disagreement_is_found_by_both_ways(measure: Measure) -> None:
    (found,) = measure("disagreements", event())
    ours, plain = found.systems["briefing"], found.systems["words and figures"]
    assert (ours["disagreement precision"], ours["disagreement recall"]) == (1, 1)
    assert (plain["disagreement precision"], plain["disagreement recall"]) == (1, 1)
    assert ours["kind right"] == 1


def test_another_kind_is_told(measure: Measure) -> None:
    (found,) = measure("disagreements", event("conflict"), examples=1)
    assert found.systems["briefing"]["kind right"] == 0
    (example,) = found.examples
    assert example.startswith("landslide: update, not conflict: ")


def test_each_label_is_found_once() -> None:
    clash = Clash(kind="conflict", values=["31", "45"])
    assert matches([clash], [["31 people", "45"], ["31", "45"]]) == {0: clash}


def test_events_without_labels_are_counted(measure: Measure) -> None:
    rows = [
        {"doc_id": name, "text": text, "cluster": "landslide", "date": "2025-06-16"}
        for version in event()["versions"]
        for name, text in [(version["outlet"], version["sentences"][0][1])]
    ]
    (found,) = measure("disagreements", *rows, examples=1)
    assert found.systems["briefing"]["events of several reports"] == 1
    assert found.systems["briefing"]["update"] == 1
    assert found.systems["words and figures"] == {"disagreements": 1}
    assert "31 people | Skarn Courier@" in found.examples[0]
