"""Whom a text is about, by the usage of the press: a person is named in full with an age where first told of.

Two texts of one outlet that so name other people, neither speaking of the other's, tell of two happenings: three sentences of three men.
Two papers may each quote passers-by of their own at one strike, so nothing is asked of two known outlets.  Where outlets are not known: of
338 pairs of ecb+ that name such people and are of one event one names others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.language.lookup import terms
from briefing.records import UNKNOWN, Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENING: Final = 3_000
"""Characters of a text in which whom it is about is named."""
_AGE: Final = re.compile(r",\s(?:[1-9]\d|1[01]\d|\d)(?=[,.;)])")
_WORD: Final = r"[^\W\d_a-zà-ÿ][\w’'-]+"
_FULL_NAME: Final = re.compile(rf"{_WORD}(?:\s[^\W\d_a-zà-ÿ]\.)?(?:\s{_WORD})*\s(?P<last>{_WORD})$")
_REACH: Final = 60


def persons_of(text: str) -> frozenset[str]:
    """Return the last names of those who are named in full with their age (`Ilse Orr, 46, …`) in a text's opening."""
    opening = text[:OPENING]
    ahead = (opening[max(0, age.start() - _REACH) : age.start()] for age in _AGE.finditer(opening))
    named = (_FULL_NAME.search(one) for one in ahead)
    return frozenset(one["last"] for one in named if one)


def are_of_others(stories: Sequence[Story], pairs: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return which pairs of stories, by their places, are about other people: both name some, and neither speaks of the other's.

    None of two known outlets.
    """
    texts: dict[int, str] = {}
    persons: dict[int, frozenset[str]] = {}
    for place in {place for pair in pairs for place in pair}:
        texts[place] = stories[place].body
        persons[place] = persons_of(texts[place])
    return np.array(
        [
            _may_be_one(stories[one].outlet, stories[other].outlet)
            and bool(persons[one] and persons[other])
            and not any(name in texts[other] for name in persons[one])
            and not any(name in texts[one] for name in persons[other])
            for one, other in pairs
        ],
        dtype=bool,
    )


def _may_be_one(first: str, second: str) -> bool:
    return UNKNOWN in {first, second} or terms(first) == terms(second)
