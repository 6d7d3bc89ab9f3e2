"""Persons who are named in full with their age, by the usage of the press: `Ilse Orr, 46, …`.

A number between commas behind a full name counts nothing: it is that person's age, or points.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.language.words import fold

_AGE: Final = re.compile(r",\s(?:[1-9]\d?|1[01]\d)(?=[,.;)]|$)")
_WORD: Final = r"[^\W\d_a-zà-ÿ][\w’'-]+"
_FULL_NAME: Final = re.compile(rf"{_WORD}(?:\s[^\W\d_a-zà-ÿ]\.)?(?:\s{_WORD})*\s(?P<last>{_WORD})$")
_REACH: Final = 60
"""Characters ahead of an age in which its person stands."""
_MARKS: Final = re.compile(r"[’'`-]")


def aged_persons(text: str) -> frozenset[str]:
    """Return the last names, as `plain_name` writes them, of those who are named in full with an age behind it."""
    ahead = (text[max(0, age.start() - _REACH) : age.start()] for age in _AGE.finditer(text))
    named = (_FULL_NAME.search(one) for one in ahead)
    return frozenset(plain_name(one["last"]) for one in named if one)


def bearer_of(text: str, start: int, end: int) -> str:
    """Return whose age the number from `start` to `end` is, the last name as `plain_name` writes it; empty where it is nobody's."""
    age = _AGE.match(text, start - 2) if start > 2 else None
    if age is None or age.end() != end:
        return ""
    named = _FULL_NAME.search(text[max(0, start - 2 - _REACH) : start - 2])
    return plain_name(named["last"]) if named else ""


def plain_name(text: str) -> str:
    """Return names without accents, capitals, apostrophes and hyphens, as papers differ in these."""
    return _MARKS.sub("", fold(text))
