"""Is a claim supported by a text?  For drafts of the brief, and for anyone's claims.

A text is cut into sentences; a claim's sentence is judged against the sentences of the text that
share most with it, and the claim is as well supported as its weakest sentence (maximum over
windows, minimum over sentences: Laban et al. 2022, SummaC).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.records import Record
from briefing.writing.gate import check, support

__all__ = ["Support", "verify"]

WINDOW: Final = 3
"""Sentences of the text that a claim's sentence is held against."""
THRESHOLD: Final = 0.5
"""Score from which a claim counts as supported."""


class Support(Record):
    """The verdict on one claim."""

    supported: bool
    score: float
    """0 to 1, of the claim's weakest sentence."""
    reasons: tuple[str, ...]


def verify(text: Sequence[str], claim: Sequence[str]) -> Support:
    """Judge the sentences of `claim` against the sentences of `text`."""
    if not claim or not text:
        return Support(supported=False, score=0.0, reasons=("empty",))
    judged = [_judge(sentence, text) for sentence in claim]
    score, reasons = min(judged, key=lambda pair: pair[0])
    return Support(supported=score >= THRESHOLD, score=score, reasons=reasons)


def _judge(claim: str, text: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    words = set(claim.lower().split())
    nearest = sorted(
        range(len(text)), key=lambda i: (-len(words & set(text[i].lower().split())), i)
    )
    window = [text[i] for i in sorted(nearest[:WINDOW])]
    return support(claim, window), tuple(str(reason) for reason in check(claim, window))
