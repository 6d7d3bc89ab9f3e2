"""A draft's marked roundings and dates brought to the form of the source.

"About 3,000" stands for 2,987, and "17 June" for the "Tuesday" of a story of that day; the
alignment then finds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.language.calendar import MONTHS, WEEKDAYS, resolve
from briefing.language.tokens import Token
from briefing.records import When
from briefing.writing.gate.align import Source
from briefing.writing.gate.rounding import settle_rounding


def settle(draft: Sequence[Token], source: Source, when: When) -> list[Token]:
    """The draft with marked roundings and resolved dates in the form of the source."""
    return _settle_dates(settle_rounding(list(draft), source), source, when)


def _settle_dates(draft: list[Token], source: Source, when: When) -> list[Token]:
    day = when.day
    if day is None:
        return draft
    said = {resolve(token.low, day): token for token in source.tokens if token.kind == "word"}
    said.pop(None, None)
    present = {token.low for token in source.tokens}
    for at, token in enumerate(draft):
        if token.low in WEEKDAYS and token.low not in present:
            meant = [found for found in said if found and found.weekday() == WEEKDAYS[token.low]]
            if meant:
                draft[at] = _as(token, said[meant[0]])
        elif token.capital and token.low in MONTHS and token.low not in present:
            draft = _settle_month(draft, at, said, day)
    return draft


def _settle_month(
    draft: list[Token], at: int, said: dict[date | None, Token], day: date
) -> list[Token]:
    """Settle "17 June 2025" or "June 17, 2025" where the source has "on Tuesday"."""
    month = MONTHS[draft[at].low]
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
