"""What a run of the pipeline is told, what it counts, and what it makes."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from briefing.assembly.engines import LOCAL, Engine
from briefing.faults import Faults
from briefing.language.wording import wording_for
from briefing.models.base import DeletionScorer, Embedder, Generator, Parser
from briefing.records import Brief, Document
from briefing.settings.config import Settings
from briefing.settings.overrides import NO_OVERRIDES, Overrides
from briefing.store import Shelf

if TYPE_CHECKING:  # what was made before is looked up without any room
    from briefing import remembering

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


class Run(NamedTuple):
    """What a run is told besides its input."""

    day: date
    settings: Settings
    generator: Generator | None
    """None: no sentence is rewritten; without a shortener too, an extractive brief."""
    earlier: Mapping[date, Sequence[Mapping[str, str]]] = {}
    """What the stories of earlier days said (:data:`briefing.remembering.Row`), by day."""
    notes: tuple[str, ...] = ()
    """What the reader must know of how the brief came about."""
    progress: Progress = lambda stage, done, total: None  # noqa: ARG005  # the silent default
    workers: int = 1
    """Processes that read many files, where this machine does all."""
    parser: Parser | None = None
    """None: sentences are shortened by patterns of words alone."""
    embedder: Embedder | None = None
    """None: first sentences are compared by their words alone."""
    shortener: DeletionScorer | None = None
    """None: no model says what to leave out."""
    overrides: Overrides = NO_OVERRIDES
    """What an editor decided about the day."""
    engine: Engine = LOCAL
    """Who does what can be done apart; the result is the same."""
    shelf: Callable[[], Shelf] = Shelf
    """Where texts and stories are put of more files than memory should hold."""
    leaves_machine: bool = False
    """Whether the model that writes, and with it what it is asked about, is on another machine."""


class Fallback(NamedTuple):
    """A run with fewer models."""

    run: Run
    note: str = ""
    """Name of the page's note on what is missing; empty: nothing is."""
    missing: str = ""
    """What that means for the brief, for a line on stderr."""

    def noted(self) -> Run:
        """Return the run with what the reader must know of it."""
        if not self.note:
            return self.run
        told = wording_for(self.run.settings.brief.language).say(f"notes.{self.note}")
        return self.run._replace(notes=(*self.run.notes, told))

    def told(self, why: str) -> str:
        """Return what the run goes without, and `why`; empty for one that has all models."""
        return f"{self.missing}: {why.rstrip('.')}" if self.missing else ""


def fallbacks(run: Run) -> Iterator[Fallback]:
    """Yield what to try where models fail, best first: the run as it is, without the one that writes, without any."""
    if run.generator is not None:
        yield Fallback(run)
    if run.shortener is not None:
        yield Fallback(
            run._replace(generator=None),
            "no_writer",
            "no sentence is rewritten, the embedded model shortens them",
        )
    yield Fallback(
        run._replace(generator=None, shortener=None),
        "no_model",
        "extractive brief, no sentence is rewritten",
    )


class Statistics:
    """Counts and seconds of one run, for ``run.json`` and the closing line."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.busy: dict[str, float] = {}
        """Seconds of processors by stage, those of workers that have ended among them."""
        self.counts: Counter[str] = Counter()
        self.rejections: Counter[str] = Counter()
        self.faults = Faults()
        self.without_effect: tuple[str, ...] = ()
        """A sentence on each of an editor's decisions that did nothing."""

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to `stage`."""
        start, busy = time.perf_counter(), _busy()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + spent, 3)
            self.busy[stage] = round(self.busy.get(stage, 0.0) + _busy() - busy, 3)


def _busy() -> float:
    return sum(os.times()[:4])


class Made(NamedTuple):
    """A brief, the texts behind it, and how it came about."""

    brief: Brief
    documents: Mapping[str, Document]
    """By document id."""
    statistics: Statistics
    said: tuple[remembering.Row, ...] = ()
    """What later briefs need to know of what this day's stories said."""
