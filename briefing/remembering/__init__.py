"""Remembering: what earlier briefs said, and what today's adds to it.

::

    Item, earlier rows ─ judge (compare) ─▶ Item with Novelty ─ fresh ─▶ items worth a place
    Item ─ said ─▶ rows for later briefs
"""

from briefing.remembering.novelty import Judged, Row, fresh, is_unchanged, judge, said

__all__ = [
    "Judged",
    "Row",
    "fresh",
    "is_unchanged",
    "judge",
    "said",
]
