"""Train the line model and write its coefficients.

    python -m training.line_model.train FOLDER [OUT]

A linear-chain conditional random field with an L2 penalty, fitted by L-BFGS on whole pages.  Takes
some three minutes on one core.  Last run, cross-validated: start F1 .921, recovered .911, furniture
precision .971, recall .981 (120 pages of `glued_pages`; docs/experiments/reading.md).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.language.base import language
from briefing.reading.pages.line_model import LineModel
from briefing.reading.pages.page_features import FEATURES, describe
from training.line_model.pages import FURNITURE, Example, glue, labelled, pool
from training.rows import load_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[Any]

PENALTY: Final = 10.0
"""L2 on standardised coefficients; 3, 10 and 30 were tried, they differ by less than a point."""
GLUED_WEIGHT: Final = 0.4
"""Weight of a page of our own gluing against a labelled one."""
GLUED_PAGES: Final = 900
REPEATED: Final = (-1.0, -1.0, 1.0)
"""Scores of a line that stands in many files of a run.  Set by hand: no training page knows of others.
Enough to turn a doubtful line, too little to remove a paragraph that an agency sent to everybody."""
FOREIGN: Final = (0.0, 0.0, -4.0)
"""Added to the scores of prose in another script than the Latin one.  Set by hand: the training pages hold
next to none.  With it furniture precision rises from .963 to .969 on `glued_pages`, cross-validated."""
BEHIND: Final = [0, 0, 1]
"""Of each state, which half of the coefficients the next line is scored by."""
OUT: Final = Path(__file__).parents[2] / "briefing" / "reading" / "pages" / "line_model.json"


class Described(NamedTuple):
    """A page as the model sees it."""

    table: Array
    states: Array
    weight: float


class Scale(NamedTuple):
    """Mean and spread of each feature."""

    mean: Array
    spread: Array


def describe_all(examples: Sequence[Example], weight: float) -> list[Described]:
    """Compute the features of many pages."""
    return [
        Described(describe(each.lines).table.astype(np.float64), np.array(each.states), weight)
        for each in examples
    ]


def scale_of(pages: Sequence[Described]) -> Scale:
    """Return how to standardise; a rare feature is not blown up beyond tenfold."""
    rows = np.vstack([page.table for page in pages])
    return Scale(rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.1))


class Batch:
    """Pages laid side by side: (page, line) tables padded to the longest page."""

    def __init__(self, pages: Sequence[Described], scale: Scale) -> None:
        self.lengths = np.array([len(page.table) for page in pages])
        self.size, self.longest = len(pages), int(self.lengths.max())
        rows = (np.vstack([page.table for page in pages]) - scale.mean) / scale.spread
        self.rows = np.hstack([rows, np.ones((len(rows), 1))]).astype(np.float32)
        self.page = np.repeat(np.arange(self.size), self.lengths)
        self.line = np.concatenate([np.arange(n) for n in self.lengths])
        self.weight = np.array([page.weight for page in pages])
        self.mask = np.zeros((self.size, self.longest))
        self.mask[self.page, self.line] = 1.0
        self._count(pages)

    def _count(self, pages: Sequence[Described]) -> None:
        """Count what the labels say: features by state, steps, first and last states."""
        self.steps, self.first, self.last = np.zeros((3, 3)), np.zeros(3), np.zeros(3)
        for page in pages:
            np.add.at(self.steps, (page.states[:-1], page.states[1:]), page.weight)
            self.first[page.states[0]] += page.weight
            self.last[page.states[-1]] += page.weight
        behind = [_behind(page.states) for page in pages]
        states = np.eye(6)[np.concatenate([page.states for page in pages]) + np.concatenate(behind)]
        self.emitted = self.rows.T @ (states * self.weight[self.page][:, None])


def _behind(states: Array) -> Array:
    """Return 3 for each line behind furniture or the edge of the page, 0 behind text."""
    return np.where(np.concatenate([[FURNITURE], states[:-1]]) == FURNITURE, 3, 0)


def _log_sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis, keepdims=True)
    return np.asarray(
        (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)
    )


def _unpack(point: Array, width: int) -> tuple[Array, Array, Array, Array]:
    n = width * 6
    return (
        point[:n].reshape(width, 6),
        point[n : n + 9].reshape(3, 3),
        point[n + 9 : n + 12],
        point[n + 12 :],
    )


def loss(point: Array, batch: Batch) -> tuple[float, Array]:
    """Return the penalised negative log likelihood and its gradient (forward-backward)."""
    weights, steps, first, last = _unpack(point, batch.rows.shape[1])
    scores = np.zeros((batch.size, batch.longest, 2, 3))
    scores[batch.page, batch.line] = (batch.rows @ weights.astype(np.float32)).reshape(-1, 2, 3)
    pairs = steps + scores[:, :, BEHIND]  # page, line, state before, state
    edge = scores[:, 0, 1] + first
    forward, backward = _passes(pairs, (edge, last), batch.mask)
    total = _log_sum(forward[:, -1] + last, 1)
    inside = batch.mask * batch.weight[:, None]
    states = np.exp(forward + backward - total[:, None, None]) * inside[..., None]
    both = np.zeros_like(pairs)
    both[:, 1:] = np.exp(
        forward[:, :-1, :, None]
        + pairs[:, 1:]
        + backward[:, 1:, None, :]
        - total[:, None, None, None]
    )
    both *= inside[..., None, None]
    value = (
        (total * batch.weight).sum() - (batch.emitted * weights).sum() - (batch.steps * steps).sum()
    )
    value -= batch.first @ first + batch.last @ last
    value += PENALTY / 2 * (weights[:-1] ** 2).sum() + 0.05 * (
        (steps**2).sum() + first @ first + last @ last
    )
    expected = np.stack([both[:, :, :FURNITURE].sum(2), both[:, :, FURNITURE]], axis=2)
    expected[:, 0, 1] += states[:, 0]
    expected = expected[batch.page, batch.line].reshape(-1, 6).astype(np.float32)
    by_feature = (batch.rows.T @ expected).astype(float) - batch.emitted
    by_feature[:-1] += PENALTY * weights[:-1]
    ends = states[np.arange(batch.size), batch.lengths - 1].sum(0)
    parts = [
        by_feature.ravel(), (both.sum((0, 1)) - batch.steps + 0.1 * steps).ravel(),
        states[:, 0].sum(0) - batch.first + 0.1 * first, ends - batch.last + 0.1 * last,
    ]  # fmt: skip
    return float(value), np.concatenate(parts)


def _passes(pairs: Array, ends: tuple[Array, Array], mask: Array) -> tuple[Array, Array]:
    edge, last = ends
    shape = (*pairs.shape[:2], 3)
    forward, backward = np.zeros(shape), np.zeros(shape)
    forward[:, 0], backward[:, -1] = edge, last
    for line in range(1, shape[1]):
        new = _log_sum(forward[:, line - 1][:, :, None] + pairs[:, line], 1)
        forward[:, line] = np.where(mask[:, line, None] > 0, new, forward[:, line - 1])
    for line in range(shape[1] - 2, -1, -1):
        new = _log_sum(pairs[:, line + 1] + backward[:, line + 1][:, None, :], 2)
        backward[:, line] = np.where(mask[:, line + 1, None] > 0, new, last)
    return forward, backward


def fit(
    pages: Sequence[Described], scale: Scale, rounds: int = 150, start: Array | None = None
) -> Array:
    """Return the coefficients that fit `pages` best, from `start` if given."""
    from scipy.optimize import minimize

    batch = Batch(pages, scale)
    start = np.zeros(batch.rows.shape[1] * 6 + 15) if start is None else start
    found = minimize(
        loss, start, args=(batch,), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
    )
    return np.asarray(found.x)


def as_model(point: Array, scale: Scale) -> LineModel:
    """Fold the standardisation into the coefficients, so that the model takes features as they are."""
    weights, steps, first, last = _unpack(point, len(scale.mean) + 1)
    plain = weights[:-1] / scale.spread[:, None]
    bias = weights[-1] - scale.mean @ plain
    plain[FEATURES.index("repeated across files")] = REPEATED * 2
    plain[FEATURES.index("prose in another script")] += FOREIGN * 2
    return LineModel(
        FEATURES, plain, tuple(bias), tuple(first), tuple(last), tuple(map(tuple, steps))
    )


def write(model: LineModel, path: Path) -> None:
    """Write the coefficients, one feature a line: start, inside, furniture behind text; then behind furniture."""
    rows = zip(model.features, model.weights.tolist(), strict=True)
    weights = [
        f"  {json.dumps(name)}: {json.dumps([round(v, 4) for v in row])}" for name, row in rows
    ]
    triples = {"bias": model.bias, "first": model.first, "last": model.last}
    parts = [
        f'"lexicon": "{language("en").files("lines", "furniture").digest}"',
        '"states": ["start", "inside", "furniture"], "behind": ["text", "furniture"]',
        '"weights": {\n' + ",\n".join(weights) + "\n}",
    ]
    parts += [
        f'"{key}": {json.dumps([round(float(v), 4) for v in value])}'
        for key, value in triples.items()
    ]
    parts += ['"steps": ' + json.dumps([[round(float(v), 4) for v in row] for row in model.steps])]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main(folder: Path, out: Path) -> None:
    """Train on everything and write the file."""
    own = describe_all(glue(pool(folder), GLUED_PAGES), GLUED_WEIGHT)
    pages = [*describe_all([labelled(row) for row in load_rows(folder, "glued_pages")], 1.0), *own]
    scale = scale_of(pages)
    write(as_model(fit(pages, scale), scale), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
