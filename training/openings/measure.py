"""Where the telling of a report opens, held against where an editor would: ``python -m training.openings.measure FOLDER PARSER``.

FOLDER holds the labelled sets, PARSER the embedded parser.  `labels.jsonl` says of 1,195 reports of `summaries_multinews`, `summaries_single` and `real_days`, by the place of
their first sentence in their text, where the sentence begins that an editor would open an item with among the first six (null: none), whether the
first one is good, slow or furniture, and whether the editor was sure.  Labelled from these sentences alone, by readers who did not see what opens; two of
them who read the same 199 agreed on 198.  Each report is told here as a single one, with the embedded parser.

Printed for each set, and for the labels that are sure: how many reports open there, earlier, later, not at all, and though nothing should.
Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from briefing import grouping, reading, writing
from briefing.language.syntax import Analysis
from briefing.models.find import identity_of
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.records import Document, Event, Story
from briefing.writing.plan.telling import ways_to_tell
from training.rows import load_rows

LABELS: Final = Path(__file__).with_name("labels.jsonl")
SENTENCES: Final = 5
FIRST: Final = 12
"""Sentences of a report that are parsed: those that may open it, and what they rest on."""

Text = tuple[str, str, int]
"""Set, id and number of a text."""


class Label(NamedTuple):
    """What an editor said of a report."""

    set: str
    id: str
    text: int
    opens: int
    """Where its first sentence begins."""
    best: int | None
    first: str
    sure: bool


def labels() -> list[Label]:
    """Return what was labelled."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    return [Label(**json.loads(line)) for line in lines]


def stories(folder: Path, names: Sequence[str]) -> Iterator[tuple[Text, Story]]:
    """Yield the stories of the sets with these names, each with the text that it stands in."""
    settings = reading.ReadingSettings(day=date.min)
    for name in names:
        if (folder / name).is_dir():
            found = {
                (name, one.name, 0): one.read_bytes() for one in sorted((folder / name).iterdir())
            }
        else:
            found = {
                (name, str(row["id"]), number): text["text"].encode()
                for row in load_rows(folder, name)
                for number, text in enumerate(row["docs"])
            }
        for text, content in found.items():
            document = reading.ingest(text[1] if "." in text[1] else "text.txt", content, settings)
            if isinstance(document, Document):
                for one in reading.read([document], settings):
                    yield from ((text, story) for story in one.stories)


def opening(story: Story, parsed: Mapping[str, Analysis]) -> int | None:
    """Return where the sentence begins that opens a story, told alone; None where none does."""
    event = Event(id=story.id, reports=grouping.find_reports([story]), language="en")
    ways = ways_to_tell(grouping.align_facts(event), event, SENTENCES, parsed)
    return ways[0].sentences[0][0].start if ways else None


def judged(label: Label, place: int | None) -> str:
    """How the place where a report opens stands to its label."""
    if label.best is None:
        return "though nothing should" if place is not None else "there"
    if place is None:
        return "not at all"
    return "there" if place == label.best else "later" if place > label.best else "earlier"


def main(folder: Path, place: Path) -> None:
    """Print the counts."""
    wanted = labels()
    known: dict[Text, list[Label]] = {}
    for one in wanted:
        known.setdefault((one.set, one.id, one.text), []).append(one)
    told: dict[Label, Story] = {}
    for text, story in stories(folder, sorted({one.set for one in wanted})):
        for label in known.get(text, ()):
            if _is_of(label, story):
                told.setdefault(label, story)
    texts = writing.to_parse(one for story in told.values() for one in story.sentences[:FIRST])
    parser = SpacyParser(place, identity_of(DEFAULT_PARSER, place))
    parsed = writing.analyse(texts, parser.parse(list(texts.values())))
    counts: dict[str, Counter[str]] = {}
    for label, story in told.items():
        kind = judged(label, opening(story, parsed))
        for name in (label.set.partition("/")[0], *(("sure",) if label.sure else ())):
            counts.setdefault(name, Counter())[kind] += 1
    for name, count in counts.items():
        kinds = ", ".join(f"{kind} {number}" for kind, number in count.most_common())
        print(f"{name}: {count.total()} labelled: {kinds}")


def _is_of(label: Label, story: Story) -> bool:
    """Whether a story is the one that was labelled: its first sentences are."""
    first = story.sentences[:FIRST]
    wanted = label.opens if label.best is None else label.best
    return any(one.start <= wanted < one.end for one in first)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
