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
    titles, bodies, term_of = words.titles, words.bodies, words.term_of
    terms, names, figures = words.terms, words.names, words.figures
    matrices = {"phrases": phrases(bodies, term_of)}
    counts = _count(bodies, term_of, len(terms))
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
    counts = _count([body[:LEAD_WORDS] for body in bodies], term_of, len(terms))
    matrices["lead"] = shared(normalise(_weigh(counts, rarity)))
    present = with_values(counts, rarity.of(counts))
    named, figure = (looked_up(which, present.indices) for which in (names, figures))
    # The names of a single story stay in: they tell what speaks against a pair.
    matrices["lead_names"] = shares(where(present, named & ~figure))
    matrices["lead_words"] = shared(shares(where(present, ~named & ~figure)))
    matrices["told"] = ones(counts)
    counts = _count(titles, term_of, len(terms))
    matrices["title"] = shared(shares(with_values(counts, rarity.of(counts))))
    days = np.array([_day_bounds(story) for story in stories], dtype=np.float64).reshape(-1, 2)
    return Views(words.spoken, matrices, days, words.languages, rarity.least, names)


def _count(rows: list[Ints], term_of: Ints, width: int) -> csr_matrix:
    """Return how often each term stands in each row."""
    from scipy.sparse import csr_matrix

    starts = range(0, len(rows), BLOCK)
    blocks = [_count_block(rows[start : start + BLOCK], term_of, width) for start in starts]
    if not blocks:
        return csr_matrix((0, width), dtype=np.float32)
    ends = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(b.indptr) for b in blocks]))])
    # Part by part: stacking the blocks as they are would hold everything twice.
    parts = [block.data for block in blocks], [block.indices for block in blocks]
    del blocks
    data = np.concatenate(parts[0])
    parts[0].clear()
    return csr_matrix((data, np.concatenate(parts[1]), ends), shape=(len(rows), width))


def _count_block(rows: list[Ints], term_of: Ints, width: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    columns = term_of[np.concatenate(rows)]
    kept = columns >= 0
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)[kept]
    ones = np.ones(len(owner), dtype=np.float32)
    matrix = csr_matrix((ones, (owner, columns[kept])), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


class Rarity:
    """How much each term tells in the stories of each language: the rarer there, the more."""

    def __init__(self, counts: csr_matrix, words: Vocabulary) -> None:
        self._languages: Final = words.languages
        stories = np.bincount(words.languages, minlength=len(words.codes)).tolist()
        years = _recent_years(words)
        self._rarity: Final = np.empty((len(words.codes), len(words.terms)), dtype=np.float32)
        for number, code in enumerate(words.codes):
            here = np.repeat(words.languages == number, np.diff(counts.indptr))
            held = np.bincount(counts.indices[here], minlength=len(words.terms))
            self._rarity[number] = _rarity(
                held, stories[number], _outside(code, words, years), code
            )

    @property
    def least(self) -> Floats:
        """How much each term tells in the language where it tells least."""
        least: Floats = self._rarity.min(axis=0, initial=np.inf).astype(np.float64)
        return least

    def of(self, counts: csr_matrix) -> NDArray[np.float32]:
        """Return the rarity of each entry of a matrix of the same stories."""
        found = np.empty(counts.nnz, dtype=np.float32)
        for language, rarity in enumerate(self._rarity):
            here = np.repeat(self._languages == language, np.diff(counts.indptr))
            found[here] = looked_up(rarity, counts.indices[here])
        return found


def _recent_years(words: Vocabulary) -> list[int]:
    figures = np.flatnonzero(words.figures).tolist()
    return [number for number in figures if _is_recent_year(words.terms[number])]


def _is_recent_year(term: str) -> bool:
    return len(term) == 4 and term.isdigit() and term.startswith("20")


def _outside(code: str, words: Vocabulary, years: list[int]) -> Floats:
    """Return in how many background texts of a language each term stands."""
    outside = np.zeros(len(words.terms))
    np.maximum.at(outside, *words.outside[code])
    # The year of the news is common in the news of that year, which the background has not seen.
    outside[years] = max(background().frequency(str(year)) for year in range(2000, 2040))
    return outside


def _rarity(held: NDArray[np.int64], stories: int, outside: Floats, code: str) -> Floats:
    """Return the rarity of terms that stand in `held` of the `stories` of one language."""
    documents = stories + BACKGROUND_WEIGHT * background(code).documents
    rarity: Floats = np.log((documents + 1) / (held + BACKGROUND_WEIGHT * outside + 0.5))
    return rarity


def _weigh(counts: csr_matrix, rarity: Rarity) -> csr_matrix:
    data = np.log(counts.data)
    data += 1
    data *= rarity.of(counts)
    return with_values(counts, data)
