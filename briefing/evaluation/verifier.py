"""The verifier, measured: which claims it calls supported by their texts, as `briefing verify` does.

Beside it: word overlap with the threshold that is best on the very rows, where the verifier has one
threshold, one half, for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.assembly.rows import ClaimRow, verify
from briefing.evaluation.baselines import overlap, passed
from briefing.evaluation.datasets import Row
from briefing.evaluation.measures import OURS, Measure, Options, Systems
from briefing.evaluation.metrics import auroc, detection


class LabelledClaim(Row):
    """A claim about a text, and whether the text supports it."""

    id: str
    doc: str
    claim: str
    label: bool
    dataset: str = ""
    origin: str = ""

    @property
    def part(self) -> str:
        """The collection and the kind of text that a claim comes from."""
        return " ".join(filter(None, (self.dataset, self.origin)))


class Judged(NamedTuple):
    """The verdict on a claim, and how many of its pairs of words the text has."""

    supported: bool
    score: float
    overlap: float


def _judge(rows: Sequence[LabelledClaim], how: Options) -> Iterator[Judged]:
    claims = [ClaimRow(id=row.id, doc=row.doc, claim=row.claim) for row in rows]
    verdicts = verify(claims, how.scorer, alone=how.alone)
    for row, found in zip(rows, verdicts, strict=True):
        score = found["score"]
        assert isinstance(score, float)
        yield Judged(bool(found["supported"]), score, overlap(row.claim, row.doc))


def _score(pairs: Sequence[tuple[LabelledClaim, Judged]]) -> Systems:
    labels = [row.label for row, _ in pairs]
    words = [found.overlap for _, found in pairs]
    return {
        OURS: {
            **detection(labels, [found.supported for _, found in pairs]),
            "AUROC": auroc(labels, [found.score for _, found in pairs]),
        },
        "word overlap": {
            **detection(labels, passed(labels, words)),
            "AUROC": auroc(labels, words),
        },
    }


def _error(row: LabelledClaim, found: Judged) -> str:
    if row.label == found.supported:
        return ""
    return f"{row.id} {found.score:.2f} {'un' * (not row.label)}supported: {row.claim}"


def _model(how: Options) -> str:
    return how.scorer.identity.name if how.scorer else "no model"


MEASURES: Final = (
    Measure(
        LabelledClaim, _judge, _score, part=lambda row: row.part, example=_error, models=_model
    ),
)
