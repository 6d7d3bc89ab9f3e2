"""The last room: a :class:`briefing.records.Brief` in, text for people and programs out.

::

    Brief ─ page ─▶ Page (footnotes numbered, words chosen) ─▶ markdown, html
    Brief ─────────────────────────────────────────────────▶ jsonfile
    Reading ───────────────────────────────────────────────▶ inspection

Nothing here touches the disk; whoever calls writes the files.  The same brief gives the same bytes.
"""

from briefing.publishing.html import to_html
from briefing.publishing.inspection import to_inspection
from briefing.publishing.jsonfile import json_text, to_json
from briefing.publishing.markdown import to_markdown
from briefing.publishing.plaintext import terminal_text

__all__ = ["json_text", "terminal_text", "to_html", "to_inspection", "to_json", "to_markdown"]
