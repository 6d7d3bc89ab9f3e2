"""Words that reach over others: negation, hedges, attribution, qualifiers, conditions.

Each has a scope in the source.  A draft that keeps what is inside the scope has to keep the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.writing.gate_align import Alignment
from briefing.writing.gate_reasons import Reason
from briefing.writing.gate_tables import (
    APPROXIMATORS,
    BE,
    COORDINATORS,
    HEDGES,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    RELATIVES,
)
from briefing.writing.gate_words import Token

__all__ = ["Attribution", "attributions", "scopes", "speakers"]

_SAYING: Final = frozenset(
    [
        "said",
        "says",
        "told",
        "tells",
        "added",
        "adds",
        "announced",
        "announces",
        "reported",
        "reports",
        "claimed",
        "claims",
        "argued",
        "argues",
        "insisted",
        "insists",
        "warned",
        "warns",
        "stated",
        "states",
        "declared",
        "declares",
        "confirmed",
        "confirms",
        "explained",
        "explains",
        "noted",
        "notes",
        "suggested",
        "suggests",
        "alleged",
        "alleges",
        "testified",
        "believes",
        "believed",
        "thinks",
        "thought",
        "acknowledged",
        "acknowledges",
        "admitted",
        "admits",
        "predicted",
        "predicts",
        "estimated",
        "estimates",
        "wrote",
        "writes",
        "tweeted",
        "posted",
        "quoted",
        "saying",
        "adding",
        "concluded",
        "concludes",
        "revealed",
        "reveals",
        "complained",
        "contends",
        "contended",
        "maintains",
        "maintained",
        "asserted",
        "asserts",
    ]
)
_STOP: Final = frozenset({",", ";", ":", "—", '"', "(", ")"})


class Attribution(NamedTuple):
    """One "X said": the places of its words, of its verb, and of what it makes somebody's word."""

    phrase: range
    verb: int
    scope: range


def _bounds(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and tokens[start - 1].sentence == tokens[at].sentence:
        start -= 1
    while end + 1 < len(tokens) and tokens[end + 1].sentence == tokens[at].sentence:
        end += 1
    return start, end + 1


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
    return before not in {"to", "the", "a", "an", "of", "by", "'s"} | (BE - {"'s"})


def _according(tokens: Sequence[Token], at: int) -> Attribution:
    start, end = _bounds(tokens, at)
    stop = next((i for i in range(at, end) if tokens[i].low in {",", ";", "."}), end)
    scope = range(stop, end) if at - start <= 1 else range(start, at)
    return Attribution(range(at, stop), at, scope)


def _said(tokens: Sequence[Token], at: int) -> Attribution:
    start, end = _bounds(tokens, at)
    begin = at
    while begin > start and tokens[begin - 1].low not in _STOP:
        begin -= 1
    bracketed = (
        begin > start and not _is_relative(tokens, begin) and not _aside(tokens, begin, at, start)
    )
    if bracketed and not _clause_follows(tokens, at, end):
        stop = next(
            (i for i in range(at + 1, end) if tokens[i].low in {",", ";", ".", '"', "—"}), end
        )
        return Attribution(range(begin, stop), at, range(start, begin))
    if _is_relative(tokens, begin):
        stop = next((i for i in range(at + 1, end) if tokens[i].low == ","), end)
        return Attribution(range(begin, at + 1), at, range(at + 1, stop))
    opening = _subject_start(tokens, begin, start)
    return Attribution(range(opening, at + 1), at, range(at + 1, end))


def _is_relative(tokens: Sequence[Token], begin: int) -> bool:
    return tokens[begin].low in RELATIVES


def _aside(tokens: Sequence[Token], begin: int, at: int, start: int) -> bool:
    """Whether only the verb stands after the comma ("Xi, the president, said")."""
    return (
        begin == at
        and tokens[begin - 1].low in {",", ")", "—"}
        and not any(tokens[i].verbal or tokens[i].low == '"' for i in range(start, begin - 1))
    )


def _subject_start(tokens: Sequence[Token], begin: int, start: int) -> int:
    """The start of a subject with an apposition: before the pair of commas, if there is one."""
    if begin <= start or tokens[begin - 1].low != ",":
        return begin
    back = begin - 2
    while back > start and tokens[back].low not in _STOP:
        back -= 1
    if tokens[back].low == "," and back - 1 > start:
        first = back
        while first > start and tokens[first - 1].low not in _STOP:
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
        if token.low in _STOP - {'"'}:
            return False
        if (token.verbal and token.low not in _SAYING) or token.low in MODALS:
            return True
    return False


def scopes(alignment: Alignment, found: Sequence[Attribution]) -> set[Reason]:
    """Reasons from everything that lost, or gained, a word that reaches over it."""
    reasons: set[Reason] = set()
    if _negation_changed(alignment):
        reasons.add(Reason.NEGATION)
    if _hedge_lost(alignment) or _approximation_lost(alignment):
        reasons.add(Reason.HEDGE)
    if any(_attribution_lost(alignment, each) for each in found):
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
        if token.sentence != tokens[at].sentence or token.low in _STOP - {'"'}:
            break
        if token.content:
            found.append(place)
            if len(found) == count:
                break
    return found


def _negation_changed(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for at, token in enumerate(tokens):
        if token.low not in NEGATIONS or token.kind != "word" or at in kept:
            continue
        if any(place in kept for place in _next_content(tokens, at, 2)):
            return True
    return any(_negation_moved(alignment, at) for at in alignment.aligned)


def _negation_moved(alignment: Alignment, at: int) -> bool:
    word, tokens = alignment.draft[at], alignment.source.tokens
    if word.low not in NEGATIONS or word.kind != "word":
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
            token.low not in HEDGES
            or token.kind != "word"
            or at in kept
            or (token.capital and at and token.low == "may")
        ):
            continue
        near = _next_content(tokens, at, 1) or [
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
        single = lows[-1] in APPROXIMATORS - {"more", "less", "up", "many", "close"}
        phrase = lows[-2:] in (["at", "least"], ["at", "most"], ["up", "to"], ["close", "to"], ["many", "as"], ["more", "than"], ["less", "than"], ["fewer", "than"])  # fmt: skip
        if (single and before[-1] not in kept) or (phrase and before[-2] not in kept):
            return True
    return False


def _attribution_lost(alignment: Alignment, attribution: Attribution) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    claimed = [
        at
        for at in attribution.scope
        if at in kept and tokens[at].content and at not in attribution.phrase
    ]
    if len(claimed) < 2:
        return False
    if attribution.verb not in kept:
        return True
    return not any(
        at in kept
        and at != attribution.verb
        and (tokens[at].content or tokens[at].low in PRONOUNS | {"who", "i", "we"})
        for at in attribution.phrase
    )


def _qualifier_lost(alignment: Alignment) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for at, token in enumerate(tokens[:-1]):
        if token.low not in QUALIFIERS or token.low in {"only", "least", "most"} or at in kept:
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
    for at, token in enumerate(tokens):
        if (
            token.low not in {"if", "unless"}
            or at in kept
            or (at and tokens[at - 1].low in {"as", "even", "asked"})
        ):
            continue
        start, end = _bounds(tokens, at)
        stop = next((i for i in range(at, end) if tokens[i].low in {",", ";", "—"}), end)
        rest = [i for i in range(start, end) if not at <= i < stop]
        if sum(i in kept and tokens[i].content for i in rest) >= 2:
            return True
    return False


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
    return before not in PREPOSITIONS and not tokens[place].calendar and before not in COORDINATORS


def _same_side(alignment: Alignment, said: Attribution, origin: Attribution) -> bool:
    claimed = [
        alignment.places[at]
        for at in said.scope
        if alignment.draft[at].content and alignment.places[at] >= 0
    ]
    inside = [at for at in claimed if at in origin.scope or at in origin.phrase]
    return not claimed or len(inside) * 2 >= len(claimed)
