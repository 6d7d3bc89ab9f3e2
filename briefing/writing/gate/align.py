"""Where each word of a draft comes from: the cheapest path of the draft through its sources.

A hidden-Markov alignment as in Vogel, Ney and Tillmann (COLING 1996), with fixed costs in place
of learned ones: going on to the next source word is free, a jump forward is cheap, a jump back or
into another sentence is dear, and a content word without a source is dearest.  What a draft left
out, moved or glued together can then be read off the jumps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.text import read
from briefing.language.tokens import Token


class _Words(NamedTuple):
    """Words of one language that may come from none of the source, or from another one."""

    insertable: frozenset[str]
    reporting: frozenset[str]
    plain: frozenset[str]
    opening_marks: frozenset[str]
    """Quotation marks that always open; none: every mark opens what is closed and closes what is open."""


@cache
def _words(code: str) -> _Words:
    words = language(code).words
    return _Words(
        insertable=words("classes.insertable"),
        reporting=words("speech.reporting", "speech.sources"),
        plain=words("speech.plain"),
        opening_marks=words("spelling.opening_marks"),
    )


# Costs in units of one jump.  Only their order matters; chosen by hand on the labelled cases of
# tests/writing/gate/gate_cases.jsonl, no figure moved for changes of a third.
_SKIP: Final = 1.0
_LONG: Final = 0.02  # per source word jumped over, so that the nearer of two places wins
_OTHER_SENTENCE: Final = 2.0
_BACK: Final = 2.5
_NO_SOURCE: Final = {"function": 1.3, "content": 8.0}
_MOVED_FUNCTION: Final = 0.6  # a function word alone is no reason to jump


MOST_MOVES: Final = 300_000
"""Moves between places weighed for one draft: a sentence beside the few that it cites takes some thousands."""
BEAM: Final = 24
"""Ways that are followed, and places that are looked at, where there would be more moves."""
_Path = object
_Best = dict[int, tuple[float, tuple[int, _Path]]]


class Source(NamedTuple):
    """The cited passages as one row of tokens; sentences are counted across passages."""

    tokens: tuple[Token, ...]
    passages: tuple[int, ...]
    """Number of the passage each token stands in."""
    quoted: tuple[bool, ...]
    """Whether each token stands inside quotation marks."""
    ranks: tuple[int, ...]
    """Number of words up to and with each token: neighbours differ by one."""


class Jump(NamedTuple):
    """Two neighbouring aligned words of a draft that are no neighbours in the source."""

    left: int
    """Index of the left word in the draft's tokens; -1 before the first word."""
    right: int
    """Index of the right word; the number of tokens after the last word."""
    before: int
    """Source index of the left word; -1 before the first word."""
    after: int
    """Source index of the right word; -1 after the last word."""


@dataclass(frozen=True)
class Alignment:
    """Draft tokens, source tokens, and the source index of each draft token (-1: none)."""

    draft: tuple[Token, ...]
    source: Source
    places: tuple[int, ...]

    @cached_property
    def aligned(self) -> list[int]:
        """Indices of the draft's tokens that have a place."""
        return [at for at, place in enumerate(self.places) if place >= 0]

    @cached_property
    def kept(self) -> frozenset[int]:
        """Source indices that the draft uses."""
        return frozenset(place for place in self.places if place >= 0)

    def jumps(self) -> list[Jump]:
        """The seams inside the draft, then those at its two ends."""
        used = self.aligned
        found = [
            Jump(left, right, self.places[left], self.places[right])
            for left, right in pairwise(used)
            if not self._neighbours(self.places[left], self.places[right])
        ]
        if used:
            found.append(Jump(-1, used[0], -1, self.places[used[0]]))
            found.append(Jump(used[-1], len(self.draft), self.places[used[-1]], -1))
        return found

    def _neighbours(self, left: int, right: int) -> bool:
        tokens = self.source.tokens
        if right <= left or tokens[left].sentence != tokens[right].sentence:
            return False
        return all(tokens[at].kind == "punct" for at in range(left + 1, right))


def source_of(passages: Sequence[str], code: str = "en") -> Source:
    """The passages as one row of tokens, read in the language of an ISO 639-1 `code`."""
    tokens: list[Token] = []
    numbers: list[int] = []
    quoted: list[bool] = []
    sentences = 0
    for number, passage in enumerate(passages):
        row = read(passage, code).tokens
        tokens += (
            [token._replace(sentence=token.sentence + sentences) for token in row]
            if sentences
            else row
        )
        numbers += [number] * len(row)
        quoted += inside_quotes(row)
        sentences += (row[-1].sentence + 1) if row else 0
    ranks = accumulate(int(token.kind != "punct") for token in tokens)
    return Source(tuple(tokens), tuple(numbers), tuple(quoted), tuple(ranks))


def inside_quotes(tokens: Sequence[Token]) -> list[bool]:
    """Whether each token stands inside quotation marks, an opening mark included."""
    inside, flags = False, []
    for token in tokens:
        if token.low == '"':
            opening = _words(token.code).opening_marks
            inside = not inside if token.text == '"' or not opening else token.text in opening
        flags.append(inside)
    return flags


def _kin(draft: Token, source: Token) -> bool:
    """Whether a draft's word can come from this word of the source."""
    if draft.kind == "punct" or source.kind == "punct":
        return False
    if draft.stem == source.stem:
        return draft.content == source.content or draft.low == source.low
    known = _words(draft.code)
    return draft.low in known.plain and source.low in known.reporting


def align(draft: Sequence[Token], source: Source) -> Alignment:
    """The cheapest way of the draft through the source (Viterbi; O(words x candidates squared)).

    Where that would be more than `MOST_MOVES`, in a text that says few words again and again, the cheapest
    `BEAM` ways are followed and the nearest `BEAM` places looked at: a way that is dearer than need be has
    more seams, and rejects more.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(source.tokens):
        if token.kind != "punct":
            places[token.stem].append(at)
    # best: last place -> (cost, path); the path as a linked list keeps the search linear in words
    best: _Best = {-1: (0.0, (-1, None))}
    narrow = moves(draft, places) > MOST_MOVES
    known = dict[tuple[str, str, str], list[int]]()
    for token in draft:
        word = token.low, token.stem, token.kind
        found = known[word] = known.get(word) or _candidates(token, places, source)
        if narrow:
            best = _cheapest(best)
            found = _nearest(found, best)
        best = _step(token, best, found, source)
    _cost, path = min(best.values(), key=lambda entry: entry[0])
    return Alignment(tuple(draft), source, _unroll(path))


def moves(draft: Sequence[Token], places: Mapping[str, Sequence[int]]) -> int:
    """Return how many moves between places the search would weigh, at most."""
    known, weighed = dict[str, int](), 0
    for token in draft:
        if token.kind != "punct":
            here = known[token.stem] = len(places.get(token.stem, ()))
            weighed += here and here * sum(known.values())
    return weighed


def _cheapest(best: _Best) -> _Best:
    """The cheapest ways, in the order that they had."""
    if len(best) <= BEAM:
        return best
    kept = set(sorted(best, key=lambda last: best[last][0])[:BEAM])
    return {last: way for last, way in best.items() if last in kept}


def _nearest(found: list[int], best: _Best) -> list[int]:
    """The places behind the cheapest way, and some before it."""
    if len(found) <= BEAM:
        return found
    last = min(best, key=lambda one: best[one][0])
    at = max(0, bisect_left(found, last) - BEAM // 4)
    return found[at : at + BEAM]


def _step(token: Token, best: _Best, found: Sequence[int], source: Source) -> _Best:
    if token.kind == "punct":
        return {last: (cost, (-1, path)) for last, (cost, path) in best.items()}
    fresh: _Best = {}
    insertable = _words(token.code).insertable
    missing = _NO_SOURCE["content" if token.content or token.low not in insertable else "function"]
    for last, (cost, path) in best.items():
        fresh[last] = (cost + missing, (-1, path))
    content = token.content
    for place in found:
        cost, path = min(
            (
                (entry + _move(last, place, source, content=content), route)
                for last, (entry, route) in best.items()
            ),
            key=lambda pair: pair[0],
        )
        if place not in fresh or cost < fresh[place][0]:
            fresh[place] = (cost, (place, path))
    return fresh


def _candidates(token: Token, places: Mapping[str, Sequence[int]], source: Source) -> list[int]:
    if token.kind == "punct":
        return []
    found = [at for at in places.get(token.stem, ()) if _kin(token, source.tokens[at])]
    if token.low in _words(token.code).plain:
        found += [
            at
            for at, other in enumerate(source.tokens)
            if other.stem != token.stem and _kin(token, other)
        ]
    return found


def _move(last: int, place: int, source: Source, *, content: bool) -> float:
    if last < 0:
        return _LONG * min(source.ranks[place], 20)
    far = source.ranks[place] - source.ranks[last]
    same = source.tokens[last].sentence == source.tokens[place].sentence
    if far == 1:
        return 0.0 if same else _SKIP / 2
    cost = _SKIP + _LONG * min(abs(far), 40)
    if not same:
        cost += _OTHER_SENTENCE
    if far <= 0:
        cost += _BACK
    return cost + (0.0 if content else _MOVED_FUNCTION)


def _unroll(path: object) -> tuple[int, ...]:
    places: list[int] = []
    while isinstance(path, tuple):
        place, path = path
        places.append(place)
    return tuple(reversed(places[:-1]))
