"""The last room: a :class:`briefing.records.Brief` in, text for people and programs out.

::

    brief.json ─ read_brief ─▶ Brief
    Brief ─ lay_out ─▶ Page (marks numbered, sources by report, words chosen)
                       Page ─ RENDERINGS ─▶ markdown, html, jsonfile; textfile, mailpage, word, book
    Reading ───────────────────────────────────────────────────────────────────▶ inspection

An output is a module with a :class:`Rendering` and its line in :data:`RENDERINGS`.  Nothing here
touches the disk; whoever calls writes the files.  The same brief gives the same bytes.
"""

from typing import Final

from briefing.extensions import extensions
from briefing.publishing import book, html, jsonfile, mailpage, markdown, textfile, word
from briefing.publishing.choice import USUAL, choose
from briefing.publishing.inspection import to_inspection
from briefing.publishing.jsonfile import json_text
from briefing.publishing.mailpage import subject, to_mail_page
from briefing.publishing.page import Rendering, lay_out
from briefing.publishing.plaintext import terminal_text
from briefing.publishing.stored import read_brief
from briefing.publishing.textfile import Style, to_text

__all__ = [
    "RENDERINGS",
    "USUAL",
    "Rendering",
    "Style",
    "choose",
    "json_text",
    "lay_out",
    "read_brief",
    "renderings",
    "subject",
    "terminal_text",
    "to_inspection",
    "to_mail_page",
    "to_text",
]

RENDERINGS: Final[tuple[Rendering, ...]] = (
    markdown.RENDERING,
    html.RENDERING,
    jsonfile.RENDERING,
    textfile.RENDERING,
    mailpage.RENDERING,
    word.RENDERING,
    book.RENDERING,
)
"""What can be made of a brief without other packages; ``output.formats`` says what is."""


def renderings() -> tuple[Rendering, ...]:
    """Return what can be made of a brief, and what installed packages add."""
    return (*RENDERINGS, *extensions("briefing.renderings", Rendering))
