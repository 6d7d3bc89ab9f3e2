"""What speaks against a claim: reasons that stand on unsupported claims at least twice as often as on supported ones.

The gate's own reasons are asked of drafts that shorten; of a claim in other words they tell nothing: "roles changed" stands on
every paraphrase.  Here only what contradicts the text, or is nowhere in it, is named, each measured on labelled claims
(``python -m training.verifier.reasons``; docs/experiments/verifier.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.language.tokens import Token
from briefing.writing.gate import Reason
from briefing.writing.support.ground import NEGATIONS, Ground, Words, is_content, stems_of

SURE: Final = frozenset({Reason.NUMBER, Reason.NEGATION, Reason.DATE})
"""Reasons right on at least .8 of the claims on which they stand: told of supported claims as well, where they hardly ever are."""
AROUND: Final = 4
"""Words beside a figure that tell what it counts."""
BEHIND: Final = 5
"""Words behind a negation among which is what it denies."""
FEWEST: Final = 4
"""Content words of a sentence from which their share is a reason."""
KNOWN: Final = 0.5
"""Share of content words that the text must have."""
SAME: Final = 4
"""First letters that make two words one name: "Norway", "Norwegians"."""


def against(words: Words, ground: Ground) -> tuple[Reason, ...]:
    """Return what speaks against one sentence of a claim, in the order of how often it is right."""
    asked = {
        Reason.NUMBER: _has_new_figure,
        Reason.NEGATION: _denies_what_is_told,
        Reason.DATE: _has_new_day,
        Reason.ELSEWHERE: _counts_something_else,
        Reason.WORDS: _is_mostly_new,
        Reason.NAME: _has_new_name,
    }
    return tuple(reason for reason, holds in asked.items() if holds(words, ground))


def _has_new_figure(words: Words, ground: Ground) -> bool:
    """Whether a figure in digits is nowhere in the text, however written there."""
    return any(one.text[0].isdigit() and not one.calendar for one in _new_numbers(words, ground))


def _has_new_day(words: Words, ground: Ground) -> bool:
    """Whether a day, a month or a year is nowhere in the text."""
    return any(word.calendar and word.stem not in ground.stems for word in words)


def _new_numbers(words: Words, ground: Ground) -> Iterator[Token]:
    return (word for word in words if word.kind == "number" and word.stem not in ground.stems)


def _has_new_name(words: Words, ground: Ground) -> bool:
    """Whether a name, behind the first word, is nowhere in the text, nor a word that begins as it does."""
    begun = {word.low[:SAME] for row in ground.words for word in row}
    return any(
        word.capital
        and is_content(word)
        and word.kind != "number"
        and not word.calendar
        and word.stem not in ground.stems
        and word.low[:SAME] not in begun
        for word in words[1:]
    )


def _counts_something_else(words: Words, ground: Ground) -> bool:
    """Whether a figure of the text stands there in no sentence that has any of the words beside it here."""
    for at, word in enumerate(words):
        if word.kind != "number" or word.stem not in ground.stems:
            continue
        beside = {
            one.stem
            for one in words[max(0, at - AROUND) : at + AROUND + 1]
            if is_content(one) and one.kind != "number"
        }
        if beside and not any(
            beside & content for content in ground.contents if word.stem in content
        ):
            return True
    return False


def _denies_what_is_told(words: Words, ground: Ground) -> bool:
    """Whether something is denied that the text tells, and in no sentence with a negation."""
    for at, word in enumerate(words):
        denied = stems_of(words[at + 1 : at + 1 + BEHIND])[:1] if word.low in NEGATIONS else []
        telling = [
            row
            for row, content in zip(ground.words, ground.contents, strict=True)
            if content.issuperset(denied) and denied
        ]
        if telling and not any(one.low in NEGATIONS for row in telling for one in row):
            return True
    return False


def _is_mostly_new(words: Words, ground: Ground) -> bool:
    """Whether the text has fewer than half of the content words."""
    content = stems_of(words)
    known = sum(stem in ground.stems for stem in content)
    return len(content) >= FEWEST and known < KNOWN * len(content)
