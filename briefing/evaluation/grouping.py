"""Grouping, measured: which stories speak of one happening, and which carry one text.

Beside it: TF-IDF with average linkage, for events at a fixed distance, for reprints at the distance
that is best on the very rows.  Of labelled days: whether each item of the brief tells one event (`purity`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from briefing.assembly.rows import StoryRow, cluster_rows
from briefing.evaluation import purity
from briefing.evaluation.baselines import TfIdf
from briefing.evaluation.datasets import Row, holds
from briefing.evaluation.measures import OURS, Measure, Measured, Options, Systems, measure_all
from briefing.evaluation.metrics import clustering

DISTANCES: Final = tuple(number / 20 for number in range(1, 20))
MOST: Final = 5000
"""Texts up to which the baseline compares all pairs: a gigabyte."""


class StoryOfEvent(Row):
    """A story and the name of its event; the date is ISO 8601."""

    doc_id: str | int
    text: str
    cluster: str | int
    title: str | None = None
    date: str | None = None
    source: str | None = None


class StoryOfText(Row):
    """A page as it was extracted, and the name of the text that it carries."""

    doc_id: str | int
    text: str
    dup_group: str | int
    title: str | None = None


class Grouped(NamedTuple):
    """The number of a row's group, of ours and of each cut of the baseline."""

    ours: int
    plain: tuple[int, ...]


def _events(rows: Sequence[StoryOfEvent], how: Options) -> Iterator[Grouped]:
    given = [
        StoryRow(id=row.doc_id, text=row.text, title=row.title, date=row.date, source=row.source)
        for row in rows
    ]
    plain = TfIdf([_text(row) for row in rows]).groups() if len(rows) <= MOST else []
    return _grouped(given, "events", how, [plain] if plain else [])


def _reprints(rows: Sequence[StoryOfText], how: Options) -> Iterator[Grouped]:
    given = [StoryRow(id=row.doc_id, text=row.text, title=row.title) for row in rows]
    tree = TfIdf([_text(row) for row in rows]) if len(rows) <= MOST else None
    return _grouped(given, "reports", how, [tree.groups(far) for far in DISTANCES] if tree else [])


def _text(row: StoryOfEvent | StoryOfText) -> str:
    return f"{row.title or ''}\n{row.text}"


def _grouped(
    given: Sequence[StoryRow], kind: str, how: Options, plain: Sequence[Sequence[int]]
) -> Iterator[Grouped]:
    groups = cluster_rows(given, how.run)[kind]
    assert isinstance(groups, list)
    number = {name: at for at, group in enumerate(groups) for name in group}
    for at, row in enumerate(given):
        yield Grouped(number[row.id], tuple(cut[at] for cut in plain))


def _score_events(pairs: Sequence[tuple[StoryOfEvent, Grouped]]) -> Systems:
    return _score([row.cluster for row, _ in pairs], [found for _, found in pairs], "at .75")


def _score_reprints(pairs: Sequence[tuple[StoryOfText, Grouped]]) -> Systems:
    gold = [row.dup_group for row, _ in pairs]
    return _score(gold, [found for _, found in pairs], "at its best")


def _score(gold: Sequence[str | int], found: Sequence[Grouped], bound: str) -> Systems:
    cuts = zip(*(one.plain for one in found), strict=True)
    plain = [clustering(gold, cut) for cut in cuts]
    best = max(plain, key=lambda figures: figures["pair F1"], default=None)
    ours = clustering(gold, [one.ours for one in found])
    return {OURS: ours} | ({f"TF-IDF {bound}": best} if best else {})


MEASURES: Final = (
    Measure(StoryOfEvent, _events, _score_events),
    Measure(StoryOfText, _reprints, _score_reprints),
)


def measure(data: Path, how: Options) -> Iterator[Measured]:
    """Measure every file of rows and every labelled day of `data`.

    Raises :class:`UsageError` where it holds neither.
    """
    days = purity.days_in(data)
    if not days or holds(data, [one.row for one in MEASURES]):
        yield from measure_all(MEASURES, data, how)
    yield from purity.measure(days, how)
