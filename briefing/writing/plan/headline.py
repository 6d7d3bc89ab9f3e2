"""The headline of an item: chosen from its sources, never generated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.text import read
from briefing.records import Story
from briefing.writing.cuts import compress
from briefing.writing.gate import Reason, form

_CLICKBAIT: Final = re.compile(
    rf"\?$|^{language('en').pattern('form.headlines.clickbait')}\b|\.\.\.$|…$", re.IGNORECASE
)
_LEAD: Final = 6  # sentences in which a headline's words must come up
_LONGEST: Final = 110  # characters; longer ones are decks or first paragraphs


def choose_headline(stories: Sequence[Story]) -> str:
    """Return the source headline nearest to the event's centre, without clickbait marks.

    The centre are the words of all headlines and first sentences.  A line that says nothing of what
    its story says, or speaks to the reader, is no headline.  An event without any gets the first
    sentence that can stand alone, compressed by rule.
    """
    centre = Counter(
        word
        for story in stories
        for word in _words(f"{story.title.text if story.title else ''} {story.sentences[0].text}")
    )
    titles = [story.title.text for story in stories if story.title and _speaks_of(story)]
    if not titles:
        return _first_sentence(stories[0])
    chosen = min(titles, key=lambda title: (_unfit(title), -_nearness(title, centre), title))
    return " ".join(chosen.split())


def _speaks_of(story: Story) -> bool:
    """Whether the headline is about its story: it has a word of the first sentences."""
    title = story.title.text if story.title else ""
    told = _words(" ".join(sentence.text for sentence in story.sentences[:_LEAD]))
    return bool(_words(title) & told) and not form(title) & {Reason.INSTRUCTION, Reason.FURNITURE}


def _first_sentence(story: Story) -> str:
    texts = [" ".join(sentence.text.split()) for sentence in story.sentences]
    return compress(next((text for text in texts[:_LEAD] if not form(text)), texts[0]))


def _words(text: str) -> set[str]:
    return {
        token.stem for token in read(text).tokens if token.kind != "punct" and len(token.stem) > 3
    }


def _unfit(title: str) -> bool:
    return len(title) > _LONGEST or bool(_CLICKBAIT.search(title))


def _nearness(title: str, centre: Counter[str]) -> float:
    """Mean weight of the title's words; the square root keeps short titles from winning by one."""
    words = _words(title)
    return sum(centre[word] for word in words) / len(words) ** 0.5 if words else 0.0
