"""Evaluation: how good each room is on labelled data of the user's, beside a plain baseline.

::

    DATA ─ datasets.find, load ─▶ rows ─ measures: predict, score ─▶ Measured (figures by system)
                                            ▲                          ├─ results ─▶ a table, an object
    reading grouping disagreements novelty ─┤                          └─ floors.hold ─▶ what fell
    gate verifier writing injection ────────┘
    DATA ─ speed ─▶ seconds and memory

Each subject is one module: what its rows look like, what the program and the baseline make of them,
and the figures.  docs/evaluation.md describes the rows; `floors.toml` holds the least that the figures may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from briefing.errors import UsageError
from briefing.evaluation import (
    disagreements,
    gate,
    grouping,
    injection,
    novelty,
    reading,
    speed,
    verifier,
    writing,
)
from briefing.evaluation.floors import Floor, Held, hold, shipped
from briefing.evaluation.measures import DAY, OURS, Measured, Options, measure_all
from briefing.evaluation.results import to_lines, to_object

__all__ = [
    "DAY",
    "OURS",
    "SUBJECTS",
    "Floor",
    "Held",
    "Measured",
    "Options",
    "evaluate",
    "hold",
    "shipped",
    "to_lines",
    "to_object",
]

SUBJECTS: Final[Mapping[str, Callable[[Path, Options], Iterator[Measured]]]] = {
    "reading": partial(measure_all, reading.MEASURES),
    "grouping": grouping.measure,
    "disagreements": partial(measure_all, disagreements.MEASURES),
    "novelty": partial(measure_all, novelty.MEASURES),
    "gate": partial(measure_all, gate.MEASURES),
    "verifier": partial(measure_all, verifier.MEASURES),
    "writing": partial(measure_all, writing.MEASURES),
    "injection": partial(measure_all, injection.MEASURES),
    "speed": speed.measure,
}
"""What can be measured."""


def evaluate(subject: str, data: Path, how: Options) -> Iterator[Measured]:
    """Yield the figures of a subject on each file of `data` that holds rows for it.

    Raises :class:`UsageError` for an unknown subject, and where `data` lacks what the subject needs.
    """
    if subject not in SUBJECTS:
        raise UsageError(f"{subject}: cannot be measured; one of {', '.join(SUBJECTS)} can.")
    return SUBJECTS[subject](data, how)
