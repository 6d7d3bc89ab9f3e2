"""Where the independent reports of an event give different values for the same thing.

Values are compared slot by slot.  A difference is told apart as a later *update* (the times are
known), a *rounding* (both can be true), a difference of *scope* (not the same whole) or a *conflict*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from briefing.grouping.facts import bare, likeness
from briefing.grouping.slots import Filled, fill_slots
from briefing.records import Citation, Disagreement, Event, Fact, Sentence, Story, Value

__all__ = ["find_disagreements"]

ROUNDED: Final = 0.05
"""Values that differ by less than this share are one value told more and less exactly."""
_WHOLE: Final = re.compile(
    r"\b(?:nationwide|nationally|worldwide|globally|(?:across|throughout|all over|in) the (?:whole |entire )?"
    r"(?:country|nation|world|region|state|continent)|in total|altogether)\b",
    re.IGNORECASE,
)
"""Words that say that a figure is for the whole; where only one side has them, the scopes differ."""
CONTEXT: Final = {"people": 0.25, "weekday": 0.75}
"""Likeness, figures and days left aside, from which two sentences give a value for the same thing; for
the number of dead, injured and so on the slot itself says most of it."""
CONTEXT_OTHER: Final = 0.5
NEAR: Final = 0.5
"""Share of the words around the one value that stand around the other."""
LEAD: Final = 2
"""Paragraphs, from 0, in which a number of dead or injured is that of the event itself."""

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
    for fact in facts:
        for sentence in fact.sentences:
            year = _year(stories[sentence.story])
            for value in fill_slots(sentence, year):
                filled[value.slot].append(value)
    found = []
    for slot in sorted(filled, key=lambda slot: (not slot.startswith("people"), slot)):
        for values in _same_thing(filled[slot]):
            clash = _clash(values, report_of, stories)
            if clash:
                found.append(clash)
    return tuple(found)


def _year(story: Story) -> int | None:
    day = story.when.day
    return day.year if day else None


def _same_thing(values: list[Filled]) -> list[list[Filled]]:
    """Return the values in groups that are about one thing."""
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
    """Whether two values of one slot are values of the same thing."""
    kind = first.slot.partition(":")[0]
    alike = likeness(bare(first.content), bare(second.content)) >= CONTEXT.get(kind, CONTEXT_OTHER)
    if kind == "people" and first.slot.count(":") == 1:
        leading = max(first.sentence.paragraph, second.sentence.paragraph) <= LEAD
        return alike or leading
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
    if len(distinct) < 2 or _told_elsewhere(distinct, by_report, report_of):
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


def _kind(heads: list[Filled], stories: Mapping[str, Story]) -> Kind:
    figures = [head.quantity for head in heads if head.quantity is not None]
    wide = {bool(_WHOLE.search(head.sentence.text)) for head in heads}
    if len(wide) == 2:
        return "scope"
    if len(figures) == len(heads):
        low, high = min(q.value for q in figures), max(q.value for q in figures)
        loose = any(q.bound != "exact" for q in figures)
        if high - low <= ROUNDED * high and loose:
            return "rounding"
    order = sorted(heads, key=lambda head: stories[head.sentence.story].when.earliest)
    whens = [stories[head.sentence.story].when for head in order]
    apart = all(a.latest < b.earliest for a, b in pairwise(whens))
    if apart and all(when.basis != "unknown" for when in whens) and heads[0].quantity is not None:
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
    return len(exact) <= 1 and low <= high and all(low <= value <= high for value in exact)


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
