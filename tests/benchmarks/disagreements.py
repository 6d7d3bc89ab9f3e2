"""Print the disagreements found in real events, with their sentences, to be read one by one.

    python tests/benchmarks/disagreements.py EVAL_DIR [--set multinews] [--part 0/2]

Events are the labelled clusters, or the texts of one Multi-News row, so that errors of grouping stay
out.  `--part K/N` takes the events whose number divided by N leaves K: tune on one part, read another.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from rows import load_rows, story_of  # type: ignore[import-not-found]  # lies beside this script

from briefing.grouping import align_facts, find_disagreements, find_reports
from briefing.records import Event, Story

SETS = ("multinews", "ecbplus", "basil", "neus")


def events(name: str, folder: Path) -> Iterator[tuple[str, list[Story]]]:
    """Yield the events of a set with two stories and more, in a fixed order."""
    if name == "multinews":
        for row in sorted(load_rows("summaries_multinews", folder), key=lambda r: str(r["id"])):
            docs = [{"doc_id": f"{row['id']}/{n}", **d} for n, d in enumerate(row["docs"])]
            yield row["id"], [story_of(d) for d in docs if not d["junk"] and d["text"].strip()]
        return
    clusters: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load_rows(f"cluster_{name}", folder):
        clusters[row["cluster"]].append(row)
    for cluster in sorted(clusters):
        yield cluster, [story_of(row) for row in clusters[cluster] if row["text"].strip()]


def show(name: str, stories: list[Story], counts: Counter[str]) -> None:
    """Print the disagreements of one event."""
    event = Event(id=name, reports=find_reports(stories))
    facts = align_facts(event)
    counts["events"] += len(event.reports) > 1
    counts["facts of several reports"] += sum(len(fact.reports) > 1 for fact in facts)
    for found in find_disagreements(facts, event):
        counts[found.kind] += 1
        print(f"\n## {name}: {found.about} ({found.kind})")
        for value in found.values:
            for cited in value.citations:
                quote = " ".join(cited.quote.split())
                print(f"  {value.value:24} | {cited.file}@{cited.start} | {quote}")


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", default="multinews", choices=SETS)
    parser.add_argument("--part", default="0/1")
    arguments = parser.parse_args()
    part, parts = map(int, arguments.part.split("/"))
    counts: Counter[str] = Counter()
    for number, (name, stories) in enumerate(events(arguments.set, arguments.folder)):
        if number % parts == part and len(stories) > 1:
            show(name, stories, counts)
    print(f"\n{arguments.set}, part {arguments.part}: {dict(counts)}")


if __name__ == "__main__":
    main()
