"""One event becomes one item: headline, sentences, disagreements, what only one outlet says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.language.syntax import UNPARSED, Analysis
from briefing.records import (
    Claim,
    Disagreement,
    Event,
    Fact,
    Item,
    OnlyIn,
    Record,
    Role,
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
    only: tuple[tuple[Story, tuple[Pick, ...]], ...]
    """What only one story says, with the story."""

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All facts to be written, main ones first."""
        return (*self.main, *(pick for _, picks in self.only for pick in picks))


def outline(
    event: Event,
    facts: Sequence[Fact],
    alone: Mapping[str, Sequence[Fact]],
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> Outline:
    """Choose what the item says: `budget` main facts, then what only one story has.

    `alone` gives the facts that a single story of the event carries, by story id; `parsed` is what
    is known of sentences by their trees, by text.
    """
    main = select(facts, event, budget, parsed) or _first(facts)
    taken = {pick.fact for pick in main}
    only = []
    for report in event.reports:
        most = _ONLY_IN_COPY if len(report.stories) > 1 else _ONLY_IN_REPORT
        for story in report.stories:
            rest = [fact for fact in alone.get(story.id, ()) if fact.id not in taken]
            picks = select(rest, event, most, parsed)
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
    rank: int,
    disagreements: Sequence[Disagreement] = (),
) -> Item:
    """Write the item of an outline.  `drafts` maps a sentence's text to the model's drafts."""
    main = [_write(pick, plan.event, drafts) for pick in plan.main]
    only = [
        (story, [_write(pick, plan.event, drafts) for pick in picks]) for story, picks in plan.only
    ]
    every = [*main, *(rungs for _, rows in only for rungs in rows)]
    return Item(
        id=plan.event.id,
        rank=rank,
        headline=choose_headline(plan.event),
        reports=len(plan.event.reports),
        claims=_printed(main),
        withheld=tuple(claim for rungs in every for claim in rungs.withheld),
        disagreements=tuple(disagreements),
        only_in=tuple(
            OnlyIn(outlet=story.outlet, file=story.file, claims=claims)
            for story, rows in only
            if (claims := _printed(rows))
        ),
        stories=_entries(plan.event),
    )


def _write(pick: Pick, event: Event, drafts: Mapping[str, Sequence[Draft]]) -> Rungs:
    first = pick.sentences[0]
    citations = [event.story_of(sentence).cite(sentence) for sentence in pick.sentences]
    when, code = event.story_of(first).when, event.code_of(first)
    return climb(citations, drafts.get(first.text, ()), when, code)


def _printed(rows: Sequence[Rungs]) -> tuple[Claim, ...]:
    """The sentences that hold, none twice: two sources may compress to the same words."""
    claims: dict[str, Claim] = {}
    for rungs in rows:
        if rungs.claim is not None:
            claims.setdefault(rungs.claim.text, rungs.claim)
    return tuple(claims.values())


def _entries(event: Event) -> tuple[StoryEntry, ...]:
    """The stories of an event with their roles: a text printed once is independent."""
    entries = []
    for report in event.reports:
        for story in report.stories:
            role: Role = "independent"
            if len(report.stories) > 1:
                role = "original" if story is report.original else "reprint"
            entries.append(StoryEntry(story=story, role=role))
    return tuple(entries)
