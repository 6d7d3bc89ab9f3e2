"""Stories as numbers: one row a story, one sparse matrix a view.

::

    stories ─ cut into words ─▶ Vocabulary ─ weigh ─▶ Views(lead, body, names, figures, phrases)

Views stay apart because one cosine over a long text has no usable threshold: two look-alike events
share their body words and differ in names, two reports of one event share names and differ in words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.matrices import (
    looked_up,
    normalise,
    ones,
    shared,
    shares,
    where,
    with_values,
)
from briefing.grouping.events.phrases import BACKGROUND_WEIGHT, BLOCK, phrases
from briefing.grouping.events.surfaces import LEAD_WORDS
from briefing.grouping.events.vocabulary import Vocabulary, read_words
from briefing.language.words import background
from briefing.records import Story

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Views:
    """The views of `n` stories over `m` terms."""

    spoken: tuple[str, ...]
    """Each of the m terms, which are folded and stemmed, as it is first written in the stories."""
    matrices: dict[str, csr_matrix]
    """View name to an n x m matrix with rows of length 1 (or 0 where the view is empty); beside
    them `phrases` over pairs of words, and `lead_names`, `lead_words`, `title` (rows that sum to 1),
    `present` (ones) and `told` (ones, of the lead alone), from which shares are computed."""
    days: Floats
    """n x 2: first and last possible day of publication as ordinals, NaN where unknown."""
    languages: Ints
    """The number of the language of each of the n stories."""
    least: Floats
    """How much each of the m terms tells in the language of the stories where it tells least."""
    names: Mask
    """Which of the m terms are names."""


def _day_bounds(story: Story) -> tuple[float, float]:
    if story.when.basis == "unknown":
        return (math.nan, math.nan)
    return (story.when.earliest.toordinal(), story.when.latest.toordinal())


def build_views(stories: Sequence[Story]) -> Views:
    """Return the views of `stories`, one row each, in the given order."""
    words = read_words(stories)
    bodies, names, figures = words.bodies, words.names, words.figures
    matrices = {"phrases": phrases(bodies, len(names))}
    counts = _count(bodies, len(names))
    rarity = Rarity(counts, words)
    weighted = _weigh(counts, rarity)
    del counts
    matrices["figures"] = shared(normalise(where(weighted, looked_up(figures, weighted.indices))))
    matrices["names"] = shared(
        normalise(where(weighted, looked_up(names & ~figures, weighted.indices)))
    )
    weighted = normalise(weighted)
    matrices["body"] = body = shared(weighted)
    del weighted
    # The same places: both matrices share them.
    matrices["present"] = ones(body)
    counts = _count([body[:LEAD_WORDS] for body in bodies], len(names))
    matrices["lead"] = shared(normalise(_weigh(counts, rarity)))
    present = with_values(counts, rarity.of(counts))
    named, figure = (looked_up(which, present.indices) for which in (names, figures))
    # The names of a single story stay in: they tell what speaks against a pair.
    matrices["lead_names"] = shares(where(present, named & ~figure))
    matrices["lead_words"] = shared(shares(where(present, ~named & ~figure)))
    matrices["told"] = ones(counts)
    counts = _count(words.titles, len(names))
    matrices["title"] = shared(shares(with_values(counts, rarity.of(counts))))
    days = np.array([_day_bounds(story) for story in stories], dtype=np.float64).reshape(-1, 2)
    return Views(words.spoken, matrices, days, words.languages, rarity.least, names)


def _count(rows: list[Ints], width: int) -> csr_matrix:
    """Return how often each term stands in each row."""
    from scipy.sparse import csr_matrix

    starts = range(0, len(rows), BLOCK)
    blocks = [_count_block(rows[start : start + BLOCK], width) for start in starts]
    if not blocks:
        return csr_matrix((0, width), dtype=np.float32)
    ends = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(b.indptr) for b in blocks]))])
    # Part by part: stacking the blocks as they are would hold everything twice.
    parts = [block.data for block in blocks], [block.indices for block in blocks]
    del blocks
    data = np.concatenate(parts[0])
    parts[0].clear()
    return csr_matrix((data, np.concatenate(parts[1]), ends), shape=(len(rows), width))


def _count_block(rows: list[Ints], width: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    columns = np.concatenate(rows)
    kept = columns >= 0
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)[kept]
    ones = np.ones(len(owner), dtype=np.float32)
    matrix = csr_matrix((ones, (owner, columns[kept])), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


class Rarity:
    """How much each term tells in the stories of each language: the rarer there, the more."""

    def __init__(self, counts: csr_matrix, words: Vocabulary) -> None:
        self._terms: Final = len(words.names)
        self._languages: Final = words.languages
        self._is_one_language: Final = len(words.codes) == 1
        self._own: Final[list[tuple[Ints, NDArray[np.float32]]]] = []
        self.least: Final = np.full(self._terms, np.inf)
        """How much each term tells in the language where it tells least."""
        for number, code in enumerate(words.codes):
            rarity = _rarity(counts.indices[self._entries(counts, number)], number, words)
            np.minimum(self.least, rarity, out=self.least)
            own, _ = words.outside[code]
            self._own.append((own, rarity[own]))

    def of(self, counts: csr_matrix) -> NDArray[np.float32]:
        """Return the rarity of each entry of a matrix of the same stories."""
        found = np.empty(counts.nnz, dtype=np.float32)
        rarity = np.zeros(self._terms, dtype=np.float32)
        for number, (own, values) in enumerate(self._own):
            entries = self._entries(counts, number)
            rarity[own] = values
            found[entries] = looked_up(rarity, counts.indices[entries])
        return found

    def _entries(self, counts: csr_matrix, language: int) -> Mask | slice:
        """Which entries are of stories in one language; where there is but one, nothing is copied to look them up."""
        if self._is_one_language:
            return slice(None)
        return np.repeat(self._languages == language, np.diff(counts.indptr))


def _rarity(held: Ints, language: int, words: Vocabulary) -> NDArray[np.float32]:
    """Return the rarity of all terms in the stories of one language, in which those of `held` stand."""
    code, terms = words.codes[language], len(words.names)
    outside = np.zeros(terms)
    np.maximum.at(outside, *words.outside[code])
    # The year of the news is common in the news of that year, which the background has not seen.
    outside[words.years] = max(background().frequency(str(year)) for year in range(2000, 2040))
    here = np.bincount(held, minlength=terms)
    stories = np.count_nonzero(words.languages == language)
    documents = stories + BACKGROUND_WEIGHT * background(code).documents
    rarity = np.log((documents + 1) / (here + BACKGROUND_WEIGHT * outside + 0.5))
    return rarity.astype(np.float32)


def _weigh(counts: csr_matrix, rarity: Rarity) -> csr_matrix:
    """Turn the counts of words into weights: in their place, since no other matrix is as large."""
    weights = np.log(counts.data, out=counts.data)
    weights += 1
    weights *= rarity.of(counts)
    return counts
