"""Whom a text is about, by the usage of the press: a person is named in full with an age where first told of.

Two texts that so name each other nobody, and of whom neither speaks of the other's people, tell of two happenings: of 441
pairs of ecb+ that name such people and are of one event one is so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.records import Story

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
    """Return which pairs of stories, by their places, are about other people: both name some, and neither speaks of the other's."""
    texts: dict[int, str] = {}
    persons: dict[int, frozenset[str]] = {}
    for place in {place for pair in pairs for place in pair}:
        texts[place] = stories[place].body
        persons[place] = persons_of(texts[place])
    return np.array(
        [
            bool(persons[one] and persons[other])
            and not any(name in texts[other] for name in persons[one])
            and not any(name in texts[one] for name in persons[other])
            for one, other in pairs
        ],
        dtype=bool,
    )
