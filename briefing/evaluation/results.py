"""Figures for people and for programs: a table, or one object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from briefing.evaluation.measures import Measured

WIDE: Final = 30
"""Characters of the column of names, unless one is longer."""


def to_object(subject: str, found: Sequence[Measured]) -> dict[str, Any]:
    """The figures as what becomes one JSON object; parts and examples where there are any."""
    return {"subject": subject, "sets": [_set(one) for one in found]}


def _set(one: Measured) -> dict[str, Any]:
    optional = {"part": one.part, "models": one.models, "examples": list(one.examples)}
    return {
        "data": one.data,
        "sha256": one.sha256,
        "rows": one.rows,
        "complete": one.complete,
        **{name: value for name, value in optional.items() if value},
        "figures": {
            system: {name: round(value, 6) for name, value in figures.items()}
            for system, figures in one.systems.items()
        },
    }


def to_lines(found: Sequence[Measured]) -> Iterator[str]:
    """The figures as tables: a line a figure, a column for the program and for each baseline."""
    for one in found:
        yield _head(one)
        widths = [max(10, len(system)) for system in one.systems]
        columns = zip(one.systems, widths, strict=True)
        names = dict.fromkeys(name for figures in one.systems.values() for name in figures)
        wide = max(WIDE, 2 + max(map(len, names), default=0))
        yield " " * wide + "".join(f"  {system:>{width}}" for system, width in columns)
        for name in names:
            cells = zip(one.systems.values(), widths, strict=True)
            values = "".join(f"  {_cell(figures.get(name)):>{width}}" for figures, width in cells)
            yield f"  {name:<{wide - 2}}{values}"
        yield ""
        for text in one.examples:
            yield from (*text.split("\n"), "")


def _head(one: Measured) -> str:
    what = f"{one.data}, {one.part}" if one.part else one.data
    return f"{what}: {one.rows} rows" + (f", {one.models}" if one.models else "")


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
