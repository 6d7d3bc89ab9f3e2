"""Writing: an event becomes an item whose every sentence its sources carry.

::

    Event, Fact ─ outline ─▶ Outline ─ requests ─▶ Prompt ┄ model ┄▶ Answer ─ parse ──▶ draft
                                │ └─ to_parse ┄ parser ┄▶ Tree ─ deletion_requests ─▶ parts that may go
                                │                          ┄ model ┄▶ scores ─ shorten ─▶ draft
                                └──────────── consolidate (ladder, gate) ◀─────────────┘ ─▶ Item
                                                                      (fit, omissions) ◀─┘
"""

from briefing.writing.budget import WORDS_PER_MINUTE, fit
from briefing.writing.consolidate import Outline, consolidate, outline
from briefing.writing.draft import DeletionRequest, deletion_requests, parse, requests, to_parse
from briefing.writing.omissions import omissions
from briefing.writing.shorten import Draft, shorten
from briefing.writing.verify import Support, verify

__all__ = [
    "WORDS_PER_MINUTE",
    "DeletionRequest",
    "Draft",
    "Outline",
    "Support",
    "consolidate",
    "deletion_requests",
    "fit",
    "omissions",
    "outline",
    "parse",
    "requests",
    "shorten",
    "to_parse",
    "verify",
]
