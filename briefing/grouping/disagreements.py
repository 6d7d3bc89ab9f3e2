"""Where the independent reports of an event give different values for the same thing.

Values are compared slot by slot.  A difference is told apart as a later *update* (the times are
known), a *rounding* (both can be true), a difference of *scope* (not the same whole) or a *conflict*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from briefing.grouping.facts import bare, likeness
from briefing.grouping.quantities import Quantity
from briefing.grouping.slots import LEAD, Filled, fill_slots
from briefing.records import Citation, Disagreement, Event, Fact, Sentence, Story, Value

__all__ = ["find_disagreements"]

ROUNDED: Final = 0.05
"""Values that differ by less than this share are one value told more and less exactly."""
_WHOLE: Final = re.compile(
    r"\b(?:nationwide|nationally|worldwide|globally|(?:across|throughout|all over|in) the (?:whole |entire )?"
    r"(?:country|nation|world|region|state|continent)|in total|altogether|a total of)\b",
    re.IGNORECASE,
)
"""Words that say that a figure is for the whole; where only one side has them, the scopes differ."""
_ATTACKER: Final = re.compile(
    r"\b(?:includ(?:ing|es?)|besides|plus|and) (?:the |one )?(?:\w+ )?(?:shooter|gunman|gunmen|attackers?|assailants?|bombers?|perpetrators?|himself|herself)\b",
    re.IGNORECASE,
)
"""Where only one side counts the attacker among the dead, the scopes differ."""
BOUNDED: Final = 1.25
"""Share up to which `more than 50` is still said of a value."""
CONTEXT: Final = {"people": 0.25, "weekday": 0.75}
"""Likeness, figures and days left aside, from which two sentences give a value for the same thing; for
the number of dead, injured and so on the slot itself says most of it."""
CONTEXT_OTHER: Final = 0.5
NEAR: Final = 0.5
"""Share of the words around the one value that stand around the other."""
Kind = Literal["update", "rounding", "scope", "conflict"]


def find_disagreements(
    facts: Sequence[Fact], event: Event, stories: Mapping[str, Story]
) -> tuple[Disagreement, ...]:
    """Return the disagreements between the independent reports of `event`, casualties first.

    Only values of different reports are set against each other; copies of one text and a report that
    corrects itself are none.
    """
    if len(event.reports) < 2:
        return ()
    report_of = {story: report.id for report in event.reports for story in report.stories}
    filled: defaultdict[str, list[Filled]] = defaultdict(list)
    before = _preceding(stories[name] for name in report_of)
    for fact in facts:
        for sentence in fact.sentences:
            year = _year(stories[sentence.story])
            ahead = before.get((sentence.story, sentence.start), "")
            for value in fill_slots(sentence, year, ahead):
                filled[value.slot].append(value)
    found = []
    for slot in sorted(filled, key=lambda slot: (not slot.startswith("people"), slot)):
        alone = _has_one_value(filled[slot], report_of)
        for values in _same_thing(filled[slot], alone=alone):
            clash = _clash(values, report_of, stories)
            if clash:
                found.append(clash)
    return tuple(found)


def _preceding(stories: Iterable[Story]) -> dict[tuple[str, int], str]:
    """Return for each sentence (story, start) the text of the one in front of it."""
    return {
        (story.id, second.start): first.text
        for story in stories
        for first, second in pairwise(story.sentences)
    }


def _year(story: Story) -> int | None:
    day = story.when.day
    return day.year if day else None


def _has_one_value(values: list[Filled], report_of: Mapping[str, str]) -> bool:
    """Whether no report gives two values: a round-up of a war counts the dead of many places."""
    first: dict[str, Filled] = {}
    for value in values:
        if not _agree(first.setdefault(report_of[value.sentence.story], value), value):
            return False
    return True


def _same_thing(values: list[Filled], *, alone: bool) -> list[list[Filled]]:
    """Return the values in groups that are about one thing."""
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
    long as each report has one such figure `alone`.
    """
    kind = first.slot.partition(":")[0]
    days = first.content.weekdays, second.content.weekdays
    other_day = first.quantity is not None and all(days) and not days[0] & days[1]
    if first.months != second.months or (other_day and not (first.revised or second.revised)):
        return False
    like = likeness(bare(first.content), bare(second.content))
    if alone and kind == "people" and first.slot.count(":") == 1:
        leading = max(first.sentence.paragraph, second.sentence.paragraph) <= LEAD
        return like >= CONTEXT["people"] or leading
    alike = like >= (CONTEXT["weekday"] if kind == "weekday" else CONTEXT_OTHER)
    fewer = min(len(first.near), len(second.near))
    return alike and bool(fewer) and len(first.near & second.near) >= NEAR * fewer


def _clash(
    values: list[Filled], report_of: Mapping[str, str], stories: Mapping[str, Story]
) -> Disagreement | None:
    """Return the disagreement among values of one slot, None where the reports agree."""
    by_report: defaultdict[str, list[Filled]] = defaultdict(list)
    for value in values:
        by_report[report_of[value.sentence.story]].append(value)
    # What a report says first is its own figure; later ones are the earlier tolls it updates.
    heads = [group[0] for _, group in sorted(by_report.items())]
    distinct: list[list[Filled]] = []
    for head in heads:
        for group in distinct:
            if _agree(head, group[0]):
                group.append(head)
                break
        else:
            distinct.append([head])
    told = _told_elsewhere(distinct, by_report, report_of)
    if len(distinct) < 2 or told or _adds_up([group[0] for group in distinct]):
        return None
    return Disagreement(
        about=values[0].about,
        kind=_kind([group[0] for group in distinct], stories),
        values=tuple(_value(group, stories) for group in distinct),
    )


def _agree(first: Filled, second: Filled) -> bool:
    if first.quantity is None or second.quantity is None:
        return first.value == second.value
    return first.quantity.agrees(second.quantity)


def _told_elsewhere(
    distinct: list[list[Filled]],
    by_report: Mapping[str, list[Filled]],
    report_of: Mapping[str, str],
) -> bool:
    """Whether every report also gives some value that another report's head agrees with."""
    heads = [group[0] for group in distinct]
    return all(
        any(
            _agree(mine, other)
            for mine in by_report[report_of[head.sentence.story]]
            for other in heads
            if other is not head
        )
        for head in heads
    )


def _adds_up(heads: list[Filled]) -> bool:
    """Whether one value is the sum of what another sentence tells part by part."""
    totals = {head.quantity.value for head in heads if head.quantity}
    for head in heads:
        parts = [q for q in head.content.quantities if head.quantity and _is_part(q, head.quantity)]
        if len(parts) > 1 and sum(q.value for q in parts) in totals:
            return True
    return False


def _is_part(other: Quantity, mine: Quantity) -> bool:
    return other.unit == mine.unit and (not other.noun or other.noun == mine.noun)


def _kind(heads: list[Filled], stories: Mapping[str, Story]) -> Kind:
    figures = [head.quantity for head in heads if head.quantity is not None]
    if len(figures) == len(heads):
        low, high = min(q.value for q in figures), max(q.value for q in figures)
        loose = any(q.bound != "exact" for q in figures)
        if high - low <= ROUNDED * high and loose:
            return "rounding"
    wide = {bool(_WHOLE.search(head.sentence.text)) for head in heads}
    with_attacker = {bool(_ATTACKER.search(head.sentence.text)) for head in heads}
    if len(wide) == 2 or len(with_attacker) == 2:
        return "scope"
    order = sorted(heads, key=lambda head: stories[head.sentence.story].when.earliest)
    whens = [stories[head.sentence.story].when for head in order]
    apart = all(a.latest < b.earliest for a, b in pairwise(whens))
    if apart and all(when.basis != "unknown" for when in whens) and heads[0].quantity is not None:
        return "update"
    if _revises(heads, stories):
        return "update"
    if any(q.bound in ("at least", "at most") for q in figures) and _compatible(heads):
        return "rounding"
    return "conflict"


def _compatible(heads: list[Filled]) -> bool:
    """Whether one value can fulfil all the bounds (`more than 50` and `53`)."""
    exact = {h.quantity.value for h in heads if h.quantity and h.quantity.bound == "exact"}
    lows = [h.quantity.value for h in heads if h.quantity and h.quantity.bound == "at least"]
    highs = [h.quantity.value for h in heads if h.quantity and h.quantity.bound == "at most"]
    low, high = max(lows, default=0.0), min(highs, default=float("inf"))
    near = max(exact, default=low) <= BOUNDED * low if lows else True
    inside = all(low <= value <= high for value in exact)
    return len(exact) <= 1 and low <= high and inside and near


def _revises(heads: list[Filled], stories: Mapping[str, Story]) -> bool:
    """Whether one report says that its figure took the place of a lower or higher one.

    The words alone do (`rose to 310`), unless that report is known to be the earlier one.
    """
    for head in (head for head in heads if head.revised and head.quantity):
        mine = stories[head.sentence.story].when
        others = [other for other in heads if other is not head and not other.revised]
        later = all(mine.latest >= stories[o.sentence.story].when.earliest for o in others)
        turned = all(_turned(head, other) for other in others)
        if others and later and turned:
            return True
    return False


def _turned(head: Filled, other: Filled) -> bool:
    if head.quantity is None or other.quantity is None:
        return False
    rose = head.quantity.value > other.quantity.value
    return rose == (head.revised == "up")


def _value(group: list[Filled], stories: Mapping[str, Story]) -> Value:
    return Value(
        value=group[0].value,
        citations=tuple(_citation(f.sentence, stories[f.sentence.story]) for f in group),
    )


def _citation(sentence: Sentence, story: Story) -> Citation:
    return Citation(
        document=sentence.document,
        file=story.file,
        start=sentence.start,
        end=sentence.end,
        quote=sentence.text,
    )
