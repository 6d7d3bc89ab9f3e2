"""Stories as numbers: one row a story, one sparse matrix a view.

::

    stories ─ cut into words ─▶ Vocabulary ─ weigh ─▶ Views(title, lead, body, figures, phrases)

Views stay apart because one cosine over a long text has no usable threshold: two look-alike events
share their body words and differ in names, two reports of one event share names and differ in words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.words import STOP_WORDS, background, fold, stem, surface_words
from briefing.records import Story

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["Views", "build_views"]

LEAD_WORDS: Final = 80
"""Words of title and first sentences that make the lead view."""
BODY_WORDS: Final = 700
"""Words of a story that are looked at; what comes later is background in news writing."""
BACKGROUND_WEIGHT: Final = 0.5
"""What one background text counts against one story at hand when rarity is estimated."""


@dataclass(frozen=True)
class Views:
    """The views of `n` stories over `m` terms."""

    terms: tuple[str, ...]
    """The m terms, folded and stemmed."""
    spoken: tuple[str, ...]
    """Each term as it is first written in the stories."""
    matrices: dict[str, csr_matrix]
    """View name to an n x m matrix with rows of length 1 (or 0 where the view is empty); beside
    them `phrases` over pairs of words, and `lead_names`, `lead_words` (rows that sum to 1) and
    `present` (ones), from which shares are computed."""
    rarity: Floats
    """Inverse document frequency of each term."""
    days: Floats
    """n x 2: first and last possible day of publication as ordinals, NaN where unknown."""


class _Words:
    """Cuts texts into numbered surface words, all in one table."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__

    def cut(self, text: str, limit: int) -> Ints:
        """Return the numbers of the first `limit` words of `text`."""
        # Twelve characters a word are ample: slicing first spares cutting words nobody looks at.
        words = surface_words(text[: limit * 12])[:limit]
        return np.fromiter(map(self.numbers.__getitem__, words), dtype=np.int64, count=len(words))


def _day_bounds(story: Story) -> tuple[float, float]:
    if story.when.basis == "unknown":
        return (math.nan, math.nan)
    return (story.when.earliest.toordinal(), story.when.latest.toordinal())


def build_views(stories: Sequence[Story]) -> Views:
    """Return the views of `stories`, one row each, in the given order."""
    words = _Words()
    titles = [words.cut(story.headline, LEAD_WORDS) for story in stories]
    bodies = [
        np.concatenate(
            [title[: len(title) if story.title else 0], words.cut(story.body, BODY_WORDS)]
        )
        for story, title in zip(stories, titles, strict=True)
    ]
    surfaces = list(words.numbers)
    terms, term_of = _terms(surfaces)
    rows = {"title": titles, "lead": [body[:LEAD_WORDS] for body in bodies], "body": bodies}
    counts = {view: _count(numbers, term_of, len(terms)) for view, numbers in rows.items()}
    rarity = _rarity(counts["body"], terms)
    weighted = {view: _weigh(matrix, rarity) for view, matrix in counts.items()}
    capital = np.array([surface[0].isupper() for surface in surfaces], dtype=bool)
    names = _name_terms(terms, term_of, capital, bodies)
    figures = np.array([term[:1].isdigit() for term in terms], dtype=bool)
    weighted["figures"] = _keep_columns(weighted["body"], figures)
    matrices = {view: _shared(_normalise(matrix)) for view, matrix in weighted.items()}
    matrices["phrases"] = _phrases(bodies, term_of)
    present = _ones(counts["lead"], rarity)
    matrices["lead_names"] = _shares(_keep_columns(present, names & ~figures))
    matrices["lead_words"] = _shares(_keep_columns(present, ~names & ~figures))
    matrices["present"] = _ones(counts["body"], np.ones(len(terms)))
    days = np.array([_day_bounds(story) for story in stories], dtype=np.float64).reshape(-1, 2)
    spoken = _spoken(surfaces, term_of, len(terms))
    return Views(tuple(terms), spoken, matrices, rarity, days)


def _ones(counts: csr_matrix, weight: Floats) -> csr_matrix:
    present = counts.copy()
    present.data = weight[counts.indices]
    return present


def _shared(matrix: csr_matrix) -> csr_matrix:
    """Drop the terms of a single row: they count for its length, but join it with no other.

    Most words and nearly all phrases go, which saves four fifths of the memory.
    """
    held = np.bincount(matrix.indices, minlength=matrix.shape[1])
    matrix.data[held[matrix.indices] < 2] = 0
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix.astype(np.float32)


def _shares(matrix: csr_matrix) -> csr_matrix:
    from scipy.sparse import diags

    sums = np.asarray(matrix.sum(axis=1)).ravel()
    sums[sums == 0] = 1
    return (diags(1 / sums) @ matrix).tocsr()


def _phrases(bodies: list[Ints], term_of: Ints) -> csr_matrix:
    """Return the pairs of adjacent terms (stop words left out) as a view of its own."""
    from scipy.sparse import csr_matrix

    width = int(term_of.max(initial=0)) + 1
    found = []
    for body in bodies:
        terms = term_of[body]
        terms = terms[terms >= 0]
        found.append(np.unique(terms[:-1] * width + terms[1:]))
    lengths = [len(row) for row in found]
    codes = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    distinct, columns = np.unique(codes, return_inverse=True)
    held = np.bincount(columns, minlength=len(distinct))
    # A phrase in one story alone joins nothing, but it lengthens the row: it must stay in.
    documents = len(bodies) + BACKGROUND_WEIGHT * background().documents
    rarity = np.log((documents + 1) / (held + 0.5))
    owner = np.repeat(np.arange(len(bodies)), lengths)
    shape = (len(bodies), max(len(distinct), 1))
    return _shared(_normalise(csr_matrix((rarity[columns], (owner, columns)), shape=shape)))


def _spoken(surfaces: list[str], term_of: Ints, count: int) -> tuple[str, ...]:
    spoken = [""] * count
    for surface, term in zip(surfaces, term_of.tolist(), strict=True):
        if term >= 0 and not spoken[term]:
            spoken[term] = surface
    return tuple(spoken)


def _terms(surfaces: list[str]) -> tuple[list[str], Ints]:
    """Return the distinct terms and, for each surface word, its term (-1: a stop word)."""
    numbers: dict[str, int] = {}
    term_of = np.full(len(surfaces), -1, dtype=np.int64)
    for position, surface in enumerate(surfaces):
        folded = fold(surface)
        if folded in STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):
            continue
        term_of[position] = numbers.setdefault(stem(folded), len(numbers))
    return list(numbers), term_of


def _count(rows: list[Ints], term_of: Ints, width: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    surface = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    columns = term_of[surface]
    kept = columns >= 0
    owner = np.repeat(np.arange(len(rows)), lengths)[kept]
    ones = np.ones(int(kept.sum()), dtype=np.float64)
    matrix = csr_matrix((ones, (owner, columns[kept])), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


def _rarity(counts: csr_matrix, terms: list[str]) -> Floats:
    known = background()
    outside = np.array([known.frequency(term) for term in terms], dtype=np.float64)
    # The year of the news is common in the news of that year, which the background has not seen.
    usual = max(known.frequency(str(year)) for year in range(2000, 2040))
    outside[[_is_recent_year(term) for term in terms]] = usual
    here = np.bincount(counts.indices, minlength=len(terms)).astype(np.float64)
    documents = counts.shape[0] + BACKGROUND_WEIGHT * known.documents
    rarity: Floats = np.log((documents + 1) / (here + BACKGROUND_WEIGHT * outside + 0.5))
    return rarity


def _is_recent_year(term: str) -> bool:
    return len(term) == 4 and term.isdigit() and term.startswith("20")


def _weigh(counts: csr_matrix, rarity: Floats) -> csr_matrix:
    weighted = counts.copy()
    weighted.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    return weighted


def _normalise(matrix: csr_matrix) -> csr_matrix:
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (diags(1 / lengths) @ matrix).tocsr()


def _keep_columns(matrix: csr_matrix, kept: NDArray[np.bool_]) -> csr_matrix:
    from scipy.sparse import diags

    result = (matrix @ diags(kept.astype(np.float64))).tocsr()
    result.eliminate_zeros()
    return result


NAME_SHARE: Final = 0.8
"""A term is a name when this share of its occurrences is capitalised (sentence starts included)."""


def _name_terms(
    terms: list[str], term_of: Ints, capital: NDArray[np.bool_], bodies: list[Ints]
) -> NDArray[np.bool_]:
    """Return which terms are names, from capitals in bodies (headlines capitalise everything)."""
    surface = np.concatenate(bodies) if bodies else np.zeros(0, dtype=np.int64)
    used = surface[term_of[surface] >= 0]
    upper = np.bincount(term_of[used], weights=capital[used], minlength=len(terms))
    total = np.bincount(term_of[used], minlength=len(terms)).astype(np.float64)
    known = background()
    for number, term in enumerate(terms):
        outside = known.capitals(term)
        if outside is not None:
            # Ten background occurrences: enough to overrule a handful at hand.
            upper[number] += 10 * outside
            total[number] += 10
    share: NDArray[np.bool_] = upper >= NAME_SHARE * np.maximum(total, 1)
    return share
