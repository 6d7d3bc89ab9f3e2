"""Rows of labelled sets as they stand in their files, for all that is fitted on them."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

from briefing import reading
from briefing.evaluation.datasets import Row, load
from briefing.records import Story


class AnyRow(Row, extra="allow"):
    """A row with whatever fields it has."""


def load_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a set, in their order."""
    return [row.model_dump() for row in load(folder / f"{name}.jsonl.gz", AnyRow).rows]


def shuffled_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a set, shuffled: their order may tell the labels."""
    rows = load_rows(folder, name)
    random.Random(1).shuffle(rows)
    return rows


def story_of(row: dict[str, Any]) -> Story:
    """Return a row with `doc_id`, `text` and perhaps `title`, `date`, `source` as a story."""
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    name, title = str(row["doc_id"]), row.get("title") or ""
    for text, head in ((row["text"], title), (title, ""), ("(empty)", "")):
        story = reading.given_story(name, text, head, day, row.get("source") or "")
        if story is not None:
            return story
    raise AssertionError("a text in brackets is a sentence")
