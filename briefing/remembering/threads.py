"""Which happenings of earlier days an item goes on with: by the rare words that both use.

The weight of a word is how few of the happenings use it, so that the names of a town or a president,
which every story of a day may have, tie nothing together.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from briefing.records import Event, Item

Row = Mapping[str, str]
"""A sentence of a story: `event`, `text`, `document`, `file` and `start`.  Rows of older releases hold
what a brief printed: headline, text, quote, document, file, start and end, the oldest the first three."""

LINKED: Final = 0.13
"""Cosine of the words of two happenings from which one goes on with the other.  Of 1,024 pairs in nine
invented days, three of a world each, 62 lie above, all of one story; four more of one story from .10 on."""
FEW: Final = 20
"""Happenings below which a word that two of them use is not yet a common one."""
OPENING: Final = 10
"""Sentences at the head of a story that tell what it is about."""
COMPARED: Final = 1_000
"""Sentences of earlier days that an item is held against, about; what bounds the time that this takes."""
KEPT_OF_STORY: Final = 40
KEPT_OF_DAY: Final = 10_000
"""Sentences that are kept of a story and of a day: 3 MB."""


def remember(events: Iterable[Event]) -> tuple[Row, ...]:
    """Return what the stories of a day said, the first events first, for the novelty of later days."""
    rows = (row for number, event in enumerate(events) for row in _rows(event, number))
    return tuple(islice(rows, KEPT_OF_DAY))


def _rows(event: Event, number: int) -> Iterable[Row]:
    told: set[str] = set()
    for story in event.stories:
        title = (story.title,) if story.title else ()
        for sentence in (*title, *story.sentences)[:KEPT_OF_STORY]:
            if sentence.text not in told:
                told.add(sentence.text)
                yield {
                    "event": str(number),
                    "text": sentence.text,
                    "document": sentence.document,
                    "file": story.file,
                    "start": str(sentence.start),
                }


def quote_of(row: Row) -> str:
    """Return the words of the source that a row holds."""
    return row.get("quote", row["text"])


class Thread(NamedTuple):
    """A happening of an earlier day."""

    day: date
    rows: tuple[Row, ...]
    words: frozenset[str]


class Threads:
    """The happenings of earlier days, to be asked which of them an item goes on with."""

    def __init__(self, earlier: Mapping[date, Sequence[Row]], items: Sequence[Item]) -> None:
        self._threads: Final = [
            _thread(day, rows)
            for day in sorted(earlier, reverse=True)
            for rows in _by_event(earlier[day])
        ]
        self._words: Final = {item.id: _words(_opening(item)) for item in items}
        every = [*(one.words for one in self._threads), *self._words.values()]
        used = Counter(word for words in every for word in words)
        self._weights: Final = {
            word: math.log((max(len(every), FEW) + 1) / count) ** 2 for word, count in used.items()
        }

    def of(self, item: Item) -> tuple[Thread, ...]:
        """Return the happenings that `item` goes on with, the latest first."""
        mine = self._words[item.id]
        scored = [(self._cosine(mine, one.words), -at) for at, one in enumerate(self._threads)]
        chosen: list[int] = []
        room = COMPARED
        for score, at in sorted(scored, reverse=True):
            if score >= LINKED and room > 0:
                chosen.append(-at)
                room -= len(self._threads[-at].rows)
        return tuple(self._threads[at] for at in sorted(chosen))

    def _cosine(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        shared = self._sum(mine & theirs)
        return shared and shared / math.sqrt(self._sum(mine) * self._sum(theirs))

    def _sum(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights[word] for word in words)


def _by_event(rows: Iterable[Row]) -> Iterable[tuple[Row, ...]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get("event", row.get("headline", ""))].append(row)
    return map(tuple, found.values())


def _thread(day: date, rows: tuple[Row, ...]) -> Thread:
    seen: Counter[str] = Counter()
    opening = []
    for row in rows:
        seen[row.get("document", "")] += 1
        if seen[row.get("document", "")] <= OPENING:
            opening.append(quote_of(row))
    return Thread(day, rows, _words(opening))


def _opening(item: Item) -> Iterable[str]:
    """The headlines and first sentences of the stories of an item; what it cites where it has none."""
    for story in (entry.story for entry in item.stories):
        title = (story.title,) if story.title else ()
        yield from (one.text for one in (*title, *story.sentences)[:OPENING])
    if not item.stories:
        yield from (cited.quote for claim in item.claims for cited in claim.citations)


def _words(texts: Iterable[str]) -> frozenset[str]:
    """The first letters of the words of some texts: endings may differ."""
    return frozenset(
        word[:6] for text in texts for word in re.findall(r"[^\W\d_]{4,}", text.casefold())
    )
