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

from briefing.grouping.events.matrices import normalise, shared, shares, where, with_values
from briefing.grouping.events.phrases import BACKGROUND_WEIGHT, BLOCK, phrases
from briefing.language.base import lexicon
from briefing.language.tokens import stem
from briefing.language.words import background, fold, surface_words
from briefing.records import Story

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Floats = NDArray[np.float64]


LEXICON: Final = lexicon("briefing.grouping.events", "scorer")
"""The words that the scorer was fitted on; `scorer.json` holds their digest and that of the counts."""
_STOP_WORDS: Final = LEXICON.words("scorer.stop")
_CLITICS: Final = LEXICON.phrases("scorer.clitics")
LEAD_WORDS: Final = 80
"""Words of title and first sentences that make the lead view."""
BODY_WORDS: Final = 700
"""Words of a story that are looked at; what comes later is background in news writing."""


@dataclass(frozen=True)
class Views:
    """The views of `n` stories over `m` terms."""

    spoken: tuple[str, ...]
    """Each of the m terms, which are folded and stemmed, as it is first written in the stories."""
    matrices: dict[str, csr_matrix]
    """View name to an n x m matrix with rows of length 1 (or 0 where the view is empty); beside
    them `phrases` over pairs of words, and `lead_names`, `lead_words` (rows that sum to 1) and
    `present` (ones), from which shares are computed."""
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
        return np.fromiter(map(self.numbers.__getitem__, words), dtype=np.int32, count=len(words))


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
    matrices = {"phrases": phrases(bodies, term_of)}
    counts = _count(bodies, term_of, len(terms))
    rarity = _rarity(counts, terms)
    names = _name_terms(terms, surfaces, term_of, bodies)
    figures = np.array([term[:1].isdigit() for term in terms], dtype=bool)
    weighted = _weigh(counts, rarity)
    del counts
    matrices["figures"] = shared(normalise(where(weighted, figures[weighted.indices])))
    weighted = normalise(weighted)
    matrices["body"] = body = shared(weighted)
    del weighted
    # The same places: both matrices share them.
    matrices["present"] = with_values(body, np.ones(body.nnz, dtype=np.float32))
    counts = _count([body[:LEAD_WORDS] for body in bodies], term_of, len(terms))
    matrices["lead"] = shared(normalise(_weigh(counts, rarity)))
    present = with_values(counts, rarity[counts.indices].astype(np.float32))
    named, figure = names[present.indices], figures[present.indices]
    # The names of a single story stay in: they tell what speaks against a pair.
    matrices["lead_names"] = shares(where(present, named & ~figure))
    matrices["lead_words"] = shared(shares(where(present, ~named & ~figure)))
    counts = _count(titles, term_of, len(terms))
    matrices["title"] = shared(normalise(_weigh(counts, rarity)))
    days = np.array([_day_bounds(story) for story in stories], dtype=np.float64).reshape(-1, 2)
    spoken = _spoken(surfaces, term_of, len(terms))
    return Views(spoken, matrices, days)


def _spoken(surfaces: list[str], term_of: Ints, count: int) -> tuple[str, ...]:
    spoken = [""] * count
    for surface, term in zip(surfaces, term_of.tolist(), strict=True):
        if term >= 0 and not spoken[term]:
            spoken[term] = surface
    return tuple(spoken)


def _terms(surfaces: list[str]) -> tuple[list[str], Ints]:
    """Return the distinct terms and, for each surface word, its term (-1: a stop word)."""
    numbers: dict[str, int] = {}
    term_of = np.full(len(surfaces), -1, dtype=np.int32)
    for position, surface in enumerate(surfaces):
        folded = fold(surface, _CLITICS)
        if folded in _STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):
            continue
        term_of[position] = numbers.setdefault(stem(folded), len(numbers))
    return list(numbers), term_of


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
    data = np.log(counts.data)
    data += 1
    data *= rarity.astype(np.float32)[counts.indices]
    return with_values(counts, data)


NAME_SHARE: Final = 0.8
"""A term is a name when this share of its occurrences is capitalised (sentence starts included)."""


def _name_terms(terms: list[str], surfaces: list[str], term_of: Ints, bodies: list[Ints]) -> Mask:
    """Return which terms are names, from capitals in bodies (headlines capitalise everything)."""
    met = np.zeros(len(surfaces), dtype=np.float64)
    for start in range(0, len(bodies), BLOCK):
        block = np.concatenate(bodies[start : start + BLOCK])
        met += np.bincount(block, minlength=len(surfaces))
    used = term_of >= 0
    capital = np.array([surface[0].isupper() for surface in surfaces], dtype=bool)
    total = np.bincount(term_of[used], weights=met[used], minlength=len(terms))
    upper = np.bincount(term_of[used], weights=(met * capital)[used], minlength=len(terms))
    known = background()
    for number, term in enumerate(terms):
        outside = known.capitals(term)
        if outside is not None:
            # Ten background occurrences: enough to overrule a handful at hand.
            upper[number] += 10 * outside
            total[number] += 10
    share: Mask = upper >= NAME_SHARE * np.maximum(total, 1)
    return share
