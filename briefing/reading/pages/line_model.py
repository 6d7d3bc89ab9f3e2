"""The learned line model: a linear-chain conditional random field over three states.

Each line of a page either *starts* a story, goes on *inside* one, or is page *furniture*.  What speaks
for each depends on what stands before: behind furniture a headline is looked for, behind text a change
of subject.  So every feature has two coefficients for each state, one for a line behind text and one
for a line behind furniture (the edge of a page counts as furniture).  They stand in
``line_model.json``, one row a feature, readable and diffable; they are made by
``training/line_model/train.py``, and ``cross_validate.py`` beside it prints the figures.

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


START: Final = 0
INSIDE: Final = 1
FURNITURE: Final = 2
NEVER: Final = -1e9

Scores = list[list[float]]
"""One row a line: one number a state if it stands behind text, then one a state if behind furniture."""
Chances = list[list[float]]
"""One row a line, one number a state."""


class LineModel(NamedTuple):
    """Coefficients as the file holds them."""

    features: tuple[str, ...]
    weights: Table
    """Features x states, behind text and behind furniture."""
    bias: tuple[float, ...]
    first: tuple[float, ...]
    """Score of each state on the first line of a page."""
    last: tuple[float, ...]
    steps: tuple[tuple[float, ...], ...]
    """Score of going from the row's state to the column's."""

    def scores(self, table: Table) -> Scores:
        """Return the scores of each line of a feature table."""
        import numpy as np

        with np.errstate(invalid="ignore", over="ignore"):  # see page_features.describe
            scores: Scores = (table @ self.weights + self.bias).tolist()
        return scores


@cache
def load_model() -> LineModel:
    """Read the shipped coefficients."""
    source = resources.files("briefing.reading.pages").joinpath("line_model.json")
    return parse_model(source.read_text(encoding="utf-8"))


def parse_model(content: str) -> LineModel:
    """Read coefficients from their JSON form; KeyError or ValueError where it is damaged."""
    import numpy as np

    data = json.loads(content)
    names = tuple(data["weights"])
    weights = np.array([data["weights"][name] for name in names], dtype=float)
    steps = tuple(tuple(float(value) for value in row) for row in data["steps"])
    rows = [tuple(float(value) for value in data[key]) for key in ("bias", "first", "last")]
    return LineModel(names, weights, rows[0], rows[1], rows[2], steps)


def best_states(model: LineModel, scores: Scores) -> list[int]:
    """Return the likeliest sequence of states (Viterbi).

    A page cannot begin inside a story, and after furniture text begins a new one.
    """
    if not scores:
        return []
    steps = _columns(model, closed=True)
    current = [score + first for score, first in zip(scores[0][3:], model.first, strict=True)]
    current[INSIDE] = NEVER
    path: list[tuple[int, int, int]] = []
    for line in scores[1:]:
        came = [
            _best(current, column, (line[state], line[state + 3]))
            for state, column in enumerate(steps)
        ]
        path.append((came[0][1], came[1][1], came[2][1]))
        current = [score for score, _ in came]
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


def _best(
    current: list[float], column: tuple[float, ...], own: tuple[float, float]
) -> tuple[float, int]:
    behind_text, behind_furniture = own
    a = current[0] + column[0] + behind_text
    b = current[1] + column[1] + behind_text
    c = current[2] + column[2] + behind_furniture
    if a >= b and a >= c:
        return a, 0
    return (b, 1) if b >= c else (c, 2)


def chances(model: LineModel, scores: Scores) -> Chances:
    """Return the probability of each state on each line (forward-backward)."""
    if not scores:
        return []
    steps = [[exp(value) for value in row] for row in model.steps]
    emitted = [_scaled(line) for line in scores]
    edge = [exp(first) * own for first, own in zip(model.first, emitted[0][3:], strict=True)]
    forward = [_norm(*edge)]
    for line in emitted[1:]:
        forward.append(_forward(forward[-1], steps, line))
    backward = [exp(value) for value in model.last]
    found: Chances = []
    for seen, line in zip(reversed(forward), reversed(emitted), strict=True):
        found.append(_norm(*(a * b for a, b in zip(seen, backward, strict=True))))
        backward = _backward(backward, steps, line)
    return found[::-1]


# Written out: these run once for every line of a day.


def _forward(state: list[float], steps: list[list[float]], own: list[float]) -> list[float]:
    """Carry the probabilities of what stands before a line on to it."""
    a, b, c = state
    (p, q, r), (s, t, u), (v, w, x) = steps
    start, inside, furniture, start2, inside2, furniture2 = own
    return _norm(
        (a * p + b * s) * start + c * v * start2,
        (a * q + b * t) * inside + c * w * inside2,
        (a * r + b * u) * furniture + c * x * furniture2,
    )


def _backward(later: list[float], steps: list[list[float]], own: list[float]) -> list[float]:
    """Carry the probabilities of what follows from a line on to the one before it."""
    a, b, c = later
    (p, q, r), (s, t, u), (v, w, x) = steps
    start, inside, furniture, start2, inside2, furniture2 = own
    a1, b1, c1 = a * start, b * inside, c * furniture
    return _norm(
        p * a1 + q * b1 + r * c1,
        s * a1 + t * b1 + u * c1,
        v * a * start2 + w * b * inside2 + x * c * furniture2,
    )


def _scaled(line: list[float]) -> list[float]:
    """Return factors instead of scores; none falls below e**-60, so that nothing vanishes."""
    top = max(line)
    return [exp(max(score - top, -60.0)) for score in line]


def _norm(a: float, b: float, c: float) -> list[float]:
    total = (a + b + c) or 1.0
    return [a / total, b / total, c / total]
