"""Reading: files to dated stories, nothing lost.

::

    bytes ─ ingest ─▶ Document ─ cut ─▶ paragraphs ─ assemble ─▶ Reading(Story, Removed)
                                   (after grouping) infer_from_reports ─▶ Story, dated by reprints
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.reading.assemble import assemble
from briefing.reading.given import given_story, sentence_texts
from briefing.reading.ingest import ingest
from briefing.reading.reprint_dates import infer_from_reports
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, Reading

__all__ = [
    "ReadingSettings",
    "given_story",
    "infer_from_reports",
    "ingest",
    "read",
    "sentence_texts",
]


def read(documents: Sequence[Document], settings: ReadingSettings) -> list[Reading]:
    """Cut documents into dated stories; one reading each, in order.

    All documents of a run belong into one call: a line that stands in many of them is furniture.
    """
    from briefing.reading.clean import repeated_lines
    from briefing.reading.split import cut

    repeated = repeated_lines(document.text for document in documents)
    return [
        assemble(document, cut(document.text, repeated, _bounds(document)), settings)
        for document in documents
    ]


def _bounds(document: Document) -> list[tuple[int, int]]:
    """Where one story begins and ends by the format; a mail without headings may hold several."""
    if document.media_type == "message/rfc822" and len(document.sections) < 2:
        return []
    return [(section.start, section.end) for section in document.sections]
