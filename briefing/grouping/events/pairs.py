"""Which pairs of texts are compared, and how much speaks for one event.

::

    Views ─ candidates ─▶ pairs ─ describe ─▶ one row of measures a pair ─ PairScorer ─▶ 0 … 1

Candidates come from a sparse product over each text's rarest words, so that no all-pairs matrix is
ever made.  The scorer is a logistic regression whose coefficients stand in `scorer.json`;
`training/scorer/train.py` fits and validates it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.days import DAYS
from briefing.grouping.events.matrices import distinct, dots
from briefing.work import HERE, Workers, map_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from briefing.grouping.events.features import Views

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


MEASURES: Final = (
    "body",
    "names",
    "figures",
    "phrases",
    "days",
    "lead_names_least",
    "lead_names_most",
    "lead_words_least",
    "lead_words_most",
    "of_best",
    "of_second_best",
    "title_least",
    "title_most",
    "crowd",
)
"""What a pair is described by, in the order of the columns:

* cosines of the views body, names, figures and phrases (pairs of adjacent words);
* `days` between them up to 10, divided by 3; 0 where a date is unknown;
* the share of one's lead names (other lead words) that the other has anywhere: the lesser and the
  greater of the two directions.  Clashing actors and places show here;
* `of_best`: likeness divided by the best likeness that either of the two has with any text,
  `of_second_best`: by the lesser of the two bests.  They tell a crowd of similar topics from a
  lone pair;
* `title_least`, `title_most`: the share of one's headline that the other tells in its lead, the lesser and the greater of the two
  directions: a headline names the happening, and the theme alone is told all over the body;
* `crowd`: how many texts known to be of these days are at least half as alike to the one or to the other, the
  greater number, up to 8, as a logarithm: where many are, a theme of the day is what they share.
"""

RARE_WORDS: Final = 40
"""Words by which a text looks for candidates: its weightiest in body and lead together."""
COMMON: Final = 400
"""A word in more texts than this finds no candidates: it bounds the work per word, which makes the
search linear in the number of texts."""
NEIGHBOURS: Final = 30
"""Candidates a text keeps, the most alike."""
CROWDED: Final = 200
"""Candidates a text keeps where it stands in a crowd that are nearly as alike as its best one: members
of an event of hundreds must meet more of their kind than chance would have it."""
IN_CROWD: Final = (0.4, 0.04)
"""Share of its best likeness, and the least likeness, that tell such a crowd."""
LEAST_ALIKE: Final = 0.06
"""Likeness below which a pair is no candidate: with this and the limits above, 54 of 5,680 true pairs of
the three development sets are none, and no figure moved against .04 at two thirds of the pairs."""
LEAST_BEST: Final = (0.2, 0.5)
"""Floor of the best likeness in `of_best`, for a hundred stories and more and for a single one,
linear in the logarithm between: in a small folder the best that a lone story finds is nothing."""
CROWD: Final = 8
"""Texts up to which a crowd is counted: with 30 an event of twenty reports of one day comes out in pieces."""
CHUNK: Final = 50
"""Rows of a sparse matrix at a time, in a product each of up to 16,000 entries; bounds the memory."""
CHUNKS: Final = 10
"""Such products that one worker makes at a time."""
PAIRS: Final = 10_000
"""Pairs that one worker measures at a time."""
SCORED, AT_ONCE = 65_536, 8
"""Pairs that are scored at a time; no part begins or ends among the rows that are multiplied at once, where sums are rounded otherwise."""
PRODUCTS: Final = (
    *("names", "figures", "phrases", "lead_names_least", "lead_names_most"),
    *("lead_words_least", "lead_words_most", "title_least", "title_most"),
)
"""The measures that are products of rows of two views; each pair has its own, whatever the others are."""
_MULTIPLIED: Final = (
    *("names", "figures", "phrases", "lead_names", "lead_words", "title", "present", "told"),
)
"""The views that they are made of."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of row numbers with `first < second`, sorted, and their likeness (k of each).

    The likeness is the mean of the cosines of lead and body.
    """

    first: Ints
    second: Ints
    likeness: Floats
    body: Floats
    """The cosine of the bodies alone."""


def candidate_pairs(views: Views, workers: Workers = HERE) -> Pairs:
    """Return the pairs worth comparing; `workers`, where they run already, look for them by blocks of texts."""
    first, second = _candidates(views, workers)
    cosines = partial(_cosines, views=(views.matrices["body"], views.matrices["lead"]))
    body, likeness = np.empty(len(first)), np.empty(len(first))
    blocks = _blocks(first, second)
    for part, found in zip(
        _parts(len(first)), map_blocks(workers, cosines, blocks, 1), strict=True
    ):
        body[part], lead = found
        likeness[part] = (body[part] + lead) / 2
    near = likeness >= LEAST_ALIKE
    return Pairs(first[near], second[near], likeness[near], body[near])


def _candidates(views: Views, workers: Workers) -> tuple[Ints, Ints]:
    """Return the pairs of texts of which one is among the nearest of the other, sorted."""
    probe = _drop_common(_rarest(views.matrices["body"], views.matrices["lead"]))
    rows = probe.shape[0]
    job, starts = partial(_neighbours, probe=probe, turned=probe.T.tocsr()), range(0, rows, CHUNK)
    found = zip(starts, map_blocks(workers, job, starts, CHUNKS), strict=True)
    # Each block as numbers at once: matrices with their values, and what was made of them, were a sixth of the peak of 30,000 dumps.
    codes = [_codes(product, start, rows) for start, product in found]
    every = distinct(np.concatenate([np.zeros(0, dtype=np.int64), *codes]))
    return every // max(rows, 1), every % max(rows, 1)


def _codes(nearest: csr_matrix, start: int, rows: int) -> Ints:
    """Return the pairs of a block of `rows` texts, from `start` on, each as one number."""
    own = np.repeat(np.arange(start, start + nearest.shape[0]), np.diff(nearest.indptr))
    codes: Ints = np.minimum(own, nearest.indices) * rows + np.maximum(own, nearest.indices)
    return codes


_Block = tuple["Ints", "Ints"]
"""Row numbers of the first and the second of some pairs."""


def _blocks(first: Ints, second: Ints) -> list[_Block]:
    return [(first[part], second[part]) for part in _parts(len(first))]


def _parts(pairs: int) -> list[slice]:
    """Return which pairs are looked at together: what is made on the way is made of `PAIRS` at a time."""
    return [slice(start, min(start + PAIRS, pairs)) for start in range(0, pairs, PAIRS)]


def _neighbours(starts: Sequence[int], probe: csr_matrix, turned: csr_matrix) -> list[csr_matrix]:
    """The nearest of the `CHUNK` rows from each start on."""
    return [_nearest((probe[start : start + CHUNK] @ turned).tocsr(), start) for start in starts]


def _cosines(blocks: Sequence[_Block], views: Sequence[csr_matrix]) -> list[Floats]:
    """The cosines of the pairs of each block, a row for each view."""
    return [np.stack([dots(m, m, first, second) for m in views]) for first, second in blocks]


def _rarest(body: csr_matrix, lead: csr_matrix) -> csr_matrix:
    """Return the `RARE_WORDS` largest entries of each row of both views' mean.

    Block by block: the mean as a whole would be the largest matrix of all.
    """
    from scipy.sparse import vstack

    starts = range(0, body.shape[0], CHUNK)
    blocks = [_largest(body[a : a + CHUNK], lead[a : a + CHUNK]) for a in starts]
    return vstack(blocks, format="csr") if blocks else body


def _largest(body: csr_matrix, lead: csr_matrix) -> csr_matrix:
    matrix = ((body + lead) * 0.5).tocsr()
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        if end - start > RARE_WORDS:
            values = matrix.data[start:end]
            bound = np.partition(values, -RARE_WORDS)[-RARE_WORDS]
            values[values < bound] = 0
    matrix.eliminate_zeros()
    return matrix


def _drop_common(matrix: csr_matrix) -> csr_matrix:
    held = np.bincount(matrix.indices, minlength=matrix.shape[1])
    result = matrix.copy()
    result.data[held[result.indices] > COMMON] = 0
    # A word of one story alone finds nothing either.
    result.data[held[result.indices] < 2] = 0
    result.eliminate_zeros()
    return result


def _nearest(product: csr_matrix, start: int) -> csr_matrix:
    """Keep each row's largest entries but the text itself (row `start` is the first)."""
    for row in range(product.shape[0]):
        begin, end = product.indptr[row], product.indptr[row + 1]
        values = product.data[begin:end]
        values[product.indices[begin:end] == start + row] = 0
        if end - begin > NEIGHBOURS:
            bound = np.partition(values, -NEIGHBOURS)[-NEIGHBOURS]
            crowd = max(IN_CROWD[0] * float(values.max()), IN_CROWD[1])
            if bound > crowd:
                most = np.partition(values, -min(CROWDED, end - begin))
                bound = max(most[-min(CROWDED, end - begin)], crowd)
            values[values < bound] = 0
    product.eliminate_zeros()
    return product


def describe(views: Views, pairs: Pairs, workers: Workers = HERE) -> NDArray[np.float32]:
    """Return the measures of `pairs`, k x len(MEASURES); `workers`, where they run already, multiply blocks of pairs."""
    # Half the width, filled column by column: with 100,000 stories the measures are the largest table of all.
    table = np.empty((len(pairs.first), len(MEASURES)), dtype=np.float32)
    for measure, column in _columns(views, pairs):
        table[:, MEASURES.index(measure)] = column
    job = partial(_products, m={name: views.matrices[name] for name in _MULTIPLIED})
    columns, start = [MEASURES.index(name) for name in PRODUCTS], 0
    for part in map_blocks(workers, job, _blocks(pairs.first, pairs.second), 1):
        table[start : start + len(part), columns] = part
        start += len(part)
    return table


def _products(blocks: Sequence[_Block], m: Mapping[str, csr_matrix]) -> list[NDArray[np.float32]]:
    """The `PRODUCTS` of the pairs of each block, a column each."""
    found = []
    for i, j in blocks:
        columns = [dots(m[view], m[view], i, j) for view in ("names", "figures", "phrases")]
        for part, whole in (
            ("lead_names", "present"),
            ("lead_words", "present"),
            ("title", "told"),
        ):
            there, back = (dots(m[part], m[whole], a, b) for a, b in ((i, j), (j, i)))
            columns += [np.minimum(there, back), np.maximum(there, back)]
        found.append(np.stack(columns, axis=1).astype(np.float32))
    return found


def _columns(views: Views, pairs: Pairs) -> Iterator[tuple[str, Floats | NDArray[np.float32]]]:
    """Yield the other measures by their names, in any order: they depend on all pairs together."""
    yield "body", pairs.body
    near, days = np.empty(len(pairs.first), dtype=bool), np.empty(len(pairs.first), np.float32)
    for part in _parts(len(pairs.first)):
        apart = days_apart(views.days, pairs.first[part], pairs.second[part])
        near[part], days[part] = apart <= DAYS, np.minimum(np.nan_to_num(apart), 10) / 3
    yield "days", days
    yield "crowd", np.log1p(_crowd(pairs, near, len(views.languages)))
    yield from _relative(pairs, views.languages).items()


def days_apart(days: Floats, first: Ints, second: Ints) -> Floats:
    """Return the days between two intervals of publication: 0 if they touch, NaN where unknown."""
    gap = np.maximum(days[first, 0], days[second, 0]) - np.minimum(days[first, 1], days[second, 1])
    apart: Floats = np.maximum(gap, 0)
    return apart


def _relative(pairs: Pairs, languages: NDArray[np.int32]) -> dict[str, NDArray[np.float32]]:
    """Return likeness in proportion to the best: among the stories of one's own language, or among the others."""
    best = np.concatenate([_floors(languages), _floors(np.zeros_like(languages))])
    for part in _parts(len(pairs.first)):
        for numbers in _beside(pairs, part, languages):
            np.maximum.at(best, numbers, pairs.likeness[part])
    of_best, of_second_best = (np.empty(len(pairs.first), np.float32) for _ in range(2))
    for part in _parts(len(pairs.first)):
        a, b = (best[numbers] for numbers in _beside(pairs, part, languages))
        of_best[part] = pairs.likeness[part] / np.maximum(a, b)
        of_second_best[part] = pairs.likeness[part] / np.minimum(a, b)
    return {"of_best": of_best, "of_second_best": of_second_best}


def _beside(pairs: Pairs, part: slice, languages: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Return the texts of some pairs as numbers, others where a pair is of two languages."""
    first, second = pairs.first[part], pairs.second[part]
    across = (languages[first] != languages[second]) * len(languages)
    return first + across, second + across


def _crowd(pairs: Pairs, near: NDArray[np.bool_], texts: int) -> NDArray[np.int32]:
    """Return how many texts are at least half as alike to one of a pair as the two are; `near` are of the same days."""
    # One key for text and likeness (at most 1): a single sorted list answers for all texts.
    alike = pairs.likeness[near]
    keys = np.empty(2 * len(alike))
    for half, rows in zip(np.split(keys, 2), (pairs.first, pairs.second), strict=True):
        np.multiply(rows[near], 2.0, out=half)
        np.add(half, alike, out=half)
    keys.sort()
    ends = np.searchsorted(keys, 2.0 * np.arange(texts) + 1.5)
    crowd = np.empty(len(pairs.first), np.int32)
    for part in _parts(len(pairs.first)):
        here, there = (
            ends[rows] - np.searchsorted(keys, 2.0 * rows + pairs.likeness[part] / 2)
            for rows in (pairs.first[part], pairs.second[part])
        )
        crowd[part] = np.minimum(np.maximum(here, there), CROWD)
    return crowd


def _floors(languages: NDArray[np.int32]) -> Floats:
    """Return the floor of the best likeness of each story, from the number of stories of its language."""
    low, high = LEAST_BEST
    stories = np.bincount(languages)[languages]
    floors: Floats = np.maximum(low, high - (high - low) * np.log10(stories) / 2)
    return floors


@dataclass(frozen=True)
class PairScorer:
    """A logistic regression over `MEASURES`."""

    weights: tuple[float, ...]
    intercept: float
    one_outlet: float = 0.0
    """What is added where both texts are of one outlet."""

    def __call__(self, measures: NDArray[np.float32]) -> Floats:
        """Return how likely each pair (row) is about one event, 0 to 1."""
        weights, evidence = np.array(self.weights), np.empty(len(measures))
        # Part by part: in double width the measures of two million pairs were the peak of 100,000 stories.
        bounds = [*range(0, max(1, len(measures) - AT_ONCE), SCORED), len(measures)]
        for start, end in pairwise(bounds):
            evidence[start:end] = measures[start:end] @ weights
        evidence += self.intercept
        likely: Floats = 1 / (1 + np.exp(-evidence))
        return likely

    def of_one_outlet(self, measures: NDArray[np.float32]) -> Floats:
        """Return the same of pairs whose texts are of one outlet: its standing phrases, shared by text after text, count nothing."""
        others = measures.copy()
        others[:, MEASURES.index("phrases")] = 0
        return PairScorer(self.weights, self.intercept + self.one_outlet)(others)


@cache
def scorer() -> PairScorer:
    """Return the shipped scorer."""
    source = resources.files("briefing.grouping.events").joinpath("scorer.json")
    table = json.loads(source.read_text(encoding="utf-8"))
    weights = tuple(table["weights"][name] for name in MEASURES)
    return PairScorer(weights, table["intercept"], table["one_outlet"])
