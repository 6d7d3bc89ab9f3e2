"""Time and memory of reading: `python tests/benchmarks/reading_speed.py [FILES …] [--workers N]`.

Makes page dumps of about 5 KB, each of three sample stories whose sentences are shuffled into other
paragraphs, and prints the seconds for reading them (decoding, cutting, dating) and the peak memory of
this process and of its workers.  Without FILES: 1,000, 3,000 and 10,000 dumps.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.reading import ReadingSettings, ingest_all, read
from briefing.records import Document

DAY = date(2025, 6, 17)
SEEDS = Path(__file__).parents[2] / "seeds" / "export-2025-06-17.jsonl"
OUTLETS = (
    "Harbour Gazette",
    "Island Post",
    "Northern Times",
    "The Tidewater Post",
    "Coast Witness",
)
MENU = (
    "World",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Opinion",
    "Weather",
    "Video",
    "Sign in",
)
BYTES = 5_000
Story = tuple[str, list[str]]


def stories() -> list[Story]:
    """Headline and sentences of the sample stories."""
    rows = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines() if line]
    texts = [
        (row["title"], next(row[key] for key in ("text", "body") if key in row)) for row in rows
    ]
    return [
        (title, [part for part in text.replace(". ", ".\n").split("\n") if part])
        for title, text in texts
    ]


def dump(draw: random.Random, sample: list[Story]) -> str:
    """A page of three stories with furniture, about 5 KB."""
    lines: list[str] = draw.sample(MENU, 6)
    for title, sentences in draw.sample(sample, 3):
        outlet = draw.choice(OUTLETS)
        lines += [outlet, f"{draw.randint(2, 59)} minutes ago", f"- {outlet}", title]
        left = draw.sample(sentences, len(sentences))
        while left:
            size = draw.randint(1, 3)
            lines.append(" ".join(left[:size]))
            left = left[size:]
        lines += ["Comments", "No comments yet...", "Related Articles", "", ""]
    text = "\n".join(lines)
    filler = " ".join(draw.choice(draw.choice(sample)[1]) for _ in range(30))
    return f"{text}\n{filler}"[:BYTES]


def dumps(files: int) -> Iterator[tuple[str, bytes]]:
    """Yield the files, made while they are asked for."""
    draw = random.Random(0)
    sample = stories()
    for number in range(files):
        yield f"{number}.txt", dump(draw, sample).encode()


def main(files: int, workers: int) -> None:
    """Print one line.  The dumps are made while they are read; the time for making them is taken off."""
    settings = ReadingSettings(day=DAY, workers=workers)
    start, busy = time.perf_counter(), time.process_time()
    size = sum(len(content) for _, content in dumps(files)) / files
    making = (time.perf_counter() - start, time.process_time() - busy)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, busy = time.perf_counter(), time.process_time()
    documents = [each for each in ingest_all(dumps(files), settings) if isinstance(each, Document)]
    found = read(documents, settings)
    seconds = time.perf_counter() - start - making[0]
    busy = time.process_time() - busy - making[1]
    count = sum(len(each.stories) for each in found)
    own, most = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    busy += sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    print(
        f"{files} dumps of {size:.0f} bytes, {workers} workers: {seconds:.1f} s "
        f"({1000 * busy / files:.2f} ms of processor time each), {count} stories, "
        f"memory {own:.0f} MB ({1000 * (own - before) / files:.1f} kB a dump), largest worker {most:.0f} MB"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=int, default=[1_000, 3_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    for number in chosen.files:
        main(number, chosen.workers)
