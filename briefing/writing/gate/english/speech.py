"""Who says it: every "X said" of a text, what it covers, and whether a draft keeps it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.tokens import Token
from briefing.writing.gate.align import Alignment

_EN: Final = language("en")
_BE: Final = _EN.words("classes.be")
_COORDINATORS: Final = _EN.words("classes.coordinators")
_MODALS: Final = _EN.words("classes.modals")
_PREPOSITIONS: Final = _EN.words("classes.prepositions")
_PRONOUNS: Final = _EN.words("classes.pronouns")
_RELATIVES: Final = _EN.words("classes.relatives")
_SAYING: Final = _EN.words("speech.saying")


STOP: Final = frozenset({",", ";", ":", "—", '"', "(", ")"})
_QUOTE: Final = frozenset({'"'})
_BORDERS: Final = STOP - _QUOTE
_COMMA: Final = frozenset({","})
_ENDS_SOURCE: Final = frozenset({",", ";", "."})
_ENDS_SPEAKER: Final = _ENDS_SOURCE | {"—"}
_ENDS_SAYING: Final = _ENDS_SPEAKER | _QUOTE
_NO_SUBJECT: Final = _BE | {"to", "the", "a", "an", "of", "by", "'s"}


_sentence: Final = attrgetter("sentence")


class Attribution(NamedTuple):
    """One "X said": the places of its words, of its verb, and of what it makes somebody's word."""

    phrase: range
    verb: int
    scope: range


def bounds(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """First place and end (exclusive) of the sentence that place `at` is in; sentences are counted in order."""
    number = tokens[at].sentence
    return (
        bisect_left(tokens, number, hi=at, key=_sentence),
        bisect_right(tokens, number, lo=at, key=_sentence),
    )


class _Places:
    """Where tokens of a kind stand in a text: each kind is looked for once, however many speak in it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens: Final = tokens
        self._of: Final[dict[frozenset[str], Sequence[int]]] = {}

    def of(self, words: frozenset[str]) -> Sequence[int]:
        """All places of `words`, in order."""
        if words not in self._of:
            tokens = enumerate(self.tokens)
            self._of[words] = [at for at, token in tokens if token.low in words]
        return self._of[words]

    @cached_property
    def acts(self) -> Sequence[int]:
        """The places of verbs and modals."""
        return [
            at for at, one in enumerate(self.tokens) if one.verbal or one.low in _MODALS
        ]  # fmt: skip

    @cached_property
    def claims(self) -> Sequence[int]:
        """The same without verbs of saying."""
        return [
            at
            for at in self.acts
            if (low := self.tokens[at].low) in _MODALS or low not in _SAYING
        ]  # fmt: skip

    def first(self, words: frozenset[str], start: int, end: int) -> int:
        """The first place of `words` from `start` on, else `end`."""
        return first_of(self.of(words), start, end)

    def behind_last(self, words: frozenset[str], start: int, end: int) -> int:
        """The place behind the last of `words` before `end`, else `start`."""
        places = self.of(words)
        found = bisect_left(places, end) - 1
        return max(start, places[found] + 1) if found >= 0 else start


def first_of(places: Sequence[int], start: int, end: int) -> int:
    """The first of `places`, which are in order, from `start` on, else `end`."""
    found = bisect_left(places, start)
    return min(end, places[found]) if found < len(places) else end


def attributions(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """All "X said …", "…, X said", "…, said X" and "according to X" of a text."""
    places = _Places(tokens)
    for at, token in enumerate(tokens):
        if token.low == "according" and tokens[at + 1 : at + 2] and tokens[at + 1].low == "to":
            yield _according(places, at)
        elif token.low in _SAYING and not token.capital and _has_subject(tokens, at):
            yield _said(places, at)


def _has_subject(tokens: Sequence[Token], at: int) -> bool:
    """Not a noun or an infinitive ("the reports", "to say")."""
    before = tokens[at - 1].low if at else ""
    return before not in _NO_SUBJECT


def _according(places: _Places, at: int) -> Attribution:
    start, end = bounds(places.tokens, at)
    stop = places.first(_ENDS_SOURCE, at, end)
    scope = range(stop, end) if at - start <= 1 else range(start, at)
    return Attribution(range(at, stop), at, scope)


def _said(places: _Places, at: int) -> Attribution:
    tokens = places.tokens
    start, end = bounds(tokens, at)
    begin = places.behind_last(STOP, start, at)
    bracketed = (
        begin > start and not _is_relative(tokens, begin) and not _aside(places, begin, at, start)
    )
    if (
        bracketed
        and begin == at
        and tokens[begin - 1].low == ","
        and _speaker_is_before(tokens, at, end)
    ):
        opening = _apposition_start(places, begin, start)
        stop = places.first(_ENDS_SPEAKER, at + 1, end)
        return Attribution(range(opening, stop), at, range(start, opening))
    if bracketed and not _clause_follows(places, at, end):
        stop = places.first(_ENDS_SAYING, at + 1, end)
        return Attribution(range(begin, stop), at, range(start, begin))
    if _is_relative(tokens, begin):
        stop = places.first(_COMMA, at + 1, end)
        return Attribution(range(begin, at + 1), at, range(at + 1, stop))
    opening = _subject_start(places, begin, start) if begin == at else begin
    stop = _before_that(tokens, at, end)
    return Attribution(range(opening, stop), at, range(stop, end))


def _before_that(tokens: Sequence[Token], at: int, end: int) -> int:
    """The end of "said on Friday" before "that"; else the verb alone."""
    for place in range(at + 1, min(end, at + 10)):
        if tokens[place].low == "that":
            return place
        if tokens[place].verbal or tokens[place].low in STOP:
            break
    return at + 1


def _speaker_is_before(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether no noun follows that could be the speaker: "…, a spokeswoman, Ingrid Falk, said"."""
    following = tokens[at + 1] if at + 1 < end else None
    return (
        following is None
        or following.kind == "punct"
        or following.low in _PREPOSITIONS
        or following.calendar
    )


def _apposition_start(places: _Places, begin: int, start: int) -> int:
    """The start of the noun phrase that the apposition before "said" belongs to."""
    marks = places.of(STOP)
    last = bisect_left(marks, begin)
    count = last - bisect_left(marks, start)
    return marks[last - 3] + 1 if count >= 3 else marks[last - 1] + 1 if count == 1 else start


def _is_relative(tokens: Sequence[Token], begin: int) -> bool:
    return tokens[begin].low in _RELATIVES


def _aside(places: _Places, begin: int, at: int, start: int) -> bool:
    """Whether only the verb stands after the comma ("Xi, the president, said")."""
    if begin != at or places.tokens[begin - 1].low not in {",", ")", "—"}:
        return False
    last = max(start, begin - 1)
    verbless = first_of(places.acts, start, last) == last
    return verbless and places.first(_QUOTE, start, last) == last


def _subject_start(places: _Places, begin: int, start: int) -> int:
    """The start of a subject with an apposition: before the pair of commas, if there is one."""
    tokens = places.tokens
    if begin <= start or tokens[begin - 1].low != ",":
        return begin
    back = max(start, places.behind_last(STOP, start, max(start, begin - 1)) - 1)
    if tokens[back].low == "," and back - 1 > start:
        return places.behind_last(STOP, start, back)
    return begin if back > start else start


def _clause_follows(places: _Places, at: int, end: int) -> bool:
    """Whether what was said comes after the verb: "that", or a verb before the next border."""
    following = [token.low for token in places.tokens[at + 1 : min(end, at + 3)]]
    if following[:1] in (["that"], [":"]) or following == [",", '"']:
        return True
    border = places.first(_BORDERS, at + 1, end)
    return first_of(places.claims, at + 1, border) < border


def attribution_lost(alignment: Alignment, attribution: Attribution) -> bool:
    """Whether a draft keeps what somebody said, but not that somebody said it, or who."""
    tokens, kept = alignment.source.tokens, alignment.kept
    # A draft keeps few words, and a scope may be a whole text.
    claimed = [
        at
        for at in kept
        if at in attribution.scope and tokens[at].content and at not in attribution.phrase
    ]
    alone = attribution.verb in kept and not claimed
    if alone and any(tokens[at].content for at in attribution.scope):
        return True  # "X said" without what was said
    if len(claimed) < 2:
        return False
    if attribution.verb not in kept:
        return True
    if tokens[attribution.verb].low.endswith("ing"):  # "adding that …": the speaker stands before
        return False
    return not any(
        at in kept
        and at != attribution.verb
        and (tokens[at].content or tokens[at].low in _PRONOUNS | {"who", "i", "we"})
        for at in attribution.phrase
    )


def speakers(alignment: Alignment, found: Sequence[Attribution]) -> bool:
    """Whether a draft puts words into the mouth of somebody who did not say them."""
    phrases = {each.verb: each for each in found}
    for said in attributions(alignment.draft):
        place = alignment.places[said.verb]
        origin = phrases.get(place)
        if place < 0 or origin is None:
            continue
        named = [
            alignment.places[at]
            for at in said.phrase
            if alignment.draft[at].content and at != said.verb and alignment.places[at] >= 0
        ]
        allowed = set(origin.phrase)
        if any(at not in allowed and _is_subject(alignment, at) for at in named):
            return True
        if said.scope and origin.scope and not _same_side(alignment, said, origin):
            return True
    return False


def _is_subject(alignment: Alignment, place: int) -> bool:
    """A noun of the draft's speaker phrase that stands apart from the verb's own speaker."""
    tokens = alignment.source.tokens
    before = tokens[place - 1].low if place else ""
    return (
        before not in _PREPOSITIONS and not tokens[place].calendar and before not in _COORDINATORS
    )


def _same_side(alignment: Alignment, said: Attribution, origin: Attribution) -> bool:
    claimed = [
        alignment.places[at]
        for at in said.scope
        if alignment.draft[at].content and alignment.places[at] >= 0
    ]
    inside = [at for at in claimed if at in origin.scope or at in origin.phrase]
    return not claimed or len(inside) * 2 >= len(claimed)
