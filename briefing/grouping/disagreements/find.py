"""Where the independent reports of an event give different values for the same thing.

Figures are compared by what stands around them, days, places and speakers by their sentences.  A
difference is told apart as a later *update* (a count has gone on), a *rounding* (both can be true), a
difference of *scope* (not the same whole) or a *conflict*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final

from briefing.grouping.disagreements.crowd import Vectors
from briefing.grouping.disagreements.kind import kind_of
from briefing.grouping.disagreements.label import label_of
from briefing.grouping.disagreements.mentions import find_mentions
from briefing.grouping.disagreements.places import NamedPlace, clashing_places, find_places
from briefing.grouping.disagreements.rivals import find_rivals
from briefing.grouping.disagreements.same_thing import agree, same_thing
from briefing.grouping.disagreements.slots import Filled, fill_days
from briefing.grouping.disagreements.speakers import Spoken, clashing_speakers, find_speakers
from briefing.grouping.disagreements.things import differing_figures
from briefing.grouping.disagreements.updates import latest_of
from briefing.language.base import language
from briefing.records import Disagreement, DisagreementKind, Event, Fact, Sentence, Story, Value

MOST: Final = 5
"""Rows of figures and days that are told of one event: the surest."""
CERTAIN: Final = 0.95
"""Likelihood from which a sentence says that reports differ.  With each author and world of days left out, all 14 such pairs of
exact figures of one noun are listed as conflicts or updates, from .9 on 26 of 31, from .8 on 48 of 72; of all pairs from .95 on,
bounded figures and two nouns among them, 34 of 40 are listed at all (`training/differences`)."""


def find_disagreements(
    facts: Sequence[Fact], event: Event, vectors: Vectors | None = None
) -> tuple[Disagreement, ...]:
    """Return the disagreements between the independent reports of `event`, casualties first, the surest first.

    Only values of different reports are set against each other; copies of one text and a report that
    corrects itself are none.  What is in a language without words for what a figure counts is set against nothing.  `vectors` of
    :func:`~briefing.grouping.disagreements.rivals.texts_in_doubt` tell how alike the contexts of figures are.
    """
    if len(event.reports) < 2:
        return ()
    report_of = {story.id: report.id for report in event.reports for story in report.stories}
    sentences = [
        sentence
        for fact in facts
        for sentence in fact.sentences
        if _tells_counts(event.code_of(sentence))
    ]
    before = _preceding(event.stories)
    figures = differing_figures(find_rivals(event, vectors or {}), find_mentions(event))
    days = _differing_days(_days(sentences, before, event), report_of)
    found = [
        _disagreement(values, kind_of([group[0] for group in values], event), event, likelihood)
        for values, likelihood in (*figures, *((values, 0.0) for values in days))
    ]
    pairs = _clashing_words(sentences, before, report_of, event)
    return (*found[:MOST], *(_disagreement(pair, "conflict", event) for pair in pairs))


def _tells_counts(code: str) -> bool:
    """Whether it is known in a language what a figure counts."""
    return language(code).has("events.people")


def _days(
    sentences: Sequence[Sentence], before: Mapping[tuple[str, int], str], event: Event
) -> list[Filled]:
    """Return the days on which something of the event happened."""
    return [
        value
        for sentence in sentences
        for value in fill_days(
            sentence,
            event.story_of(sentence).when.day,
            before.get((sentence.story, sentence.start), ""),
        )
    ]


def _differing_days(
    filled: Sequence[Filled], report_of: Mapping[str, str]
) -> Iterator[list[list[Filled]]]:
    for values in same_thing(filled):
        distinct = _distinct(values, report_of)
        if len({group[0].value.casefold() for group in distinct}) > 1:
            yield distinct


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
    # What a report says first is its own day; later ones are of what led to it.
    distinct: list[list[Filled]] = []
    for head in (group[0] for _, group in sorted(by_report.items())):
        for group in distinct:
            if agree(head, group[0]):
                group.append(head)
                break
        else:
            distinct.append([head])
    told = _told_elsewhere(distinct, by_report, report_of)
    return [] if told else distinct


def _disagreement(
    distinct: Sequence[Sequence[Filled]],
    kind: DisagreementKind,
    event: Event,
    likelihood: float = 0.0,
) -> Disagreement:
    heads = [group[0] for group in distinct]
    later = latest_of(heads, event) if kind == "update" else None
    return Disagreement(
        about=label_of(heads),
        kind=kind,
        values=tuple(_value(group, event, later=group[0] is later) for group in distinct),
        certain=likelihood >= CERTAIN and kind in ("conflict", "update") and _are_alike(heads),
    )


def _are_alike(heads: Sequence[Filled]) -> bool:
    """Whether these are two exact figures of one noun, or of a measure."""
    figures = [head.quantity for head in heads if head.quantity is not None]
    exact = len(figures) == 2 and all(figure.bound == "exact" for figure in figures)
    return exact and len({figure.noun for figure in figures}) == 1


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


def _value(group: Sequence[Filled], event: Event, *, later: bool) -> Value:
    sentences = [one.sentence for one in group]
    citations = tuple(event.story_of(sentence).cite(sentence) for sentence in sentences)
    return Value(value=group[0].value, citations=citations, later=later)
