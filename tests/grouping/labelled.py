"""Stories of one sentence a text, and the labelled events of our own writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from briefing.evaluation import datasets
from briefing.evaluation.labelled import LabelledEvent, told
from briefing.grouping import align_facts, find_disagreements
from briefing.records import UNKNOWN_WHEN, Event, Report, Sentence, Story, When

EVENTS: Final = Path(__file__).parent / "events.json"


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


class Labelled(NamedTuple):
    """One labelled event: its stories, and the fact key of each sentence."""

    name: str
    event: Event
    stories: Mapping[str, Story]
    keys: Mapping[tuple[str, int], str]


def load() -> Iterator[Labelled]:
    """Yield the labelled events; stories stand in the order of the file."""
    for row in datasets.load(EVENTS, LabelledEvent).rows:
        event, keys = told(row)
        stories = {story.id: story for story in event.stories}
        ordered = {version.outlet: stories[version.outlet] for version in row.versions}
        yield Labelled(row.name, event, ordered, keys)
