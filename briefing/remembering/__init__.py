"""Remembering: what was reported on earlier days, and what today's items add to it.

::

    Event ─ remember ─▶ rows for later days
    Item, earlier rows ─ threads ─▶ the happening on earlier days ─ judge (compare, changes) ─▶ Item with Novelty
    Item with Novelty ─ fresh ─▶ items worth a place
"""

from briefing.remembering.comparison import compare
from briefing.remembering.novelty import fresh, is_unchanged, judge
from briefing.remembering.threads import Row, remember

__all__ = [
    "Row",
    "compare",
    "fresh",
    "is_unchanged",
    "judge",
    "remember",
]
