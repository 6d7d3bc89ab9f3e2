"""A story in its place: the lines around and inside it that are no story text.

Outlet and time lines stand there.  Lines between two stories are seen by both; which of them they
speak of is decided by how near they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from briefing.records import Document, Section

_LINE: Final = re.compile(r"[^\r\n]+")
_LINE_OF_UNIX: Final = re.compile(r".+")
"""The same in a third of the time, where the text has no carriage return."""
_NEAR: Final = 12  # lines looked at on each side; further ones are navigation
_NEAR_CHARACTERS: Final = 1500
_EDGE: Final = 30  # lines at the head and the foot of a page that are asked for its day
_EDGE_CHARACTERS: Final = 4000
_HEAD: Final = 8  # lines: headline, byline, date line, sub-headline, lead, or fields of an export
_HEAD_CHARACTERS: Final = 2000
_TAIL: Final = 2
_TAIL_CHARACTERS: Final = 200


class TextLine(NamedTuple):
    """A line or a piece of one: ``text == document.text[start:end]``."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """What the date, outlet and agency of one story are read from."""

    document: Document
    section: Section | None
    """What the format says about the story, where it says anything."""
    title: TextLine | None
    paragraphs: tuple[TextLine, ...]
    before: tuple[TextLine, ...]
    """Lines above the headline that are no story text, the nearest last."""
    head: tuple[TextLine, ...]
    """The first lines from the headline on, as they stand in the file, kept or removed."""
    tail: tuple[TextLine, ...]
    """The last lines of the story as they stand in the file, in order."""
    after: tuple[TextLine, ...]
    """Lines below the story, the nearest first; those nearer to the next story left out."""
    between: tuple[TextLine, ...] = ()
    """All lines between the story before and this one, in order."""
    masthead: tuple[TextLine, ...] = ()
    """The lines above the first story of a page, in order."""
    foot: tuple[TextLine, ...] = ()
    """The lines below the last story of a page, in order."""


class KeptPiece(Protocol):
    """A paragraph as the cutter gives it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def role(self) -> str:
        """``headline``, ``text`` or ``subhead``."""


def places(document: Document, stories: Sequence[Sequence[KeptPiece]]) -> list[Place]:
    """Return the place of each of a document's stories, in order."""
    starts = [story[0].start for story in stories] + [len(document.text)]
    ends = [0] + [story[-1].end for story in stories]
    head, foot = _page_edges(document, starts, ends)
    found = []
    for number, story in enumerate(stories):
        before = _lines(
            document.text, max(ends[number], starts[number] - _NEAR_CHARACTERS), starts[number]
        )
        limit = min(starts[number + 1], ends[number + 1] + _NEAR_CHARACTERS)
        after = _lines(document.text, ends[number + 1], limit)
        if number + 1 < len(stories):
            after = after[: len(after) // 2]
        shared = before[len(before) // 2 :] if number else before
        place = _place(document, story, shared[-_NEAR:], after[:_NEAR])
        between = tuple(before) if number else ()
        found.append(place._replace(between=between, masthead=head, foot=foot))
    return found


def _page_edges(
    document: Document, starts: Sequence[int], ends: Sequence[int]
) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """The lines that stand for all stories of a text; rows, entries and mails stand for themselves."""
    if len(document.sections) > 1:
        return (), ()
    foot = max(ends[-1], len(document.text) - _NEAR_CHARACTERS)
    head = _lines(document.text, 0, min(starts[0], _EDGE_CHARACTERS), _EDGE)
    return tuple(head), tuple(_lines(document.text, foot, len(document.text))[-_EDGE:])


def _place(
    document: Document,
    story: Sequence[KeptPiece],
    before: Sequence[TextLine],
    after: Sequence[TextLine],
) -> Place:
    kept = [TextLine(p.start, p.end, document.text[p.start : p.end]) for p in story]
    first, last = story[0].start, story[-1].end
    title = next((line for line, p in zip(kept, story, strict=True) if p.role == "headline"), None)
    return Place(
        document=document,
        section=_section(document, story[0].start),
        title=title,
        paragraphs=tuple(line for line in kept if line is not title),
        before=tuple(before),
        head=tuple(_lines(document.text, first, min(last, first + _HEAD_CHARACTERS), _HEAD)),
        tail=tuple(_lines(document.text, max(first, last - _TAIL_CHARACTERS), last)[-_TAIL:]),
        after=tuple(after),
    )


def _lines(text: str, start: int, end: int, most: int | None = None) -> list[TextLine]:
    found: list[TextLine] = []
    lines = _LINE if "\r" in text else _LINE_OF_UNIX
    for match in lines.finditer(text, start, end):
        line = match[0]
        if not line.isspace():
            found.append(TextLine(match.start(), match.end(), line))
            if len(found) == most:
                break
    return found


def _section(document: Document, position: int) -> Section | None:
    number = bisect_right(document.sections, position, key=lambda section: section.start) - 1
    if number < 0 or position >= document.sections[number].end:
        return None
    return document.sections[number]
