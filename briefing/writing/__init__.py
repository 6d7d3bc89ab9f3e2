"""Writing: an event becomes an item whose every sentence its sources carry.

::

    Event, Fact ─ outline ─▶ Outline ─ requests ─▶ Prompt ┄ model ┄▶ Answer ─ parse ─▶ draft
                                └──────────── consolidate (ladder, gate) ◀─────────────┘ ─▶ Item
"""

from briefing.writing.consolidate import Extras, Outline, consolidate, outline
from briefing.writing.draft import parse, requests
from briefing.writing.verify import Support, verify

__all__ = [
    "Extras",
    "Outline",
    "Support",
    "consolidate",
    "outline",
    "parse",
    "requests",
    "verify",
]
