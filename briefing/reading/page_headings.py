"""The headline of a page in Markdown that holds one story: the line that the fields above it name."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from briefing.reading.titles import PARTS, title_span
from briefing.records import Document, Story

FEWEST: Final = 3
"""Words of a headline."""
MOST: Final = 20
"""Lines with its words that are looked at: a page has its headline in its head, its menu and above the text."""
_LINE: Final = re.compile(r"^.{1,600}$", re.MULTILINE)
_HEADING: Final = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+\S", re.MULTILINE)


def with_page_heading(document: Document, found: list[Story]) -> list[Story]:
    """Return the stories of a document, that of a page which holds no other under the headline that its fields name; the headline alone is no story.

    The line with these words stands above the story, with no other heading between; a story that is set under a heading keeps it.
    """
    if document.media_type != "text/markdown" or len(document.sections) != 1 or not found:
        return found
    story = found[-1]
    if any(not _is_headline(one, document) for one in found[:-1]):
        return found
    span = _headline(document, story)
    if span is None:
        return found
    heading = document.sentence(story.id, *span, -1)
    return [story.model_copy(update={"title": heading})]


def _is_headline(story: Story, document: Document) -> bool:
    """Whether a story is nothing but the title that the fields give."""
    said = " ".join(one.text for one in story.sentences).split()
    return said == document.sections[0].title.split()


def _headline(document: Document, story: Story) -> tuple[int, int] | None:
    """Where the line stands that the fields name, the last above the story; None where another heading is nearer."""
    text, title = document.text, document.sections[0].title
    first = story.sentences[0].start
    names = {
        " ".join(part.split())
        for part in (title, *PARTS.split(title))
        if len(part.split()) >= FEWEST
    }
    lines = (
        line for line in _LINE.finditer(text, 0, first) if any(name in line[0] for name in names)
    )
    place = None
    for line in islice(lines, MOST):
        start, end = title_span(text, line.start(), line.end(), "")
        if " ".join(text[start:end].split()) in names:
            place = (start, end)
    if place is None or _HEADING.search(text, place[1], first):
        return None
    set_under = story.title is not None and _is_heading(text, story.title.start)
    return None if set_under else place


def _is_heading(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return _HEADING.match(text, line) is not None
