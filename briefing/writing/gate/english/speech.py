"""Who says it: every "X said" of a text, what it covers, and whether a draft keeps it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
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


def attributions(tokens: Sequence[Token]) -> Iterator[Attribution]:
    """All "X said …", "…, X said", "…, said X" and "according to X" of a text."""
    for at, token in enumerate(tokens):
        if token.low == "according" and tokens[at + 1 : at + 2] and tokens[at + 1].low == "to":
            yield _according(tokens, at)
        elif token.low in _SAYING and not token.capital and _has_subject(tokens, at):
            yield _said(tokens, at)


def _has_subject(tokens: Sequence[Token], at: int) -> bool:
    """Not a noun or an infinitive ("the reports", "to say")."""
    before = tokens[at - 1].low if at else ""
    return before not in {"to", "the", "a", "an", "of", "by", "'s"} | _BE


def _according(tokens: Sequence[Token], at: int) -> Attribution:
    start, end = bounds(tokens, at)
    stop = next((i for i in range(at, end) if tokens[i].low in {",", ";", "."}), end)
    scope = range(stop, end) if at - start <= 1 else range(start, at)
    return Attribution(range(at, stop), at, scope)


def _said(tokens: Sequence[Token], at: int) -> Attribution:
    start, end = bounds(tokens, at)
    begin = at
    while begin > start and tokens[begin - 1].low not in STOP:
        begin -= 1
    bracketed = (
        begin > start and not _is_relative(tokens, begin) and not _aside(tokens, begin, at, start)
    )
    if (
        bracketed
        and begin == at
        and tokens[begin - 1].low == ","
        and _speaker_is_before(tokens, at, end)
    ):
        opening = _apposition_start(tokens, begin, start)
        stop = next((i for i in range(at + 1, end) if tokens[i].low in {",", ";", ".", "—"}), end)
        return Attribution(range(opening, stop), at, range(start, opening))
    if bracketed and not _clause_follows(tokens, at, end):
        stop = next(
            (i for i in range(at + 1, end) if tokens[i].low in {",", ";", ".", '"', "—"}), end
        )
        return Attribution(range(begin, stop), at, range(start, begin))
    if _is_relative(tokens, begin):
        stop = next((i for i in range(at + 1, end) if tokens[i].low == ","), end)
        return Attribution(range(begin, at + 1), at, range(at + 1, stop))
    opening = _subject_start(tokens, begin, start) if begin == at else begin
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


def _apposition_start(tokens: Sequence[Token], begin: int, start: int) -> int:
    """The start of the noun phrase that the apposition before "said" belongs to."""
    commas = [i for i in range(start, begin) if tokens[i].low in STOP]
    return commas[-3] + 1 if len(commas) >= 3 else commas[-1] + 1 if len(commas) == 1 else start


def _is_relative(tokens: Sequence[Token], begin: int) -> bool:
    return tokens[begin].low in _RELATIVES


def _aside(tokens: Sequence[Token], begin: int, at: int, start: int) -> bool:
    """Whether only the verb stands after the comma ("Xi, the president, said")."""
    return (
        begin == at
        and tokens[begin - 1].low in {",", ")", "—"}
        and not any(
            tokens[i].verbal or tokens[i].low in _MODALS or tokens[i].low == '"'
            for i in range(start, begin - 1)
        )
    )


def _subject_start(tokens: Sequence[Token], begin: int, start: int) -> int:
    """The start of a subject with an apposition: before the pair of commas, if there is one."""
    if begin <= start or tokens[begin - 1].low != ",":
        return begin
    back = begin - 2
    while back > start and tokens[back].low not in STOP:
        back -= 1
    if tokens[back].low == "," and back - 1 > start:
        first = back
        while first > start and tokens[first - 1].low not in STOP:
            first -= 1
        return first
    return begin if back > start else start


def _clause_follows(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether what was said comes after the verb: "that", or a verb before the next border."""
    rest = tokens[at + 1 : end]
    if rest and rest[0].low in {"that", ":"}:
        return True
    if rest and rest[0].low == "," and rest[1:2] and rest[1].low == '"':
        return True
    for token in rest:
        if token.low in STOP - {'"'}:
            return False
        if (token.verbal and token.low not in _SAYING) or token.low in _MODALS:
            return True
    return False


def attribution_lost(alignment: Alignment, attribution: Attribution) -> bool:
    """Whether a draft keeps what somebody said, but not that somebody said it, or who."""
    tokens, kept = alignment.source.tokens, alignment.kept
    claimed = [
        at
        for at in attribution.scope
        if at in kept and tokens[at].content and at not in attribution.phrase
    ]
    content = any(tokens[at].content for at in attribution.scope)
    if attribution.verb in kept and content and not claimed:
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
