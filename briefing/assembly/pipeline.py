"""The way of the data: the only place that knows the order.

The steps from `align_facts` to `consolidate` stand in :mod:`briefing.assembly.items`, what the models are asked in
:mod:`briefing.assembly.drafting`, an editor's part in :mod:`briefing.assembly.editing`; what goes in and comes out in
:mod:`briefing.assembly.run`.

::

    SOURCE… ── sources.find_files, read_bytes ──▶ bytes
            ── reading.ingest_all ──────────────▶ Document, or Unread with the reason
            ── reading.read ┄ editor's outlets ─▶ Story (dated, cited by offsets), Removed
            ── grouping.find_reports ───────────▶ Report: one text, however often printed
            ── reading.infer_from_reports ──────▶ Report, its stories dated by one another
            ── _of_the_day ─────────────────────▶ the reports that belong to the brief
            ── grouping.find_events ┄ editor's joins and parts, rank_events ▶ Event: reports about one happening
            ── editing.arrange ─────────────────▶ what an editor pinned first, what was dropped left out
            ── grouping.by_topics ──────────────▶ then followed events, muted ones left out
            ── grouping.leads_in_doubt, texts_in_doubt ┄ embedder ▶ vectors of first sentences and of what
                                                   stands around figures, where there is a model
            ── grouping.align_facts, only_in … ─▶ Fact, Disagreement
            ── writing.to_parse ┄ parser, analyse ▶ Analysis: what can stand alone, what may go
            ── writing.outline ─────────────────▶ Outline: which facts, in which order
            ── writing.to_look_up ┄ parser, analyse ▶ Analysis: who the people of the items are
            ── writing.item_requests, requests ┄ model ┄ parse ▶ a rewritten draft for each main fact
            ── writing.cuts_in_place ───────────▶ Analysis: what may go where the sentence stands in its item
            ── writing.begin_cuts, shorten ⇄ shortener ▶ shortened drafts for each fact
            ── writing.consolidate ─────────────▶ Item: gated sentences with citations
            ── remembering.judge ───────────────▶ Item, with what it adds to earlier days
            ── editing.with_headlines ──────────▶ Item, with an editor's headline
            ── find_omissions, find_objections ─▶ Item, with what it lacks
            ── grouping.section_of ─────────────▶ Item, in the reader's sections
            ── editing.effects ─────────────────▶ a note on what was edited, and which decisions found nothing
            ── publish ─────────────────────────▶ brief.md, brief.html, brief.json

Everything that is not data (disk, clock, model, who does the work) is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Final, Literal, NamedTuple

from briefing import grouping, publishing, reading, remembering, writing
from briefing.assembly import drafting, editing
from briefing.assembly.items import A_STORY, LEAST, write_items
from briefing.assembly.ledger import Inputs, ledger, notes, tally
from briefing.assembly.run import Made, Run, Statistics
from briefing.assembly.wishes import as_wished, left_out
from briefing.faults import Faults
from briefing.language.detect import load_beside
from briefing.language.wording import wording_for
from briefing.records import (
    Brief,
    Document,
    Event,
    FileEntry,
    Item,
    Reading,
    Report,
    Story,
    Unread,
)
from briefing.settings.config import Settings
from briefing.store import Shelf

MANY: Final = 10_000
"""Files from which on texts and stories are put on disk: in memory a dump of 5 kB takes 31 kB, and all of a day are read before any is chosen."""


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
        if one.undecided and any(part.rule in reading.NOT_READ for part in one.removed)
    ]
    if read.trouble:
        statistics.faults.told.append(read.trouble)
    with statistics.timed("grouping"):
        read, reports = date_stories(read, run, statistics.faults)
        events = group(_restrict(reports, run), run, statistics.faults)
    return Prepared(read, events, statistics)


def finish(prepared: Prepared, run: Run) -> Made:
    """Write the brief.  May be called again with another generator where the first one failed."""
    wanted, statistics = run.settings.brief, prepared.statistics
    chosen = [story for event in prepared.events for story in event.stories]
    day = as_wished(prepared.events, run)
    with statistics.timed("writing"):
        shown = [event.whole() for event in day.events[: wanted.max_items]]
        written = write_items(shown, run, statistics)
        judged = statistics.faults.spare(
            "what is new",
            lambda: remembering.judge(written, run.earlier, wanted.language),
            written,
            LEAST + A_STORY * len(chosen),
        )
        fresh = _fresh(editing.marked(judged, day.pinned), wanted.unchanged)
        headed = editing.with_headlines(fresh, run.overrides, prepared.events)
        items = _finish_items(headed, day.events, run.settings, statistics.faults)
    left = left_out(day, wanted.max_items, written, fresh)
    words = wording_for(wanted.language)
    files = ledger(prepared.read, chosen, items, left, words)
    edits = editing.effects(run.overrides, prepared.events, items, [one.file for one in files])
    statistics.without_effect = edits.lost
    asked_elsewhere = run.leaves_machine and statistics.counts["model requests"]
    told = [
        *([words.say("notes.left_machine")] if asked_elsewhere else []),
        *run.notes,
        *editing.note(edits.counts, words),
        *notes(chosen, left, words, wanted.language),
    ]
    brief = _brief(run, items, files, told)
    tally(brief, statistics.counts, statistics.rejections)
    documents = {one.document.id: one.document for one in prepared.read.readings}
    return Made(brief, documents, statistics, remembering.remember(prepared.events))


def _brief(
    run: Run, items: tuple[Item, ...], files: tuple[FileEntry, ...], told: Sequence[str]
) -> Brief:
    return Brief(
        date=run.day,
        mode="model" if run.generator or run.shortener else "extractive",
        items=items,
        files=files,
        generator=run.generator.identity if run.generator else None,
        embedder=run.embedder.identity if run.embedder else None,
        parser=run.parser.identity if run.parser else None,
        shortener=run.shortener.identity if run.shortener else None,
        prompts=drafting.prompts(run),
        language=run.settings.brief.language,
        title=run.settings.output.title,
        minutes=run.settings.brief.minutes,
        notes=tuple(told),
    )


def _fresh(items: Sequence[Item], unchanged: Literal["line", "full", "drop"]) -> tuple[Item, ...]:
    """The items without news shortened or left out; what an editor pinned stays."""
    kept = "line" if unchanged == "drop" else unchanged
    return tuple(
        one
        for item in items
        for one in remembering.fresh([item], kept if "pin" in item.edited else unchanged)
    )


def _finish_items(
    items: Sequence[Item], events: Sequence[Event], settings: Settings, faults: Faults
) -> tuple[Item, ...]:
    """The items in sections, counted through, with what they leave out."""
    wanted = settings.brief
    if settings.sections:
        items = _in_sections(items, events, settings)
    return tuple(
        faults.spare(
            item.headline, partial(_judged, item, wanted.language), item, LEAST
        ).model_copy(update={"rank": rank})
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
        outlets=tuple((rule.match, rule.name) for rule in (*run.overrides.outlet, *wanted.outlets)),
        workers=run.workers,
    )


def read_all(inputs: Iterable[tuple[str, bytes | Unread]], run: Run) -> Inputs:
    """Read every input file; byte-identical copies are read once."""
    settings, words = reading_settings(run), wording_for(run.settings.brief.language)
    if run.workers > 1:
        load_beside()
    documents: list[Document] = []
    unread: list[Unread] = []
    first: dict[str, str] = {}
    shelf: Shelf | None = None
    workers = run.engine.workers(run.workers)
    for count, got in enumerate(reading.ingest_all(inputs, settings, workers), start=1):
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
            documents.append(shelf.document(got) if shelf else got)
        if shelf is None and len(documents) > MANY:
            shelf = run.shelf()
            documents = [shelf.document(one) for one in documents]
    keep = shelf.reading if shelf else Reading.whole
    readings = tuple(reading.read(documents, settings, workers, keep))
    return Inputs(readings, tuple(unread), shelf.trouble if shelf else "")


def date_stories(read: Inputs, run: Run, faults: Faults) -> tuple[Inputs, tuple[Report, ...]]:
    """Return the input with its stories dated by their reprints, and the reports that they carry.

    Where that fails, each story is a report of its own, or has the date that it tells itself.
    """
    found: tuple[Report, ...] | None = None
    seconds = 4 * (LEAST + _A_TEXT * len(read.stories))
    with faults.sparing("finding reprints: every story counts as a report", seconds):
        found = grouping.find_reports(read.stories, run.engine.workers(1))
    # Made where they are needed alone: those of a large day would take a third of a gigabyte.
    reports = grouping.separate_reports(read.stories) if found is None else found
    with faults.sparing("dating stories by their reprints"):
        reports = reading.infer_from_reports(reports, run.day)
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
    """Return the grouping room's settings: threshold, the user's links and the editor's."""
    wanted = run.settings.grouping
    own = {} if wanted.threshold == "default" else {"threshold": wanted.threshold}
    joined, parted = editing.links(run.overrides)
    return grouping.GroupingSettings(
        must_link=(*wanted.must_link, *joined),
        cannot_link=(*wanted.cannot_link, *parted),
        **own,
    )


def group(reports: Sequence[Report], run: Run, faults: Faults) -> tuple[Event, ...]:
    """Return the events, most important first; where joining or weighing fails, each report alone, or in the order of their ids."""
    found: tuple[Event, ...] | None = None
    seconds = 4 * (LEAST + _A_TEXT * len(reports))
    with faults.sparing("joining reports: every report is an event", seconds):
        found = grouping.find_events(reports, grouping_settings(run), run.engine.workers(1))
    if found is None:
        found = grouping.separate_events(reports)
    wanted = run.settings.brief
    spoken = tuple(event.model_copy(update={"language": wanted.language}) for event in found)
    return faults.spare(
        "weighing the events", lambda: grouping.rank_events(spoken, run.day, wanted.days), spoken
    )


_A_TEXT: Final = 0.01
"""Seconds for each text of a day while stories are joined: 100,000 take .0015 each."""


# -- publishing ---------------------------------------------------------------------------------


class _Texts(Mapping[str, str]):
    """The texts of documents by their ids; of very many, those that a page quotes are read, not all."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def __getitem__(self, name: str) -> str:
        return self._documents[name].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def close(self) -> None:
        """Let go of the documents: what was rendered holds on to the page, and would keep their texts on disk."""
        self._documents = {}


def publish(made: Made, formats: Sequence[str] = publishing.USUAL) -> dict[str, str | bytes]:
    """Return the files of a brief by name: its renderings in `formats`, and extracted source texts.

    Raises :class:`~briefing.errors.ConfigError` for a format that there is not.
    """
    texts = _Texts(made.documents)
    page = publishing.lay_out(made.brief, texts)
    chosen = publishing.choose(publishing.renderings(), formats)
    files = {one.name: one.render(page) for one in chosen}
    texts.close()
    for document in sorted(made.documents.values(), key=lambda one: one.sha256):
        if document.extracted:
            files[f"sources/{document.sha256}.txt"] = document.text
    return files
