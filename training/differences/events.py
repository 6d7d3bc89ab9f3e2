"""Labelled differences: which figures of two reports of one event are figures of one thing.

`a.json` to `g.json`: events of our own writing by seven authors, every difference listed, and traps (figures of one noun that
are of two things).  Days: the files of a folder of days, as they are read, with what their gold says.  Real days: events as they are
found, themes and strangers among them; `real_days.json` says where the sentences of 257 differences stand that two readers listed
(day, twice outlet, row, first and last character), as the articles themselves are not ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import permutations
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing import reading
from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.faults import Faults
from briefing.grouping.disagreements.mentions import Mention
from briefing.records import UNKNOWN, Event, Report, Story, When
from briefing.settings.config import resolve

OWN: Final = Path(__file__).parent
IsValue = Callable[[Mention], bool]
"""Whether a mention is a certain value of a difference."""


class Listed(NamedTuple):
    """A listed difference: its kind, empty where nobody labelled it, and its values."""

    kind: str
    values: Sequence[IsValue]


class Labelled(NamedTuple):
    """An event with its differences."""

    group: str
    """What is left out as a whole: an author, or a world of days."""
    event: Event
    listed: Sequence[Listed]

    def is_difference(self, first: Mention, second: Mention) -> bool:
        """Whether two mentions are the values of one listed difference."""
        return any(
            one(first) and other(second)
            for each in self.listed
            for one, other in permutations(each.values, 2)
        )


def all_events(folder: Path) -> list[Labelled]:
    """Return the events of our own writing and of the days and real days of a folder."""
    return [*own_events(), *day_events(folder / "days"), *real_events(folder / "real_days")]


def own_events() -> Iterator[Labelled]:
    """Yield the events of our own writing."""
    for path in sorted(OWN.glob("?.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            reports = tuple(_report(row["id"], one) for one in row["reports"])
            event = Event(id=f"{path.stem}{row['id']}", reports=reports)
            listed = [
                Listed(one["kind"], [_by_sentence(each) for each in one["values"]])
                for one in row["differences"]
            ]
            yield Labelled(path.stem, event, listed)


def _report(event: str, row: dict[str, Any]) -> Report:
    day = date.fromisoformat(row["date"])
    story = reading.given_story(
        event + row["key"], row["text"], row["headline"], day, row["outlet"]
    )
    assert story is not None, row["key"]
    if row["time"]:
        moment = datetime.combine(day, time.fromisoformat(row["time"]))
        latest = moment.replace(second=59, microsecond=999999)
        when = When(earliest=moment, latest=latest, basis="stated")
        story = story.model_copy(update={"when": when})
    return Report(id=row["key"], stories=(story,), agency=UNKNOWN)


def _by_sentence(row: dict[str, str]) -> IsValue:
    wanted, value = _folded(row["sentence"]), row["value"]

    def is_value(mention: Mention) -> bool:
        text = _folded(mention.text)
        told = text in wanted or wanted in text
        return mention.report == row["report"] and told and _is_in(mention, value)

    return is_value


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _is_in(mention: Mention, value: str) -> bool:
    figure = _folded(mention.text[mention.figure.start : mention.figure.end])
    return bool(figure) and (figure in _folded(value) or _folded(value) in _folded(mention.value))


# -- days ---------------------------------------------------------------------------------------


def day_events(folder: Path) -> Iterator[Labelled]:
    """Yield the events of a folder of days, their stories as they are read and their reports by gold."""
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        stories = dict(stories_of_day(path.parent, gold))
        for keys in gold["events"]:
            event = event_of_day(gold, [key for key in keys if key in stories], stories)
            listed = [
                Listed(one["kind"], [_by_value(each) for each in one["values"]])
                for one in gold["disagreements"]
                if one["story"] in keys
            ]
            if len(event.reports) > 1:
                yield Labelled(gold["date"][:7], event, listed)


def stories_of_day(folder: Path, gold: dict[str, Any]) -> Iterator[tuple[str, Story]]:
    """Yield the stories of a labelled day, with the keys that its gold gives them."""
    run = Run(date.fromisoformat(gold["date"]), resolve(None, {}, {}).settings, None)
    files = [(path.name, path.read_bytes()) for path in sorted((folder / "files").iterdir())]
    read, _ = pipeline.date_stories(pipeline.read_all(files, run), run, Faults(sparing=False))
    for wanted in gold["stories"]:
        for story in read.stories:
            body = _folded(story.body)
            begins, ends = body.find(_folded(wanted["first"])), body.rfind(_folded(wanted["last"]))
            if story.file == wanted["file"] and 0 <= begins <= ends:
                yield wanted["key"], story
                break


def event_of_day(gold: dict[str, Any], keys: list[str], stories: dict[str, Story]) -> Event:
    """Return the event of the stories with these keys."""
    reports = []
    for members in gold["reports"]:
        told = [key for key in keys if key in members]
        if told:
            copies = tuple(stories[key] for key in told)
            reports.append(Report(id="|".join(told), stories=copies, agency=UNKNOWN))
    return Event(id=f"{gold['date']} {' '.join(keys)}", reports=tuple(reports))


def _by_value(value: str) -> IsValue:
    return lambda mention: _folded(value) in _folded(mention.text) and _is_in(mention, value)


# -- real days ----------------------------------------------------------------------------------

Place = tuple[str, int, int, int]


def real_events(folder: Path) -> Iterator[Labelled]:
    """Yield the events of several reports of the real days, as they are found."""
    places: dict[str, list[tuple[Place, Place]]] = {}
    for day, first, second in json.loads((OWN / "real_days.json").read_text(encoding="utf-8")):
        places.setdefault(day, []).append((tuple(first), tuple(second)))
    for path in sorted(folder.iterdir()):
        texts = {
            file.stem: [json.loads(line).get("text") or "" for line in _lines(file)]
            for file in path.glob("*.jsonl")
        }
        quotes = [
            tuple(_folded(texts[outlet][row - 1][start:end]) for outlet, row, start, end in pair)
            for pair in places[path.name]
        ]
        for event in _events_of(path):
            listed = [Listed("", [_by_quote(quote) for quote in pair]) for pair in quotes]
            yield Labelled(f"real {path.name}", event, listed)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _events_of(folder: Path) -> Iterator[Event]:
    last = max(json.loads(line)["date"] for file in folder.glob("*.jsonl") for line in _lines(file))
    settings = resolve(None, {}, {"brief.days": 4}).settings
    run = Run(date.fromisoformat(last), settings, None)
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    yield from (one for one in pipeline.prepare(files, run).events if len(one.reports) > 1)


def _by_quote(quote: str) -> IsValue:
    def is_value(mention: Mention) -> bool:
        text = _folded(mention.text)
        return len(text) > 20 and (text in quote or quote in text)

    return is_value
