"""Shorter by deletion: code says what may go, the model what reads well, the gate decides.

The parts that may go are subtrees (:mod:`briefing.writing.parts`).  The model never writes a word: it
scores every part in one pass over the sentence (how it would go on behind the gap, against how the
text goes on).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.writing.gate import FORM, check
from briefing.writing.gate_tokens import Token
from briefing.writing.gate_words import tokenise
from briefing.writing.parts import Kind, Part

__all__ = ["Draft", "delete", "shorten"]

_FEWEST: Final = 7
"""Words that are left at least; below, what is left is rarely a whole statement."""
_LEAST_LEFT: Final = 0.4
"""Share of the characters that is left at least: what goes is detail, not the news."""
_SEAM: Final = -6.0
"""Nats.  Seams that the model thinks e^6 times less likely than the text's own way are not tried."""
_BARE_SEAM: Final = -4.0
"""Nats, where no comma shows that a part is an aside: the verb before may ask for it."""
_BARE: Final = frozenset({"tail", "adverb", "noun detail"})
_NEWSWORTHY: Final[Kind] = "second predicate"
"""No detail where it holds a figure: "and said it would run from June 14 to 16"."""
_SAVED: Final = 45.0
"""Nats that the loss of a whole sentence would be worth: what pulls towards short."""
_NEWS: Final = 2.0
"""Nats that a lost number costs: what pulls towards informative."""


class Draft(NamedTuple):
    """A text that may be printed for a fact."""

    text: str
    whole: str = ""
    """The sentence that it was cut from, where it was."""
    parts: tuple[Part, ...] = ()
    """The parts of `whole` that may go."""


def delete(text: str, parts: Sequence[Part]) -> str:
    """Return `text` without `parts`, opened by a capital letter."""
    kept, at = [], 0
    for part in sorted(parts):
        kept.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    short = "".join([*kept, text[at:]]).strip()
    return short[:1].upper() + short[1:]


def shorten(text: str, parts: Sequence[Part], scores: Sequence[float]) -> Draft:
    """Return `text` without the parts that are worth it, the most worth first, else `text`.

    What a part is worth grows with what it saves and falls with the seam it leaves and with the
    figures that go.  After each part the gate looks at what is left.
    """
    gone: list[Part] = []
    allowed = set(check(text, [text]))
    for part in _ranked(text, parts, scores):
        tried = [*(one for one in gone if not _inside(one, part)), part]
        short = delete(text, tried)
        if any(_inside(part, one) for one in gone) or not _enough(short, text):
            continue
        if set(check(short, [short])) & FORM <= allowed:
            gone = tried
    return Draft(delete(text, gone) if gone else text, text, tuple(parts))


def _ranked(text: str, parts: Sequence[Part], scores: Sequence[float]) -> Iterator[Part]:
    rows = [
        (_worth(text, part, score), part)
        for part, score in zip(parts, scores, strict=True)
        if math.isfinite(score) and score > (_BARE_SEAM if part.kind in _BARE else _SEAM)
    ]
    rows.sort(key=lambda row: (-row[0], row[1]))
    return (part for worth, part in rows if worth > 0)


def _worth(text: str, part: Part, score: float) -> float:
    figures = sum(map(_is_figure, tokenise(text[part.start : part.end])))
    if figures and part.kind == _NEWSWORTHY:
        return -math.inf
    saved = (part.end - part.start) / len(text)
    return _SAVED * saved + min(score, 0.0) - _NEWS * figures


def _is_figure(token: Token) -> bool:
    return token.kind == "number"


def _inside(inner: Part, outer: Part) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _enough(short: str, text: str) -> bool:
    return len(short.split()) >= _FEWEST and len(short) >= _LEAST_LEFT * len(text)
