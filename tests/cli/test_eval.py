"""`briefing eval`, as somebody calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.evaluation import Floor

from .conftest import Briefing

SOURCE = "The ferry Anna Marit ran aground off Skarn on Monday with 43 people aboard."
ROWS = (
    {"sources": [SOURCE], "draft": SOURCE, "reasons": []},
    {"sources": [SOURCE], "draft": SOURCE.replace("43", "34"), "reasons": ["number not in source"]},
)


@pytest.fixture
def drafts(user: Path) -> Path:
    path = user / "drafts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_a_table_for_people(briefing: Briefing, drafts: Path) -> None:
    done = briefing("eval", "gate", drafts)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("drafts: 2 rows\n")
    assert "nothing rejected" in done.out


def test_one_object_for_programs(briefing: Briefing, drafts: Path) -> None:
    found = json.loads(briefing("eval", "gate", drafts, "--json").out)
    (only,) = found["sets"]
    assert (found["subject"], only["data"], only["rows"]) == ("gate", "drafts", 2)
    assert only["figures"]["briefing"]["balanced accuracy"] == 1


def test_a_figure_below_its_floor_leads_to_exit_code_1(
    briefing: Briefing, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = json.loads(briefing("eval", "gate", drafts, "--json").out)["sets"][0]["sha256"]
    floor = Floor(
        subject="gate",
        data="drafts",
        rows=2,
        sha256=digest,
        date="2025-06-17",
        command="briefing eval gate drafts.jsonl",
        at_least={"balanced accuracy": 1.5},
    )
    monkeypatch.setattr("briefing.evaluation.shipped", lambda: (floor,))
    done = briefing("eval", "gate", drafts, "--check")
    assert done.code == 1
    assert "fell: drafts: balanced accuracy 1.0000, floor 1.5000" in done.out
    told = json.loads(briefing("eval", "gate", drafts, "--check", "--json").out)["floors"]
    assert (told["held"], len(told["fallen"]), told["unheld"]) == (1, 1, [])


def test_data_without_a_floor_are_said_to_be_so(briefing: Briefing, drafts: Path) -> None:
    done = briefing("eval", "gate", drafts, "--check")
    assert done.code == 0
    assert "not held: drafts: no floor for data of this name" in done.out


def test_data_that_lack_what_is_needed_are_wrong_usage(briefing: Briefing, drafts: Path) -> None:
    done = briefing("eval", "grouping", drafts)
    assert done.code == 2
    assert str(drafts) in done.err
    assert "docs/evaluation.md" in done.err


def test_an_unknown_subject_is_wrong_usage(briefing: Briefing, drafts: Path) -> None:
    done = briefing("eval", "tides", drafts)
    assert done.code == 2
    assert "tides" in done.err


def test_the_subjects_that_write_name_their_models(briefing: Briefing, user: Path) -> None:
    path = user / "planted.jsonl"
    path.write_text(json.dumps({"id": "1", "text": SOURCE, "injected_instruction": None}))
    done = briefing("eval", "injection", path, "--model", "none")
    assert done.code == 0
    assert "planted: 1 rows, no model" in done.out
