"""Numbers and names of a draft against its sources, and words that have no source at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from briefing.language.base import language
from briefing.language.names import capitals_tell_names
from briefing.language.tokens import Token, word_classes
from briefing.writing.gate.align import Alignment
from briefing.writing.gate.reasons import Reason


class _Words(NamedTuple):
    """Words of one language by which the kind of a stranger is known, and what belongs to a name."""

    insertable: frozenset[str]
    negations: frozenset[str]
    directions: frozenset[str]
    not_real: frozenset[str]
    titles: frozenset[str]
    in_names: frozenset[str]
    """What may stand between two words of one name."""
    range_links: frozenset[str]
    ranges: Mapping[str, str]


@cache
def _words(code: str) -> _Words:
    own = language(code)
    return _Words(
        insertable=own.words("classes.insertable"),
        negations=own.words("grammar.negations"),
        directions=own.words("grammar.directions"),
        not_real=own.words("classes.modals", "verbs.unrealised", "grammar.hedges"),
        titles=own.words("names.titles"),
        in_names=own.words("names.particles", "classes.articles"),
        range_links=own.words("classes.range_links") | {"-", "—"},
        ranges=own.table("classes.ranges"),
    )


def strangers(alignment: Alignment) -> set[Reason]:
    """Reasons from the words of a draft that no word of the source accounts for."""
    found: set[Reason] = set()
    known = {token.low for token in alignment.source.tokens}
    for at, token in enumerate(alignment.draft):
        if token.kind == "punct" or alignment.places[at] >= 0:
            continue
        if token.low not in _words(token.code).insertable:
            found.add(_kind_of(token, first=at == 0, known=known))
    return found


def _kind_of(token: Token, *, first: bool, known: set[str]) -> Reason:
    low, words = token.low, _words(token.code)
    if low in words.negations:
        return Reason.NEGATION
    if token.calendar:
        return Reason.DATE
    if token.kind == "number":
        return Reason.NUMBER
    if low in words.directions:
        return Reason.DIRECTION
    if low in words.not_real:
        return Reason.MODALITY
    named = (
        token.capital
        and capitals_tell_names(token.code)
        and low not in word_classes(token.code).function
        and not (first and token.text[1:].islower())
    )
    return Reason.NAME if named and low not in known else Reason.WORDS


def numbers(alignment: Alignment) -> bool:
    """Whether a number counts something else than in its source, or is half of a range."""
    used = alignment.aligned
    for index, at in enumerate(used):
        token = alignment.draft[at]
        if token.kind != "number" or token.calendar:
            continue
        place = alignment.places[at]
        following = alignment.places[used[index + 1]] if index + 1 < len(used) else -1
        if _in_name(alignment, place) and not _in_draft_name(alignment, at):
            return True
        if _counts_other(alignment, at, place, following) or _half_range(alignment, place):
            return True
    return False


def _in_name(alignment: Alignment, place: int) -> bool:
    """Whether a number follows a name and has no noun of its own ("France 24", "Windows 11")."""
    tokens = alignment.source.tokens
    if place == 0 or tokens[place].text.isalpha():
        return False
    before = tokens[place - 1]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    counted = following is not None and following.content and not following.verbal
    return before.capital and before.content and not before.calendar and not counted


def _in_draft_name(alignment: Alignment, at: int) -> bool:
    return at > 0 and alignment.draft[at - 1].capital


def _counts_other(alignment: Alignment, at: int, place: int, following: int) -> bool:
    """The next word of the draft comes from far behind the number, or from before it."""
    tokens = alignment.source.tokens
    follows = next(
        (word for word in alignment.draft[at + 1 : at + 3] if word.kind != "punct"), None
    )
    if follows is None or following < 0 or not follows.content:
        return False
    if alignment.draft[at + 1].kind == "punct" and alignment.draft[at + 1].low != "-":
        return False
    if not place < following <= place + 6:
        return not _names_unit_elsewhere(alignment, place)
    return any(token.verbal or token.kind == "number" for token in tokens[place + 1 : following])


def _names_unit_elsewhere(alignment: Alignment, place: int) -> bool:
    return alignment.source.tokens[place].calendar


def _half_range(alignment: Alignment, place: int) -> bool:
    tokens, kept = alignment.source.tokens, alignment.kept
    for other, link in ((place + 2, place + 1), (place - 2, place - 1)):
        if not (0 <= other < len(tokens) and 0 <= link < len(tokens)):
            continue
        first = min(place, other)
        words = _words(tokens[link].code)
        opened = words.ranges.get(tokens[first - 1].low) if first else None
        linked = tokens[link].low in words.range_links or tokens[link].low == opened
        if linked and tokens[other].kind == "number" and other not in kept:
            return True
    return False


def names(alignment: Alignment) -> bool:
    """Whether capitalised words make a name that the source does not have.

    Not asked where nouns have capitals as well: there a stranger is a word, whether a name or not.
    """
    draft, tokens = alignment.draft, alignment.source.tokens
    if draft and not capitals_tell_names(draft[0].code):
        return False
    shouting = not any(token.text.islower() for token in tokens)
    for at in alignment.aligned:
        word, origin = draft[at], tokens[alignment.places[at]]
        if word.kind != "word" or not word.capital or not word.content:
            continue
        opens = not any(token.kind != "punct" for token in draft[:at])
        lowered = origin.text[:1].islower() and word.low not in _words(word.code).titles
        if not opens and lowered and not shouting:
            return True
        if at + 1 < len(draft) and _glued(alignment, at):
            return True
    return False


def _glued(alignment: Alignment, at: int) -> bool:
    """Two neighbouring name words of the draft that are no neighbours in the source."""
    follower = next(
        (
            i
            for i in range(at + 1, min(at + 3, len(alignment.draft)))
            if alignment.draft[i].low != "-"
        ),
        at,
    )
    word = alignment.draft[follower]
    if follower == at or not (word.capital and word.content) or alignment.places[follower] < 0:
        return False
    tokens, left, right = alignment.source.tokens, alignment.places[at], alignment.places[follower]
    if left > right:
        return True
    between = tokens[left + 1 : right]
    return any(not (token.capital or token.low in _words(token.code).in_names) for token in between)
