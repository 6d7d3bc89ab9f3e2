"""A text, taken apart once for all claims about it, in the words that the model was fitted on.

Words are compared by stem.  Which words are no content, which look like verbs, and which forms of a verb
are one word stands in ``support_model.lexicon.toml`` beside the coefficients, so that a change of the
language's lists does not change the inputs of the model nor, since they choose its passages
(:func:`briefing.writing.support.features.nearest`), those of the matching network.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

from briefing.language.base import lexicon
from briefing.language.text import read
from briefing.language.tokens import Token, stem

LEXICON: Final = lexicon("briefing.writing.support", "support_model")
"""The words that the model was fitted on; `support_model.json` holds their digest."""
_FUNCTION: Final = LEXICON.words("support_model.function")
NEGATIONS: Final = LEXICON.words("support_model.negations")
HEDGES: Final = LEXICON.words("support_model.hedges", "support_model.modals")
_VERBS: Final = LEXICON.words("support_model.verbs")
_IRREGULAR: Final = LEXICON.forms("support_model.irregular")
NEAR: Final = 5
"""Content words that a pair may lie apart in the text to be remembered."""
_SPACED_END: Final = re.compile(r"(?<=\s[.!?])\s+(?=\S)")

Words = tuple[Token, ...]


class Ground(NamedTuple):
    """A text, taken apart once for all claims about it."""

    sentences: tuple[str, ...]
    words: tuple[Words, ...]
    contents: tuple[frozenset[str], ...]
    """Stems of the content words of each sentence."""
    stems: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    """Stems of two and of three neighbouring words."""
    gaps: Mapping[tuple[str, str], int]
    """Fewest content words from the first stem of a pair to the second, up to a few."""
    names: frozenset[str]
    counts: Mapping[str, int]
    """Sentences that hold a stem."""

    def weight(self, stem: str) -> float:
        """Rarity of a stem in this text: what it does not hold weighs most."""
        return log(1 + (1 + len(self.sentences)) / (1 + self.counts.get(stem, 0)))


def split_spaced(sentences: Sequence[str]) -> list[str]:
    """Cut also after a full stop that stands between spaces, as tokenised text has them."""
    pieces = (piece for sentence in sentences for piece in _SPACED_END.split(sentence))
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]


def prepare(sentences: Sequence[str]) -> Ground:
    """Take a text apart."""
    words = tuple(words_of(sentence) for sentence in sentences)
    contents = tuple(frozenset(stems_of(row)) for row in words)
    runs = {run for row in words for run in _runs([word.stem for word in row])}
    gaps: dict[tuple[str, str], int] = {}
    for row in words:
        for pair, gap in pairs_of(stems_of(row), NEAR):
            gaps[pair] = min(gap, gaps.get(pair, gap))
    return Ground(
        sentences=tuple(sentences),
        words=words,
        contents=contents,
        stems=frozenset(word.stem for row in words for word in row),
        runs=frozenset(runs),
        gaps=gaps,
        names=frozenset(w.stem for row in words for w in row[1:] if w.capital and is_content(w)),
        counts=Counter(stem for content in contents for stem in content),
    )


def words_of(sentence: str) -> Words:
    """Return the words and numbers of a sentence, with the stems that the model knows."""
    return tuple(_as_fitted(token) for token in read(sentence).tokens if token.kind != "punct")


def _as_fitted(token: Token) -> Token:
    """The token with the stem that the model knows."""
    if token.kind == "number" or "." in token.low:
        return token
    known = stem(token.low, irregular=_IRREGULAR)
    return token if token.stem == known else token._replace(stem=known)


def is_content(word: Token) -> bool:
    """Whether a token is a number or a word outside the closed classes."""
    return word.kind == "number" or word.low not in _FUNCTION


def is_verbal(word: Token) -> bool:
    """Whether a word looks like a verb: an auxiliary, a known form, or a word in -ed."""
    low = word.low
    return word.kind == "word" and (
        low in _VERBS
        or (low in _IRREGULAR and not word.capital)
        or (low.endswith("ed") and len(low) > 4 and not word.capital)  # not "need", "seed"
    )


def stems_of(words: Sequence[Token]) -> list[str]:
    """Return the stems of the content words."""
    return [word.stem for word in words if is_content(word)]


def _runs(stems: Sequence[str]) -> list[tuple[str, ...]]:
    """Return each two and each three neighbouring stems."""
    return [*pairwise(stems), *zip(stems, stems[1:], stems[2:], strict=False)]


def pairs_of(stems: Sequence[str], reach: int) -> list[tuple[tuple[str, str], int]]:
    """Return the pairs of different stems at most `reach` apart, with how far."""
    return [
        ((first, stems[at + gap]), gap)
        for at, first in enumerate(stems)
        for gap in range(1, min(reach + 1, len(stems) - at))
        if first != stems[at + gap]
    ]
