"""Outlets: who published each story of a document.

::

    Document, stories ─ surroundings ─▶ lines beside each story, head and foot of the page
        the user's map ▶ what the format states ▶ the story's own lines (beside)
                       ▶ the page's masthead, which covers every story (mastheads) ▶ the address ▶ unknown
"""

from briefing.reading.outlets.beside import credit_lines, outlet_behind
from briefing.reading.outlets.choice import find_outlets, is_named
from briefing.reading.outlets.orders import day_first_of
from briefing.reading.outlets.stated import clean_outlet
from briefing.reading.outlets.surroundings import lines_around

__all__ = [
    "clean_outlet",
    "credit_lines",
    "day_first_of",
    "find_outlets",
    "is_named",
    "lines_around",
    "outlet_behind",
]
