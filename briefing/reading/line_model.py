"""The learned line model: a linear-chain conditional random field over three states.

Each line of a page either *starts* a story, goes on *inside* one, or is page *furniture*.  The
coefficients stand in ``line_model.json``, one row a feature, readable and diffable; they are made by
``tests/benchmarks/train_line_model.py``, which also prints the cross-validated figures.

Lafferty, McCallum and Pereira, Conditional random fields, 2001.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64] | NDArray[np.float32]

__all__ = ["FURNITURE", "INSIDE", "START", "LineModel", "best_states", "chances", "load_model"]

START: Final = 0
INSIDE: Final = 1
FURNITURE: Final = 2
NEVER: Final = -1e9

Scores = list[list[float]]
"""One row a line, one number a state."""


class LineModel(NamedTuple):
    """Coefficients as the file holds them."""

    features: tuple[str, ...]
    weights: Table
    """Features x states."""
    bias: tuple[float, ...]
    first: tuple[float, ...]
    """Score of each state on the first line of a page."""
    last: tuple[float, ...]
    steps: tuple[tuple[float, ...], ...]
    """Score of going from the row's state to the column's."""

    def scores(self, table: Table) -> Scores:
        """Return the score of each state for each line of a feature table."""
        scores: Scores = (table @ self.weights + self.bias).tolist()
        return scores


@cache
def load_model() -> LineModel:
    """Read the shipped coefficients."""
    source = resources.files("briefing.reading").joinpath("line_model.json")
    return parse_model(source.read_text(encoding="utf-8"))


def parse_model(content: str) -> LineModel:
    """Read coefficients from their JSON form; KeyError or ValueError where it is damaged."""
    import numpy as np

    data = json.loads(content)
    names = tuple(data["weights"])
    weights = np.array([data["weights"][name] for name in names], dtype=float)
    steps = tuple(tuple(float(value) for value in row) for row in data["steps"])
    triples = [tuple(float(value) for value in data[key]) for key in ("bias", "first", "last")]
    return LineModel(names, weights, triples[0], triples[1], triples[2], steps)


def best_states(model: LineModel, scores: Scores) -> list[int]:
    """Return the likeliest sequence of states (Viterbi).

    A page cannot begin inside a story, and after furniture text begins a new one.
    """
    if not scores:
        return []
    steps = _columns(model, closed=True)
    current = [score + first for score, first in zip(scores[0], model.first, strict=True)]
    current[INSIDE] = NEVER
    path: list[tuple[int, int, int]] = []
    for line in scores[1:]:
        came = [_best(current, column) for column in steps]
        path.append((came[0][1], came[1][1], came[2][1]))
        current = [score + own for (score, _), own in zip(came, line, strict=True)]
    final = [score + last for score, last in zip(current, model.last, strict=True)]
    states = [final.index(max(final))]
    for back in reversed(path):
        states.append(back[states[-1]])
    return states[::-1]


def _columns(model: LineModel, *, closed: bool) -> list[tuple[float, ...]]:
    """Return the steps by the state they lead to; `closed`: none from furniture to inside."""
    steps = [list(row) for row in model.steps]
    if closed:
        steps[FURNITURE][INSIDE] = NEVER
    return list(zip(*steps, strict=True))


def _best(current: list[float], column: tuple[float, ...]) -> tuple[float, int]:
    a, b, c = current[0] + column[0], current[1] + column[1], current[2] + column[2]
    if a >= b and a >= c:
        return a, 0
    return (b, 1) if b >= c else (c, 2)


def chances(model: LineModel, scores: Scores) -> Scores:
    """Return the probability of each state on each line (forward-backward)."""
    if not scores:
        return []
    columns = _columns(model, closed=False)
    to = [[exp(value) for value in column] for column in columns]
    out_of = [list(row) for row in zip(*to, strict=True)]
    emitted = [_scaled(line) for line in scores]
    forward = [
        _norm(*(exp(first) * own for first, own in zip(model.first, emitted[0], strict=True)))
    ]
    for line in emitted[1:]:
        forward.append(_step(forward[-1], to, line))
    backward = [exp(value) for value in model.last]
    found: Scores = []
    for seen, line in zip(reversed(forward), reversed(emitted), strict=True):
        found.append(_norm(*(a * b for a, b in zip(seen, backward, strict=True))))
        backward = _step([a * b for a, b in zip(line, backward, strict=True)], out_of, ONES)
    return found[::-1]


ONES: Final = [1.0, 1.0, 1.0]


def _step(state: list[float], to: Scores, own: list[float]) -> list[float]:
    """Carry probabilities one line on.  Written out: this runs twice for every line of a day."""
    a, b, c = state
    (p, q, r), (s, t, u), (v, w, x) = to
    return _norm(
        (a * p + b * q + c * r) * own[0],
        (a * s + b * t + c * u) * own[1],
        (a * v + b * w + c * x) * own[2],
    )


def _scaled(line: list[float]) -> list[float]:
    """Return factors instead of scores; no state falls below e**-60, so that nothing vanishes."""
    a, b, c = line
    top = max(a, b, c)
    return [exp(max(a - top, -60.0)), exp(max(b - top, -60.0)), exp(max(c - top, -60.0))]


def _norm(a: float, b: float, c: float) -> list[float]:
    total = (a + b + c) or 1.0
    return [a / total, b / total, c / total]
