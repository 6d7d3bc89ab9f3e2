"""The learned line model: what part each line plays on its page.

A small convolutional network reads the table of a page (:mod:`page_features`) twice: five layers see sixteen
lines before and behind, one layer of attention compares each line with all others.  Its weights stand in ``line_model.safetensors`` and
are made by ``training/line_model/train.py`` on pages of many layouts; here it is a dozen products of matrices.

The likeliest sequence of states is found by Viterbi's algorithm among those that a page can have.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.reading.pages.states import BEGINS, BEHIND, SAYS, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Table = NDArray[np.float32]
    Places = NDArray[np.intp]


DILATIONS: Final = (1, 2, 4, 8, 1)
"""How far apart the three lines lie that each layer sees."""
ATTENTION: Final = 2
"""The layer before which lines are compared with all others."""
FURTHEST: Final = 6.0
"""Standard deviations beyond which a feature counts no further: no page may be louder than those learned from."""
BLOCK: Final = 300
"""Lines that are read at once: bounds the comparison of each with each."""
MARGIN: Final = 20
"""Lines of context on both sides of a block: what the layers see."""
NEVER: Final = -1e9
EPSILON: Final = 1e-5


class LineModel(NamedTuple):
    """The weights as the file holds them."""

    features: tuple[str, ...]
    lists: str
    """Digest of the word lists that the features were made with."""
    weights: Mapping[str, Table]

    def scores(self, table: Table, alike: Sequence[Places]) -> Table:
        """Return the logarithm of the probability of each state, one row a line, columns State.

        The page is read twice.  The second time each line is told what the first reading took the lines for
        that are set as it is (`alike`: groups of them): a page that opens three stories alike opens the fourth alike.
        """
        own, size = self.weights, len(self.features)
        rows = np.minimum(np.maximum((table - own["mean"]) / own["scale"], -FURTHEST), FURTHEST)
        # OpenBLAS also multiplies what lies beyond the data in its last lanes, and may warn of that.
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            known = rows @ own["in.weight"][:, :size].T + own["in.bias"]
            first = np.exp(self._blocks(known))  # nothing is told of lines set alike yet
            told = np.hstack([means_of_others(first, groups) for groups in alike])
            return self._blocks(known + told @ own["in.weight"][:, size:].T)

    def _blocks(self, rows: Table) -> Table:
        parts = [np.zeros((0, len(State)), dtype=np.float32)]
        for low in range(0, len(rows), BLOCK):
            first = max(0, low - MARGIN)
            found = self._read(rows[first : low + BLOCK + MARGIN])
            parts.append(found[low - first : low - first + BLOCK])
        return np.concatenate(parts)

    def _read(self, rows: Table) -> Table:
        own = self.weights
        hidden = np.maximum(rows, 0)
        for layer, reach in enumerate(DILATIONS):
            if layer == ATTENTION:
                hidden += self._alike(hidden)
            found = _around(hidden, reach) @ own[f"layer{layer}.weight"]
            found += own[f"layer{layer}.bias"]
            hidden += np.maximum(found, 0, out=found)
        found = self._normed(hidden, "out.norm") @ own["out.weight"].T + own["out.bias"]
        top = found - found.max(axis=1, keepdims=True)
        return np.asarray(top - np.log(np.exp(top).sum(axis=1, keepdims=True)))

    def _alike(self, hidden: Table) -> Table:
        """Return what the lines most like each line say (attention with one head)."""
        own = self.weights
        rows = self._normed(hidden, "attention.norm")
        query, key, value = (
            rows @ own[f"attention.{name}.weight"].T + own[f"attention.{name}.bias"]
            for name in ("query", "key", "value")
        )
        likeness = query @ key.T / np.sqrt(np.float32(key.shape[1]))
        weights = np.exp(likeness - likeness.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True) @ value)

    def _normed(self, rows: Table, name: str) -> Table:
        centred = rows - _means(rows)
        scaled = centred / np.sqrt(_means(centred * centred) + EPSILON)
        return np.asarray(scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def _means(rows: Table) -> Table:
    """Return the mean of each row: numpy's own way takes up to twice as long for a page's few."""
    return np.asarray(np.add.reduce(rows, axis=1, keepdims=True) / np.float32(rows.shape[1]))


def means_of_others(rows: Table, groups: Places) -> Table:
    """Return for each row the mean of the other rows of its group; noughts for a row of none (-1)."""
    if not len(rows) or groups.max() < 0:
        return np.zeros_like(rows)
    inside = groups >= 0
    count = np.bincount(groups[inside])
    sums = np.zeros((len(count), rows.shape[1]), dtype=rows.dtype)
    np.add.at(sums, groups[inside], rows[inside])
    found = np.zeros_like(rows)
    others = np.maximum(count[groups[inside]] - 1, 1)[:, None]
    found[inside] = (sums[groups[inside]] - rows[inside]) / others
    return found


def _around(rows: Table, reach: int) -> Table:
    """Return each row beside those `reach` rows before and behind it; noughts outside the page."""
    width = rows.shape[1]
    found = np.zeros((len(rows), 3 * width), dtype=rows.dtype)
    found[reach:, :width] = rows[:-reach]
    found[:, width : 2 * width] = rows
    found[:-reach, 2 * width :] = rows[reach:]
    return found


@cache
def load_model() -> LineModel:
    """Read the shipped weights."""
    with resources.as_file(
        resources.files("briefing.reading.pages").joinpath("line_model.safetensors")
    ) as path:
        return read_model(path)


def read_model(path: Path) -> LineModel:
    """Read weights from a file; KeyError or safetensors' own error where it is damaged."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as stored:
        notes = stored.metadata()
        weights = {name: stored.get_tensor(name).astype(np.float32) for name in stored.keys()}  # noqa: SIM118 - no mapping
    return LineModel(tuple(json.loads(notes["features"])), notes["lists"], weights)


UNHEADED: Final = 3.0
"""Log odds against a story without a headline right behind another's text, with nothing between them."""
MIDWAY: Final = 3.0
"""Log odds against a line of a head in the middle of a story: what stands behind a story's text is the head of the next.
Stories with a byline below their standfirst have one all the same.  On families left out, two quarters of them, 5,138 stories
of 6,079 are whole without it, 5,235 with it, of 94 stories of a writer who had seen nothing 59 and 63; 6 loses 40 of the first."""
_BEFORE: Final = (State.FURNITURE, State.HEAD)
"""What may stand before a story: each has a second column for that, so that no text stands before a start."""


def _steps() -> NDArray[np.float64]:
    size = len(State) + len(_BEFORE)
    steps = np.full((size, size), NEVER)
    for before, behind in BEHIND.items():
        steps[before, list(behind)] = 0.0
    steps[list(SAYS), State.OPENING] = -UNHEADED
    outside = range(len(State), size)
    for place in outside:
        steps[place, [*outside, *BEGINS]] = 0.0
    told = [*SAYS, State.PART, State.FURNITURE]
    steps[told, State.HEAD] = -MIDWAY
    steps[told, len(State) + _BEFORE.index(State.HEAD)] = 0.0
    return steps


_INTO: Final = np.ascontiguousarray(_steps().T)
"""What each state costs behind each other: one row a state."""
_COLUMNS: Final = (*State, *_BEFORE)
_FIRST: Final = np.array(
    [0.0 if state in BEGINS else NEVER for state in State] + [0.0] * len(_BEFORE)
)


def best_states(scores: NDArray[np.floating]) -> list[State]:
    """Return the likeliest sequence of states that a page can have (Viterbi)."""
    if not len(scores):
        return []
    scores = np.hstack([scores, scores[:, list(_BEFORE)]])
    reached, ways = np.array(scores, dtype=np.float64), np.empty_like(_INTO)
    reached[0] += _FIRST
    for before, line in pairwise(reached):
        np.add(line, np.maximum.reduce(np.add(before, _INTO, ways), 1), out=line)
    came = (reached[:-1, None] + _INTO).argmax(axis=2).tolist()
    states = [int(reached[-1].argmax())]
    for best in reversed(came):
        states.append(best[states[-1]])
    return [_COLUMNS[state] for state in reversed(states)]
