"""Whether items tell one event, measured on a day of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.evaluation import Options, evaluate
from briefing.evaluation.purity import Told, purity

FERRY = "The ferry Anna Marit ran aground off Skarn on Monday with 43 people aboard, the coastguard said."
FERRY_TOO = "With 43 people aboard, the ferry Anna Marit ran aground off Skarn on Monday, the coastguard of Skarn said."
TREE = "A pear tree planted in 1790 fell in the orchard of Tamsel, its owner Petra Lohm told neighbours."


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A folder with one labelled day of three stories."""
    folder = tmp_path / "days" / "2025-06-16"
    (folder / "files").mkdir(parents=True)
    rows = [("a", FERRY), ("b", FERRY_TOO), ("c", TREE)]
    for name, text in rows:
        row = {"title": f"Story {name}", "text": text, "date": "2025-06-16"}
        (folder / "files" / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    stories = [{"key": name, "file": f"{name}.jsonl", "first": text} for name, text in rows]
    gold = {"date": "2025-06-16", "stories": stories, "events": [["a", "b"], ["c"]]}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_brief_of_a_day_is_held_against_its_events(day: Path, how: Options) -> None:
    (found,) = evaluate("grouping", day, how)
    figures = found.systems["briefing"]
    assert (found.data, found.rows) == ("2025-06-16", 3)
    assert (figures["items"], figures["strictly of one event"], figures["purity, stories"]) == (
        2,
        2,
        1,
    )
    assert (figures["purity, sentences"], figures["events in two items"]) == (1, 0)


def test_a_faulty_gold_is_told_with_its_field(day: Path, how: Options) -> None:
    (day / "days" / "2025-06-16" / "gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="date"):
        list(evaluate("grouping", day, how))


def test_stories_of_several_events_count_only_strictly() -> None:
    items = [
        Told((1, 1, None), (1, None)),
        Told((1, 2, 2, 2), (1, 2)),
        Told((None,), ()),
        Told((1,), (1,)),
    ]
    figures = purity(items)
    assert (figures["of one event"], figures["strictly of one event"]) == (3, 2)
    assert figures["purity, stories"] == (1 + 0.75 + 1 + 1) / 4
    assert figures["purity, sentences"] == (1 + 0.5 + 1 + 1) / 4
    assert figures["events in two items"] == 1
