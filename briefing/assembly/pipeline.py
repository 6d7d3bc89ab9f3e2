"""The way of the data: the only place that knows the order.

::

    SOURCE… ── sources.find_files, read_bytes ──▶ bytes
            ── reading.ingest_all ──────────────▶ Document, or Unread with the reason
            ── reading.read ────────────────────▶ Story (dated, cited by offsets), Removed
            ── grouping.find_reports ───────────▶ Report: one text, however often printed
            ── reading.infer_from_reports ──────▶ Report, its stories dated by one another
            ── _of_the_day ─────────────────────▶ the reports that belong to the brief
            ── grouping.find_events, rank_events ▶ Event: reports about one happening
            ── grouping.by_topics ──────────────▶ followed events first, muted ones left out
            ── grouping.leads_in_doubt, texts_in_doubt ┄ embedder ▶ vectors of first sentences and of what
                                                   stands around figures, where there is a model
            ── grouping.align_facts, only_in … ─▶ Fact, Disagreement
            ── writing.to_parse ┄ parser, analyse ▶ Analysis: what can stand alone, what may go
            ── writing.outline ─────────────────▶ Outline: which facts, in which order
            ── writing.to_look_up ┄ parser, analyse ▶ Analysis: who the people of the items are
            ── writing.item_requests, requests ┄ model ┄ parse ▶ a rewritten draft for each main fact
            ── writing.begin_cuts, fusions, shorten ⇄ shortener ▶ shortened drafts for each fact
            ── writing.consolidate ─────────────▶ Item: gated sentences with citations
            ── remembering.judge ───────────────▶ Item, with what it adds to earlier days
            ── writing.fit, find_omissions,
               find_objections ─────────────────▶ Item, cut to the reader's minutes
            ── grouping.section_of ─────────────▶ Item, in the reader's sections
            ── publish ─────────────────────────▶ brief.md, brief.html, brief.json

Everything that is not data (disk, clock, model) is handed in.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal, NamedTuple

from briefing import grouping, publishing, reading, remembering, writing
from briefing.assembly.faults import Faults
from briefing.assembly.ledger import Inputs, LeftOut, ledger, notes, stories_left_out, tally
from briefing.errors import ModelError
from briefing.language.syntax import UNPARSED
from briefing.language.wording import wording_for
from briefing.models.base import (
    Decoding,
    DeletionScorer,
    Embedder,
    Generator,
    Parser,
)
from briefing.models.pins import DEFAULT_GENERATOR
from briefing.records import (
    Brief,
    Disagreement,
    Document,
    Event,
    Fact,
    Item,
    Report,
    Sentence,
    Story,
    Unread,
)
from briefing.settings.config import Settings
from briefing.settings.prompts import load_prompt

SHORTEN: Final = "shorten.v2"
"""The prompt under which the embedded model was taught to shorten."""

ITEM: Final = "item.v1"
"""The prompt under which a model writes an item from its plan."""
NO_VECTORS: Final[Mapping[str, Sequence[float]]] = {}
NO_DRAFTS: Final[Mapping[str, tuple[writing.Draft, ...]]] = {}

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


class Run(NamedTuple):
    """What a run is told besides its input."""

    day: date
    settings: Settings
    generator: Generator | None
    """None: an extractive brief."""
    earlier: Mapping[date, Sequence[Mapping[str, str]]] = {}
    """What the stories of earlier days said (:data:`briefing.remembering.Row`), by day."""
    notes: tuple[str, ...] = ()
    """What the reader must know of how the brief came about."""
    progress: Progress = lambda stage, done, total: None  # noqa: ARG005  # the silent default
    workers: int = 1
    """Processes that read many files."""
    parser: Parser | None = None
    """None: sentences are shortened by patterns of words alone."""
    embedder: Embedder | None = None
    """None: first sentences are compared by their words alone."""
    shortener: DeletionScorer | None = None
    """None: no model says what to leave out."""


class Statistics:
    """Counts and seconds of one run, for ``run.json`` and the closing line."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.counts: Counter[str] = Counter()
        self.rejections: Counter[str] = Counter()
        self.faults = Faults()

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to `stage`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + spent, 3)


class Made(NamedTuple):
    """A brief, the texts behind it, and how it came about."""

    brief: Brief
    documents: Mapping[str, Document]
    """By document id."""
    statistics: Statistics
    said: tuple[remembering.Row, ...] = ()
    """What later briefs need to know of what this day's stories said."""


class Prepared(NamedTuple):
    """The day's events, before anything is written about them."""

    read: Inputs
    """All stories that were read, with their dates."""
    events: Sequence[Event]
    """Most important first; every story that belongs to the brief is in one of them."""
    statistics: Statistics


# -- the whole way ------------------------------------------------------------------------------


def make(inputs: Iterable[tuple[str, bytes | Unread]], run: Run) -> Made:
    """Turn input files, given as (name, bytes), into the brief of `run.day`."""
    return finish(prepare(inputs, run), run)


def prepare(inputs: Iterable[tuple[str, bytes | Unread]], run: Run) -> Prepared:
    """Read the input and find the day's events: everything that needs no model."""
    statistics = Statistics()
    with statistics.timed("reading"):
        read = read_all(inputs, run)
    statistics.faults.told += [
        f"{one.document.file}: {one.undecided[0].words}"
        for one in read.readings
        if one.undecided and any(part.rule == reading.NOT_READ for part in one.removed)
    ]
    with statistics.timed("grouping"):
        read, reports = date_stories(read, run)
        events = group(_restrict(reports, run), run)
    return Prepared(read, events, statistics)


def finish(prepared: Prepared, run: Run) -> Made:
    """Write the brief.  May be called again with another generator where the first one failed."""
    wanted, statistics = run.settings.brief, prepared.statistics
    chosen = [story for event in prepared.events for story in event.stories]
    events, muted = grouping.by_topics(prepared.events, wanted.follow, wanted.mute)
    with statistics.timed("writing"):
        ranked = events[: wanted.max_items]
        written = write_items(ranked, run, statistics)
        judged = statistics.faults.spare(
            "what is new", lambda: remembering.judge(written, run.earlier, wanted.language), written
        )
        fresh = remembering.fresh(judged, wanted.unchanged)
        items = _finish_items(fresh, events, run.settings, statistics.faults)
    left: LeftOut = {
        "muted": [event.stories for event in muted],
        "fault": [event.stories for event in ranked if event.id not in {one.id for one in written}],
        "rank": [event.stories for event in events[wanted.max_items :]],
        "unchanged": stories_left_out(written, fresh),
        "minutes": stories_left_out(fresh, items),
    }
    words = wording_for(wanted.language)
    brief = Brief(
        date=run.day,
        mode="model" if run.generator else "extractive",
        items=items,
        files=ledger(prepared.read, chosen, items, left, words),
        generator=run.generator.identity if run.generator else None,
        embedder=run.embedder.identity if run.embedder else None,
        parser=run.parser.identity if run.parser else None,
        shortener=run.shortener.identity if run.shortener else None,
        prompts=_prompts(run),
        language=wanted.language,
        notes=(*run.notes, *notes(chosen, left, words, wanted.language)),
    )
    tally(brief, statistics.counts, statistics.rejections)
    documents = {one.document.id: one.document for one in prepared.read.readings}
    return Made(brief, documents, statistics, remembering.remember(prepared.events))


def _finish_items(
    items: Sequence[Item], events: Sequence[Event], settings: Settings, faults: Faults
) -> tuple[Item, ...]:
    """The items cut to the reader's minutes, in sections, counted through, with what they leave out."""
    wanted = settings.brief
    if wanted.minutes:
        items = writing.fit(items, round(wanted.minutes * writing.WORDS_PER_MINUTE))
    if settings.sections:
        items = _in_sections(items, events, settings)
    return tuple(
        faults.spare(item.headline, partial(_judged, item, wanted.language), item).model_copy(
            update={"rank": rank}
        )
        for rank, item in enumerate(items, start=1)
    )


def _judged(item: Item, language: str) -> Item:
    """The item with what it leaves out, and what can be said against it."""
    return item.model_copy(
        update={
            "omitted": writing.find_omissions(item, language),
            "objections": writing.find_objections(item, language),
        }
    )


def _in_sections(
    items: Sequence[Item], events: Sequence[Event], settings: Settings
) -> Sequence[Item]:
    """The items section by section, in the order that they had; what fits none comes last."""
    rules = [(one.name, one.words) for one in settings.sections]
    other = wording_for(settings.brief.language).say("other_section")
    order = [*(name for name, _ in rules), other]
    names = {event.id: grouping.section_of(event, rules) or other for event in events}
    placed = [item.model_copy(update={"section": names[item.id]}) for item in items]
    return sorted(placed, key=lambda item: order.index(item.section))


# -- reading ------------------------------------------------------------------------------------


def reading_settings(run: Run) -> reading.ReadingSettings:
    """Return the reading room's settings: day, zone, limits."""
    wanted = run.settings
    zone = wanted.brief.timezone
    day_first: Mapping[str, bool | None] = {"auto": None, "yes": True, "no": False}
    return reading.ReadingSettings(
        day=run.day,
        tz=None if zone == "local" else zone,
        max_bytes=int(wanted.reading.max_megabytes * 1e6),
        day_first=day_first[wanted.reading.day_first],
        outlets=tuple((rule.match, rule.name) for rule in wanted.outlets),
        workers=run.workers,
    )


def read_all(inputs: Iterable[tuple[str, bytes | Unread]], run: Run) -> Inputs:
    """Read every input file; byte-identical copies are read once."""
    settings, words = reading_settings(run), wording_for(run.settings.brief.language)
    documents: list[Document] = []
    unread: list[Unread] = []
    first: dict[str, str] = {}
    for count, got in enumerate(reading.ingest_all(inputs, settings), start=1):
        run.progress("reading", count, 0)
        if isinstance(got, Unread):
            unread.append(got)
        elif got.sha256 in first:
            reason = words.say("reasons.duplicate", file=first[got.sha256])
            unread.append(
                Unread(file=got.file, sha256=got.sha256, state="duplicate", reason=reason)
            )
        else:
            first[got.sha256] = got.file
            documents.append(got)
    return Inputs(tuple(reading.read(documents, settings)), tuple(unread))


def date_stories(read: Inputs, run: Run) -> tuple[Inputs, tuple[Report, ...]]:
    """Return the input with its stories dated by their reprints, and the reports that they carry."""
    reports = reading.infer_from_reports(grouping.find_reports(read.stories), run.day)
    dated = {story.id: story for report in reports for story in report.stories}
    readings = tuple(
        one.model_copy(update={"stories": tuple(dated[story.id] for story in one.stories)})
        for one in read.readings
    )
    return read._replace(readings=readings), reports


def _of_the_day(story: Story, run: Run) -> bool:
    """Whether a story belongs to the brief: of one of its days, or undated where those are kept."""
    wanted = run.settings.brief
    if story.when.basis == "unknown":
        return wanted.undated == "keep"
    return any(story.when.touches(run.day - timedelta(days=back)) for back in range(wanted.days))


# -- grouping -----------------------------------------------------------------------------------


def _restrict(reports: Sequence[Report], run: Run) -> tuple[Report, ...]:
    """The reports with only the stories of the day; a lost original is followed by the next."""
    kept = []
    for report in reports:
        stories = tuple(story for story in report.stories if _of_the_day(story, run))
        if stories:
            kept.append(report.model_copy(update={"stories": stories}))
    return tuple(kept)


def grouping_settings(run: Run) -> grouping.GroupingSettings:
    """Return the grouping room's settings: threshold and the user's links."""
    wanted = run.settings.grouping
    own = {} if wanted.threshold == "default" else {"threshold": wanted.threshold}
    return grouping.GroupingSettings(
        must_link=wanted.must_link, cannot_link=wanted.cannot_link, **own
    )


def group(reports: Sequence[Report], run: Run) -> tuple[Event, ...]:
    """Return the events, most important first."""
    found = grouping.find_events(reports, grouping_settings(run))
    wanted = run.settings.brief
    spoken = [event.model_copy(update={"language": wanted.language}) for event in found]
    return grouping.rank_events(spoken, run.day, wanted.days)


# -- writing ------------------------------------------------------------------------------------


class _Planned(NamedTuple):
    """An event on its way to an item."""

    event: Event
    facts: Sequence[Fact]
    plan: writing.Outline
    differing: Sequence[Disagreement]


def write_items(events: Sequence[Event], run: Run, statistics: Statistics) -> tuple[Item, ...]:
    """Plan all items, ask the model once for everything, then write item by item.

    An event on which the program fails gets none (:class:`~briefing.assembly.faults.Faults`).
    """
    faults = statistics.faults
    vectors = faults.spare("vectors", lambda: _vectors(events, run, statistics), NO_VECTORS)
    aligned: list[tuple[Event, Sequence[Fact]]] = []
    for event in events:
        with faults.sparing(_named(event)):
            aligned.append((event, grouping.align_facts(event, vectors)))
    parsed = faults.spare("parser", lambda: _analyse(aligned, run, statistics), UNPARSED)
    planned: list[_Planned] = []
    for event, facts in aligned:
        with faults.sparing(_named(event)):
            planned.append(_plan(event, facts, run, vectors, parsed))
    plans = [one.plan for one in planned]
    known = faults.spare("parser", lambda: _look_up(plans, parsed, run, statistics), parsed)
    drafts = faults.spare(
        "model",
        lambda: _drafts(plans, parsed, _requests(plans, known, run), run, statistics),
        NO_DRAFTS,
    )
    items: list[Item] = []
    for one in planned:
        with faults.sparing(_named(one.event)):
            items.append(_consolidated(one, len(items) + 1, drafts, known, faults))
    return tuple(items)


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


def _requests(
    plans: Sequence[writing.Outline], known: Mapping[str, writing.Analysis], run: Run
) -> list[writing.Request]:
    """What the model may put in its own words, by `model.rewrite`: items as a whole, or sentences."""
    how, frame = _rewrites(run), load_prompt(_prompt(run))
    if how == "item":
        items = [(plan.event, _picks_in_the_language(plan, plan.main, run)) for plan in plans]
        return writing.item_requests(items, frame, known)
    most = {"all": None, "first": 1, "none": 0}[how]
    sentences = [
        pick.sentences[0]
        for plan in plans
        for pick in _picks_in_the_language(plan, plan.main[:most], run)
    ]
    return writing.requests(sentences, frame)


def _rewrites(run: Run) -> Literal["item", "all", "first", "none"]:
    """How much the model writes in its own words.

    It takes forty passes of the model where scoring deletions takes one, and of the embedded model's
    own sentences one in 150 was printed, or one in five was wrong with beams
    (docs/experiments/model.md): so that one only says what to leave out.  A model that knows no chat
    cannot be told of a plan.
    """
    how, generator = run.settings.model.rewrite, run.generator
    if generator is None:
        return "none"
    if how != "auto":
        return how
    if generator.identity.name == DEFAULT_GENERATOR:
        return "none"
    return "item" if generator.chats else "all"


def _drafts(
    plans: Sequence[writing.Outline],
    parsed: Mapping[str, writing.Analysis],
    asked: Sequence[writing.Request],
    run: Run,
    statistics: Statistics,
) -> Mapping[str, tuple[writing.Draft, ...]]:
    """The model's drafts for each sentence, by its text: a free rewrite, then a deletion."""
    if run.generator is None:
        return {}
    every = [
        pick.sentences[0]
        for plan in plans
        for pick in _picks_in_the_language(plan, plan.picks, run)
    ]
    with statistics.timed("model"):
        rewritten = _rewrite(asked, run, run.generator, statistics)
        shortened = _shorten(every, plans, parsed, run)
    texts = dict.fromkeys([*rewritten, *shortened])
    return {
        text: (*((rewritten[text],) if text in rewritten else ()), *shortened.get(text, ()))
        for text in texts
    }


def _picks_in_the_language(
    plan: writing.Outline, picks: Sequence[writing.Pick], run: Run
) -> list[writing.Pick]:
    """The picks whose sentence to write from is in the brief's language, where its grammar is known."""
    language = run.settings.brief.language
    return [
        pick
        for pick in picks
        if plan.event.code_of(pick.sentences[0]) == language and writing.knows_grammar(language)
    ]


def _rewrite(
    asked: Sequence[writing.Request], run: Run, generator: Generator, statistics: Statistics
) -> Mapping[str, writing.Draft]:
    answers = list(generator.generate([one.prompt for one in asked], _decoding(run)))
    statistics.counts["model requests"] = len(answers)
    drafts: dict[str, writing.Draft] = {}
    for request, answer in zip(asked, answers, strict=True):
        found = writing.parse(request, answer)
        if answer.finish != "stop":
            statistics.counts[f"answers ended by {answer.finish}"] += 1
        elif not found:
            statistics.counts["answers without the lines asked for"] += 1
        drafts |= {text: writing.Draft(draft) for text, draft in found.items()}
    return drafts


def _decoding(run: Run) -> Decoding:
    """One line for a sentence, or a line for each of an item; by the settings alone, so that answers stay valid when events come."""
    most = run.settings.model.max_new_tokens
    if _rewrites(run) != "item":
        return Decoding(max_new_tokens=most)
    return Decoding(max_new_tokens=most * run.settings.brief.max_sentences, stop_at_newline=False)


def _shorten(
    sentences: Sequence[Sentence],
    plans: Sequence[writing.Outline],
    parsed: Mapping[str, writing.Analysis],
    run: Run,
) -> Mapping[str, tuple[writing.Draft, ...]]:
    """The sentences without what the model leaves out, first with the clause of another report."""
    if run.shortener is None:
        return {}
    cuts = writing.begin_cuts(
        {one.text: parsed[one.text] for one in sentences if one.text in parsed}
    )
    fused = writing.fusions((pick for plan in plans for pick in plan.picks), parsed)
    rows = [*((text, cut) for text, cut in fused.items() if text in cuts), *cuts.items()]
    done = writing.shorten([cut for _, cut in rows], load_prompt(SHORTEN), run.shortener)
    drafts: dict[str, tuple[writing.Draft, ...]] = {}
    for (text, _), cut in zip(rows, done, strict=True):
        if cut.keeps_addition:
            drafts[text] = (*drafts.get(text, ()), cut.draft)
    return drafts


def _prompt(run: Run) -> str:
    """Name of the prompt under which the model writes."""
    return ITEM if _rewrites(run) == "item" else run.settings.model.prompt


def _prompts(run: Run) -> tuple[tuple[str, str], ...]:
    if run.generator is None:
        return ()
    return tuple((name, load_prompt(name).digest) for name in (_prompt(run), SHORTEN))


# -- publishing ---------------------------------------------------------------------------------


def publish(made: Made) -> dict[str, str]:
    """Return the files of a brief by name: its renderings, and extracted source texts."""
    texts = {id_: document.text for id_, document in made.documents.items()}
    page = publishing.lay_out(made.brief, texts)
    files = {one.name: one.render(page) for one in publishing.RENDERINGS}
    for document in sorted(made.documents.values(), key=lambda one: one.sha256):
        if document.extracted:
            files[f"sources/{document.sha256}.txt"] = document.text
    return files
