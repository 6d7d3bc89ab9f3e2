"""What a command and a calling program do around the pipeline: bytes of the input, models, a brief with them or without.

::

    FoundFile ─ contents ─▶ (name, bytes) ─┐
    settings ─ choose ─▶ Chosen ─ with_models ─▶ Run ─ make_with ─▶ Made, and why no model wrote, where none did
                                                     └ with_fewer ─▶ the same for any other work
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from briefing.assembly.engines import Engine, Local
from briefing.assembly.run import Made, Run, fallbacks
from briefing.errors import ModelError
from briefing.language.wording import wording_for
from briefing.models.choose import Chosen
from briefing.models.kept import Host, KeptEmbedder, KeptGenerator, KeptParser, KeptShortener
from briefing.records import Unread
from briefing.settings.config import Settings
from briefing.sources import FoundFile, ask_for
from briefing.store import Store

FILES_AHEAD: Final = 8
"""Files of a store that are asked for at a time; each may be as large as a file may be."""

_PIPELINE: Final = "briefing.assembly.pipeline"
_NETWORKS: Final = "torch"
_PLAIN: Final = (".txt", ".text", ".md", ".markdown")
"""Names of files that are nearly always decoded where they are read."""
_ARCHIVES: Final = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".warc")
"""Names of files that hold many."""
_A_CHUNK: Final = 40
_A_CHUNK_OF_BYTES: Final = 2_000_000
"""What one process reads at once (:data:`briefing.reading.spread.CHUNK_FILES`, which is not imported yet)."""

T = TypeVar("T")
Hosted = TypeVar("Hosted", KeptGenerator, KeptShortener, KeptParser, KeptEmbedder)


def contents(
    found: Iterable[FoundFile], settings: Settings
) -> Iterator[tuple[str, bytes | Unread]]:
    """Yield the name and the bytes of each file, or why it is not read.

    What lies in a store that answers several requests at a time is asked for some files ahead: it answers each after a while, whatever its size.
    """
    limit = int(settings.reading.max_megabytes * 1e6)
    waiting = iter(found)
    asked: deque[tuple[str, Callable[[], bytes | Unread]]] = deque()
    while True:
        asked.extend(
            (one.file, ask_for(one, limit)) for one in islice(waiting, FILES_AHEAD - len(asked))
        )
        if not asked:
            return
        name, answer = asked.popleft()
        yield name, answer()


def from_addresses(found: Iterable[FoundFile], run: Run) -> Run:
    """Return `run` with a note for the reader on each address that files are read from."""
    words = wording_for(run.settings.brief.language)
    shown = dict.fromkeys(one.place.shown for one in found if one.place)
    told = tuple(words.say("notes.from_address", address=address) for address in shown)
    return run._replace(notes=(*run.notes, *told))


def earlier_days(
    store: Store, folder: Path, day: date, back: int
) -> dict[date, Sequence[Mapping[str, str]]]:
    """Return what was reported on the last `back` days, where a brief was made of them into `folder`."""
    days = [day - timedelta(days=number) for number in range(1, back + 1)]
    rows = {one: store.brief_sentences(str(folder), one) for one in days}
    return {one: said for one, said in rows.items() if said}


def begin(
    engine: Engine, found: Sequence[FoundFile], processes: int, chosen: Chosen | None
) -> None:
    """Let an engine begin what takes long, before anything is read: to import what opens pages, and to load the models that will be asked.

    Two seconds of a first brief on two cores.  Nothing is begun where there is one core, where memory is bounded, for what is loaded ahead of
    its use may be too much, or where the working folder cannot be entered, as a new process does; nor anything twice, by the engine or where this
    process has imported it already, of an earlier day.
    """
    if not isinstance(engine, Local) or processes < 2:
        return
    if not found or not _has_leave():
        return
    pages = [one for one in found if not (one.refused or one.file.lower().endswith(_PLAIN))]
    if pages and _PIPELINE not in sys.modules:
        engine.begin_reading(processes, processes if _many(pages) else 1)
    if chosen is not None and engine.devices is None and _NETWORKS not in sys.modules:
        models = (chosen.embedder, chosen.parser, chosen.shortener)  # in the order of their use
        loads = [one.load for one in models if one is not None]
        if loads:
            engine.begin_models(loads)


def _has_leave() -> bool:
    """Whether a process may be started that takes memory of its own: where there is no bound, and the working folder can be entered."""
    try:
        inside = os.access(Path.cwd(), os.X_OK)
    except OSError:  # it is gone
        return False
    try:
        import resource
    except ImportError:  # a system without such bounds
        return inside
    return inside and resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY


def _many(pages: Sequence[FoundFile]) -> bool:
    """Whether there is more than one chunk of them, as far as can be told."""
    if any(one.file.lower().endswith(_ARCHIVES) for one in pages):
        return True
    paths = [one.path for one in pages[: _A_CHUNK + 1]]
    try:
        size = sum(path.stat().st_size if path else 0 for path in paths)
    except OSError:
        size = 0
    return len(pages) > _A_CHUNK or size > _A_CHUNK_OF_BYTES or None in paths


def with_models(run: Run, chosen: Chosen) -> Run:
    """Return `run` with the models that were chosen, where its engine runs them."""
    devices = run.engine.devices
    return run._replace(
        generator=_on(None if chosen.elsewhere else devices, chosen.generator),
        parser=_on(run.engine.processors, chosen.parser),
        shortener=_on(devices, chosen.shortener),
        embedder=_on(devices, chosen.embedder),
        leaves_machine=chosen.leaves_machine,
    )


def _on(host: Host | None, model: Hosted | None) -> Hosted | None:
    return model.hosted(host) if host and model else model


def make_with(
    inputs: Iterable[tuple[str, bytes | Unread]],
    run: Run,
    why_none: str = "",
    *,
    require_model: bool = False,
) -> tuple[Made, str]:
    """Make the brief, with fewer models where one is not there or cannot be used; return it, and what it goes without and why.

    `why_none` says why `run` has no generator.  Raises :class:`ModelError` where one is required.
    """
    if run.generator is None and require_model:
        raise ModelError(f"a model is required: {why_none.rstrip('.')}.")
    # All rooms, which a brief that is up to date does not need.
    from briefing.assembly.pipeline import finish, prepare

    prepared = prepare(inputs, run)
    return with_fewer(run, lambda one: finish(prepared, one), why_none, require_model=require_model)


def with_fewer(
    run: Run, work: Callable[[Run], T], why_none: str = "", *, require_model: bool = False
) -> tuple[T, str]:
    """Do `work` with the run, with fewer models where one cannot be used; return its result, and what it goes without and why.

    Raises :class:`ModelError` where a model is required, and where the work asks for one that no run has.
    """
    why, ways = why_none, list(fallbacks(run))
    for way in ways[:-1]:
        try:
            return work(way.noted()), way.told(why)
        except ModelError as error:
            if require_model:
                raise
            why = str(error)
    return work(ways[-1].noted()), ways[-1].told(why)
