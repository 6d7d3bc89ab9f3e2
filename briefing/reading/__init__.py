"""Reading: files to dated stories, nothing lost.

::

    bytes ─ ingest ─▶ Document ─ cut ─▶ paragraphs ─ assemble ─▶ Reading(Story, Removed)
                                   (after grouping) infer_from_reports ─▶ Story, dated by reprints
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.reading.dating import infer_from_reports
from briefing.reading.formats import stands_for_none
from briefing.reading.given import given_story, sentence_texts
from briefing.reading.ingest import ingest
from briefing.reading.outlets import is_named
from briefing.reading.settings import ReadingSettings
from briefing.reading.spread import DIED, NOT_READ, ingest_all, read_all
from briefing.records import Document, Reading
from briefing.work import Workers

__all__ = [
    "DIED",
    "NOT_READ",
    "ReadingSettings",
    "given_story",
    "infer_from_reports",
    "ingest",
    "ingest_all",
    "is_named",
    "read",
    "sentence_texts",
    "stands_for_none",
]


def read(
    documents: Sequence[Document],
    settings: ReadingSettings,
    workers: Workers | None = None,
    keep: Callable[[Reading], Reading] = Reading.whole,
) -> list[Reading]:
    """Cut documents into dated stories; one reading each, in order.

    All documents of a run belong into one call: a line that stands in many of them is furniture.
    Many documents are spread over `workers`, or over as many processes as ``settings.workers`` says.  Of each reading what `keep`
    makes of it is returned.
    """
    return read_all(documents, settings, workers, keep)
