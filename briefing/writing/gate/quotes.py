"""Quoted strings: verbatim, quoted in the source too, and never turned into the outlet's own "I"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefing.language.base import language
from briefing.language.quotes import has_paired_marks
from briefing.language.text import read
from briefing.language.tokens import Token, normal
from briefing.writing.gate.align import Alignment


def not_verbatim(text: str, passages: Sequence[str]) -> bool:
    """Whether a quoted string is not in a quotation of the passages, letter for letter.

    A passage whose marks do not pair up (a quotation that runs over sentences) quotes as a whole.
    """
    strings = [string for string in read(text).quotes if string]
    if not has_paired_marks(text) and not any(
        normal(text) in normal(passage) for passage in passages
    ):
        return True
    pool = [string for passage in passages for string in _quotable(passage)]
    return not all(any(_holds(pool_string, string) for pool_string in pool) for string in strings)


def _quotable(passage: str) -> tuple[str, ...]:
    plain = normal(passage)
    return (plain,) if plain.count('"') % 2 or plain.count("'") % 2 else read(passage).quotes


def _holds(whole: str, part: str) -> bool:
    at = whole.find(part)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(part) : at + len(part) + 1]
        if not (before.isalnum() and part[:1].isalnum()) and not (
            after.isalnum() and part[-1:].isalnum()
        ):
            return True
        at = whole.find(part, at + 1)
    return False


def loses_marks(alignment: Alignment, inside: Sequence[bool]) -> bool:
    """Whether the "I" or "we" of a quotation stands outside quotation marks in the draft."""
    for at in alignment.aligned:
        quotes = alignment.source.quoted[alignment.places[at]]
        if quotes and not inside[at] and _is_first_person(alignment.draft[at]):
            return True
    return False


def _is_first_person(token: Token) -> bool:
    return token.low in _first_person(token.code)


@cache
def _first_person(code: str) -> frozenset[str]:
    return language(code).words("classes.pronouns_of_first_person")
