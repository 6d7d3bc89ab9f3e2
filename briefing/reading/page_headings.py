"""The headline of a page in Markdown: the line that its fields name, or its only heading of the first level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.reading.titles import PARTS, title_span
from briefing.records import Document, Story

FEWEST: Final = 3
"""Words of a headline, and sentences of a story that a page is about."""
LONGEST: Final = 600
"""Characters of the longest line that is looked at: a heading with the address that it links to."""
_LINE: Final = re.compile(rf"^.{{1,{LONGEST}}}$", re.MULTILINE)
_HEADING: Final = re.compile(
    rf"^(?:#[ \t]+\S.{{0,{LONGEST}}}|\S.{{0,{LONGEST}}}(?=\r?\n=+[ \t\r]*$))$", re.MULTILINE
)


def with_page_heading(document: Document, stories: list[Story | None]) -> list[Story | None]:
    """Return the stories of a document, that of a page in Markdown under the page's headline; what is that line alone is no story.

    Of several stories each keeps its own.
    """
    whole = [story for story in stories if story and len(story.sentences) >= FEWEST]
    if document.media_type != "text/markdown" or len(whole) != 1 or len(document.sections) > 1:
        return stories
    story = whole[0]
    spans = [one for one in _headlines(document) if one[0] < story.sentences[0].start]
    if not spans:
        return stories
    heading = document.sentence(story.id, *spans[-1], -1)
    return [
        story.model_copy(update={"title": heading})
        if one is story
        else None
        if one and _says_no_more(one, heading.text)
        else one
        for one in stories
    ]


def _headlines(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the headline of a page stands, in order."""
    text = document.text
    named = document.sections[0].title if document.sections else ""
    if named:
        keys = {_key(part): part for part in (named, *PARTS.split(named))}
        for line in _LINE.finditer(text):
            start, end = title_span(text, line.start(), line.end(), "")
            if len(keys.get(_key(text[start:end]), "").split()) >= FEWEST:
                yield start, end
    else:
        found = list(_HEADING.finditer(text))
        if len(found) == 1:
            yield title_span(text, found[0].start(), found[0].end(), "")


def _says_no_more(story: Story, heading: str) -> bool:
    told = " ".join(one.text for one in ((story.title,) if story.title else ()))
    return all(_key(one.text) in {_key(heading), _key(told)} for one in story.sentences) and (
        not told or _key(told) == _key(heading)
    )


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
