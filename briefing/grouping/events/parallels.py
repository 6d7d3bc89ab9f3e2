"""Two texts in the same words: is it one text told twice, or one form filled in for two happenings.

Bulletins of quakes, court lists, results and weekly figures share nine words in ten, and differ in the names, figures and
days that are the news.  So two such texts are laid side by side, word by word, and what stands in the same place is looked
at: a reprint names the same people and places there, and an update changes some figures; a form has other ones all along.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from briefing.grouping.events.matrices import distinct
from briefing.language.base import language
from briefing.language.detect import likely_language
from briefing.language.figures import spelt_words
from briefing.language.spellings import same_name
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.language.words import background, fold, frequencies, surface_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.records import Story

    Numbers = NDArray[np.int64]

Kind = Literal["name", "figure", "day", "word"]

LOOKED_AT: Final = 260
"""Words of a text that are laid beside another's: what a form is filled in with stands in its first paragraphs."""
RUN: Final = 3
"""Words of the shortest run that both texts have: a word or two fall together in any two texts."""
SLOT: Final = 12
"""Words of the longest slot of a form; between two runs that are further apart stands a passage of one text alone."""
SIDE_BY_SIDE: Final = 0.4
"""Share of the shorter text's words that the other has in the same order, from which the two run side by side.  Of 20
pairs of independent reports of one event none has more than .2, of 100 pairs of one form all but two have more than .5."""
OTHER_NAMES: Final = 0.3
"""Share of the names side by side that are others, from which two texts tell two happenings."""
MOST_NAMES: Final = 0.6
"""The same where a short text names but one place, and that is another."""
SOME_NAMES, MOST_FIGURES = 0.1, 0.5
"""The same where half of the figures are others as well."""
OTHER_FIGURES: Final = 0.3
"""The same for figures, in texts that hardly differ but in these and in the days that they name."""
EDITED: Final = 0.7
"""Share of words side by side from which a text hardly differs."""
KEPT_WORDS: Final = 65_536
"""Words of a language of which it is kept what they are."""
LONG, SPELT_ALIKE = 5, 0.75
"""Letters from which a name can be told by its likeness, and the likeness of two spellings of one."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"\u201d\u2019)]?\s+")


@dataclass(frozen=True)
class Parallel:
    """What two texts have in the same places."""

    share: float
    """Share of the shorter text's words that the other has in the same order."""
    same: Counter[Kind]
    other: Counter[Kind]
    """How many names, figures and days stand where the other text has another one."""

    def part(self, kind: Kind) -> float:
        """Return the share of the names, figures or days that are others; 0 where there are none."""
        count = self.same[kind] + self.other[kind]
        return self.other[kind] / count if count else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether hardly a name, figure or day is another one."""
        return sum(self.other.values()) < 2

    @property
    def is_form(self) -> bool:
        """Whether the two are one form, filled in for two happenings."""
        if self.share < SIDE_BY_SIDE:
            return False
        names, figures = self.part("name"), self.part("figure")
        if (self.other["name"] > 1 and names >= OTHER_NAMES) or names >= MOST_NAMES:
            return True
        if self.other["figure"] > 1 and figures >= MOST_FIGURES:
            return names >= SOME_NAMES or self.share < EDITED or self.other["day"] > 0
        is_bulletin = self.share >= EDITED and self.other["day"] > 0
        return is_bulletin and self.other["figure"] > 1 and figures >= OTHER_FIGURES


def parallel(first: Story, second: Story) -> Parallel:
    """Lay two stories side by side."""
    return side_by_side(text_of(first), text_of(second))


def side_by_side(first: _Text, second: _Text) -> Parallel:
    """Lay two texts side by side that are ready for it."""
    mine, theirs = first.words, second.words
    same, other = Counter[Kind](), Counter[Kind]()
    alike, last = 0, (0, 0)
    for here, there, length in (*_runs(first, second), (len(mine), len(theirs), 0)):
        if here - last[0] <= SLOT >= there - last[1]:
            _count_replaced(mine[last[0] : here], theirs[last[1] : there], same, other)
        same.update(kind for _, kind in mine[here : here + length])
        alike, last = alike + length, (here + length, there + length)
    return Parallel(alike / max(1, min(len(mine), len(theirs))), same, other)


def are_one_form(first: Story, second: Story) -> bool:
    """Return whether two stories are one form, filled in for two happenings (:attr:`Parallel.is_form`).

    Of ten pairs of wordy texts nine have too few words in common for that, and are not laid side by side.
    """
    return are_form(text_of(first), text_of(second))


def are_form(mine: _Text, theirs: _Text) -> bool:
    """Return the same of two texts that are ready to be laid side by side."""
    most = min(_covered(mine, theirs), _covered(theirs, mine))
    fewer = max(1, min(len(mine.words), len(theirs.words)))
    return most / fewer >= SIDE_BY_SIDE and side_by_side(mine, theirs).is_form


Words = tuple[tuple[str, Kind], ...]


class _Text:
    """A text that is laid beside others: a day's report may have hundreds of reprints, each of which is laid beside five."""

    def __init__(self, words: Words) -> None:
        self.words: Final = words
        self.low: Final = tuple(map(str.casefold, map(itemgetter(0), words)))

    @cached_property
    def triples(self) -> Numbers:
        """A number for each three words in a row, the shortest run that counts; the same number for other words is harmless."""
        rows = self.rows()
        return np.fromiter(map(hash, rows), dtype=np.int64, count=len(rows))

    def rows(self) -> list[tuple[str, ...]]:
        """Return each three words in a row."""
        return list(zip(*(self.low[at:] for at in range(RUN)), strict=False))

    @cached_property
    def known(self) -> Numbers:
        """The distinct ones, sorted."""
        return distinct(self.triples.copy())


def text_of(story: Story) -> _Text:
    """Return the words of a story, ready to be laid beside others'."""
    return _text(story.body[: LOOKED_AT * 12], story.language_or(""))


@lru_cache(maxsize=1024)
def _text(text: str, known: str) -> _Text:
    """Copies are read once."""
    return _Text(_read(text, known))


@lru_cache(maxsize=256)
def _matcher(text: _Text) -> SequenceMatcher[tuple[str, ...]]:
    """What finds the runs of others' words in a text: it is made ready for each text once."""
    return SequenceMatcher(None, (), text.rows(), autojunk=False)


def _covered(mine: _Text, theirs: _Text) -> int:
    """How many words stand in three in a row that the other text has, too: at least as many as in all runs of both."""
    known = theirs.known
    if not len(known):
        return 0
    at = np.minimum(np.searchsorted(known, mine.triples), len(known) - 1)
    places = np.flatnonzero(known[at] == mine.triples)
    return int(np.minimum(places[1:] - places[:-1], RUN).sum()) + RUN * (len(places) > 0)


def _runs(mine: _Text, theirs: _Text) -> list[tuple[int, int, int]]:
    """Return where runs of the same words begin in both texts, in order, and their length.

    They are those of three words and more that :meth:`SequenceMatcher.get_matching_blocks` gives: the longest, then the longest before it and behind
    it.  Three words in a row stand in few places, single words in many: looked for by threes, they are found in half of the time.
    """
    if mine.low == theirs.low:
        return [(0, 0, len(mine.low))] if len(mine.low) >= RUN else []
    matcher = copy(_matcher(theirs))  # what is made ready is shared, by threads as well
    matcher.set_seq1(mine.rows())
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(mine.low), 0, len(theirs.low))]
    while waiting:
        low, high, left, right = waiting.pop()
        if min(high - low, right - left) < RUN:
            continue
        here, there, length = matcher.find_longest_match(low, high - RUN + 1, left, right - RUN + 1)
        if length:
            length += RUN - 1
            found.append((here, there, length))
            waiting += [(low, here, left, there), (here + length, high, there + length, right)]
    return sorted(found)


def _count_replaced(mine: Words, theirs: Words, same: Counter[Kind], other: Counter[Kind]) -> None:
    """Count what stands in one place of both texts; two spellings of one name are the same name."""
    for kind in ("name", "figure", "day"):
        left = [word for word, one in mine if one == kind]
        right = [word for word, one in theirs if one == kind]
        for word in left:
            twin = next((each for each in right if _is_same(word, each, kind)), None)
            if twin is not None:
                right.remove(twin)
                same[kind] += 1
        other[kind] += max(0, min(len(left), len(right)))


def _is_same(word: str, other: str, kind: Kind) -> bool:
    """Whether two words in one place are the same one spelt twice: `six` and 6, Kharkiv and Kharkov."""
    if kind == "figure":
        return _value(word) == _value(other) is not None
    return kind == "name" and (same_name(word, other) or _are_spellings(word, other))


@cache
def _value(word: str) -> float | None:
    return next((figure.value for figure in read(word).figures), None)


def _are_spellings(word: str, other: str) -> bool:
    long = min(len(word), len(other)) >= LONG
    return long and SequenceMatcher(None, fold(word), fold(other)).ratio() >= SPELT_ALIKE


def _read(text: str, known: str) -> Words:
    """Return the words of a text, each with what it is."""
    code = known or likely_language(text)
    sentences = [surface_words(sentence) for sentence in _SENTENCE.split(text)]
    every, kind_of = set(chain.from_iterable(sentences)), _kinds(code).__getitem__
    words: list[tuple[str, Kind]] = []
    for first, *rest in filter(None, sentences):
        kind = kind_of(first)
        opens = kind == "name" and not _is_known_name(first, code, every)
        words.append((first, "word" if opens else kind))
        words += zip(rest, map(kind_of, rest), strict=True)
    return tuple(words[:LOOKED_AT])


@cache
def _days(code: str) -> frozenset[str]:
    own = language(code)
    if not own.has("calendar.weekdays"):
        return frozenset()
    return frozenset(word.casefold() for word in own.words("calendar.weekdays", "calendar.months"))


class _Kinds(dict[str, Kind]):
    """What words are inside a sentence of one language; all are forgotten where there are too many."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code: Final = code

    def __missing__(self, word: str) -> Kind:
        if len(self) >= KEPT_WORDS:
            self.clear()
        kind = self[word] = _kind(word, self._code)
        return kind


_kinds: Final = cache(_Kinds)


def _kind(word: str, code: str) -> Kind:
    """Return what a word inside a sentence is."""
    lower = word.casefold()
    if lower in _days(code):
        return "day"
    if word[0].isdigit() or lower in spelt_words():
        return "figure"
    return "name" if word[0].isupper() else "word"


def _is_known_name(word: str, code: str, every: set[str]) -> bool:
    """Whether a word that opens a sentence is a name: not written small among `every` word here, nor mostly so elsewhere."""
    small = word.casefold()
    return not (small in every and small[0].islower()) and _is_mostly_name(word, code)


@lru_cache(maxsize=16384)
def _is_mostly_name(word: str, code: str) -> bool:
    if code != "en":
        return word.casefold() not in frequencies(code)
    share = background().capitals(stem(fold(word)))
    return share is None or share >= 0.8
