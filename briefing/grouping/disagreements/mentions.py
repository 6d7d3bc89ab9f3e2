"""Mentions: each figure of each report, and what tells of what it is the figure.

A figure is known by what stands around it.  So it is masked, and its context is compared: by an encoder of sentences, where
one is at hand, and by words.  The same measure, its place in the story and the state of the people counted say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from briefing.grouping.disagreements.scope import is_of_another
from briefing.grouping.disagreements.slots import names_near, state_of
from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.language.likeness import Content, content_of
from briefing.language.persons import bearer_of
from briefing.language.text import read
from briefing.records import Event, Sentence, Story

REACH: Final = 70
"""Characters on either side of a figure that tell what it is the figure of."""
REPORTS: Final = 40
"""Reports of an event that are compared, those in most copies first: pairs grow by the square, 40 real ones take a second."""
MASK: Final = "number"
"""Stands for the figure in its context."""
PHRASE: Final = 3
"""Words behind a figure that name the thing counted."""
_UNIT: Final = re.compile(r"[\s-]*([A-Za-z]+)")
_STAMP: Final = re.compile(r"\d{4}(?:\s|$)|\d{1,2}[:.]\d\d\b")
_AGED: Final = re.compile(r"[\s-]years?[\s-]old\b")
_POLL: Final = re.compile(rf"\b{language('en').pattern('events.polls')}\b", re.IGNORECASE)
_POLLED: Final = language("en").words("events.polled")
_TIME_UNITS: Final = language("en").words("events.time_units")


@dataclass(frozen=True, eq=False)
class Mention:
    """One figure where one report gives it."""

    figure: Figure
    sentence: Sentence
    story: Story
    report: str
    place: int
    """Number of the sentence in its story, from 0."""

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.text

    @property
    def published(self) -> date | None:
        """The day of its story."""
        return self.story.when.day

    @cached_property
    def measure(self) -> str:
        """What kind of figure it is: `percent`, a currency, a unit, `age`, `rank`, a unit of time, or `count`."""
        if self.figure.kind == "age" or _AGED.match(self.text, self.figure.end):
            return "age"
        if self.figure.unit:
            return self.figure.unit
        behind = _UNIT.match(self.text, self.figure.end)
        word = behind[1].lower() if behind else ""
        if word in _TIME_UNITS:
            return f"time {word.removesuffix('s')}"
        return "rank" if self.figure.kind == "ordinal" else "count"

    @cached_property
    def _around(self) -> tuple[str, str]:
        start, end = self.figure.start, self.figure.end
        before, behind = self.text[max(0, start - REACH) : start], self.text[end : end + REACH]
        if start > REACH:
            before = before.partition(" ")[2]
        if len(self.text) - end > REACH:
            behind = behind.rpartition(" ")[0]
        return before, behind

    @cached_property
    def context(self) -> str:
        """What stands around the figure, the figure masked."""
        before, behind = self._around
        return " ".join(f"{before} {MASK} {behind}".split())

    @cached_property
    def phrase(self) -> str:
        """The words right behind the figure."""
        return " ".join(self._around[1].split()[:PHRASE])

    @cached_property
    def near(self) -> Content:
        """The context as content words."""
        return content_of(" ".join(self._around)).bare

    @cached_property
    def whole(self) -> Content:
        """The sentence as content words."""
        return content_of(self.text).bare

    @cached_property
    def names(self) -> frozenset[str]:
        """The names near the figure, those of who says it left out."""
        return names_near(self.text, self.figure.start, self.figure.end)

    @cached_property
    def state(self) -> str:
        """What is said of the people counted: `dead`, `injured`, …; empty where nothing is."""
        return state_of(self.text, self.figure)

    @cached_property
    def bearer(self) -> str:
        """Whose age it is, set between commas behind a full name; empty where nobody's."""
        return bearer_of(self.text, self.figure.start, self.figure.end)

    @cached_property
    def is_aside(self) -> bool:
        """Whether the sentence is about another time or event, or a plan."""
        return is_of_another(self.text, self.published)

    @cached_property
    def is_of_poll(self) -> bool:
        """Whether the figure is a share, a margin or the sample of a poll: two polls differ without telling one thing otherwise."""
        of_poll = self.measure.startswith("percent") or self.figure.noun in _POLLED
        return of_poll and _POLL.search(self.text) is not None

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that the sentence names."""
        return frozenset(day.date for day in read(self.text).days(self.published) if day.date)

    @cached_property
    def years(self) -> frozenset[float]:
        """The years that the sentence names."""
        figures = read(self.text).figures
        return frozenset(one.value for one in figures if one.kind == "year")

    @cached_property
    def is_in_headline(self) -> bool:
        """Whether the story's headline gives the same figure."""
        figures = read(self.story.headline).figures
        return any(self.figure.agrees(one) and one.noun == self.figure.noun for one in figures)

    @property
    def value(self) -> str:
        """The figure as written, with what it counts."""
        behind = re.match(r"[\w%]*(?:[\s-][A-Za-z]+)?", self.text[self.figure.end :])
        after = self.figure.counted or (behind.group() if behind and not self.figure.unit else "")
        return (self.text[self.figure.start : self.figure.end] + after).strip()


def find_mentions(event: Event) -> tuple[Mention, ...]:
    """Return the figures of an event's first reports, in their order, but years, names and open ranges.

    Only sentences of languages of which it is known what a figure counts are read.
    """
    reports = event.reports[:REPORTS]
    report_of = {story.id: report.id for report in reports for story in report.stories}
    return tuple(
        mention
        for report in reports
        for story in report.stories
        if language(story.language_or(event.language)).has("events.people")
        for mention in _mentions_of(story, report_of)
    )


def _mentions_of(story: Story, report_of: Mapping[str, str]) -> Iterator[Mention]:
    seen: set[tuple[str, int]] = set()
    for place, sentence in enumerate(story.sentences):
        for figure in read(sentence.text).figures:
            if _is_told(figure, sentence.text):
                key = (sentence.text, figure.start)
                if key not in seen:
                    seen.add(key)
                    yield Mention(figure, sentence, story, report_of[story.id], place)


def _is_told(figure: Figure, text: str) -> bool:
    """Whether a figure is no year, name, open range, the same in other units, or the stamp of an entry (`2114 The …`)."""
    if figure.kind in {"name", "year"} or figure.unit == "year":
        return False
    again = bool(figure.unit) and text[: figure.start].endswith("(")
    stamp = figure.start == 0 and _STAMP.match(text) is not None
    return not again and not stamp and (figure.is_exact or figure.bound != "exact")


def texts_of(mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield the texts of which vectors tell how alike mentions are."""
    for mention in mentions:
        yield mention.context
        yield mention.text
        if mention.phrase:
            yield mention.phrase
