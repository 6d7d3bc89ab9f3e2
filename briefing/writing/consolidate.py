"""One event becomes one item: headline, sentences, disagreements, what only one outlet says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.language.syntax import UNPARSED, Parsed
from briefing.records import (
    Claim,
    Disagreement,
    Event,
    Fact,
    Item,
    OnlyIn,
    Record,
    Role,
    Sentence,
    Story,
    StoryEntry,
)
from briefing.writing.cuts import Draft
from briefing.writing.ladder import Rungs, climb
from briefing.writing.plan import Pick, choose_headline, select

_ONLY_IN_COPY: Final = 6
"""Sentences that only one copy of a text has: few, so nearly all are shown."""
_ONLY_IN_REPORT: Final = 2
"""Sentences that only one independent report has: its own angle, not its whole text."""


class Outline(Record):
    """What an item will say, before anything is written."""

    event: Event
    main: tuple[Pick, ...]
    only: tuple[tuple[str, tuple[Pick, ...]], ...]
    """(story id, what only that story says)."""

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All facts to be written, main ones first."""
        return (*self.main, *(pick for _, picks in self.only for pick in picks))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences to be written from, one for each fact, main ones first."""
        return tuple(pick.sentences[0] for pick in self.picks)


def outline(  # noqa: PLR0913  # each tells another thing of the event
    event: Event,
    facts: Sequence[Fact],
    alone: Mapping[str, Sequence[Fact]],
    stories: Mapping[str, Story],
    budget: int,
    parsed: Mapping[str, Parsed] = UNPARSED,
) -> Outline:
    """Choose what the item says: `budget` main facts, then what only one story has.

    `alone` gives the facts that a single story of the event carries, by story id; `parsed` is what
    is known of sentences by their trees, by text.
    """
    main = select(facts, event, stories, budget, parsed) or _first(facts)
    taken = {pick.fact for pick in main}
    only = []
    for report in event.reports:
        most = _ONLY_IN_COPY if len(report.stories) > 1 else _ONLY_IN_REPORT
        for story in report.stories:
            rest = [fact for fact in alone.get(story, ()) if fact.id not in taken]
            picks = select(rest, event, stories, most, parsed)
            if picks:
                only.append((story, picks))
    return Outline(event=event, main=main, only=tuple(only))


def _first(facts: Sequence[Fact]) -> tuple[Pick, ...]:
    """The first fact of an event none of whose sentences can stand alone.

    The gate will hardly let it pass, but then the item tells that something was withheld, and why.
    """
    return tuple(Pick(fact=fact.id, sentences=(fact.anchor,), role="lead") for fact in facts[:1])


def consolidate(
    plan: Outline,
    drafts: Mapping[str, Sequence[Draft]],
    stories: Mapping[str, Story],
    rank: int,
    disagreements: Sequence[Disagreement] = (),
) -> Item:
    """Write the item of an outline.  `drafts` maps a sentence's text to the model's drafts."""
    files = {story.document: story.file for story in stories.values()}

    def write(pick: Pick) -> Rungs:
        first = pick.sentences[0]
        return climb(pick.sentences, drafts.get(first.text, ()), stories[first.story].when, files)

    main = [write(pick) for pick in plan.main]
    only = [(stories[story], [write(pick) for pick in picks]) for story, picks in plan.only]
    every = [*main, *(rungs for _, rows in only for rungs in rows)]
    members = [stories[story] for report in plan.event.reports for story in report.stories]
    return Item(
        id=plan.event.id,
        rank=rank,
        headline=choose_headline(members),
        reports=len(plan.event.reports),
        claims=_printed(main),
        withheld=tuple(claim for rungs in every for claim in rungs.withheld),
        disagreements=tuple(disagreements),
        only_in=tuple(
            OnlyIn(outlet=story.outlet, file=story.file, claims=claims)
            for story, rows in only
            if (claims := _printed(rows))
        ),
        stories=_entries(plan.event, stories),
    )


def _printed(rows: Sequence[Rungs]) -> tuple[Claim, ...]:
    """The sentences that hold, none twice: two sources may compress to the same words."""
    claims: dict[str, Claim] = {}
    for rungs in rows:
        if rungs.claim is not None:
            claims.setdefault(rungs.claim.text, rungs.claim)
    return tuple(claims.values())


def _entries(event: Event, stories: Mapping[str, Story]) -> tuple[StoryEntry, ...]:
    """The stories of an event with their roles: a text printed once is independent."""
    entries = []
    for report in event.reports:
        for story in report.stories:
            role: Role = "independent"
            if len(report.stories) > 1:
                role = "original" if story == report.original else "reprint"
            entries.append(StoryEntry(story=stories[story], role=role))
    return tuple(entries)
