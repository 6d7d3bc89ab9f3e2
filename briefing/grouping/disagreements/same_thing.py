"""Which days of different reports are days of one and the same happening.

A wrong row in the table of disagreements is worse than a missing one: a story names several days, each of its own happening.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefing.grouping.disagreements.slots import Filled
from briefing.language.base import language
from briefing.language.calendar import same_day
from briefing.language.likeness import likeness
from briefing.language.text import read

FOR_DAYS: Final = 1.25
"""Evidence (likeness of two sentences, plus the share of words around the days, 0 to 2) from which their days are of one
happening."""
SAME_DAY: Final = 0.25
"""Evidence of both sentences naming one day."""
FEWEST: Final = 2
"""Words around a day that tell at all what happened on it."""
LEAST: Final = 0.4
"""Either likeness below this is no evidence at all."""
STEM: Final = 4
"""Letters that the names of a country and of its people share (`China`, `Chinese`)."""
_SUBJECT: Final = re.compile(
    rf"\W?(?:{language('en').either('events.articles')}\s)?(?:[A-Z][\w’'-]*\s?)+"
)


def agree(first: Filled, second: Filled) -> bool:
    """Whether two values for the day of one happening can both be right."""
    return all(same_day(a, b) is not False for a, b in zip(first.days, second.days, strict=True))


def same_thing(values: Sequence[Filled]) -> list[list[Filled]]:
    """Return the days in groups that are of one happening."""
    ordered = sorted(values, key=lambda v: (v.sentence.story, v.sentence.start))
    groups: list[list[Filled]] = []
    for value in ordered:
        for group in groups:
            if all(_comparable(value, other) for other in group):
                group.append(value)
                break
        else:
            groups.append([value])
    return groups


def _comparable(first: Filled, second: Filled) -> bool:
    return first.months == second.months and _evidence(first, second) >= FOR_DAYS


def _evidence(first: Filled, second: Filled) -> float:
    """Return how much speaks for one thing, 0 to 2.

    That is the likeness of the sentences and of the words around the values; it is nothing where each
    of them names other places or persons there, or is about somebody else: two clubs that bid for one
    player.
    """
    fewer = min(len(first.near), len(second.near))
    if fewer < FEWEST or _have_other_names(first, second) or _have_other_subjects(first, second):
        return 0.0
    like = _likeness(first, second)
    both = first.near & second.near
    # Names alone tell who, not what.
    near = len(both) / fewer if both - first.names - second.names else 0.0
    same = any(same_day(a, b) for a in first.days for b in second.days)
    return like + near + SAME_DAY * same if min(like, near) >= LEAST else 0.0


def _likeness(first: Filled, second: Filled) -> float:
    """Return how alike two sentences are besides their days."""
    mine, theirs = (replace(one.content, weekdays=frozenset()) for one in (first, second))
    return likeness(mine, theirs)


def _have_other_names(first: Filled, second: Filled) -> bool:
    """Whether both have names by their values, and neither speaks of any of the other's."""
    mine, theirs = (
        {term[:STEM] for term in names} & {term[:STEM] for term in other.content.terms}
        for names, other in ((first.names, second), (second.names, first))
    )
    return bool(first.names and second.names) and not mine | theirs


def _have_other_subjects(first: Filled, second: Filled) -> bool:
    """Whether each sentence begins with names of which the other does not speak."""
    texts = [one.sentence.text for one in (first, second)]
    subjects = [read(match.group()).name_terms for match in map(_SUBJECT.match, texts) if match]
    return len(subjects) == 2 and all(
        mine and not mine & read(text).name_terms
        for mine, text in zip(subjects, reversed(texts), strict=True)
    )
