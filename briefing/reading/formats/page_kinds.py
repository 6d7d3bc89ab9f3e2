"""What kind of page was saved where no story was: an error, a wall, a front page, a puzzle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.language.base import together
from briefing.reading.formats.blocks import Block
from briefing.reading.formats.topics import SHARED, content_words
from briefing.reading.notices import speaks_to_readers

_WORDS: Final = together()
ARCHIVE: Final = "a web archive's note on what it holds"
_KINDS: Final = {
    reason: re.compile(rf"(?i)\b{_WORDS.pattern(name)}")
    for name, reason in (
        ("webpages.no_story.error", "an error page"),
        ("webpages.no_story.blocked", "the site did not give the page out"),
        ("webpages.no_story.script", "a page that asks for a script"),
        ("webpages.no_story.consent", "a consent notice"),
        ("webpages.no_story.paywall", "a paywall"),
        ("webpages.no_story.redirect", "a redirect"),
        ("webpages.no_story.archive", ARCHIVE),
    )
}
_PASTIMES: Final = re.compile(rf"(?i)\b{_WORDS.pattern('webpages.no_story.pastimes')}\b")
_LONGEST: Final = 2_000
"""Characters of the longest such page; the wordiest consent notices have some 1,500."""
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n")
_SHORT: Final = 600
"""Characters of a page whose one sentence to the reader tells what it is."""
_WORDS_OF_ONE: Final = 4
"""Spaces of the shortest sentence that is weighed; shorter ones are buttons and labels."""
_PROSE_OF_A_STORY: Final = 2
"""Paragraphs of prose from which a page about a quiz is a story about one."""
_TEASERS: Final = 3
_RUN: Final = 1
"""Paragraphs in a row on a page of teasers, at most."""
_TITLE: Final = 1
"""Spaces of the shortest headline of a teaser."""


def wall_reason(title: str, text: str) -> str:
    """Return what kind of page stands in the story's place, "" where `text` may be a story.

    Most of its sentences speak of the page itself; half are enough where its title does as well, or where
    they speak to the reader.  What is said of the headline's subject is a story, however short.
    """
    if len(text) > _LONGEST:
        return ""
    kinds = [(sentence, _kind(sentence)) for sentence in _SENTENCES.split(text)]
    said = [kind for _, kind in kinds if kind]
    rest = [sentence for sentence, kind in kinds if not kind and _is_long(sentence)]
    titled = _kind(title)
    if not said or (not titled and any(_is_about(one, title) for one in rest)):
        return ""
    spoken = any(kind and speaks_to_readers(sentence) for sentence, kind in kinds)
    if titled or (spoken and len(text) <= _SHORT):
        return (titled or said[0]) if len(said) >= len(rest) else ""
    return Counter(said).most_common(1)[0][0] if len(said) >= max(2, 2 * len(rest)) else ""


def _kind(sentence: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(sentence)), "")


def _is_long(sentence: str) -> bool:
    return sentence.count(" ") >= _WORDS_OF_ONE


def _is_about(sentence: str, title: str) -> bool:
    return len(content_words(sentence) & content_words(title)) >= SHARED


def pastime_reason(title: str, blocks: Sequence[Block]) -> str:
    """Return why a page of a puzzle, a quiz or a poll is none of news, "" where it may be one."""
    prose = sum(block.is_prose and not block.apart for block in blocks)
    if prose >= _PROSE_OF_A_STORY or not _PASTIMES.search(title):
        return ""
    return "a puzzle, a quiz or a poll"


def front_reason(blocks: Sequence[Block]) -> str:
    """Return why a page of teasers is not one story, "" where it may be one.

    A teaser is a line that is a link and the text right under it; a story's paragraphs follow each other.
    """
    rows: Counter[tuple[str, str]] = Counter()
    owned = free = run = longest = 0
    before: Block | None = None
    for block in blocks:
        if block.apart:
            continue
        if block.text.count(" ") >= _WORDS_OF_ONE and not block.heading and not block.is_link:
            if before is not None and before.is_link and before.text.count(" ") >= _TITLE:
                owned, run = owned + len(block.text), 0
                rows[before.element.tag, block.element.tag] += 1
            elif block.is_prose:
                free, run = free + len(block.text), run + 1
                longest = max(longest, run)
        elif not block.is_link:
            continue  # the time, a label: between a teaser's headline and its text
        before = block
    if max(rows.values(), default=0) >= _TEASERS and longest <= _RUN and 2 * free < owned:
        return "a front or section page: its stories stand on pages of their own"
    return ""
