"""Writing: an event becomes an item whose every sentence its sources carry.

::

    Fact ─ to_parse ┄ parser ┄ analyse ─▶ Analysis ─┐
    Event, Fact ──────────────────────────────── outline ─▶ Outline
    Outline ── requests, item_requests ┄ model ┄▶ Answer ─ parse ──▶ Draft ─┐
    Analysis ─ begin_cuts ─▶ Cut ─ shorten ⇄ model ────────────────▶ Draft ─┤
    Outline ── consolidate (ladder, gate) ◀─────────────────────────────────┘ ─▶ Item
    Item ───── find_omissions, find_objections ─▶ Item
"""

from briefing.language.syntax import Analysis
from briefing.writing.asking import (
    Request,
    analyse,
    begin_cuts,
    item_requests,
    parse,
    requests,
    shorten,
    to_look_up,
    to_parse,
)
from briefing.writing.consolidate import Outline, consolidate, outline
from briefing.writing.cuts import Cut, Draft, cuts_in_place
from briefing.writing.gate import knows_grammar
from briefing.writing.objections import find_objections
from briefing.writing.omissions import find_omissions
from briefing.writing.plan import Pick
from briefing.writing.support import Support, verify, verify_all

__all__ = [
    "Analysis",
    "Cut",
    "Draft",
    "Outline",
    "Pick",
    "Request",
    "Support",
    "analyse",
    "begin_cuts",
    "consolidate",
    "cuts_in_place",
    "find_objections",
    "find_omissions",
    "item_requests",
    "knows_grammar",
    "outline",
    "parse",
    "requests",
    "shorten",
    "to_look_up",
    "to_parse",
    "verify",
    "verify_all",
]
