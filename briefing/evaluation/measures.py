"""What measuring is: rows in; for each what the program and a plain baseline make of it; figures out.

::

    rows ─ predict ─▶ a prediction a row ─ score (all rows, then each part) ─▶ figures by system
                                         └ example ─▶ cases to be read by a person
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from briefing.assembly.run import Run
from briefing.evaluation.datasets import DataSet, Row, find, load
from briefing.evaluation.metrics import Figures
from briefing.models.base import Scorer

OURS: Final = "briefing"
"""The name under which the program's own figures stand."""
DAY: Final = date(2025, 6, 17)
"""The day of every evaluation: figures must not move with the calendar."""

R = TypeVar("R", bound=Row)
P = TypeVar("P")
Systems = Mapping[str, Figures]
"""Figures by what made them: the program first, plain baselines behind it."""


class Options(NamedTuple):
    """What an evaluation is told besides its data."""

    run: Run
    """Settings and models; its day is `DAY`."""
    scorer: Scorer | None = None
    """The model that `briefing verify` asks."""
    alone: bool = False
    """Whether the scorer's word is the verdict."""
    rows: int | None = None
    """Rows of each file at most; None: all."""
    seed: int = 0
    """What draws the rows."""
    examples: int = 0
    """Cases of each file that are listed, to be read."""


class Measured(NamedTuple):
    """Figures on the rows of one file, or on a part of them."""

    data: str
    sha256: str
    rows: int
    systems: Systems
    part: str = ""
    models: str = ""
    """The models at work, where the figures depend on them."""
    complete: bool = True
    """Whether all rows of the file were used."""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure(Generic[R, P]):
    """How one kind of row is measured."""

    row: type[R]
    predict: Callable[[Sequence[R], Options], Iterable[P]]
    """One prediction a row, in order."""
    score: Callable[[Sequence[tuple[R, P]]], Systems]
    part: Callable[[R], str] = lambda row: ""  # noqa: ARG005  # most rows have no parts
    example: Callable[[R, P], str] = lambda row, found: ""  # noqa: ARG005  # most show none
    """A case that a person should read; empty where there is nothing to see."""
    models: Callable[[Options], str] = lambda how: ""  # noqa: ARG005  # most ask no model


def measure_all(
    measures: Sequence[Measure[Any, Any]], data: Path, how: Options
) -> Iterator[Measured]:
    """Measure every file of `data` that holds rows of one of the kinds."""
    by_row = {one.row: one for one in measures}
    for kind, path in find(data, list(by_row)):
        yield from _measured(by_row[kind], load(path, kind, how.rows, how.seed), how)


def _measured(measure: Measure[R, P], data: DataSet[R], how: Options) -> Iterator[Measured]:
    pairs = list(zip(data.rows, measure.predict(data.rows, how), strict=True))
    shown = [text for row, found in pairs if (text := measure.example(row, found))]
    whole = Measured(
        data.name,
        data.sha256,
        len(pairs),
        measure.score(pairs),
        models=measure.models(how),
        complete=len(pairs) == data.total,
        examples=tuple(shown[: how.examples]),
    )
    yield whole
    parts = sorted({measure.part(row) for row in data.rows})
    for part in parts if len(parts) > 1 else ():
        own = [(row, found) for row, found in pairs if measure.part(row) == part]
        yield whole._replace(
            rows=len(own), systems=measure.score(own), part=part or "other", examples=()
        )


def writer(how: Options) -> str:
    """The models that write: the generator and what goes with it."""
    run = how.run
    every = (run.generator, run.shortener, run.parser, run.embedder)
    return ", ".join(one.identity.name for one in every if one) or "no model"
