"""Writing: an event becomes an item whose every sentence its sources carry.

::

    Fact ─ to_parse ┄ parser ┄▶ Parsed ─────────┐
    Event, Fact ─────────────────────────── outline ─▶ Outline
    Outline ─ requests ┄ model ┄▶ Answer ─ parse ──────────────────▶ Draft ─┐
    Parsed ── cuts, fusions ─▶ Cut ─ shortened ⇄ model ────────────▶ Draft ─┤
    Outline ─ consolidate (ladder, gate) ◀──────────────────────────────────┘ ─▶ Item
    Item ──── fit, omissions ─▶ Item
"""

from briefing.language.syntax import Parsed
from briefing.writing.asking import cuts, fusions, parse, parsed, requests, shortened, to_parse
from briefing.writing.budget import WORDS_PER_MINUTE, fit
from briefing.writing.consolidate import Outline, consolidate, outline
from briefing.writing.cuts import Cut, Draft
from briefing.writing.omissions import omissions
from briefing.writing.plan import Pick
from briefing.writing.support import Support, verify, verify_all

__all__ = [
    "WORDS_PER_MINUTE",
    "Cut",
    "Draft",
    "Outline",
    "Parsed",
    "Pick",
    "Support",
    "consolidate",
    "cuts",
    "fit",
    "fusions",
    "omissions",
    "outline",
    "parse",
    "parsed",
    "requests",
    "shortened",
    "to_parse",
    "verify",
    "verify_all",
]
