"""Measure the grouping room on labelled sets, and its time against the number of stories.

python tests/benchmarks/clusters.py EVAL_FOLDER [neardup cluster_basil …]
python tests/benchmarks/clusters.py --time [1000 3000 10000 …]
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from rows import load_rows, story_of  # type: ignore[import-not-found]  # lies beside this script

from briefing.grouping import find_events, find_reports
from briefing.records import Sentence, Story, When

SETS = ("neardup", "cluster_ecbplus", "cluster_basil", "cluster_neus")


def labels(rows: list[dict[str, Any]], *, reports_only: bool) -> dict[str, str]:
    """Return the group of each row by its `doc_id`."""
    stories = [story_of(row) for row in rows]
    reports = find_reports(stories)
    row_of = {s.id: row["doc_id"] for s, row in zip(stories, rows, strict=True)}
    if reports_only:
        return {row_of[story.id]: report.id for report in reports for story in report.stories}
    events = find_events(reports)
    return {row_of[story.id]: event.id for event in events for story in event.stories}


def false_joins(rows: list[dict[str, Any]], groups: dict[str, str]) -> int:
    """Return how many hard negatives share a group with a row of another text."""
    hard = [row for row in rows if "hard negative" in row["extractor"]]
    return sum(
        groups[one["doc_id"]] == groups[other["doc_id"]] and one["dup_group"] != other["dup_group"]
        for one in hard
        for other in rows
    )


def measure(name: str, folder: Path) -> None:
    """Print the figures of one set."""
    rows = load_rows(name, folder)
    import score  # type: ignore[import-not-found]  # lies in the eval folder

    key = "dup_group" if name == "neardup" else "cluster"
    start = time.perf_counter()
    groups = labels(rows, reports_only=name == "neardup")
    seconds = time.perf_counter() - start
    result = score.clustering(groups, rows, key=key)
    shown = ("bcubed_p", "bcubed_r", "bcubed_f1", "pair_p", "pair_r", "pair_f1")
    print(
        f"{name:16} n={len(rows):4} {seconds:5.1f} s  "
        + "  ".join(f"{k} {result[k]:.4f}" for k in shown)
    )
    if name == "neardup":
        print(f"{'':16} false joins among the hard negatives: {false_joins(rows, groups)}")


def synthetic(count: int) -> Iterator[dict[str, Any]]:
    """Yield `count` stories of some 400 words: events of 1 to 8 reports, some of them reprinted.

    Words follow Zipf's law as in news; each event has its own names and words, each story draws
    from its event, its topic and the common stock.
    """
    rng = random.Random(11)
    stock = [_word(rng) for _ in range(30000)]
    topics = [[rng.choice(stock) for _ in range(300)] for _ in range(60)]
    made = 0
    event = 0
    while made < count:
        event += 1
        own = [_word(rng).capitalize() for _ in range(25)] + [rng.choice(stock) for _ in range(50)]
        topic = rng.choice(topics)
        day = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        text = ""
        for _ in range(min(rng.choice((1, 1, 2, 3, 5, 8)), count - made)):
            if not text or rng.random() < 0.7:
                text = " ".join(_sentence(rng, own, topic, stock) for _ in range(20))
            made += 1
            yield {"doc_id": str(made), "text": text, "title": "", "date": day, "cluster": event}


def _word(rng: random.Random) -> str:
    return "".join(
        rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randrange(2, 5))
    )


def _sentence(rng: random.Random, own: list[str], topic: list[str], stock: list[str]) -> str:
    words = []
    for _ in range(20):
        source = rng.random()
        if source < 0.15:
            words.append(own[int(len(own) * rng.random() ** 2)])
        elif source < 0.4:
            words.append(topic[int(len(topic) * rng.random() ** 2)])
        else:
            words.append(stock[int(len(stock) * rng.random() ** 4)])
    return " ".join(words).capitalize() + "."


def plain(row: dict[str, Any]) -> Story:
    """Return a row as a story whose body is a single sentence: records of sentences cost memory
    that is not the grouping's (some 30 kB a story of 400 words)."""
    name, text = row["doc_id"], row["text"]
    body = Sentence(story=name, document=name, start=0, end=len(text), text=text, paragraph=0)
    when = When.on(date.fromisoformat(row["date"]), "stated", "the row's date")
    return Story(
        id=name,
        document=name,
        file=name,
        title=None,
        sentences=(body,),
        spans=((0, len(text)),),
        when=when,
    )


def clock(count: int) -> None:
    """Print the seconds that grouping `count` synthetic stories takes, and the peak memory.

    Seconds of the processor come last: they tell more than the clock on a machine that is shared.
    """
    labelled = [(plain(row), row["cluster"]) for row in synthetic(count)]
    stories, truth = [story for story, _ in labelled], labelled[-1][1]
    del labelled
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    start, worked = time.perf_counter(), time.process_time()
    reports = find_reports(stories)
    middle = time.perf_counter()
    events = find_events(reports)
    end, worked = time.perf_counter(), time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{count:7} stories  reports {middle - start:6.1f} s  events {end - middle:6.1f} s  together {end - start:6.1f} s  memory {before:.2f} -> {peak:.2f} GiB  ({len(reports)} reports, {len(events)} events of {truth})  processor {worked:.1f} s",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Run what the command line asks for."""
    if arguments[0] == "--time":
        for count in [int(a) for a in arguments[1:]] or [1000, 3000, 10000, 30000]:
            clock(count)
        return
    for name in arguments[1:] or SETS:
        measure(name, Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
