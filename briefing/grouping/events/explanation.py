"""Why two stories were joined or parted, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.clusters import (
    BOUND,
    GroupingSettings,
    Scored,
    clear_in_one_outlet,
    clear_pairs,
    find_events,
    score_stories,
    shared_terms,
)
from briefing.grouping.events.outlets import of_one_outlet, outlets_of
from briefing.grouping.events.persons import are_of_others
from briefing.grouping.events.reprints import find_reports
from briefing.grouping.events.shingles import Shingler, containment
from briefing.language.base import language
from briefing.records import Record, Report, Story

if TYPE_CHECKING:
    from collections.abc import Iterable


_WORDS: Final = language("en").table("wording.measures")


class Measure(Record):
    """One measure of a pair and what it weighs: `value` x its weight = `evidence` (log-odds)."""

    name: str
    words: str
    value: float
    evidence: float


class Comparison(Record):
    """How much speaks for one event of two stories."""

    first: str
    second: str
    joined: bool
    """Whether anything does."""
    score: float
    terms: tuple[str, ...] = ()
    """The words that speak for it, weightiest first."""


class Explanation(Record):
    """Why two stories are, or are not, one report and one event."""

    first: str
    second: str
    same_report: bool
    same_event: bool
    containment: float
    """Share of the shorter text's word 5-grams that the longer one holds."""
    score: float
    """How likely the pair is one event by itself, 0 to 1; 0 where it was not even compared."""
    threshold: float
    measures: tuple[Measure, ...]
    terms: tuple[str, ...]
    """Words that joined, weightiest first."""
    apart: tuple[tuple[str, ...], tuple[str, ...]]
    """Names that only the first, only the second has in its lead."""
    members: tuple[Comparison, ...]
    """The score of the second story against each member of the first one's event."""
    note: str = ""


def explain(
    first: Story,
    second: Story,
    stories: Sequence[Story],
    settings: GroupingSettings | None = None,
) -> Explanation:
    """Return why `first` and `second` were joined or parted among `stories`."""
    chosen = settings or GroupingSettings()
    reports = find_reports(stories)
    events = find_events(reports, chosen)
    report_of = {story.id: report.id for report in reports for story in report.stories}
    event_of = {story.id: event for event in events for story in event.stories}
    scored = score_stories(stories)
    row = {story.id: number for number, story in enumerate(scored.stories)}
    a, b = row[first.id], row[second.id]
    position = scored.of(a, b)
    shingler = Shingler()
    members = [row[story.id] for story in event_of[first.id].stories if story.id != second.id]
    return Explanation(
        first=first.id,
        second=second.id,
        same_report=report_of[first.id] == report_of[second.id],
        same_event=event_of[first.id].id == event_of[second.id].id,
        containment=round(containment(shingler(first.body), shingler(second.body)), 4),
        score=0.0 if position is None else round(float(scored.scores[position]), 4),
        threshold=chosen.threshold,
        measures=() if position is None else _measures(scored, position),
        terms=shared_terms(scored, a, b),
        apart=(_own_names(scored, a, b), _own_names(scored, b, a)),
        members=tuple(_against(scored, b, members)),
        note=_note(first, second, chosen)
        or _note_on_languages(scored, position)
        or _note_on_outlet(scored, position, reports, chosen.threshold)
        or _note_on_persons(scored, position, chosen.threshold),
    )


def _measures(scored: Scored, position: int) -> tuple[Measure, ...]:
    from briefing.grouping.events.pairs import MEASURES, scorer

    values = scored.measures[position].tolist()
    return tuple(
        Measure(
            name=name,
            words=_WORDS.get(name, name),
            value=round(value, 4),
            evidence=round(value * weight, 4),
        )
        for name, value, weight in zip(MEASURES, values, scorer().weights, strict=True)
    )


def _own_names(scored: Scored, mine: int, other: int, limit: int = 8) -> tuple[str, ...]:
    names = scored.views.matrices["lead_names"][[mine]].tocoo()
    there = set(scored.views.matrices["present"][[other]].indices.tolist())
    ranked = sorted(zip((-names.data).tolist(), names.col.tolist(), strict=True))
    own = [scored.views.spoken[column] for _, column in ranked if column not in there]
    return tuple(own[:limit])


def _against(scored: Scored, row: int, members: Iterable[int]) -> Iterable[Comparison]:
    for member in members:
        position = scored.of(row, member)
        score = 0.0 if position is None else round(float(scored.scores[position]), 4)
        yield Comparison(
            first=scored.stories[row].id,
            second=scored.stories[member].id,
            joined=score > 0,
            score=score,
            terms=shared_terms(scored, row, member),
        )


def _note(first: Story, second: Story, settings: GroupingSettings) -> str:
    pair = {first.id, second.id}
    if any(set(link) == pair for link in settings.must_link):
        return "joined by the user's must-link"
    if any(set(link) == pair for link in settings.cannot_link):
        return "parted by the user's cannot-link"
    return ""


def _note_on_languages(scored: Scored, position: int | None) -> str:
    from briefing.grouping.events.across import tell_little

    little = position is not None and tell_little(scored.views, scored.pairs)[position]
    return "two languages, and too few names and figures that both have" if little else ""


def _note_on_persons(scored: Scored, position: int | None, threshold: float) -> str:
    """What is said where two texts would do for one event, were they not about other people."""
    if position is None or scored.scores[position] < threshold:
        return ""
    pair = int(scored.pairs.first[position]), int(scored.pairs.second[position])
    others = are_of_others(scored.stories, [pair])[0]
    said = "about other people, named with their ages: joined by another text or not at all"
    return said if others else ""


def _note_on_outlet(
    scored: Scored, position: int | None, reports: Sequence[Report], threshold: float
) -> str:
    """What is said where two texts would do for one event, were they not of one outlet."""
    if position is None or scored.scores[position] < threshold:
        return ""
    part = min(1.0, threshold / BOUND)
    number = dict(zip((report.id for report in reports), outlets_of(reports).tolist(), strict=True))
    report_of = {story.id: report.id for report in reports for story in report.stories}
    outlets = np.array([number[report_of[story.id]] for story in scored.stories], dtype=np.int32)
    measures, score = scored.measures[[position]], scored.scores[[position]]
    first, second = scored.pairs.first[[position]], scored.pairs.second[[position]]
    if (
        not of_one_outlet(outlets, first, second)[0]
        or not clear_pairs(measures, score, part)[0]
        or clear_in_one_outlet(measures, part)[0]
    ):
        return ""
    return (
        "of one outlet, and too little that is not its manner: joined by another text or not at all"
    )
