"""Novelty, measured: whether a sentence is new against what was reported before, changed, or known.

Beside it: word overlap of a half counts as known, anything less as new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefing.evaluation.baselines import overlap
from briefing.evaluation.datasets import Row
from briefing.evaluation.measures import OURS, Measure, Options, Systems
from briefing.evaluation.metrics import share
from briefing.remembering import compare

KNOWN: Final = 0.5
"""Share of pairs of neighbouring words from which the baseline calls a sentence known."""
State = Literal["new", "changed", "unchanged"]


class Remembered(Row):
    """Sentences of an earlier brief, and later ones: their state and the place of the earlier one."""

    earlier: list[str]
    cases: list[tuple[State, str, int | None]]


class Compared(NamedTuple):
    """The state of each case, of ours and of the baseline."""

    ours: tuple[str, ...]
    plain: tuple[str, ...]


def _compare(rows: Sequence[Remembered], _: Options) -> Iterator[Compared]:
    for row in rows:
        yield Compared(
            tuple(_state(text, row.earlier) for _, text, _ in row.cases),
            tuple(_plain(text, row.earlier) for _, text, _ in row.cases),
        )


def _state(text: str, earlier: Sequence[str]) -> str:
    found = compare([text], [earlier]).state
    return "new" if found == "near" else found


def _plain(text: str, earlier: Sequence[str]) -> str:
    alike = max((overlap(text, one) for one in earlier), default=0.0)
    return "unchanged" if alike >= KNOWN else "new"


def _score(pairs: Sequence[tuple[Remembered, Compared]]) -> Systems:
    wanted = [state for row, _ in pairs for state, _, _ in row.cases]

    def right(found: Sequence[str]) -> dict[str, float]:
        same = sum(a == b for a, b in zip(wanted, found, strict=True))
        return {"cases": len(wanted), "state right": share(same, len(wanted))}

    return {
        OURS: right([state for _, found in pairs for state in found.ours]),
        "word overlap": right([state for _, found in pairs for state in found.plain]),
    }


def _errors(row: Remembered, found: Compared) -> str:
    cases = zip(row.cases, found.ours, strict=True)
    return "\n".join(
        f"{state}, not {wanted}: {text}" for (wanted, text, _), state in cases if state != wanted
    )


MEASURES: Final = (Measure(Remembered, _compare, _score, example=_errors),)
