"""Dating of plain text on a labelled set of our own writing (`date_cases.jsonl`).

One object a line: `text` of the file `file`, the day expected (null: none may be given), the basis.
`headline` names the story meant where there are several.  Run with `-s` to see the accuracy.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.reading import ReadingSettings, ingest, read
from briefing.records import Document, Story

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "date_cases.jsonl").read_text("utf-8").splitlines()
]
FLOOR = 0.95
"""Share of cases with the right day and basis; lowering it needs a reason."""


def story_of(case: dict[str, Any]) -> Story:
    scraped = case.get("scraped_at")
    settings = ReadingSettings(
        day=date.fromisoformat(case.get("day", "2025-06-17")),
        tz=case.get("tz", "UTC"),
        scraped_at={case["file"]: datetime.fromisoformat(scraped)} if scraped else {},
        day_first=case.get("day_first"),
    )
    document = ingest(case["file"], case["text"].encode(), settings)
    assert isinstance(document, Document)
    stories = read([document], settings)[0].stories
    wanted = case.get("headline")
    return next((s for s in stories if wanted and wanted in s.headline), stories[0])


def misses() -> list[str]:
    found = []
    for case in CASES:
        when = story_of(case).when
        day = when.day.isoformat() if when.day and when.basis != "unknown" else None
        if (day, when.basis) != (case["expect"], case["basis"]):
            found.append(
                f"{case['name']}: {day} {when.basis} ({when.evidence}), not {case['expect']} {case['basis']}"
            )
    return found


def test_most_cases_get_the_right_day_and_basis(capsys: pytest.CaptureFixture[str]) -> None:
    found = misses()
    accuracy = 1 - len(found) / len(CASES)
    with capsys.disabled():
        print(f"\ndate cases: {accuracy:.3f} right of {len(CASES)}", *found, sep="\n  ")  # noqa: T201  the accuracy is to be seen
    assert accuracy >= FLOOR
