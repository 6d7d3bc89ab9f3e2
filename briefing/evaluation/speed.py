"""Speed: seconds and memory of reading, grouping, and the stages of a brief.  Figures only.

DATA is input as `briefing make` takes it.  Timed are the stages of its brief; the start of the program; the stages of
briefs of 1, 10, 100 and 1,000 pages made of its sentences, cold and once more with the answers of the models kept;
the reading of page dumps glued from its stories, and the grouping of as many made-up stories.  There is no plain
baseline and no floor, as a machine that others use as well tells other times every day.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing import reading
from briefing.assembly import pipeline
from briefing.assembly.run import Made, Run, Statistics
from briefing.errors import UsageError
from briefing.evaluation import synthetic
from briefing.evaluation.measures import OURS, Measured, Options, writer
from briefing.evaluation.metrics import Figures
from briefing.grouping import find_events, find_reports
from briefing.records import Document, Story
from briefing.sources import find_files, read_bytes
from briefing.store import Store, write_folder

MADE: Final = 1_000
"""Dumps and stories that are made where nobody says how many."""
SIZES: Final = (1, 10, 100, 1_000)
"""Pages of the briefs whose stages are told."""
STARTS: Final = (
    ("--help", ("-m", "briefing", "--help")),
    ("imports of make", ("-c", "import briefing.cli.make, briefing.assembly.job")),
)
"""What a process of its own does that is timed as a whole: the interpreter's start is in it."""

Inputs = Sequence[tuple[str, bytes]]


def measure(data: Path, how: Options) -> Iterator[Measured]:
    """Yield the times of a brief of `data`, of reading dumps, and of grouping stories.

    Raises :class:`UsageError` where no file of `data` holds a story.
    """
    limit = int(how.run.settings.reading.max_megabytes * 1e6)
    files = [(one.file, read_bytes(one, limit)) for one in find_files([str(data)])]
    inputs = [(name, content) for name, content in files if isinstance(content, bytes)]
    digest = hashlib.sha256(b"".join(content for _, content in inputs)).hexdigest()
    made = Measured(data.name, digest, len(inputs), {}, part="a brief", models=writer(how))
    stories: list[Story] = []
    yield made._replace(systems={OURS: _brief(inputs, how, stories)})
    if not stories:
        raise UsageError(f"{data}: no story in it; give a folder as for 'briefing make'.")
    count = how.rows or MADE
    yield made._replace(part="start-up", rows=1, models="", systems={OURS: _starts()})
    sizes = sorted({one for one in (*SIZES, count) if one <= min(count, SIZES[-1])})
    yield made._replace(part="stages", rows=sizes[-1], systems=_stages(sizes, stories, how.run))
    made = made._replace(rows=count, models="")
    yield made._replace(part="reading dumps", systems={OURS: _dumps(count, stories, how)})
    yield made._replace(part="grouping stories", systems={OURS: _grouping(count)})


def _brief(inputs: Inputs, how: Options, stories: list[Story]) -> Figures:
    def make() -> Figures:
        prepared = pipeline.prepare(inputs, how.run)
        stories.extend(prepared.read.stories)
        statistics = pipeline.finish(prepared, how.run).statistics
        return {f"{stage}, s": seconds for stage, seconds in statistics.seconds.items()}

    return _timed(make)


def _starts() -> Figures:
    told: dict[str, float] = {}
    for name, arguments in STARTS:
        start, busy = time.perf_counter(), _busy()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ourselves
        told[f"{name}, s"] = time.perf_counter() - start
        told[f"{name}, s of the processor"] = _busy() - busy
    return told


def _stages(sizes: Sequence[int], stories: Sequence[Story], run: Run) -> dict[str, Figures]:
    """The stages of briefs of each size, small ones first: the peak of memory only grows."""
    sample = [(story.headline, [one.text for one in story.sentences]) for story in stories]
    return {
        f"{size} {state}": _one_brief(files, run)
        for size in sizes
        for files in (list(synthetic.pages(size, sample, run.day)),)
        for state in ("cold", "warm")
    }


def _one_brief(files: Inputs, run: Run) -> Figures:
    def make() -> Figures:
        statistics = Statistics()
        with tempfile.TemporaryDirectory() as folder:
            made = pipeline.make(files, run)
            _publish(made, statistics, Path(folder), run)
        told = {**made.statistics.seconds, **statistics.seconds}
        busy = {**made.statistics.busy, **statistics.busy}
        return {
            **{f"{stage}, s": seconds for stage, seconds in told.items()},
            **{f"{stage}, s of the processor": seconds for stage, seconds in busy.items()},
            "items": len(made.brief.items),
            "words": sum(len(one.text.split()) for item in made.brief.items for one in item.claims),
        }

    return _timed(make)


def _publish(made: Made, statistics: Statistics, folder: Path, run: Run) -> None:
    with statistics.timed("publishing"):
        files = pipeline.publish(made)
    with statistics.timed("store"):
        write_folder(folder / run.day.isoformat(), files)
        with Store(folder / "state.sqlite") as store:
            store.keep_brief(os.fspath(folder), run.day, made.said)


def _dumps(count: int, stories: Sequence[Story], how: Options) -> Figures:
    sample = [(story.headline, [one.text for one in story.sentences]) for story in stories]
    files = list(synthetic.dumps(count, sample))
    settings = pipeline.reading_settings(how.run)

    def read() -> Figures:
        got = list(reading.ingest_all(files, settings))
        found = reading.read([one for one in got if isinstance(one, Document)], settings)
        return {
            "workers": settings.workers,
            "bytes a dump": sum(len(content) for _, content in files) / count,
            "stories": sum(len(one.stories) for one in found),
        }

    return _timed(read)


def _grouping(count: int) -> Figures:
    stories = list(synthetic.stories(count))

    def group() -> Figures:
        reports = find_reports(stories)
        return {"reports": len(reports), "events": len(find_events(reports))}

    return _timed(group)


def _timed(work: Callable[[], Figures]) -> Figures:
    """What `work` tells, the seconds by the clock and of the processor, and the peak of memory."""
    start, busy = time.perf_counter(), _busy()
    told = work()
    return {
        **told,
        "seconds": time.perf_counter() - start,
        "seconds of the processor": _busy() - busy,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _busy() -> float:
    """Seconds that this process and its finished workers kept processors busy."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + workers.ru_utime + workers.ru_stime
