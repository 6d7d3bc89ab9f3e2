"""A reading as offsets and labels, to travel between processes without the text it speaks of."""

from __future__ import annotations

from typing import NamedTuple

from briefing.records import Document, Reading, Removed, Span, Story, Undecided, When

Extent = tuple[int, int]


class _PackedStory(NamedTuple):
    id: str
    title: Extent | None
    sentences: list[tuple[int, int, int]]
    """(start, end, paragraph)"""
    subheads: list[Extent]
    spans: tuple[Extent, ...]
    labels: tuple[str, str, str, str]
    """Outlet, agency, language, address."""
    when: When


class Packed(NamedTuple):
    """A reading without its document."""

    stories: list[_PackedStory]
    removed: list[tuple[int, int, str, float]]
    undecided: tuple[Undecided, ...]


def pack(reading: Reading) -> Packed:
    """Return what :func:`unpack` needs besides the document."""
    removed = [(one.start, one.end, one.rule, one.score) for one in reading.removed]
    return Packed([_packed(story) for story in reading.stories], removed, reading.undecided)


def _packed(story: Story) -> _PackedStory:
    title = story.title
    return _PackedStory(
        story.id,
        (title.start, title.end) if title else None,
        [(one.start, one.end, one.paragraph) for one in story.sentences],
        [(one.start, one.end) for one in story.subheads],
        story.spans,
        (story.outlet, story.agency, story.language, story.url),
        story.when,
    )


def unpack(document: Document, packed: Packed) -> Reading:
    """Return the reading of `document` that was packed."""
    return Reading(
        document=document,
        stories=tuple(_unpacked(document, story) for story in packed.stories),
        removed=tuple(Removed(*one) for one in packed.removed),
        undecided=packed.undecided,
    )


def _unpacked(document: Document, packed: _PackedStory) -> Story:
    outlet, agency, language, url = packed.labels
    return Story(
        id=packed.id,
        document=document.id,
        file=document.file,
        title=document.sentence(packed.id, *packed.title, -1) if packed.title else None,
        sentences=tuple(document.sentence(packed.id, *place) for place in packed.sentences),
        subheads=tuple(
            Span(document=document.id, start=start, end=end) for start, end in packed.subheads
        ),
        spans=packed.spans,
        outlet=outlet,
        agency=agency,
        when=packed.when,
        language=language,
        url=url,
    )
