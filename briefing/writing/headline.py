"""The headline of an item: chosen from its sources, never generated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.records import Story
from briefing.writing.compress import compress
from briefing.writing.gate_words import tokenise

__all__ = ["choose_headline"]

_CLICKBAIT: Final = re.compile(
    r"\?$|^(?:watch|here'?s|why|how|what|this|these|you|\d+ (?:things|reasons|ways))\b|\.\.\.$|…$",
    re.IGNORECASE,
)
_LONGEST: Final = 110  # characters; longer ones are decks or first paragraphs


def choose_headline(stories: Sequence[Story]) -> str:
    """Return the source headline nearest to the event's centre, without clickbait marks.

    The centre are the words of all headlines and first sentences.  An event without any headline
    gets its first sentence, compressed by rule.
    """
    centre = Counter(
        word
        for story in stories
        for word in _words(f"{story.title.text if story.title else ''} {story.sentences[0].text}")
    )
    titles = [story.title.text for story in stories if story.title]
    if not titles:
        return compress(" ".join(stories[0].sentences[0].text.split()))
    return " ".join(
        min(titles, key=lambda title: (_unfit(title), -_nearness(title, centre), title)).split()
    )


def _words(text: str) -> set[str]:
    return {token.stem for token in tokenise(text) if token.kind != "punct" and len(token.stem) > 3}


def _unfit(title: str) -> bool:
    return len(title) > _LONGEST or bool(_CLICKBAIT.search(title))


def _nearness(title: str, centre: Counter[str]) -> float:
    """Mean weight of the title's words; the square root keeps short titles from winning by one."""
    words = _words(title)
    return sum(centre[word] for word in words) / len(words) ** 0.5 if words else 0.0
