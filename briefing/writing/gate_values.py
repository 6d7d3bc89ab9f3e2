"""Numbers, dates and names of a draft against its sources.

What a source says in another form is first rewritten to the source's form (a rounded number that
is marked as rounded, a date that the story's day resolves); the alignment then finds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from briefing.records import When
from briefing.writing.gate_align import Alignment, Source
from briefing.writing.gate_reasons import Reason
from briefing.writing.gate_tables import (
    ARTICLES,
    FUNCTION,
    HEDGES,
    INSERTABLE,
    MODALS,
    MONTHS,
    NEGATIONS,
    UNREALISED,
    WEEKDAYS,
)
from briefing.writing.gate_words import Token

__all__ = ["names", "numbers", "settle", "strangers"]

_DIRECTIONS: Final = frozenset(
    [
        "before",
        "after",
        "above",
        "below",
        "over",
        "under",
        "up",
        "down",
        "more",
        "less",
        "fewer",
        "than",
        "against",
        "without",
        "until",
        "since",
        "rose",
        "rise",
        "rises",
        "rising",
        "risen",
        "fell",
        "fall",
        "falls",
        "falling",
        "fallen",
        "won",
        "win",
        "wins",
        "lost",
        "lose",
        "loses",
        "gained",
        "gains",
        "dropped",
        "drops",
        "increased",
        "increase",
        "decreased",
        "decrease",
        "jumped",
        "climbed",
        "soared",
        "plunged",
        "slumped",
        "higher",
        "lower",
        "raised",
        "cut",
        "doubled",
        "halved",
        "beat",
        "defeated",
        "bought",
        "sold",
        "opened",
        "closed",
        "accepted",
        "rejected",
        "supported",
        "opposed",
        "better",
        "worse",
        "first",
        "last",
        "north",
        "south",
        "east",
        "west",
        "left",
        "right",
        "top",
        "bottom",
    ]
)
_ROUND: Final = frozenset(
    {"about", "around", "roughly", "approximately", "some", "nearly", "almost", "over"}
)
_TITLES: Final = frozenset(
    [
        "president",
        "prime",
        "minister",
        "king",
        "queen",
        "pope",
        "chancellor",
        "secretary",
        "senator",
        "general",
        "governor",
        "mayor",
        "judge",
        "prince",
        "princess",
        "foreign",
        "interior",
        "finance",
        "defence",
        "defense",
        "chief",
        "justice",
        "ambassador",
        "professor",
        "doctor",
        "sheikh",
        "sultan",
        "emir",
        "ayatollah",
        "cardinal",
        "bishop",
        "archbishop",
        "captain",
        "colonel",
        "mr",
        "mrs",
        "ms",
        "dr",
        "representative",
        "congressman",
        "congresswoman",
        "attorney",
        "vice",
        "deputy",
        "supreme",
        "leader",
    ]
)
_PARTICLES: Final = frozenset({"de", "del", "della", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "du", "da", "di", "of", "the", "and", "for", "-", "'s", ".", "&"})  # fmt: skip


def settle(draft: Sequence[Token], source: Source, when: When) -> list[Token]:
    """The draft with marked roundings and resolved dates in the form of the source."""
    return _settle_dates(_settle_rounding(list(draft), source), source, when)


def _settle_rounding(draft: list[Token], source: Source) -> list[Token]:
    known = {token.stem for token in source.tokens if token.kind == "number"}
    for at, token in enumerate(draft):
        if token.kind != "number" or token.stem in known or at == 0:
            continue
        marks = {word.low for word in draft[max(0, at - 2) : at]}
        exact = _rounded_from(token, marks, source)
        if exact is None:
            continue
        draft[at] = token._replace(stem=exact)
        for mark in range(max(0, at - 2), at):
            if draft[mark].low in _ROUND | {"more", "than"}:
                draft[mark] = draft[mark]._replace(kind="punct")  # accounted for
    return draft


def _float(token: Token) -> float | None:
    try:
        return float(token.stem)
    except ValueError:
        return None


def _rounded_from(token: Token, marks: set[str], source: Source) -> str | None:
    """The source's number that a marked round number stands for: within 5 %, on the right side."""
    value = _float(token)
    if value is None or value <= 0:
        return None
    for other in source.tokens:
        exact = _float(other) if other.kind == "number" else None
        if exact is None or exact == 0 or abs(value - exact) > 0.05 * abs(exact):
            continue
        below = marks & {"nearly", "almost"} and exact < value
        above = (marks & {"over"} or {"more", "than"} <= marks) and exact > value
        if below or above or marks & {"about", "around", "roughly", "approximately", "some"}:
            return other.stem
    return None


def _settle_dates(draft: list[Token], source: Source, when: When) -> list[Token]:
    day = when.day
    if day is None:
        return draft
    said = {_resolve(token.low, day): token for token in source.tokens if token.kind == "word"}
    said.pop(None, None)
    present = {token.low for token in source.tokens}
    for at, token in enumerate(draft):
        if token.low in WEEKDAYS and token.low not in present:
            meant = [
                found for found in said if found and found.weekday() == WEEKDAYS.index(token.low)
            ]
            if meant:
                draft[at] = _as(token, said[meant[0]])
        elif token.capital and token.low in MONTHS and token.low not in present:
            draft = _settle_month(draft, at, said, day)
    return draft


def _settle_month(
    draft: list[Token], at: int, said: dict[date | None, Token], day: date
) -> list[Token]:
    """Settle "17 June 2025" or "June 17, 2025" where the source has "on Tuesday"."""
    month = MONTHS.index(draft[at].low) + 1
    around = [i for i in (at - 1, at + 1) if 0 <= i < len(draft) and draft[i].kind == "number"]
    years = [
        i
        for i in (at + 1, at + 2, at + 3)
        if i < len(draft) and draft[i].text.isdigit() and len(draft[i].text) == 4
    ]
    for near in around:
        number = re.sub(r"\D", "", draft[near].stem)
        year = int(draft[years[0]].text) if years else day.year
        meant = _date(year, month, int(number)) if number and len(number) < 3 else None
        if meant is not None and meant in said:
            used = {at, near, *years[:1]}
            return [
                _as(word, said[meant])
                if i == at
                else word._replace(kind="punct")
                if i in used
                else word
                for i, word in enumerate(draft)
            ]
    return draft


def _as(token: Token, origin: Token) -> Token:
    return token._replace(low=origin.low, stem=origin.stem)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve(word: str, day: date) -> date | None:
    """The day that a word means in a story of `day`; a weekday is that day or the last such."""
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word)
    if word in WEEKDAYS:
        shift = -((day.weekday() - WEEKDAYS.index(word)) % 7)
    if shift is None:
        return None
    try:
        return day + timedelta(days=shift)
    except OverflowError:
        return None


def strangers(alignment: Alignment) -> set[Reason]:
    """Reasons from the words of a draft that no word of the source accounts for."""
    found: set[Reason] = set()
    known = {token.low for token in alignment.source.tokens}
    for at, token in enumerate(alignment.draft):
        if token.kind == "punct" or alignment.places[at] >= 0:
            continue
        if token.low not in INSERTABLE:
            found.add(_kind_of(token, first=at == 0, known=known))
    return found


def _kind_of(token: Token, *, first: bool, known: set[str]) -> Reason:
    low = token.low
    if low in NEGATIONS:
        return Reason.NEGATION
    if token.calendar:
        return Reason.DATE
    if token.kind == "number":
        return Reason.NUMBER
    if low in _DIRECTIONS:
        return Reason.DIRECTION
    if low in MODALS or low in UNREALISED or low in HEDGES:
        return Reason.MODALITY
    named = token.capital and low not in FUNCTION and not (first and token.text[1:].islower())
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
        linked = tokens[link].low in {"-", "to", "—"} and tokens[other].kind == "number"
        if linked and other not in kept:
            return True
    return False


def names(alignment: Alignment) -> bool:
    """Whether capitalised words make a name that the source does not have."""
    draft, tokens = alignment.draft, alignment.source.tokens
    shouting = not any(token.text.islower() for token in tokens)
    for at in alignment.aligned:
        word, origin = draft[at], tokens[alignment.places[at]]
        if word.kind != "word" or not word.capital or not word.content:
            continue
        opens = not any(token.kind != "punct" for token in draft[:at])
        if not opens and origin.text[:1].islower() and word.low not in _TITLES and not shouting:
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
    return any(
        not (token.capital or token.low in _PARTICLES or token.low in ARTICLES) for token in between
    )
