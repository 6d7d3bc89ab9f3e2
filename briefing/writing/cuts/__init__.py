"""Cuts: what may go from a sentence.

::

    sentence, tree ─ parts (reach keeps) ─▶ Part ─▶ Cut ⇄ model ─▶ Draft
    Part ─ cuts_in_place ─▶ only what may go where the sentence stands in its item
    sentence without a tree ─ compress ───▶ shorter text
"""

from briefing.writing.cuts.parts import loose_parts
from briefing.writing.cuts.patterns import (
    compress,
    is_compression,
    trim,
    without_dateline,
    without_wire,
)
from briefing.writing.cuts.places import LONG, cuts_in_place
from briefing.writing.cuts.shorten import ASIDES, LONGEST, Cut, Draft, delete

__all__ = [
    "ASIDES",
    "LONG",
    "LONGEST",
    "Cut",
    "Draft",
    "compress",
    "cuts_in_place",
    "delete",
    "is_compression",
    "loose_parts",
    "trim",
    "without_dateline",
    "without_wire",
]
