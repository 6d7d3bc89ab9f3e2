"""Whom texts are about: those who are named in full with their age where first told of.

Two texts of one outlet that so name other people, neither speaking of the other's, tell of two happenings: three sentences of three men.
Two papers may each quote passers-by of their own at one strike, so nothing is asked of two known outlets.  Where outlets are not known: of
185 pairs of ecb+ that name such people and are of one event none is so (docs/experiments/grouping.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.language.lookup import terms
from briefing.language.persons import aged_persons, plain_name
from briefing.records import UNKNOWN, Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENING: Final = 3_000
"""Characters of a text in which whom it is about is named."""


def are_of_others(stories: Sequence[Story], pairs: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return which pairs of stories, by their places, are about other people: both name some, and neither speaks of the other's.

    None of two known outlets.
    """
    asked = [_may_be_one(stories[one].outlet, stories[other].outlet) for one, other in pairs]
    places = {place for pair, ask in zip(pairs, asked, strict=True) if ask for place in pair}
    persons = {place: aged_persons(stories[place].body[:OPENING]) for place in places}
    return np.array(
        [
            ask and _are_others(stories, persons, pair)
            for pair, ask in zip(pairs, asked, strict=True)
        ],
        dtype=bool,
    )


def _may_be_one(first: str, second: str) -> bool:
    return UNKNOWN in {first, second} or terms(first) == terms(second)


def _are_others(
    stories: Sequence[Story], persons: dict[int, frozenset[str]], pair: tuple[int, int]
) -> bool:
    if not all(persons[place] for place in pair):
        return False
    for mine, other in (pair, pair[::-1]):
        text = plain_name(stories[other].body)
        if any(name in text for name in persons[mine]):
            return False
    return True
