"""Disagreements: what the reports of one event tell differently, never averaged.

::

    event ─ find_mentions ─▶ Mention ─ find_rivals (likeness of contexts, rivals.json) ─▶ Rivals ─ differing_figures ─▶ values of one thing ┐
    facts ─ fill_days, find_places, find_speakers ─▶ Filled ─ same_thing, clashes ─▶ values of one thing ┴─ kind_of (updates.json) ─▶ Disagreement
"""

from briefing.grouping.disagreements.find import find_disagreements
from briefing.grouping.disagreements.rivals import texts_in_doubt

__all__ = [
    "find_disagreements",
    "texts_in_doubt",
]
