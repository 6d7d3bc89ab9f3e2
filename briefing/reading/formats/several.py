"""Pages that hold several stories under headlines of their own: round-ups and articles set one after another.

Headings inside one story divide one topic: its sections share words.  Stories share none, and each
headline's words come back in the text under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.reading.formats.blocks import Line, letters
from briefing.reading.formats.topics import SHARED, Topic, content_words, largest_group, topic_of

_LEAST_PROSE: Final = 2
"""Paragraphs of the shortest story."""
_TITLE_WORDS: Final = 4
_APART: Final = 0.5
"""Share of a page's stories that at most hang together."""


class Headed(NamedTuple):
    """A headline and the lines under it."""

    title: str
    lines: list[str]


def headed_stories(lines: Sequence[Line], title: str) -> list[Headed]:
    """Return the stories of a page that holds several, in order; none where it is one story or may be."""
    level = _level(lines)
    if not level:
        return []
    sections = _sections(lines, level, title)
    if not sections or not all(map(_is_story, sections)):
        return []
    topics = [topic_of(one.title, "\n".join(one.lines)) for one in sections]
    together = largest_group(topics) > max(1, int(_APART * len(topics)))
    return [] if together or is_shared(title, topics, sections) else sections


def _level(lines: Sequence[Line]) -> str:
    """The highest level of heading of which a page has two, if its text begins with one.

    The page's own headline is none of the lines: one more ``h1`` is a second.
    """
    tags = [line.block.heading for line in lines if line.block is not None and line.block.heading]
    if "h1" in tags:
        return "h1"
    level = next((tag for tag in ("h2", "h3", "h4") if tags.count(tag) > 1), "")
    return level if level and _opens(lines, level) else ""


def _opens(lines: Sequence[Line], level: str) -> bool:
    before = 0
    for line in lines:
        if line.block is not None and line.block.heading == level:
            return before < _LEAST_PROSE
        before += line.block is not None and line.block.is_prose
    return False


def _sections(lines: Sequence[Line], level: str, title: str) -> list[Headed]:
    sections = [Headed(title, [])] if level == "h1" else []
    for line in lines:
        if line.block is not None and line.block.heading == level:
            sections.append(Headed(line.text, []))
        elif sections:
            sections[-1].lines.append(line.text)
    return [one for one in sections if one.lines or one.title != title]


def _is_story(section: Headed) -> bool:
    """Whether a heading is a headline: a sentence of its own about the paragraphs under it."""
    long = [line for line in section.lines if line.count(" ") >= 2 * _TITLE_WORDS]
    words = content_words(section.title)
    known = words & content_words("\n".join(section.lines))
    is_title = section.title.count(" ") + 1 >= _TITLE_WORDS and len(known) >= min(2, len(words)) > 0
    return is_title and len(long) >= _LEAST_PROSE


def is_shared(title: str, topics: Sequence[Topic], sections: Sequence[Headed]) -> bool:
    """Whether the page's headline is about most of its sections: then they are parts of its story."""
    if any(letters(title) == letters(section.title) for section in sections):
        return False
    words = content_words(title)
    about = sum(len(words & topic.words) >= min(SHARED, len(words) or 1) for topic in topics)
    return 2 * about > len(topics)
