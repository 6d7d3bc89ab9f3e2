"""How many first sentences of one event are joined by words, how many more by their cosine.

    python -m training.scorer.leads FOLDER [--part 0/2] [--show 30]

Pairs of leads of independent reports, from Multi-News rows and from clusters of basil and neus; with
`--show`, that many of the pairs that the cosine adds are printed, to be read.  Needs the embedder
(`briefing models pull`).  It chose `SAME_LEAD`; last run: docs/experiments/grouping.md.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from briefing.grouping import find_reports
from briefing.grouping.facts import ALIKE, LISTED, SAME_LEAD
from briefing.language.likeness import content_of, likeness
from briefing.models.find import identity_of
from briefing.models.hf import load_embedder
from briefing.models.pins import DEFAULT_EMBEDDER
from briefing.records import Story
from training.rows import load_rows, shuffled_rows, story_of

SETS = {"multinews": 1, "neus": 3, "basil": 2}
"""Of each set every event of the part, every third, every second."""
Pair = tuple[str, str, float]


def events(name: str, folder: Path) -> Iterator[tuple[str, list[Story]]]:
    """Yield the events of a set with their stories, in a fixed order."""
    if name == "multinews":
        rows = load_rows(folder, "summaries_multinews")
        for row in sorted(rows, key=lambda one: str(one["id"])):
            texts = [one for one in row["docs"] if not one["junk"] and one["text"].strip()]
            yield (
                row["id"],
                [story_of({"doc_id": f"{row['id']}/{n}", **one}) for n, one in enumerate(texts)],
            )
        return
    clusters: defaultdict[str, list[Story]] = defaultdict(list)
    for row in shuffled_rows(folder, f"cluster_{name}"):
        if row["text"].strip():
            clusters[row["cluster"]].append(story_of(row))
    yield from sorted(clusters.items())


def lead_pairs(folder: Path, part: int, parts: int) -> list[Pair]:
    """Return pairs of leads of one event with the likeness of their words."""
    found: list[Pair] = []
    for name, step in SETS.items():
        for number, (_, stories) in enumerate(events(name, folder)):
            if number % (parts * step) != part:
                continue
            originals = {report.original.id for report in find_reports(stories)}
            leads = [
                next((s.text for s in story.sentences if 12 <= len(s.text.split()) < 80), "")
                for story in stories
                if story.id in originals
            ]
            found += [
                (one, other, likeness(content_of(one), content_of(other)))
                for one, other in combinations(filter(None, leads), 2)
            ]
    return found


def main() -> None:
    """Print the counts, and the pairs to be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="0/2")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    part, parts = map(int, arguments.part.split("/"))
    pairs = lead_pairs(arguments.folder, part, parts)
    doubtful = [pair for pair in pairs if LISTED <= pair[2] < ALIKE]
    texts = sorted({text for pair in doubtful for text in pair[:2]})
    weights = Path.home() / ".cache/briefing/models" / DEFAULT_EMBEDDER
    embedder = load_embedder(weights, identity_of(DEFAULT_EMBEDDER, weights), "cpu", "float32")
    vector = dict(zip(texts, embedder.embed(texts), strict=True))
    added = []
    for one, other, like in doubtful:
        cosine = sum(a * b for a, b in zip(vector[one], vector[other], strict=True))
        if cosine >= SAME_LEAD:
            added.append((one, other, like, cosine))
    by_words = sum(pair[2] >= ALIKE for pair in pairs)
    print(f"{len(pairs)} pairs: {by_words} by words, {len(added)} more by their cosine")
    random.Random(2).shuffle(added)
    for one, other, like, cosine in added[: arguments.show]:
        print(f"\ncosine {cosine:.2f}, words {like:.2f}\n  {one}\n  {other}")


if __name__ == "__main__":
    main()
