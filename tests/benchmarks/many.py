# ruff: noqa: T201 - a command prints its figures
"""Many dumps through reading and grouping: ``python -m tests.benchmarks.many SEEDS [--dumps 10000] [--stories 0] [--keep FOLDER | --grouping kept|shuffled]``.

Dumps of 5,000 characters are glued of three stories each, drawn from a stock that holds one for every three dumps, so that each is carried by some nine
of them, as an agency's text is by outlets.  Their sentences are those of SEEDS, with the function words that they have, and other words of the language and
made names in place of the rest: an event's are its own.  They are written to a folder first, which is kept where its name is given.  With `--grouping` no dump
is read: its stories are made as reading gives them, the sentences of each kept in their order or shuffled.  Printed are seconds by the clock and of the processor,
memory, and what there is after each stage, with a digest of how reports and events were grouped.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from briefing import grouping
from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.evaluation import synthetic
from briefing.faults import Faults
from briefing.language.base import language
from briefing.language.words import frequencies
from briefing.quiet import collect_rarely
from briefing.reading import ReadingSettings, ingest, read
from briefing.records import (
    Document,
    Event,
    Reading,
    Report,
    Sentence,
    Story,
    When,
    content_id,
)
from briefing.settings.config import Settings
from briefing.store import Shelf

DAY: Final = date(2025, 6, 17)
REPORTS: Final = (1, 1, 2, 3, 5, 8)
"""Reports of an event, drawn evenly."""
MOST_SENTENCES: Final = 9
A_FOLDER: Final = 10_000
"""Files of one folder."""
OTHERS: Final = 10
"""Sentences of other stories behind the last one of a dump."""
TWO: Final = 0.3
"""Share of the dumps of which two stories are found, not three: the last is glued to what stands behind it."""

Told = tuple[str, Sequence[str]]


class _Words(NamedTuple):
    """What an event is told with: words of its own, of its topic and of all news, and names."""

    own: Sequence[str]
    topic: Sequence[str]
    stock: Sequence[str]
    names: dict[str, str]


def sample_of(data: Path) -> list[Told]:
    """Return headline and sentences of each story in the files of a folder."""
    settings = ReadingSettings(day=DAY)
    files = [one for one in sorted(data.iterdir()) if one.is_file()]
    got = [ingest(one.name, one.read_bytes(), settings) for one in files]
    readings = read([one for one in got if isinstance(one, Document)], settings)
    stories = [story for one in readings for story in one.stories]
    return [(story.headline, [one.text for one in story.sentences]) for story in stories]


def retold(count: int, sample: Sequence[Told]) -> list[Told]:
    """Return `count` stories, each with headline and sentences of `sample` in the words of its event."""
    draw = Random(7)  # draws text, no secrets
    idle = language("en").words("words.stop")
    counted = {word: one for word, one in frequencies("en").items() if word not in idle}
    stock = draw.choices(list(counted), list(counted.values()), k=100_000)
    topics = [draw.sample(stock, 300) for _ in range(60)]
    made: list[Told] = []
    while len(made) < count:
        words = _Words(draw.sample(stock, 50), draw.choice(topics), stock, {})
        for _ in range(draw.choice(REPORTS)):
            title, sentences = draw.choice(sample)
            chosen = draw.sample(sentences, min(len(sentences), MOST_SENTENCES))
            headline, *text = (_other(one, words, idle, draw) for one in (title, *chosen))
            made.append((headline, text))
    return made[:count]


def _other(sentence: str, words: _Words, idle: frozenset[str], draw: Random) -> str:
    told = sentence.split()
    for at, word in enumerate(told):
        if not word.isalpha() or word.casefold() in idle:
            continue
        if at and word[0].isupper():
            told[at] = words.names.setdefault(word, synthetic.made_word(draw).capitalize())
        elif word[0].islower():
            told[at] = draw.choice(words[draw.choice((0, 1, 1, 2, 2))])  # type: ignore[arg-type]  # the first three are lists
    return " ".join(told)


def write(folder: Path, count: int, stories: Sequence[Told]) -> None:
    """Write `count` dumps; what a folder has already stays."""
    for number, (name, content) in enumerate(synthetic.dumps(count, stories)):
        place = folder / f"{number // A_FOLDER:03}"
        if number % A_FOLDER == 0:
            place.mkdir(parents=True, exist_ok=True)
        if not (place / name).exists():
            (place / name).write_bytes(content)


def contents(folder: Path, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the first `count` dumps of a folder, each read when it is asked for."""
    for number in range(count):
        name = f"{number // A_FOLDER:03}/{number}.txt"
        yield name, (folder / name).read_bytes()


def read_stories(count: int, stock: Sequence[Told], *, shuffled: bool) -> Iterator[Reading]:
    """Yield what reading finds in `count` dumps: two or three stories of the stock, and one in the sentences of others."""
    draw = Random(3)  # draws text, no secrets
    whens = [When.on(DAY, "relative", f"{minutes} minutes ago") for minutes in range(2, 60)]
    for number in range(count):
        chosen = draw.sample(stock, 3)[: 2 if draw.random() < TWO else 3]
        behind = [draw.choice(draw.choice(stock)[1]) for _ in range(OTHERS)]
        file, stories, start = f"{number}.txt", [], 0
        for title, sentences in (*chosen, ("", behind)):
            order = draw.sample(sentences, len(sentences)) if shuffled else sentences
            story = _story(file, start, [title, *order], draw.choice(whens))
            start = story.sentences[-1].end + 1
            stories.append(story)
        document = Document(id=content_id(file), file=file, sha256="", media_type="text/plain", encoding="utf-8", text="")  # fmt: skip
        yield Reading(document=document, stories=tuple(stories), removed=())


def _story(file: str, start: int, lines: Sequence[str], when: When) -> Story:
    identity, begun, told = content_id(file, str(start)), start, list[Sentence]()
    for line, text in enumerate(filter(None, lines), start=-1 if lines[0] else 0):
        own = f"{text}\n"[:-1]  # copies are texts of their own
        told.append(Sentence(story=identity, document=content_id(file), start=start, end=start + len(own), text=own, paragraph=max(-1, line // 2)))  # fmt: skip
        start += len(own) + 1
    title = told.pop(0) if lines[0] else None
    return Story(id=identity, document=content_id(file), file=file, title=title, sentences=tuple(told), spans=((begun, start),), when=when, language="en")  # fmt: skip


def measure_grouping(count: int, stock: Sequence[Told], *, shuffled: bool) -> None:
    """Group the stories of `count` dumps that are not read, in this process alone, and print what each stage took."""
    print("\n| stage | s | s of the processor | MiB now | MiB peak | |\n|---|---|---|---|---|---|")
    clock = Clock()
    keep = Shelf().reading if count > pipeline.MANY else Reading.whole
    made = read_stories(count, stock, shuffled=shuffled)
    stories = [story for one in made for story in keep(one).stories]
    clock.say("made", f"{len(stories):,} stories")
    reports = grouping.find_reports(stories)
    clock.say("reports", f"{len(reports):,}, {_digest(reports)}")
    events = grouping.find_events(reports)
    clock.say("events", f"{len(events):,}, {_digest(events)}")


def _digest(groups: Sequence[Report] | Sequence[Event]) -> str:
    return content_id(*(part for one in groups for part in (one.id, *(story.id for story in one.stories))))  # fmt: skip


class Clock:
    """Prints a line for each stage: what it took since the one before, and what there is now."""

    def __init__(self) -> None:
        self._wall, self._busy = time.perf_counter(), _busy()

    def say(self, stage: str, what: str) -> None:
        """Print the line and begin the next stage."""
        wall, busy = time.perf_counter(), _busy()
        now = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {stage} | {wall - self._wall:.1f} | {busy - self._busy:.1f} | {now / 2**20:,.0f} | {peak:,.0f} | {what} |", flush=True)  # fmt: skip
        self._wall, self._busy = wall, busy


def _busy() -> float:
    """Seconds of the processor: ours, and of the processes that have ended."""
    own, ended = (
        resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def measure(folder: Path, count: int, workers: int) -> None:
    """Read and group the first `count` dumps of a folder, and print what each stage took."""
    run = Run(DAY, Settings(), None, workers=workers)
    print(
        f"\n{count:,} dumps, {workers} processes\n\n| stage | s | s of the processor | MiB now | MiB peak | |\n|---|---|---|---|---|---|"
    )
    clock, faults = Clock(), Faults()
    clock.say("begun", "")
    inputs = pipeline.read_all(contents(folder, count), run)
    clock.say("reading", f"{sum(len(one.stories) for one in inputs.readings):,} stories")
    inputs, reports = pipeline.date_stories(inputs, run, faults)
    clock.say("reports", f"{len(reports):,}")
    events = pipeline.group(reports, run, faults)
    clock.say("events", f"{len(events):,}")
    for one in faults.told:
        print(one)


def main() -> None:
    """Write the dumps, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="pages from whose sentences the stories are made")
    parser.add_argument("--dumps", type=int, default=10_000)
    parser.add_argument(
        "--stories", type=int, default=0, help="of the stock; 0: a third of the dumps"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--keep",
        type=Path,
        help="a folder that keeps the dumps; one that has enough is used as it is",
    )
    parser.add_argument("--grouping", choices=("kept", "shuffled"), help="read no dumps")
    wanted = parser.parse_args()
    collect_rarely()  # as the program does
    stock = wanted.stories or wanted.dumps // 3
    if wanted.grouping:
        told = retold(stock, sample_of(wanted.data))
        measure_grouping(wanted.dumps, told, shuffled=wanted.grouping == "shuffled")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = wanted.keep or Path(place)
        if not (
            folder / f"{(wanted.dumps - 1) // A_FOLDER:03}" / f"{wanted.dumps - 1}.txt"
        ).exists():
            write(folder, wanted.dumps, retold(stock, sample_of(wanted.data)))
        measure(folder, wanted.dumps, wanted.workers)


if __name__ == "__main__":
    main()
