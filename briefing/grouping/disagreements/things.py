"""Things: rival figures put together, one row for each thing of which reports give different figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.grouping.disagreements.crowd import Pair
from briefing.grouping.disagreements.mentions import Mention
from briefing.grouping.disagreements.rivals import Rivals
from briefing.grouping.disagreements.slots import Filled, fill, slot_of
from briefing.language.base import language

_EN: Final = language("en")
_PUT_AT: Final = re.compile(
    rf"\b{_EN.pattern('events.put_at')}\s(?:{_EN.pattern('events.revised_bounds')}\s)?$",
    re.IGNORECASE,
)


class Thing(NamedTuple):
    """A thing of which reports give different figures."""

    values: list[list[Filled]]
    """One group of mentions each."""
    likelihood: float
    """How likely they are of one thing: that of the least likely pair."""


def differing_figures(rivals: Iterable[Rivals], mentions: Sequence[Mention]) -> Iterator[Thing]:
    """Yield each thing with its values, casualties first and then the likeliest first.

    Of all `mentions` those are values as well that another speaker puts in the place of one just given.
    """
    things: list[tuple[list[Mention], list[float]]] = []
    for one in rivals:
        pair = (one.first, one.second)
        known, likely = next((each for each in things if _is_of(each[0], pair)), ([], []))
        if not known:
            things.append((known, likely))
        known += [mention for mention in pair if mention not in known]
        likely.append(one.likelihood)
    put = list(_put_otherwise(mentions))
    found = [
        Thing(
            [[filled(one) for one in group] for group in _with_others(distinct(known), put)],
            min(likely),
        )
        for known, likely in things
    ]
    yield from sorted(found, key=lambda thing: not thing.values[0][0].slot.startswith("people"))


def _is_of(thing: Sequence[Mention], pair: Pair) -> bool:
    """Whether a report's figure is known to be of that thing, or both are without a look at what they count.

    What two reports say twice, each with its own figure, is one difference.
    """
    values = [[mention for mention in thing if _gives_same(mention, one)] for one in pair]
    known = (
        mention.state == one.state
        for one, same in zip(pair, values, strict=True)
        for mention in same
    )
    return all(values) or any(known)


def _gives_same(first: Mention, second: Mention) -> bool:
    """Whether one report gives the same figure twice."""
    return first.report == second.report and first.figure.agrees(second.figure)


def distinct(thing: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions by value; of one report the first value alone."""
    groups: list[list[Mention]] = []
    of_report: dict[str, Mention] = {}
    for mention in thing:
        first = of_report.setdefault(mention.report, mention)
        if not first.figure.agrees(mention.figure):
            continue
        group = next((one for one in groups if one[0].figure.agrees(mention.figure)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return groups


def _put_otherwise(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Yield what is given and then put otherwise: `Police counted 2,000 people. Organisers put the number at 3,500` gives a pair."""
    for given, put in pairwise(mentions):
        near = given.story is put.story and put.place - given.place <= 1
        says = _PUT_AT.search(put.text[: put.figure.start])
        if near and says and given.measure == put.measure:
            yield given, put


def _with_others(groups: list[list[Mention]], put_otherwise: Iterable[Pair]) -> list[list[Mention]]:
    """Return the values of a thing with those that others put in the place of one of them."""
    places = {_place_of(mention) for group in groups for mention in group}
    others = [put for given, put in put_otherwise if _place_of(given) in places]
    new = [put for put in others if not any(group[0].figure.agrees(put.figure) for group in groups)]
    return [*groups, *([put] for put in new)]


def _place_of(mention: Mention) -> tuple[str, int, int]:
    return mention.story.id, mention.sentence.start, mention.figure.start


def filled(mention: Mention) -> Filled:
    """Return a mention as the value of what it counts."""
    span = mention.figure.start, mention.figure.end
    slot = slot_of(mention.text, mention.figure) or mention.measure
    return fill(slot, mention.sentence, mention.published, span, mention.figure)
