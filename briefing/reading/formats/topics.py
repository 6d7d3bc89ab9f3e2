"""Whether texts of one page tell of one thing: by the longer words that they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from briefing.language.base import together

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 6
"""Letters that count of a word, so that its forms are one."""
_LAST: Final = 3
"""Earlier texts with a word against which a text is held: bounds the pairs of a long page."""
SHARED: Final = 2
"""Words that two texts about one thing share at least."""


@cache
def _common() -> frozenset[str]:
    names = ("words.stop", "speech.reporting", "calendar.weekdays", "calendar.months")
    return frozenset(word.casefold() for word in together().words(*names))


class Topic(NamedTuple):
    """The words of a text, and those that it is about: of its headline, or said again."""

    words: frozenset[str]
    main: frozenset[str]


def topic_of(title: str, text: str) -> Topic:
    """Return the topic of a text under a headline."""
    counts = Counter(_stems(text))
    main = {word for word, count in counts.items() if count > 1} | content_words(title)
    return Topic(frozenset(counts) | main, frozenset(main))


def content_words(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text that are no common ones."""
    return set(_stems(text))


def _stems(text: str) -> list[str]:
    common = _common()
    return [word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in common]


def kinship(one: Topic, other: Topic) -> float:
    """Return the share of what two texts are about that the other says as well, 0 to 1."""
    common = len(one.main & other.words) + len(other.main & one.words)
    return common / (len(one.main) + len(other.main) or 1)


def largest_group(topics: Sequence[Topic]) -> int:
    """Return how many topics hang together by pairs about one thing; linear in their words."""
    leader = list(range(len(topics)))

    def lead(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in _pairs(topics):
        leader[lead(one)] = lead(other)
    return max(Counter(lead(one) for one in range(len(topics))).values(), default=0)


def _pairs(topics: Sequence[Topic]) -> Iterator[tuple[int, int]]:
    """Yield the pairs about one thing; each is held against the last few that have a word."""
    holders: dict[str, list[int]] = {}
    for number, topic in enumerate(topics):
        met: dict[int, set[str]] = {}
        for word in topic.words:
            for other in holders.get(word, [])[-_LAST:]:
                met.setdefault(other, set()).add(word)
            holders.setdefault(word, []).append(number)
        for other, shared in met.items():
            if len(shared) >= SHARED and shared & (topic.main | topics[other].main):
                yield number, other
