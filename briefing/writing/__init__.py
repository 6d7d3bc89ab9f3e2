"""Writing: an event becomes an item whose every sentence its sources carry.

::

    Event, Fact ─ outline ─▶ Outline ─ requests ─▶ Prompt ┄ model ┄▶ Answer ─ parse ──▶ draft
                                │ └─ deletion_requests ┄ model ┄▶ scores ─ shorten ─▶ draft
                                └──────────── consolidate (ladder, gate) ◀─────────────┘ ─▶ Item
"""

from briefing.writing.consolidate import Extras, Outline, consolidate, outline
from briefing.writing.draft import DeletionRequest, deletion_requests, parse, requests
from briefing.writing.shorten import shorten
from briefing.writing.verify import Support, verify

__all__ = [
    "DeletionRequest",
    "Extras",
    "Outline",
    "Support",
    "consolidate",
    "deletion_requests",
    "outline",
    "parse",
    "requests",
    "shorten",
    "verify",
]
