"""Purity: whether each item of a day's brief tells one event, and each event stands in one item.

A day is a folder with `files/` and `gold.json`; DATA is one, or holds some.  The brief is made without
models, in its own order, and its first items are looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.errors import UsageError
from briefing.evaluation.datasets import FORMATS, Row
from briefing.evaluation.measures import OURS, Measured, Options
from briefing.evaluation.metrics import Figures, share
from briefing.records import Citation, Claim, Item, Story

GOLD: Final = "gold.json"
FIRST: Final = 20
"""Items of a brief that are looked at: what a reader sees."""
OPENING: Final = 30
"""Letters of the first words by which a story is known."""


class StoryOfDay(Row):
    """A story of the day's files: where it stands, and its first words."""

    key: str
    file: str
    first: str
    headline: str = ""


class DayOfEvents(Row):
    """Which stories of a day tell one event, by their keys."""

    date: date
    days: int = 1
    """Days that the brief covers."""
    stories: tuple[StoryOfDay, ...]
    events: tuple[tuple[str, ...], ...]
    several: tuple[str, ...] = ()
    """Stories that tell several events: a round-up, the day's radio news."""
    no_news: tuple[str, ...] = ()
    """Stories that tell none: an essay, a list of advice."""


class Told(NamedTuple):
    """Of which events the stories and sentences of one item are; None: of several, or of none."""

    stories: tuple[int | None, ...]
    sentences: tuple[int | None, ...]

    @property
    def main(self) -> int | None:
        """The event of most of its stories."""
        counts = Counter(event for event in self.stories if event is not None)
        return counts.most_common(1)[0][0] if counts else None

    @property
    def is_one_event(self) -> bool:
        """Whether it tells one event at most; stories of several events and of none are left out."""
        return len({event for event in self.stories if event is not None}) <= 1

    @property
    def is_strictly_one_event(self) -> bool:
        """The same, where only a lone story may be of several events or of none."""
        return len(self.stories) <= 1 or (len(set(self.stories)) == 1 and self.main is not None)

    def own_part(self, events: Sequence[int | None]) -> float:
        """The share of `events` that are the main one."""
        known = [event for event in events if event is not None]
        return share(sum(event == self.main for event in known), len(known)) if known else 1.0


def days_in(data: Path) -> list[Path]:
    """The labelled days of a folder, or in its folder `days`."""
    if (data / GOLD).is_file():
        return [data]
    return sorted(
        path.parent for path in chain(data.glob(f"*/{GOLD}"), data.glob(f"days/*/{GOLD}"))
    )


def measure(days: Sequence[Path], how: Options) -> Iterator[Measured]:
    """Yield the figures of each day."""
    for folder in days:
        content = (folder / GOLD).read_bytes()
        try:
            gold = DayOfEvents.model_validate_json(content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"{folder / GOLD}: {where} {first['msg']}; {FORMATS}.") from None
        items = list(_told(folder, gold, how))
        digest = hashlib.sha256(content).hexdigest()
        yield Measured(
            folder.name,
            digest,
            len(gold.stories),
            {OURS: purity(items)},
            part="purity of its brief",
        )


def purity(items: Sequence[Told]) -> Figures:
    """The figures of the first items of a brief."""
    events = Counter(item.main for item in items if item.main is not None)
    return {
        "items": len(items),
        "of one event": sum(item.is_one_event for item in items),
        "strictly of one event": sum(item.is_strictly_one_event for item in items),
        "purity, stories": share(sum(one.own_part(one.stories) for one in items), len(items)),
        "purity, sentences": share(sum(one.own_part(one.sentences) for one in items), len(items)),
        "events in two items": sum(count > 1 for count in events.values()),
    }


def _told(folder: Path, gold: DayOfEvents, how: Options) -> Iterator[Told]:
    """Yield of which events the first items are."""
    brief = how.run.settings.brief.model_copy(update={"days": gold.days, "max_items": FIRST})
    settings = how.run.settings.model_copy(update={"brief": brief})
    run = Run(gold.date, settings, None)
    files = [(path.name, path.read_bytes()) for path in sorted((folder / "files").iterdir())]
    prepared = pipeline.prepare(files, run)
    stories = prepared.read.stories
    event_of = _events_of(stories, gold)
    for item in pipeline.finish(prepared, run).brief.items[:FIRST]:
        labelled = [one.story.id for one in item.stories if one.story.id in event_of]
        sentences = [_story_of(claim.citations[0], stories) for claim in _claims(item)]
        yield Told(
            tuple(event_of[one] for one in labelled),
            tuple(event_of[one] for one in sentences if one in event_of),
        )


def _claims(item: Item) -> Iterator[Claim]:
    yield from item.claims
    for one in item.only_in:
        yield from one.claims


def _story_of(citation: Citation, stories: Sequence[Story]) -> str:
    return next(
        story.id
        for story in stories
        if story.document == citation.document
        and any(start <= citation.start < end for start, end in story.spans)
    )


def _events_of(stories: Sequence[Story], gold: DayOfEvents) -> Mapping[str, int | None]:
    """The number of the event of each labelled story, None for one of several events or of none, by its id."""
    numbers: dict[str, int | None] = dict.fromkeys((*gold.several, *gold.no_news))
    numbers |= {key: number for number, keys in enumerate(gold.events) for key in keys}
    found: dict[str, int | None] = {}
    for wanted in gold.stories:
        rivals = (one for one in stories if one.file == wanted.file and one.id not in found)
        own = next((one for one in rivals if _is(one, wanted)), None)
        if own is not None and wanted.key in numbers:
            found[own.id] = numbers[wanted.key]
    return found


def _is(story: Story, wanted: StoryOfDay) -> bool:
    opening = _letters(wanted.first)[:OPENING]
    same_title = bool(wanted.headline) and _letters(story.headline) == _letters(wanted.headline)
    return same_title or opening in _letters(story.body)


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
