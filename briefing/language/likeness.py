"""What a sentence says, as far as it can be compared, and how much two sentences say the same.

A figure, a negation or a direction that clashes makes two sentences unlike, however alike the words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from briefing.language.base import language
from briefing.language.figures import TIMES, Figure, spelt_words
from briefing.language.spellings import canonical
from briefing.language.text import KEPT, read
from briefing.language.tokens import stem
from briefing.language.words import background, fold


class _Words(NamedTuple):
    """The words of one language by which sentences are compared."""

    code: str
    idle: frozenset[str]
    """Words that tell nothing of what happened, and those that deny, without accents."""
    clitics: tuple[str, ...]
    negations: frozenset[str]
    negating: tuple[str, ...]
    """Endings that deny."""
    directions: Mapping[str, tuple[int, int]]
    """The pair of opposites that a word belongs to and its side: a difference there parts sentences."""
    weekdays: frozenset[str]


@cache
def _words(code: str) -> _Words:
    """The words of a language; those of English where it has none."""
    own = language(code)
    if not own.has("words.stop"):
        return _words("en")
    return _Words(
        code=code,
        idle=frozenset(fold(word, ()) for word in own.words("words.stop", "events.negations")),
        clitics=own.phrases("words.clitics"),
        negations=own.words("events.negations"),
        negating=own.phrases("events.negating_endings"),
        directions={
            word: (number, side)
            for number, pair in enumerate(own.groups("events.opposites").values())
            for side, words in enumerate(pair)
            for word in words.split()
        },
        weekdays=frozenset(word.casefold() for word in own.words("calendar.weekdays")),
    )


@dataclass(frozen=True)
class Content:
    """What a sentence says, as far as it can be compared."""

    terms: frozenset[str]
    figures: tuple[Figure, ...]
    negated: bool
    directions: frozenset[tuple[int, int]]
    weekdays: frozenset[str] = frozenset()

    @cached_property
    def weight(self) -> float:
        """How much the sentence says: the summed rarity of its terms."""
        return weight_of(self.terms)

    @cached_property
    def bare(self) -> Content:
        """The same without figures, days, negation and direction: what it is about."""
        words = frozenset(t for t in self.terms if not t[0].isdigit() and t not in spelt_words())
        return Content(words, (), negated=False, directions=frozenset())

    @cached_property
    def counted(self) -> Mapping[tuple[str, str], tuple[Figure, ...]]:
        """Its figures by the unit, else the noun, that they count; of those that allow the same others, one."""
        found: dict[tuple[str, str], dict[tuple[object, ...], Figure]] = {}
        for one in self.figures:
            of_thing = found.setdefault((one.unit, "" if one.unit else one.noun), {})
            of_thing.setdefault((one.low, one.high, one.kind, one.bound, one.key), one)
        return {thing: tuple(rows.values()) for thing, rows in found.items()}


def content_of(text: str, code: str = "en") -> Content:
    """Return what `text` says, spelling variants of names put into one form.

    `code` is the ISO 639-1 code of the language that it is written in.
    """
    return _content_of(text, code)


@lru_cache(maxsize=KEPT)
def _content_of(text: str, code: str) -> Content:
    own = _words(code)
    figures = read(text, own.code).counts
    words = read(canonical(_with_keys(text, figures)), own.code).words
    lower = [word.lower() for word in words]
    folded = {fold(word, own.clitics) for word in words}
    terms = {stem(word, own.code) for word in folded if word and word not in own.idle}
    negated = any(word in own.negations or word.endswith(own.negating) for word in lower)
    directions = frozenset(own.directions[word] for word in lower if word in own.directions)
    weekdays = frozenset(lower) & own.weekdays
    return Content(frozenset(terms), figures, negated, directions, weekdays)


def _with_keys(text: str, figures: Sequence[Figure]) -> str:
    """`text` with figures of several words as one term: `250` for `two hundred and fifty`.

    Words of numbers alone stay: `ALIKE` and what novelty compares are tuned to their weights.
    """
    parts, last = [], 0
    for figure in figures:
        words = text[figure.start : figure.end]
        several = words[0].isalpha() and not words.isalpha()
        if several and figure.is_exact and figure.kind == "cardinal":
            parts += [text[last : figure.start], f"{figure.key} {figure.unit}".rstrip()]
            last = figure.end
    return "".join([*parts, text[last:]])


@cache
def _weight(term: str) -> float:
    known = background()
    return math.log((known.documents + 1) / (known.frequency(term) + 0.5))


def weight_of(terms: AbstractSet[str]) -> float:
    """Return how much some terms say: their summed rarity."""
    return sum(_weight(term) for term in sorted(terms))


def likeness(first: Content, second: Content) -> float:
    """Return how much two sentences say the same, 0 to 1; 0 where they clash."""
    if first.negated != second.negated or _clash(first, second):
        return 0.0
    shared = weight_of(first.terms & second.terms)
    one, other = first.weight, second.weight
    if not one or not other:
        return 0.0
    # Dice rewards equal sentences, the share of the shorter one a sentence told at more length.
    return 0.5 * (2 * shared / (one + other)) + 0.5 * shared / min(one, other)


def overlap(first: Content, second: Content) -> float:
    """Return the share of the telling words of the shorter content that the other has, 0 to 1."""
    fewer = min(first.weight, second.weight)
    shared = weight_of(first.terms & second.terms)
    return shared / fewer if fewer else 0.0


def _clash(first: Content, second: Content) -> bool:
    for number, side in first.directions:
        opposite = (number, 1 - side)
        if (
            opposite in second.directions
            and opposite not in first.directions
            and (number, side) not in second.directions
        ):
            return True
    if first.weekdays and second.weekdays and not first.weekdays & second.weekdays:
        return True
    return _figures_clash(first, second)


def _figures_clash(first: Content, second: Content) -> bool:
    """Whether one gives a figure for something for which the other gives only other figures."""
    mine, theirs = first.counted, second.counted
    if any(not _some_allow(mine[thing], theirs[thing]) for thing in mine if thing in theirs):
        return True
    # Without any figure in common they tell of different things, however alike the words.
    compared = (
        [q for rows in side.values() for q in rows if q.unit not in {"year", TIMES}]
        for side in (mine, theirs)
    )
    own, others = compared
    return bool(own and others) and not _some_allow(own, others)


def _some_allow(first: Sequence[Figure], second: Sequence[Figure]) -> bool:
    return any(other.allows(one) for other in second for one in first)
