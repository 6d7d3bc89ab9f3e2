"""Speed: seconds and memory of reading, grouping, and the stages of a brief.  Figures only.

DATA is input as `briefing make` takes it.  Timed are the stages of its brief, the reading of page
dumps glued from its stories, and the grouping of as many made-up stories; there is no plain baseline
and no floor, as a machine that others use as well tells other times every day.
"""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing import reading
from briefing.assembly import pipeline
from briefing.errors import UsageError
from briefing.evaluation import synthetic
from briefing.evaluation.measures import OURS, Measured, Options, writer
from briefing.evaluation.metrics import Figures
from briefing.grouping import find_events, find_reports
from briefing.records import Document, Story
from briefing.sources import find_files, read_bytes

MADE: Final = 1_000
"""Dumps and stories that are made where nobody says how many."""

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
