"""Disagreements: what the reports of one event tell differently, never averaged.

::

    facts ─ fill_slots, find_places, find_speakers ─▶ Filled ─ same_thing ─ agree? ─ kind_of ─▶ Disagreement
"""

from briefing.grouping.disagreements.find import find_disagreements

__all__ = [
    "find_disagreements",
]
