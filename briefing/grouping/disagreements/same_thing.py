"""Which values of one slot are values of one and the same thing.

A wrong row in the table of disagreements is worse than a missing one, so likeness is evidence that
has to be the larger, the further the values lie apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefing.grouping.disagreements.slots import LEAD, Filled
from briefing.language.base import language
from briefing.language.calendar import clash, same_day
from briefing.language.likeness import bare, likeness
from briefing.language.text import read

FOR_FIGURES: Final = 0.9
"""Evidence (likeness of two sentences, plus the share of words around the values, 0 to 2) from which
their figures are figures of one thing.  Chosen with the constants below on half of the real events
(`briefing eval disagreements --examples`), where every pair of rival figures was read."""
A_DOUBLING: Final = 0.15
"""What one more doubling between the figures needs besides: reports seldom differ by much."""
OTHER_NAMES: Final = 0.3
"""What it needs besides where each has a name by its value that the other has not."""
_SUBJECT: Final = re.compile(
    rf"\W?(?:{language('en').either('events.articles')}\s)?(?:[A-Z][\w’'-]*\s?)+"
)
FOR_DAYS: Final = 1.25
"""The same for days: a story names several, each of its own happening."""
SAME_DAY: Final = 0.25
"""Evidence of both sentences naming one day."""
FEWEST: Final = 2
"""Words around a value that tell at all what it is the value of."""
LEAST: Final = 0.4
"""Either likeness below this is no evidence at all."""
STEM: Final = 4
"""Letters that the names of a country and of its people share (`China`, `Chinese`)."""


def agree(first: Filled, second: Filled) -> bool:
    """Whether two values of one thing are the same value."""
    if first.quantity is None or second.quantity is None:
        return all(
            same_day(a, b) is not False for a, b in zip(first.days, second.days, strict=True)
        )
    return first.quantity.agrees(second.quantity)


def _has_one_value(values: Sequence[Filled], report_of: Mapping[str, str]) -> bool:
    """Whether no report's lead gives two values: a round-up of a war counts the dead of many places."""
    first: dict[str, Filled] = {}
    for value in values:
        if value.sentence.paragraph > LEAD:
            continue
        if not agree(first.setdefault(report_of[value.sentence.story], value), value):
            return False
    return True


def same_thing(values: Sequence[Filled], report_of: Mapping[str, str]) -> list[list[Filled]]:
    """Return the values of one slot in groups that are about one thing."""
    alone = _has_one_value(values, report_of)
    ordered = sorted(values, key=lambda v: (v.sentence.story, v.sentence.start))
    groups: list[list[Filled]] = []
    for value in ordered:
        for group in groups:
            if all(_comparable(value, other, alone=alone) for other in group):
                group.append(value)
                break
        else:
            groups.append([value])
    return groups


def _comparable(first: Filled, second: Filled, *, alone: bool) -> bool:
    """Whether two values of one slot are values of the same thing.

    The dead that lead two reports of one event are the same people without further likeness, as
    long as each lead has one such figure `alone`.
    """
    on_days = first.quantity is not None
    if first.months != second.months or (
        on_days and clash(first.days, second.days) and not (first.revised or second.revised)
    ):
        return False
    leading = max(first.sentence.paragraph, second.sentence.paragraph) <= LEAD
    if alone and leading and first.slot.startswith("people:") and first.slot.count(":") == 1:
        return True
    return _evidence(first, second) >= _needed(first, second)


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
    """Return how alike two sentences are besides the values that are compared."""
    if first.quantity and second.quantity:
        return likeness(bare(first.content), bare(second.content))
    mine, theirs = (replace(one.content, weekdays=frozenset()) for one in (first, second))
    return likeness(mine, theirs)


def _have_other_names(first: Filled, second: Filled) -> bool:
    """Whether both have names by their values, and neither speaks of any of the other's."""
    mine, theirs = (
        {term[:STEM] for term in names} & {term[:STEM] for term in other.content.terms}
        for names, other in ((first.names, second), (second.names, first))
    )
    return bool(first.names and second.names) and not mine | theirs


def _needed(first: Filled, second: Filled) -> float:
    """Return the evidence needed: more where the values lie far apart, and more for days."""
    if first.quantity is None or second.quantity is None:
        return FOR_DAYS
    low, high = sorted((abs(first.quantity.value), abs(second.quantity.value)))
    doublings = math.log2(high / low) if low else 3.0
    others = bool(first.names - second.content.terms and second.names - first.content.terms)
    return FOR_FIGURES + A_DOUBLING * doublings + OTHER_NAMES * others


def _have_other_subjects(first: Filled, second: Filled) -> bool:
    """Whether each sentence begins with names of which the other does not speak."""
    texts = [one.sentence.text for one in (first, second)]
    subjects = [read(match.group()).name_terms for match in map(_SUBJECT.match, texts) if match]
    return len(subjects) == 2 and all(
        mine and not mine & read(text).name_terms
        for mine, text in zip(subjects, reversed(texts), strict=True)
    )
