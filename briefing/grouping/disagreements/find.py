"""Where the independent reports of an event give different values for the same thing.

Values are compared slot by slot.  A difference is told apart as a later *update* (the times are
known), a *rounding* (both can be true), a difference of *scope* (not the same whole) or a *conflict*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from briefing.grouping.disagreements.kind import kind_of
from briefing.grouping.disagreements.places import NamedPlace, clashing_places, find_places
from briefing.grouping.disagreements.same_thing import agree, same_thing
from briefing.grouping.disagreements.slots import Filled, fill_slots
from briefing.grouping.disagreements.speakers import Spoken, clashing_speakers, find_speakers
from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.records import Disagreement, DisagreementKind, Event, Fact, Sentence, Story, Value


def find_disagreements(facts: Sequence[Fact], event: Event) -> tuple[Disagreement, ...]:
    """Return the disagreements between the independent reports of `event`, casualties first.

    Only values of different reports are set against each other; copies of one text and a report that
    corrects itself are none.  What is in a language without words for slots is set against nothing.
    """
    if len(event.reports) < 2:
        return ()
    report_of = {story.id: report.id for report in event.reports for story in report.stories}
    sentences = [
        sentence
        for fact in facts
        for sentence in fact.sentences
        if _tells_slots(event.code_of(sentence))
    ]
    before = _preceding(event.stories)
    filled = _fill(sentences, before, event)
    found = []
    for slot in sorted(filled, key=lambda slot: (not slot.startswith("people"), slot)):
        for values in same_thing(filled[slot], report_of):
            distinct = _distinct(values, report_of)
            if len(distinct) > 1 and not _are_two_things(distinct, filled[slot], report_of):
                kind = kind_of([group[0] for group in distinct], event)
                found.append(_disagreement(distinct, kind, event))
    pairs = _clashing_words(sentences, before, report_of, event)
    return (*found, *(_disagreement(pair, "conflict", event) for pair in pairs))


def _tells_slots(code: str) -> bool:
    """Whether it is known in a language what a figure counts."""
    return language(code).has("events.people")


def _fill(
    sentences: Sequence[Sentence], before: Mapping[tuple[str, int], str], event: Event
) -> Mapping[str, list[Filled]]:
    """Return the figures and days of the event by slot."""
    filled: defaultdict[str, list[Filled]] = defaultdict(list)
    for sentence in sentences:
        ahead = before.get((sentence.story, sentence.start), "")
        for value in _told_once(fill_slots(sentence, event.story_of(sentence).when.day, ahead)):
            filled[value.slot].append(value)
    return filled


def _clashing_words(
    sentences: Sequence[Sentence],
    before: Mapping[tuple[str, int], str],
    report_of: Mapping[str, str],
    event: Event,
) -> list[list[list[Filled]]]:
    """Return what reports give two names for, a place or a speaker: one pair of each."""
    texts: defaultdict[str, str] = defaultdict(str)
    for story in event.stories:
        texts[report_of[story.id]] += f"{story.headline}\n{story.body}\n"
    places = [
        place
        for one in sentences
        for place in find_places(one, event.story_of(one), before.get((one.story, one.start), ""))
    ]
    spoken = [each for one in sentences for each in find_speakers(one, event.story_of(one))]
    clashes = chain[NamedPlace | Spoken](
        chain.from_iterable(clashing_places(places, report_of, texts)),
        chain.from_iterable(clashing_speakers(spoken, report_of, texts)),
    )
    values = [one.filled for one in clashes]
    pairs = zip(values[::2], values[1::2], strict=True)
    by_names = {frozenset((first.value, second.value)): (first, second) for first, second in pairs}
    return [[[first], [second]] for first, second in by_names.values()]


def _told_once(values: Sequence[Filled]) -> Iterator[Filled]:
    """Yield the values of a sentence but those of lists: `65 percent in Orvo, 80 in Marel`."""
    of_slot: dict[str, list[Filled]] = {}
    for value in values:
        of_slot.setdefault(value.slot, []).append(value)
    for slot, same in of_slot.items():
        if slot.startswith("people:") or all(agree(same[0], other) for other in same):
            yield from same


def _preceding(stories: Iterable[Story]) -> dict[tuple[str, int], str]:
    """Return for each sentence (story, start) the text of the one in front of it."""
    return {
        (story.id, second.start): first.text
        for story in stories
        for first, second in pairwise(story.sentences)
    }


def _distinct(values: Sequence[Filled], report_of: Mapping[str, str]) -> list[list[Filled]]:
    """Return the distinct values that reports give for one thing; none where they tell it alike."""
    by_report: defaultdict[str, list[Filled]] = defaultdict(list)
    for value in values:
        by_report[report_of[value.sentence.story]].append(value)
    # What a report says first is its own figure; later ones are the earlier tolls it updates.
    distinct: list[list[Filled]] = []
    for head in (group[0] for _, group in sorted(by_report.items())):
        for group in distinct:
            if agree(head, group[0]):
                group.append(head)
                break
        else:
            distinct.append([head])
    told = _told_elsewhere(distinct, by_report, report_of)
    return [] if told or _adds_up([group[0] for group in distinct]) else distinct


def _are_two_things(
    distinct: Sequence[Sequence[Filled]], every: Sequence[Filled], report_of: Mapping[str, str]
) -> bool:
    """Whether a report that counts some things gives two of the rival figures, each for its own."""
    if not distinct[0][0].slot.startswith("count:"):
        return False
    told: defaultdict[str, set[int]] = defaultdict(set)
    for value in every:
        told[report_of[value.sentence.story]].update(
            number for number, group in enumerate(distinct) if agree(value, group[0])
        )
    return any(len(numbers) > 1 for numbers in told.values())


def _disagreement(
    distinct: Sequence[Sequence[Filled]], kind: DisagreementKind, event: Event
) -> Disagreement:
    return Disagreement(
        about=distinct[0][0].about,
        kind=kind,
        values=tuple(_value(group, event) for group in distinct),
    )


def _told_elsewhere(
    distinct: list[list[Filled]],
    by_report: Mapping[str, list[Filled]],
    report_of: Mapping[str, str],
) -> bool:
    """Whether every report also gives some value that another report's head agrees with."""
    heads = [group[0] for group in distinct]
    return all(
        any(
            agree(mine, other)
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
        parts = [q for q in head.content.figures if head.quantity and _is_part(q, head.quantity)]
        if len(parts) > 1 and sum(q.value for q in parts) in totals:
            return True
    return False


def _is_part(other: Figure, mine: Figure) -> bool:
    return other.unit == mine.unit and (not other.noun or other.noun == mine.noun)


def _value(group: Sequence[Filled], event: Event) -> Value:
    sentences = [one.sentence for one in group]
    citations = tuple(event.story_of(sentence).cite(sentence) for sentence in sentences)
    return Value(value=group[0].value, citations=citations)
