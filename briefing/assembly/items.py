"""From the day's events to its items: all are planned, the models are asked once, then item by item is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from briefing import grouping, writing
from briefing.assembly import drafting
from briefing.assembly.run import Run, Statistics
from briefing.errors import ModelError
from briefing.faults import Faults
from briefing.language.syntax import UNPARSED
from briefing.models.base import Parser
from briefing.records import Disagreement, Event, Fact, Item

LEAST: Final = 30.0
"""Seconds of processor time that one step may take for one event: far from what any needs."""
A_STORY: Final = 1.0
"""More of them for each story: all steps of a made day of 60 stories about one ship take .09 for each."""
NO_VECTORS: Final[Mapping[str, Sequence[float]]] = {}
NO_DRAFTS: Final[Mapping[str, tuple[writing.Draft, ...]]] = {}


class _Planned(NamedTuple):
    """An event on its way to an item."""

    event: Event
    facts: Sequence[Fact]
    plan: writing.Outline
    differing: Sequence[Disagreement]


def write_items(events: Sequence[Event], run: Run, statistics: Statistics) -> tuple[Item, ...]:
    """Plan all items, ask the model once for everything, then write item by item.

    An event on which the program fails gets none (:class:`~briefing.faults.Faults`).
    """
    faults = statistics.faults
    vectors = faults.spare("vectors", lambda: _vectors(events, run, statistics), NO_VECTORS)
    aligned: list[tuple[Event, Sequence[Fact]]] = []
    for event in events:
        with faults.sparing(_named(event), _patience(event)):
            aligned.append((event, grouping.align_facts(event, vectors)))
    parsed = faults.spare("parser", lambda: _analyse(aligned, run, statistics), UNPARSED)
    planned: list[_Planned] = []
    for event, facts in aligned:
        with faults.sparing(_named(event), _patience(event)):
            planned.append(_plan(event, facts, run, vectors, parsed))
    plans = [one.plan for one in planned]
    known = faults.spare("parser", lambda: _look_up(plans, parsed, run, statistics), parsed)
    drafts = faults.spare(
        "model",
        lambda: drafting.drafts(
            plans, parsed, drafting.requests(plans, known, run), run, statistics
        ),
        NO_DRAFTS,
    )
    items: list[Item] = []
    for one in planned:
        with faults.sparing(_named(one.event), _patience(one.event)):
            items.append(_consolidated(one, len(items) + 1, drafts, known, faults))
    return tuple(items)


def _patience(event: Event) -> float:
    """Seconds of processor time for one step of an event: its texts may be made to be slow."""
    return LEAST + A_STORY * len(event.stories)


def _named(event: Event) -> str:
    return event.stories[0].headline or event.stories[0].file


def _plan(
    event: Event,
    facts: Sequence[Fact],
    run: Run,
    vectors: Mapping[str, Sequence[float]],
    parsed: Mapping[str, writing.Analysis],
) -> _Planned:
    alone = grouping.only_in(event, facts)
    budget = grouping.sentences_for(event, run.settings.brief.max_sentences)
    plan = writing.outline(event, facts, alone, budget, parsed)
    return _Planned(event, facts, plan, grouping.find_disagreements(facts, event, vectors))


def _consolidated(
    one: _Planned,
    rank: int,
    drafts: Mapping[str, Sequence[writing.Draft]],
    known: Mapping[str, writing.Analysis],
    faults: Faults,
) -> Item:
    """The item; where the drafts of a model make it fail, of the sources' own sentences."""
    with faults.sparing(_named(one.event)):
        return writing.consolidate(one.plan, drafts, rank, one.differing, known)
    return writing.consolidate(one.plan, NO_DRAFTS, rank)


def _analyse(
    aligned: Sequence[tuple[Event, Sequence[Fact]]], run: Run, statistics: Statistics
) -> Mapping[str, writing.Analysis]:
    """The sentences that may be chosen, with their trees, by source text; none without a parser.

    Only those of a language whose grammar is known: no other can be shortened.
    """
    if run.parser is None:
        return {}
    texts = writing.to_parse(
        sentence
        for event, facts in aligned
        for fact in facts
        for sentence in fact.sentences
        if writing.knows_grammar(event.code_of(sentence))
    )
    return _parsed(run.parser, texts, statistics)


def _parsed(
    parser: Parser, texts: Mapping[str, str], statistics: Statistics
) -> Mapping[str, writing.Analysis]:
    """What the trees of texts tell; nothing where the parser fails: it only says what may be shortened."""
    try:
        with statistics.timed("parser"):
            trees = list(parser.parse(list(texts.values())))
    except ModelError as error:
        statistics.faults.tell(error)
        return UNPARSED
    return writing.analyse(texts, trees)


def _look_up(
    plans: Sequence[writing.Outline],
    parsed: Mapping[str, writing.Analysis],
    run: Run,
    statistics: Statistics,
) -> Mapping[str, writing.Analysis]:
    """What is known of sentences, those added that tell who the people of the items are."""
    if run.parser is None:
        return parsed
    texts = writing.to_look_up([(plan.event, plan.picks) for plan in plans], parsed)
    return {**parsed, **_parsed(run.parser, texts, statistics)}


def _vectors(
    events: Sequence[Event], run: Run, statistics: Statistics
) -> Mapping[str, Sequence[float]]:
    """The vectors of what is in doubt of first sentences and figures; none where the embedder cannot run."""
    if run.embedder is None:
        return {}
    texts = sorted({*grouping.leads_in_doubt(events), *grouping.texts_in_doubt(events)})
    statistics.counts["sentences embedded"] = len(texts)
    try:
        return dict(zip(texts, run.embedder.embed(texts), strict=True))
    except (ModelError, MemoryError):
        statistics.counts["embedder failed"] = 1
        return {}
