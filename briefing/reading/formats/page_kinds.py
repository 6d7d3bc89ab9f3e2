"""What kind of page was saved where no story was: an error, a wall, a front page, a puzzle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.language.base import together
from briefing.reading.formats.blocks import Block

_WORDS: Final = together()
_KINDS: Final = {
    reason: re.compile(rf"(?i)\b{_WORDS.pattern(name)}")
    for name, reason in (
        ("webpages.no_story.error", "an error page"),
        ("webpages.no_story.blocked", "the site did not give the page out"),
        ("webpages.no_story.script", "a page that asks for a script"),
        ("webpages.no_story.consent", "a consent notice"),
        ("webpages.no_story.paywall", "a paywall"),
        ("webpages.no_story.redirect", "a redirect"),
    )
}
_PASTIMES: Final = re.compile(rf"(?i)\b{_WORDS.pattern('webpages.no_story.pastimes')}\b")
_LONGEST: Final = 2_000
"""Characters of the longest such page; the wordiest consent notices have some 1,500."""
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n")
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

    At least half of its sentences speak of the page itself; one is enough where the title does as well.
    """
    if len(text) > _LONGEST:
        return ""
    sentences = [s for s in _SENTENCES.split(text) if s.count(" ") >= _WORDS_OF_ONE]
    hits = {kind: sum(p.search(s) is not None for s in sentences) for kind, p in _KINDS.items()}
    said = sum(any(p.search(s) for p in _KINDS.values()) for s in sentences)
    titled = [kind for kind, pattern in _KINDS.items() if pattern.search(title)]
    if titled and 2 * said >= len(sentences):
        return titled[0]
    kind = max(hits, key=lambda one: hits[one])
    return kind if said >= 2 and 3 * said >= 2 * len(sentences) else ""


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
        before = block
    if max(rows.values(), default=0) >= _TEASERS and longest <= _RUN and 2 * free < owned:
        return "a front or section page: its stories stand on pages of their own"
    return ""
