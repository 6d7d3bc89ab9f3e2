"""Quotations: the strings inside quotation marks of any style, and whether the marks pair up."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.tokens import normal

_DOUBLE: Final = re.compile(r'"([^"]*)"')
_SINGLE: Final = re.compile(r"(?<![\w.,!?])'(?=\S)((?:[^']|'(?=\w))*?)(?<=\S)'(?!\w)")


def find_quotes(text: str) -> tuple[str, ...]:
    """Return the strings inside quotation marks, with straight marks inside, final punctuation cut off.

    Those between double marks come first.
    """
    plain = normal(text)
    found = _DOUBLE.findall(plain)
    rest = _DOUBLE.sub(" ", plain)
    return tuple(string.strip(" .,;:!?") for string in found + _SINGLE.findall(rest))


def has_paired_marks(text: str) -> bool:
    """Whether every double quotation mark has its partner."""
    return normal(text).count('"') % 2 == 0


def inside_quotes(text: str) -> frozenset[int]:
    """Return the places of the characters between double quotation marks."""
    open_, places = False, []
    for place, character in enumerate(text):
        if character in '“”"':
            open_ = character == "“" or (character == '"' and not open_)
        elif open_:
            places.append(place)
    return frozenset(places)
