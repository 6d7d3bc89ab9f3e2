"""Spellings of one name put into one form, so that they neither part facts nor look like a clash."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import NOTHING, language
from briefing.language.words import fold

_EN: Final = language("en")
_FORM: Final = _EN.forms("names.spellings")
_ANY: Final = re.compile(
    r"(?<![\w])(?:"
    + ("|".join(re.escape(v) for v in sorted(_FORM, key=len, reverse=True)) or NOTHING)
    + r")(?!\w)"
)
_TITLES: Final = re.compile(rf"\b{_EN.either('names.courtesy')}\.? (?=[A-Z])")


def canonical(text: str) -> str:
    """Return `text` with each known double spelling in its one form and courtesy titles left out."""
    return _TITLES.sub("", _ANY.sub(lambda match: _FORM[match.group()], text))


def same_name(first: str, second: str) -> bool:
    """Whether two names are spellings of one, or one is a part of the other (`Xi`, `Xi Jinping`)."""
    one, other = (fold(canonical(name)).split() for name in (first, second))
    return one == other or set(one) <= set(other) or set(other) <= set(one)
