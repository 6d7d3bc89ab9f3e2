"""The closed list of reasons for which the gate rejects a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a sentence was rejected, or what stands against an item; the value is what `brief.json` and the statistics show."""

    EMPTY = "empty"
    UNFINISHED = "unfinished sentence"
    NOT_SELF_STANDING = "not self-standing"
    FURNITURE = "page furniture"
    INSTRUCTION = "instruction"
    REPETITION = "repetition"
    TOO_LONG = "too long"
    WORDS = "words not in source"
    NUMBER = "number not in source"
    NAME = "name not in source"
    DATE = "date not in source"
    QUOTATION = "quotation not verbatim"
    SPEAKER = "quotation by another speaker"
    NEGATION = "negation changed"
    HEDGE = "hedge lost"
    ATTRIBUTION = "attribution lost"
    QUALIFIER = "qualifier lost"
    DIRECTION = "direction changed"
    ROLES = "roles changed"
    MODALITY = "tense or modality changed"
    GRAMMAR = "not whole sentences of the source"
    PARTICULARS = "name, figure or day cut where the item needs it"
    UNINTRODUCED = "name not introduced"
    DANGLING = "points at nothing told before"
    LEAD = "day or place lost in the lead"
    TWICE = "fact told twice"
    CONTRADICTION = "figures contradict each other"
    ELSEWHERE = "number said of something else"
    SUPPORT = "support too low"


REASONS: Final = tuple(Reason)
FORM: Final = frozenset(
    {
        Reason.EMPTY,
        Reason.UNFINISHED,
        Reason.NOT_SELF_STANDING,
        Reason.FURNITURE,
        Reason.INSTRUCTION,
    }
)
"""Reasons that concern the sentence itself and not its source: verbatim text can have them too."""
