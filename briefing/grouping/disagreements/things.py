"""Things: rival figures put together, one row for each thing of which reports give different figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.grouping.disagreements.crowd import Pair
from briefing.grouping.disagreements.mentions import Mention
from briefing.grouping.disagreements.rivals import Rivals
from briefing.grouping.disagreements.slots import Filled, fill, slot_of


def differing_figures(rivals: Iterable[Rivals]) -> Iterator[list[list[Filled]]]:
    """Yield for each thing its values, one group of mentions each, casualties first and then the likeliest first."""
    things: list[list[Mention]] = []
    for one in rivals:
        pair = (one.first, one.second)
        known = next((thing for thing in things if _is_of(thing, pair)), None)
        if known is None:
            things.append(list(pair))
        else:
            known += [mention for mention in pair if mention not in known]
    values = [[[filled(one) for one in group] for group in distinct(thing)] for thing in things]
    yield from sorted(values, key=lambda groups: not groups[0][0].slot.startswith("people"))


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


def filled(mention: Mention) -> Filled:
    """Return a mention as the value of what it counts."""
    span = mention.figure.start, mention.figure.end
    slot = slot_of(mention.text, mention.figure) or mention.measure
    return fill(slot, mention.sentence, mention.published, span, mention.figure)
