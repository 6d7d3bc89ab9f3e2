"""All days together: what a brief is once it has been made.

::

    brief.json ─ read_items ─▶ DayItems ─ indexed ─▶ Line ─┬─ index_page, list_pages ─▶ index.html, topics/, outlets/
        │                                                  └─ search_files ───────────▶ search/ (scripts; no server)
        └─ read_brief, lay_out ─▶ Page (of the last days) ─── atom, json_feed ─────────▶ feed.atom, feed.json
    brief.html ─ with_neighbours ─────────────────────────────────────────────────────▶ brief.html, its days linked

Nothing here touches the disk (:mod:`briefing.assembly.archive` does).  The same days give the same bytes.
"""

from briefing.publishing.archive.days import DayItems, read_items
from briefing.publishing.archive.feeds import Channel, atom, json_feed
from briefing.publishing.archive.lines import (
    Dated,
    Line,
    indexed,
    line_text,
    read_line,
)
from briefing.publishing.archive.marks import foreign
from briefing.publishing.archive.neighbours import with_neighbours, without_neighbours
from briefing.publishing.archive.pages import OUTLETS, TOPICS, Look, index_page, list_pages
from briefing.publishing.archive.searchdata import search_files
from briefing.publishing.archive.topics import by_outlets, by_topics

__all__ = [
    "OUTLETS",
    "TOPICS",
    "Channel",
    "Dated",
    "DayItems",
    "Line",
    "Look",
    "atom",
    "by_outlets",
    "by_topics",
    "foreign",
    "index_page",
    "indexed",
    "json_feed",
    "line_text",
    "list_pages",
    "read_items",
    "read_line",
    "search_files",
    "with_neighbours",
    "without_neighbours",
]
