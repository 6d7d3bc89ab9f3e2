"""The headline of an item: chosen from its sources, never generated."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from briefing.language.base import language
from briefing.language.text import read
from briefing.records import Event, Story
from briefing.writing.cuts import compress
from briefing.writing.gate import Reason, form, knows_grammar

_LEAD: Final = 6  # sentences in which a headline's words must come up
_LONGEST: Final = 110  # characters; longer ones are decks or first paragraphs


@cache
def _clickbait(code: str) -> re.Pattern[str]:
    opening = language(code).pattern("form.headlines.clickbait")
    return re.compile(rf"\?$|^{opening}\b|\.\.\.$|…$", re.IGNORECASE)


def choose_headline(event: Event) -> str:
    """Return the source headline nearest to the event's centre, without clickbait marks.

    The centre are the words of all headlines and first sentences.  A line that says nothing of what
    its story says, or speaks to the reader, is no headline.  An event without any gets the first
    sentence that can stand alone, compressed by rule.
    """
    stories = [(story, story.language_or(event.language)) for story in event.stories]
    centre = Counter(word for story, code in stories for word in _words(_opening(story), code))
    titles = [
        (story.title.text, code)
        for story, code in stories
        if story.title and _speaks_of(story, code)
    ]
    if not titles:
        return _first_sentence(*stories[0])
    chosen, _ = min(
        titles, key=lambda title: (_unfit(*title), -_nearness(title[0], title[1], centre), title)
    )
    return " ".join(chosen.split())


def _opening(story: Story) -> str:
    return f"{story.title.text if story.title else ''} {story.sentences[0].text}"


def _speaks_of(story: Story, code: str) -> bool:
    """Whether the headline is about its story: it has a word of the first sentences."""
    title = story.title.text if story.title else ""
    told = _words(" ".join(sentence.text for sentence in story.sentences[:_LEAD]), code)
    return bool(_words(title, code) & told) and not form(title, code) & {
        Reason.INSTRUCTION,
        Reason.FURNITURE,
    }


def _first_sentence(story: Story, code: str) -> str:
    texts = [" ".join(sentence.text.split()) for sentence in story.sentences]
    first = next((text for text in texts[:_LEAD] if not form(text, code)), texts[0])
    return compress(first) if knows_grammar(code) else first


def _words(text: str, code: str) -> set[str]:
    return {
        token.stem
        for token in read(text, code).tokens
        if token.kind != "punct" and len(token.stem) > 3
    }


def _unfit(title: str, code: str) -> bool:
    return len(title) > _LONGEST or bool(_clickbait(code).search(title))


def _nearness(title: str, code: str, centre: Counter[str]) -> float:
    """Mean weight of the title's words; the square root keeps short titles from winning by one."""
    words = _words(title, code)
    return sum(centre[word] for word in words) / len(words) ** 0.5 if words else 0.0
