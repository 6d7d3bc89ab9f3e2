"""Words that reach over others: negation, hedges, qualifiers, conditions, approximations.

Each has a scope in the source.  A draft that keeps what is inside the scope has to keep the word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.tokens import Token
from briefing.writing.gate.align import Alignment
from briefing.writing.gate.english.speech import (
    STOP,
    Attribution,
    attribution_lost,
    bounds,
    first_of,
)
from briefing.writing.gate.reasons import Reason

_EN: Final = language("en")
_APPROXIMATORS: Final = _EN.words("grammar.approximators")
_HEDGES: Final = _EN.words("grammar.hedges")
_NEGATIONS: Final = _EN.words("grammar.negations")
_QUALIFIERS: Final = _EN.words("grammar.qualifiers")


def scopes(alignment: Alignment, found: Sequence[Attribution]) -> set[Reason]:
    """Reasons from everything that lost, or gained, a word that reaches over it."""
    reasons: set[Reason] = set()
    if _negation_changed(alignment):
        reasons.add(Reason.NEGATION)
    if _hedge_lost(alignment) or _approximation_lost(alignment):
        reasons.add(Reason.HEDGE)
    if any(attribution_lost(alignment, each) for each in found):
        reasons.add(Reason.ATTRIBUTION)
    if _qualifier_lost(alignment):
        reasons.add(Reason.QUALIFIER)
    if _condition_lost(alignment):
        reasons.add(Reason.MODALITY)
    return reasons


def _next_content(tokens: Sequence[Token], at: int, count: int) -> list[int]:
    """Places of the next content words in the same clause."""
    found: list[int] = []
    for place in range(at + 1, min(len(tokens), at + 9)):
        token = tokens[place]
        if token.sentence != tokens[at].sentence or token.low in STOP - {'"'}:
            break
        if token.content:
            found.append(place)
            if len(found) == count:
                break
    return found


def _negation_changed(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for at, token in enumerate(tokens):
        if token.low not in _NEGATIONS or token.kind != "word" or at in kept:
            continue
        if any(place in kept for place in _next_content(tokens, at, 2)):
            return True
    return any(_negation_moved(alignment, at) for at in alignment.aligned)


def _negation_moved(alignment: Alignment, at: int) -> bool:
    word, tokens = alignment.draft[at], alignment.source.tokens
    if word.low not in _NEGATIONS or word.kind != "word":
        return False
    place = alignment.places[at]
    following = [
        alignment.places[i]
        for i in _next_content(alignment.draft, at, 1)
        if alignment.places[i] >= 0
    ]
    if not following:
        return bool(_next_content(tokens, place, 1)) and word.low in {"not", "n't", "no", "never"}
    return following[0] not in _next_content(tokens, place, 3)


def _hedge_lost(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for at, token in enumerate(tokens):
        if (
            token.low not in _HEDGES
            or token.kind != "word"
            or at in kept
            or (token.capital and at and token.low == "may")
        ):
            continue
        comma = at + 1 < len(tokens) and tokens[at + 1].low == ","  # "Reportedly, …"
        near = _next_content(tokens, at + comma, 1) or [
            i
            for i in range(max(0, at - 3), at)
            if tokens[i].content and tokens[i].sentence == token.sentence
        ]
        if any(place in kept for place in near):
            return True
    return False


def _approximation_lost(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for place in kept:
        if tokens[place].kind != "number" or tokens[place].calendar:
            continue
        before = [i for i in range(max(0, place - 3), place) if tokens[i].kind == "word"][-3:]
        lows = [tokens[i].low for i in before]
        if not lows:
            continue
        single = lows[-1] in _APPROXIMATORS - {"more", "less", "up", "many", "close"}
        phrase = lows[-2:] in (["at", "least"], ["at", "most"], ["up", "to"], ["close", "to"], ["many", "as"], ["more", "than"], ["less", "than"], ["fewer", "than"])  # fmt: skip
        if (single and before[-1] not in kept) or (phrase and before[-2] not in kept):
            return True
    return False


def _qualifier_lost(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for at, token in enumerate(tokens[:-1]):
        if token.low not in _QUALIFIERS or token.low in {"only", "least", "most"} or at in kept:
            continue
        following = at + 1
        if tokens[following].text == "-" and following + 1 < len(tokens):
            following += 1
        if following in kept and tokens[following].content and not tokens[following].calendar:
            return True
    return False


def _condition_lost(alignment: Alignment) -> bool:
    """Whether a main clause lost its "if": "If he wins, she resigns" reports no resignation."""
    tokens, kept = alignment.source.tokens, alignment.kept
    content = sorted(at for at in kept if tokens[at].content)
    marks = [at for at, token in enumerate(tokens) if token.low in {",", ";", "—"}]
    for at, token in enumerate(tokens):
        if (
            token.low not in {"if", "unless"}
            or at in kept
            or (at and tokens[at - 1].low in {"as", "even", "asked"})
        ):
            continue
        start, end = bounds(tokens, at)
        stop = first_of(marks, at, end)
        inside, within = (
            bisect_left(content, last) - bisect_left(content, first)
            for first, last in ((start, end), (at, stop))
        )
        if inside - within >= 2:
            return True
    return False
