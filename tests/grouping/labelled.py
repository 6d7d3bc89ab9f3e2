# ruff: noqa: T201 - a benchmark prints its figures
"""The labelled events of our own writing, and the figures that facts and disagreements reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from briefing.grouping import align_facts, find_disagreements
from briefing.records import (
    UNKNOWN_WHEN,
    Disagreement,
    Event,
    Fact,
    Report,
    Sentence,
    Story,
    When,
    content_id,
)


def make_story(name: str, texts: list[str], *, title: str = "", when: When = UNKNOWN_WHEN) -> Story:
    """Return a story with one paragraph a text."""
    whole = "\n".join([title, *texts] if title else texts)
    sentences = []
    offset = len(title) + 1 if title else 0
    for number, text in enumerate(texts):
        sentences.append(
            Sentence(
                story=name,
                document=f"doc-{name}",
                start=offset,
                end=offset + len(text),
                text=text,
                paragraph=number,
            )
        )
        offset += len(text) + 1
    headline = Sentence(
        story=name,
        document=f"doc-{name}",
        start=0,
        end=max(len(title), 1),
        text=title,
        paragraph=-1,
    )
    return Story(
        id=name,
        document=f"doc-{name}",
        file=f"{name}.txt",
        title=headline if title else None,
        sentences=tuple(sentences),
        spans=((0, len(whole)),),
        outlet=name,
        when=when,
    )


def event_of(*stories: Story, name: str = "e") -> Event:
    """Return an event whose reports hold one story each."""
    return Event(id=name, reports=tuple(Report(id=one.id, stories=(one,)) for one in stories))


def copies(*stories: Story, name: str = "e") -> Event:
    """Return an event with one report, which all `stories` carry."""
    return Event(id=name, reports=(Report(id="r", stories=stories),))


def differing(
    first: list[str], second: list[str], days: tuple[date, date] | None = None
) -> list[tuple[str, list[str]]]:
    """Return what two reports differ on, with the values, sorted."""
    whens = [When.on(day, "stated", "") for day in days] if days else [UNKNOWN_WHEN] * 2
    stories = [
        make_story(name, texts, when=when)
        for name, texts, when in zip("ab", (first, second), whens, strict=True)
    ]
    event = event_of(*stories)
    found = find_disagreements(align_facts(event), event)
    return [(one.about, sorted(value.value for value in one.values)) for one in found]


@dataclass
class Labelled:
    """One labelled event: its stories, the fact key of each sentence, the expected disagreements."""

    name: str
    stories: dict[str, Story]
    event: Event
    keys: dict[tuple[str, int], str]
    disagreements: list[dict[str, Any]]


@dataclass
class Figures:
    """Counts over all labelled events."""

    pairs_right: int = 0
    pairs_found: int = 0
    pairs_wanted: int = 0
    clashes_right: int = 0
    kinds_right: int = 0
    clashes_found: int = 0
    clashes_wanted: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def fact_f1(self) -> float:
        """Pair F1 of the sentences put into one fact."""
        return 2 * self.pairs_right / max(1, self.pairs_found + self.pairs_wanted)

    @property
    def precision(self) -> float:
        """Share of the disagreements found that are ones."""
        return self.clashes_right / max(1, self.clashes_found)

    @property
    def recall(self) -> float:
        """Share of the labelled disagreements that were found."""
        return self.clashes_right / max(1, self.clashes_wanted)


def _when(text: str) -> When:
    moment = datetime.fromisoformat(text)
    if "T" not in text:
        return When.on(moment.date(), "stated", text)
    end = moment + timedelta(minutes=59)
    return When(earliest=moment, latest=end, basis="stated", evidence=text)


def load() -> Iterator[Labelled]:
    """Yield the labelled events."""
    rows = json.loads((Path(__file__).parent / "events.json").read_text(encoding="utf-8"))
    for row in rows:
        stories = {}
        keys = {}
        for version in row["versions"]:
            name = version["outlet"]
            texts = [text for _, text in version["sentences"]]
            stories[name] = make_story(name, texts, when=_when(version["when"]))
            for (key, _), sentence in zip(
                version["sentences"], stories[name].sentences, strict=True
            ):
                keys[name, sentence.start] = key
        reports = tuple(Report(id=content_id(n), stories=(stories[n],)) for n in sorted(stories))
        event = Event(id=content_id(row["name"]), reports=reports)
        yield Labelled(row["name"], stories, event, keys, row["disagreements"])


def figures() -> Figures:
    """Return the figures of facts and disagreements over all labelled events."""
    total = Figures()
    for labelled in load():
        facts = align_facts(labelled.event)
        _count_pairs(total, labelled, facts)
        found = find_disagreements(facts, labelled.event)
        _count_clashes(total, labelled, found)
    return total


def _count_pairs(total: Figures, labelled: Labelled, facts: tuple[Fact, ...]) -> None:
    group = {(s.story, s.start): fact.id for fact in facts for s in fact.sentences}
    for one, other in combinations(sorted(labelled.keys), 2):
        wanted = labelled.keys[one] == labelled.keys[other]
        found = group[one] == group[other]
        total.pairs_right += wanted and found
        total.pairs_found += found
        total.pairs_wanted += wanted
        if wanted != found:
            texts = [
                next(s.text for s in labelled.stories[n].sentences if s.start == start)
                for n, start in (one, other)
            ]
            total.notes.append(f"{'missed' if wanted else 'wrong '} fact: {texts[0]} | {texts[1]}")


def _count_clashes(total: Figures, labelled: Labelled, found: tuple[Disagreement, ...]) -> None:
    total.clashes_found += len(found)
    total.clashes_wanted += len(labelled.disagreements)
    left = list(labelled.disagreements)
    for clash in found:
        match = next((w for w in left if _is(clash, w["values"])), None)
        values = [value.value for value in clash.values]
        if match is None:
            total.notes.append(f"wrong  clash in {labelled.name}: {clash.about} {values}")
            continue
        left.remove(match)
        total.clashes_right += 1
        total.kinds_right += match["kind"] == clash.kind
        if match["kind"] != clash.kind:
            total.notes.append(f"kind of {labelled.name}: {clash.kind}, not {match['kind']}")
    total.notes += [f"missed clash in {labelled.name}: {wanted['values']}" for wanted in left]


def _is(clash: Disagreement, values: list[str]) -> bool:
    given = [value.value for value in clash.values]
    return len(given) == len(values) and all(
        any(wanted.lower() in text.lower() for text in given) for wanted in values
    )


def main() -> None:
    """Print the figures and every miss."""
    total = figures()
    print(f"fact pairs: F1 {total.fact_f1:.3f} ({total.pairs_wanted} pairs)")
    print(
        f"disagreements: precision {total.precision:.3f}, recall {total.recall:.3f}, "
        f"kind right {total.kinds_right} of {total.clashes_right} ({total.clashes_wanted} labelled)"
    )
    print(*total.notes, sep="\n")


if __name__ == "__main__":
    main()
