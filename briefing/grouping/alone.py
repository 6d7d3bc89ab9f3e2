"""What only one report of an event has: held against every sentence of all other reports.

It is said of one report alone, never of a copy: what one copy has more is part of the report.  Precision
goes first, since one sentence in other words anywhere makes "only" a lie: so it is figures of some size
that are told, where no other report has one that may be the same.  Deeds, deaths and denials were tried:
of five on four days four were told elsewhere or colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.language.figures import Figure
from briefing.language.likeness import Content, content_of
from briefing.language.text import read
from briefing.records import UNKNOWN, Event, Fact, Sentence, Story

TOLD: Final = 0.4
"""Share of a sentence's weight in a sentence of another report, or in two in a row, from which that one may
say it in other words."""
EARLY: Final = 12
"""Sentences of a story among which news stands; what comes later is background and colour."""
SMALL: Final = 100
"""Values below which a figure alone is no news: two men, a taxi for 64 euros."""
MOST: Final = 12
"""Figures of a sentence; one with more is a table."""
APART: Final = 2.0
"""Times up to which a figure of another report may be the same thing told otherwise."""


def only_in(event: Event, facts: Sequence[Fact]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts that matter and that one report of `event` alone has, by the id of its story.

    Facts come in reading order.  A report that was printed several times, or whose outlet is not known or has another report of
    the event, has none, and neither has an event with a single report.
    """
    if len(event.reports) < 2:
        return {}
    of_outlet = Counter(
        outlet for report in event.reports for outlet in {one.outlet for one in report.stories}
    )
    named = {
        report.original.id
        for report in event.reports
        if len(report.stories) == 1
        and report.original.outlet != UNKNOWN
        and of_outlet[report.original.outlet] == 1
    }
    own: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.anchor.story in named and _matters(fact, event):
            own.setdefault(fact.anchor.story, []).append(fact)
    return {
        id_: kept
        for id_, found in own.items()
        if (kept := tuple(_untold(found, event.story_of(found[0].anchor), event)))
    }


def _untold(facts: Sequence[Fact], story: Story, event: Event) -> Iterator[Fact]:
    others = [one for one in event.stories if one.id != story.id]
    contents = [
        content for one in others for content in _passages(one, one.language_or(event.language))
    ]
    figures = [figure for content in contents for figure in content.figures]
    for fact in sorted(facts, key=lambda fact: fact.anchor.start):
        mine = content_of(fact.anchor.text, event.code_of(fact.anchor))
        rivalled = any(_may_be_same(one, other) for one in mine.figures for other in figures)
        if not rivalled and not any(_tells(content, mine) for content in contents):
            yield fact


def _may_be_same(one: Figure, other: Figure) -> bool:
    """Whether two figures may be one thing: of one noun, or of one unit and not far apart."""
    if one.unit != other.unit or not (one.is_exact and other.is_exact):
        return one.unit == other.unit
    low, high = sorted((one.value, other.value))
    return high <= APART * low or bool(one.noun and one.noun == other.noun)


def _passages(story: Story, code: str) -> Iterator[Content]:
    """Each sentence of a story, and each two in a row."""
    title = (story.title,) if story.title else ()
    found = [content_of(one.text, code) for one in (*title, *story.sentences)]
    yield from found
    for one, other in pairwise(found):
        yield _without_figures(one.terms | other.terms)


def _without_figures(terms: frozenset[str]) -> Content:
    return Content(terms, (), negated=False, directions=frozenset())


def _tells(other: Content, mine: Content) -> bool:
    return _without_figures(mine.terms & other.terms).weight >= TOLD * mine.weight


def _matters(fact: Fact, event: Event) -> bool:
    """Whether a fact is a large figure of something named, early in its story and not in a quotation."""
    sentence = fact.anchor
    if len({one.story for one in fact.sentences}) > 1 or _place(sentence, event) >= EARLY:
        return False
    text = read(sentence.text, event.code_of(sentence))
    weighty = any(_is_weighty(figure) for figure in text.counts)
    return weighty and len(text.counts) <= MOST and bool(text.names) and not text.quotes


def _is_weighty(figure: Figure) -> bool:
    """Whether a figure is a large one of something: 911 alone is a telephone number."""
    of_something = bool(figure.noun or figure.unit)
    return of_something and figure.kind == "cardinal" and figure.value >= SMALL


def _place(sentence: Sentence, event: Event) -> int:
    return [one.start for one in event.story_of(sentence).sentences].index(sentence.start)
