"""Fit the scorers of rival figures and write `briefing/grouping/disagreements/rivals.json`.

    python -m training.differences.train FOLDER

FOLDER holds the labelled sets (its days are used).  Validated by leaving out one author of our own events, or one world of the
days, after the other.  Needs the embedder (`briefing models pull`); takes two minutes.  Last run: docs/experiments/grouping.md.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from briefing.grouping.disagreements import rivals
from briefing.grouping.disagreements.crowd import Crowd, Pair
from briefing.grouping.disagreements.mentions import find_mentions, texts_of
from briefing.grouping.disagreements.rivals import BY_VECTORS, BY_WORDS, describe
from briefing.models.find import identity_of
from briefing.models.hf import load_embedder
from briefing.models.pins import DEFAULT_EMBEDDER
from training.differences.events import Labelled, all_events

OUT: Final = Path(rivals.__file__).with_name("rivals.json")
STRENGTH: Final = 0.1
"""Inverse strength of the penalty on scaled facts."""
FAR, UNLIKE = 0.15, 0.45
"""A listed pair that is this much less alike than the best of its values, and less than that, is no example: the same two
figures stand elsewhere in both texts for other things."""


class Row(NamedTuple):
    """A pair of figures."""

    group: str
    event: str
    pair: Pair
    facts: dict[bool, list[float]]
    alike: float
    label: bool


def rows_of(labelled: Sequence[Labelled]) -> list[Row]:
    """Describe the pairs of all events, with vectors and without."""
    weights = Path.home() / ".cache/briefing/models" / DEFAULT_EMBEDDER
    embedder = load_embedder(weights, identity_of(DEFAULT_EMBEDDER, weights), "cpu", "float32")
    mentions = {one.event.id: find_mentions(one.event) for one in labelled}
    texts = sorted({text for each in mentions.values() for text in texts_of(each)})
    vectors = dict(zip(texts, embedder.embed(texts), strict=True))
    found = []
    for one in labelled:
        crowd, plain = (Crowd(mentions[one.event.id], known) for known in (vectors, {}))
        for pair in crowd.pairs:
            facts = {
                True: describe(pair, crowd, by_vectors=True),
                False: describe(pair, plain, by_vectors=False),
            }
            alike = crowd.alike(*pair)
            found.append(Row(one.group, one.event.id, pair, facts, alike, one.is_difference(*pair)))
    return list(_without_chance(found))


def _without_chance(rows: list[Row]) -> list[Row]:
    best: dict[tuple[object, ...], float] = defaultdict(float)
    for row in rows:
        if row.label:
            best[_values(row)] = max(best[_values(row)], row.alike)
    return [
        row
        for row in rows
        if not row.label or row.alike >= UNLIKE or row.alike >= best[_values(row)] - FAR
    ]


def _values(row: Row) -> tuple[object, ...]:
    return (row.event, *((each.report, each.figure.value) for each in row.pair))


def fit(rows: Sequence[Row], *, by_vectors: bool) -> rivals.Scorer:
    """Return a scorer, its weights on unscaled facts."""
    facts = np.array([row.facts[by_vectors] for row in rows])
    scale = facts.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(facts / scale, [row.label for row in rows])
    weights = model.coef_[0] / scale
    return rivals.Scorer(tuple(map(float, weights)), float(model.intercept_[0]))


def _scores(rows: Sequence[Row], scorer: rivals.Scorer, *, by_vectors: bool) -> NDArray[np.float64]:
    return np.array([scorer(row.facts[by_vectors]) for row in rows])


def validate(rows: Sequence[Row], *, by_vectors: bool) -> None:
    """Print what is found and right with each group left out."""
    table: dict[float, NDArray[np.int_]] = defaultdict(lambda: np.zeros(2, dtype=int))
    for group in sorted({row.group for row in rows}):
        out = [row for row in rows if row.group == group]
        scorer = fit([row for row in rows if row.group != group], by_vectors=by_vectors)
        scores = _scores(out, scorer, by_vectors=by_vectors)
        precision = average_precision_score([row.label for row in out], scores)
        print(
            f"  {group:8} {sum(row.label for row in out):4} of {len(out):5} pairs, average precision {precision:.3f}"
        )
        for bound in (0.5, 0.6, 0.7, 0.8):
            table[bound] += _printed(out, scores, bound)
    for bound, (count, right) in table.items():
        print(f"  from {bound}: {count} rows, {right} of them listed ({right / max(1, count):.2f})")


def _printed(rows: Sequence[Row], scores: NDArray[np.float64], bound: float) -> tuple[int, int]:
    taken: set[tuple[int, str]] = set()
    count = right = 0
    for number in np.argsort(-scores):
        first, second = rows[number].pair
        keys = {(id(first), second.report), (id(second), first.report)}
        if scores[number] >= bound and not keys & taken:
            taken |= keys
            count, right = count + 1, right + rows[number].label
    return count, right


def main(folder: Path) -> None:
    """Validate, fit on everything, write."""
    torch.set_num_threads(1)
    rows = rows_of(all_events(folder))
    table: dict[str, object] = {"fitted_by": "training/differences/train.py", "pairs": len(rows)}
    for by_vectors, title, names in (
        (True, "by vectors", BY_VECTORS),
        (False, "by words", BY_WORDS),
    ):
        print(title)
        validate(rows, by_vectors=by_vectors)
        scorer = fit(rows, by_vectors=by_vectors)
        weights = {name: round(each, 4) for name, each in zip(names, scorer.weights, strict=True)}
        table[title] = {"intercept": round(scorer.intercept, 4), "weights": weights}
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
