"""Remembering: what earlier briefs said, and what today's adds to it.

::

    Item, earlier rows ─ judge (compare) ─▶ Item with Novelty ─ fresh ─▶ items worth a place
    Item ─ remember ─▶ rows for later briefs
"""

from briefing.remembering.novelty import JudgedItem, Row, fresh, is_unchanged, judge, remember

__all__ = [
    "JudgedItem",
    "Row",
    "fresh",
    "is_unchanged",
    "judge",
    "remember",
]
