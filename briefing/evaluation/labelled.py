"""Labelled events: stories given sentence by sentence, each with the key of the fact that it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from briefing.evaluation.datasets import Row
from briefing.records import (
    DisagreementKind,
    Event,
    Report,
    Sentence,
    Story,
    When,
    content_id,
)


def _iso(text: str) -> str:
    datetime.fromisoformat(text)
    return text


class Version(Row):
    """One outlet's story: its sentences, each behind the key of the fact that it tells."""

    outlet: str
    when: Annotated[str, AfterValidator(_iso)]
    """A day, or an hour of one."""
    sentences: list[tuple[str, str]]


class Clash(Row):
    """A disagreement that an event should show, and what its values have in them."""

    kind: DisagreementKind
    values: list[str]


class LabelledEvent(Row):
    """What happened, as several outlets tell it."""

    name: str
    versions: list[Version]
    disagreements: list[Clash]


class Told(NamedTuple):
    """A labelled event as records."""

    event: Event
    keys: Mapping[tuple[str, int], str]
    """The key of the fact that stands there, by story (its outlet's name) and start."""


def told(row: LabelledEvent) -> Told:
    """Return the event, every version of which is a report of its own."""
    stories = {version.outlet: _story(version) for version in row.versions}
    keys = {
        (version.outlet, sentence.start): key
        for version in row.versions
        for (key, _), sentence in zip(
            version.sentences, stories[version.outlet].sentences, strict=True
        )
    }
    reports = tuple(Report(id=content_id(n), stories=(stories[n],)) for n in sorted(stories))
    return Told(Event(id=content_id(row.name), reports=reports), keys)


def _story(version: Version) -> Story:
    texts, document = [text for _, text in version.sentences], f"doc-{version.outlet}"
    return Story(
        id=version.outlet,
        document=document,
        file=f"{version.outlet}.txt",
        title=None,
        sentences=tuple(_sentences(version.outlet, document, texts)),
        spans=((0, len("\n".join(texts))),),
        outlet=version.outlet,
        when=_when(version.when),
    )


def _sentences(story: str, document: str, texts: Sequence[str]) -> list[Sentence]:
    found, start = [], 0
    for number, text in enumerate(texts):
        end = start + len(text)
        found.append(
            Sentence(
                story=story, document=document, start=start, end=end, text=text, paragraph=number
            )
        )
        start = end + 1
    return found


def _when(text: str) -> When:
    moment = datetime.fromisoformat(text)
    if "T" not in text:
        return When.on(moment.date(), "stated", text)
    end = moment + timedelta(minutes=59)
    return When(earliest=moment, latest=end, basis="stated", evidence=text)
