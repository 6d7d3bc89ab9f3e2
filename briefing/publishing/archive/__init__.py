"""All days together: what a brief is once it has been made.

::

    brief.json ─ read_day ─▶ Day ─ lines_of ─▶ Line ─┬─ index_page, list_pages ─▶ index.html, topics/, outlets/
                              │                      └─ search_files ───────────▶ search/ (scripts; no server)
                              ├─ atom, json_feed ───────────────────────────────▶ feed.atom, feed.json
                              └─ day_text ──────────────────────────────────────▶ a terminal
    brief.html ─ with_neighbours ─────────────────────────────────────────────────▶ brief.html, its days linked

Nothing here touches the disk (:mod:`briefing.assembly.archive` does).  The same days give the same bytes.
"""

from briefing.publishing.archive.feeds import Channel, atom, json_feed
from briefing.publishing.archive.marks import foreign
from briefing.publishing.archive.neighbours import with_neighbours
from briefing.publishing.archive.pages import OUTLETS, TOPICS, Look, index_page, list_pages
from briefing.publishing.archive.records import (
    Dated,
    Day,
    Line,
    indexed,
    line_text,
    lines_of,
    read_day,
    read_line,
)
from briefing.publishing.archive.searchdata import search_files
from briefing.publishing.archive.terminal import Style, day_text
from briefing.publishing.archive.topics import by_outlets, by_topics

__all__ = [
    "OUTLETS",
    "TOPICS",
    "Channel",
    "Dated",
    "Day",
    "Line",
    "Look",
    "Style",
    "atom",
    "by_outlets",
    "by_topics",
    "day_text",
    "foreign",
    "index_page",
    "indexed",
    "json_feed",
    "line_text",
    "lines_of",
    "list_pages",
    "read_day",
    "read_line",
    "search_files",
    "with_neighbours",
]
