"""Figures: what is counted, how much, how exactly, in digits or in words, once for all rooms.

::

    <code>/figures.toml ─ lexicon ─ lexemes ─▶ numerals: "250", "two hundred and fifty" ─▶ one key
    numeral, what stands around it ─ surroundings, nouns ─▶ unit, noun, bound ─ find_figures ─▶ Figure
"""

from briefing.language.figures.lexicon import spelt_words
from briefing.language.figures.numerals import Numeral, find_numerals
from briefing.language.figures.reader import TIMES, Figure, find_figures, marks_rounding, stands_for

__all__ = [
    "TIMES",
    "Figure",
    "Numeral",
    "find_figures",
    "find_numerals",
    "marks_rounding",
    "spelt_words",
    "stands_for",
]
