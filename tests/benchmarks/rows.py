"""Rows of labelled sets as stories, for the benchmarks of grouping."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path
from typing import Any

from briefing.records import UNKNOWN, UNKNOWN_WHEN, Sentence, Story, When, content_id


def load_rows(name: str, folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a set, shuffled: their order tells the clusters."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    import score  # type: ignore[import-not-found]  # lies in the eval folder

    rows: list[dict[str, Any]] = score.load(name, str(folder))
    random.Random(1).shuffle(rows)
    return rows


def story_of(row: dict[str, Any]) -> Story:
    """Return a row with `doc_id`, `text` and perhaps `title`, `date`, `source` as a story."""
    import nupunkt

    title, text = row.get("title") or "", row["text"]
    identity = content_id(str(row["doc_id"]), title, text)
    offset = len(title) + 1 if title else 0
    sentences = []
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in nupunkt.sent_spans(line) if line.strip() else ():
            words = line[start:end].strip()
            begin = offset + line.index(words, start)
            if words:
                sentences.append(
                    Sentence(
                        story=identity,
                        document=identity,
                        start=begin,
                        end=begin + len(words),
                        text=words,
                        paragraph=paragraph,
                    )
                )
        offset += len(line) + 1
    when = UNKNOWN_WHEN
    if row.get("date"):
        when = When.on(date.fromisoformat(row["date"]), "stated", "the row's date")
    headline = Sentence(
        story=identity, document=identity, start=0, end=len(title), text=title, paragraph=-1
    )
    return Story.model_construct(
        id=identity,
        document=identity,
        file=str(row["doc_id"]),
        title=headline if title else None,
        sentences=tuple(sentences),
        subheads=(),
        spans=((0, offset),),
        outlet=row.get("source") or UNKNOWN,
        agency=UNKNOWN,
        when=when,
        language="en",
        url="",
    )
