"""The rooms one by one, on rows that somebody hands over: cluster, verify, summarise, explain.

Beside the way of the data that :mod:`briefing.assembly.pipeline` draws; for other programs, and for
measuring one room at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pydantic import BaseModel

from briefing import grouping, reading, writing
from briefing.assembly.items import write_items
from briefing.assembly.pipeline import (
    date_stories,
    group,
    grouping_settings,
    read_all,
    reading_settings,
)
from briefing.assembly.run import Run, Statistics
from briefing.errors import UsageError
from briefing.faults import Faults
from briefing.language.text import read
from briefing.models.base import Scorer
from briefing.records import (
    Citation,
    Claim,
    Document,
    Event,
    Item,
    Sentence,
    Span,
    Story,
    Unread,
    content_id,
)

Explanation = grouping.Explanation
"""What :func:`explain` tells."""
Support = writing.Support
"""What :func:`support` tells of a claim."""
Body = dict[str, object]
"""What becomes a line of JSON."""

SHARED: Final = 1 / 6
"""Share of a part's names that what stands before it must have for both to be one story.

By judgement: of 87 such parts of 690 articles that were looked through, parts under a sub-headline have .19 to .6, most other stories of tickers less.
"""


class StoryRow(BaseModel):
    """A story to be grouped."""

    id: str | int
    text: str
    title: str | None = None
    date: str | None = None
    """ISO 8601; anything else counts as unknown."""
    source: str | None = None


class ClaimRow(BaseModel):
    """A claim, and the text that may support it."""

    id: str | int
    doc: str
    claim: str


class TextRow(BaseModel):
    """One text of a row to be summarised."""

    text: str


class SummaryRow(BaseModel):
    """Texts about one event."""

    id: str | int
    docs: list[TextRow]


# -- cluster ------------------------------------------------------------------------------------


def cluster_files(inputs: Iterable[tuple[str, bytes | Unread]], run: Run) -> Body:
    """Group the stories of input files; ids are those that `briefing inspect` shows."""
    strict = Faults(sparing=False)
    read, reports = date_stories(read_all(inputs, run), run, strict)
    return _groups(group(reports, run, strict), {story.id: story.id for story in read.stories})


def cluster_rows(rows: Iterable[StoryRow], run: Run) -> Body:
    """Group rows; every id of the input stands once in the events and once in the reports.

    Raises :class:`UsageError` where two rows have one id.
    """
    names: dict[str, str | int] = {}
    return _groups(group_rows(rows, run, names), names)


def group_rows(
    rows: Iterable[StoryRow], run: Run, names: dict[str, str | int] | None = None
) -> tuple[Event, ...]:
    """Return the events of rows; `names` gets their ids by the ids of the stories.

    Raises :class:`UsageError` where two rows have one id.
    """
    names = {} if names is None else names
    stories = []
    for row in rows:
        if str(row.id) in names:
            raise UsageError(f"two rows have the id {row.id!r}; give each its own.")
        names[str(row.id)] = row.id
        stories.append(_given(row))
    return group(grouping.find_reports(stories), run, Faults(sparing=False))


def _given(row: StoryRow) -> Story:
    name = str(row.id)
    try:
        day = date.fromisoformat((row.date or "")[:10])
    except ValueError:
        day = None
    title = row.title or ""
    # A row without any sentence still belongs to the answer: its title or its id stands for it.
    for text, head in ((row.text, title), (title, ""), (name, ""), ("(empty)", "")):
        story = reading.given_story(name, text, head, day, row.source or "")
        if story is not None:
            return story
    raise AssertionError("a text in brackets is a sentence")


def _groups(events: Sequence[Event], names: Mapping[str, str | int]) -> Body:
    reports = [report for event in events for report in event.reports]
    return {
        "events": [[names[story.id] for story in event.stories] for event in events],
        "reports": [[names[story.id] for story in report.stories] for report in reports],
    }


def explain(first: Story, second: Story, stories: Sequence[Story], run: Run) -> Explanation:
    """Tell which terms and vetoes joined or parted two of `stories`."""
    return grouping.explain(first, second, stories, grouping_settings(run))


# -- verify -------------------------------------------------------------------------------------


def verify(
    rows: Sequence[ClaimRow], scorer: Scorer | None = None, *, alone: bool = False
) -> Iterator[Body]:
    """Tell whether each row's text supports its claim; `score` is 0 to 1.

    `alone`: the scorer's word is the verdict, not one piece of evidence beside the features.
    """
    told = support([(row.doc, row.claim) for row in rows], scorer, alone=alone)
    for row, found in zip(rows, told, strict=True):
        yield {
            "id": row.id,
            "supported": found.supported,
            "score": round(found.score, 4),
            "reasons": list(found.reasons),
        }


def support(
    pairs: Sequence[tuple[str, str]], scorer: Scorer | None = None, *, alone: bool = False
) -> Iterator[Support]:
    """Judge the claim of each pair of a text and a claim; `scorer` and `alone` as in :func:`verify`."""
    parted = [tuple(map(reading.sentence_texts, pair)) for pair in pairs]
    return writing.verify_all([(text, claim) for text, claim in parted], scorer, alone=alone)


# -- summarise ----------------------------------------------------------------------------------


def summarise(rows: Sequence[SummaryRow], run: Run) -> list[Body]:
    """Write one item from the texts of each row; citations count in ``docs[doc]["text"]``."""
    items = summarise_texts([[doc.text for doc in row.docs] for row in rows], run)
    return [{"id": row.id, **_item(item)} for row, item in zip(rows, items, strict=True)]


def summarise_texts(rows: Sequence[Sequence[str]], run: Run) -> list[Item | None]:
    """Write one item from the texts of each row; None for a row without any sentence, or on which the program fails.

    The texts of a row are one event.  A citation's file is the number of its text in the row.
    """
    events: list[Event] = []
    for position, texts in enumerate(rows):
        found = _stories_of(position, texts, run)
        if found:
            reports = grouping.find_reports(found)
            language = run.settings.brief.language
            events.append(Event(id=content_id(str(position)), reports=reports, language=language))
    items = {item.id: item for item in write_items(events, run, Statistics())}
    return [items.get(content_id(str(position))) for position in range(len(rows))]


def _stories_of(row: int, texts: Sequence[str], run: Run) -> list[Story]:
    documents = [
        Document(
            id=content_id(str(row), str(number), text),
            file=str(number),
            sha256=content_id(text),
            media_type="text/plain",
            encoding="utf-8",
            text=text,
        )
        for number, text in enumerate(texts)
    ]
    # Of several texts one may be the page of an error in a report's place; a text alone is somebody's word.
    told = [one for one in documents if not reading.stands_for_none(one.text)] or documents
    readings = reading.read(told, reading_settings(run))
    return [story for one in readings for story in _joined(one.stories) or _whole(one.document)]


def _joined(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories of one text, those that speak of whom the first one names as one with it: headlines inside are its sub-headlines."""
    if len(stories) < 2:
        return tuple(stories)
    parts, others = [stories[0]], list[Story]()
    known = _names(stories[0])
    for story in stories[1:]:
        names = _names(story)
        shared = len(names & known)
        if not (names and known) or (shared and shared >= SHARED * len(names)):
            parts.append(story)
            known |= names
        else:
            others.append(story)
    return (_one(parts), *others)


def _names(story: Story) -> frozenset[str]:
    every = (story.title, *story.sentences) if story.title else story.sentences
    return frozenset().union(*(read(one.text).name_terms for one in every if one))


def _one(parts: Sequence[Story]) -> Story:
    """The parts of a story as one, in their order."""
    first, sentences, paragraphs = parts[0], list[Sentence](), 0
    for part in parts:
        sentences += [
            replace(one, story=first.id, paragraph=paragraphs + one.paragraph)
            for one in part.sentences
        ]
        paragraphs = sentences[-1].paragraph + 1
    heads = [
        Span(document=one.title.document, start=one.title.start, end=one.title.end)
        for one in parts[1:]
        if one.title
    ]
    subheads = [*(one for part in parts for one in part.subheads), *heads]
    joined = {
        "sentences": tuple(sentences),
        "subheads": tuple(sorted(subheads, key=lambda one: one.start)),
        "spans": tuple(span for part in parts for span in part.spans),
    }
    return first.model_copy(update=joined)


def _whole(document: Document) -> tuple[Story, ...]:
    """A text in which reading finds no story: somebody says that it is one, so it is taken whole."""
    story = reading.given_story(document.id, document.text)
    return (story.model_copy(update={"file": document.file}),) if story else ()


def _item(item: Item | None) -> Body:
    if item is None:
        return {"headline": "", "sentences": [], "withheld": []}
    return {
        "headline": item.headline,
        "sentences": [_sentence(claim) for claim in item.claims],
        "withheld": [_withheld(claim) for claim in item.withheld],
    }


def _sentence(claim: Claim) -> Body:
    return {
        "text": claim.text,
        "verdict": claim.verdict.kind,
        "score": round(claim.verdict.score, 4),
        "citations": [_citation(one) for one in claim.citations],
    }


def _withheld(claim: Claim) -> Body:
    return {
        "text": claim.text,
        "reasons": list(claim.verdict.reasons),
        "instead": claim.verdict.instead or None,
        "citations": [_citation(one) for one in claim.citations],
    }


def _citation(one: Citation) -> Body:
    return {"doc": int(one.file), "start": one.start, "end": one.end, "quote": one.quote}
