"""The last room: a :class:`briefing.records.Brief` in, text for people and programs out.

::

    Brief ─ lay_out ─▶ Page (footnotes numbered, words chosen) ─ RENDERINGS ─▶ markdown, html, jsonfile
    Reading ─────────────────────────────────────────────────────────────────▶ inspection

An output is a module with a :class:`Rendering` and its line in :data:`RENDERINGS`.  Nothing here
touches the disk; whoever calls writes the files.  The same brief gives the same bytes.
"""

from typing import Final

from briefing.publishing import html, jsonfile, markdown
from briefing.publishing.inspection import to_inspection
from briefing.publishing.jsonfile import json_text
from briefing.publishing.page import Rendering, lay_out
from briefing.publishing.plaintext import terminal_text

__all__ = ["RENDERINGS", "Rendering", "json_text", "lay_out", "terminal_text", "to_inspection"]

RENDERINGS: Final[tuple[Rendering, ...]] = (
    markdown.RENDERING,
    html.RENDERING,
    jsonfile.RENDERING,
)
"""What is made of every brief."""
