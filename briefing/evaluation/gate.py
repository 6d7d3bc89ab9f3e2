"""The gate, measured: which drafts it rejects, against the passages that they cite.

It is built for drafts that shorten their source.  On claims that paraphrase freely it rejects many
good ones; what its checks of values (numbers, names, dates, …) catch there stands beside it.  Plain
baselines: nothing rejected, and word overlap with the threshold that is best on the very rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from briefing.evaluation.baselines import overlap, passed
from briefing.evaluation.datasets import Row
from briefing.evaluation.measures import OURS, Measure, Options, Systems
from briefing.evaluation.metrics import auroc, detection, share
from briefing.evaluation.verifier import LabelledClaim
from briefing.records import UNKNOWN_WHEN, When
from briefing.writing.gate import Reason, check, support

VALUES: Final = frozenset(
    {Reason.NUMBER, Reason.NAME, Reason.DATE, Reason.QUOTATION, Reason.NEGATION, Reason.DIRECTION}
)


class LabelledDraft(Row):
    """A draft, the passages that it cites, and the reasons to reject it; none: it is good."""

    sources: list[str]
    draft: str
    reasons: list[str]
    day: date | None = None
    """Of the sources' publication, for drafts that resolve a weekday."""


class Checked(NamedTuple):
    """What the gate says of a draft, and how far the draft's words stand in its passages."""

    reasons: tuple[str, ...]
    support: float
    overlap: float
    values: bool
    """Whether a check of values failed."""


def _checked(draft: str, sources: Sequence[str], when: When = UNKNOWN_WHEN) -> Checked:
    reasons = check(draft, sources, when)
    return Checked(
        tuple(map(str, reasons)),
        support(draft, sources),
        overlap(draft, " ".join(sources)),
        bool(VALUES & set(reasons)),
    )


def _check_drafts(rows: Sequence[LabelledDraft], _: Options) -> Iterator[Checked]:
    for row in rows:
        when = When.on(row.day, "stated", "") if row.day else UNKNOWN_WHEN
        yield _checked(row.draft, row.sources, when)


def _check_claims(rows: Sequence[LabelledClaim], _: Options) -> Iterator[Checked]:
    return (_checked(row.claim, [row.doc]) for row in rows)


def _score(labels: Sequence[bool], found: Sequence[Checked]) -> Systems:
    words = [one.overlap for one in found]
    return {
        OURS: {
            **detection(labels, [not one.reasons for one in found]),
            "AUROC": auroc(labels, [one.support for one in found]),
        },
        "values only": detection(labels, [not one.values for one in found]),
        "word overlap": {
            **detection(labels, passed(labels, words)),
            "AUROC": auroc(labels, words),
        },
        "nothing rejected": detection(labels, [True] * len(labels)),
    }


def _score_drafts(pairs: Sequence[tuple[LabelledDraft, Checked]]) -> Systems:
    systems = _score([not row.reasons for row, _ in pairs], [found for _, found in pairs])
    wrong = [(row, found) for row, found in pairs if row.reasons]
    named = sum(bool(set(row.reasons) & set(found.reasons)) for row, found in wrong)
    return {**systems, OURS: {**systems[OURS], "fault named": share(named, len(wrong))}}


def _score_claims(pairs: Sequence[tuple[LabelledClaim, Checked]]) -> Systems:
    return _score([row.label for row, _ in pairs], [found for _, found in pairs])


def _error(row: LabelledDraft, found: Checked) -> str:
    if bool(row.reasons) == bool(found.reasons):
        return ""
    wanted = ", ".join(row.reasons) or "nothing against it"
    return f"{row.draft}\n  found: {', '.join(found.reasons) or 'nothing'}; wanted: {wanted}"


MEASURES: Final = (
    Measure(LabelledDraft, _check_drafts, _score_drafts, example=_error),
    Measure(LabelledClaim, _check_claims, _score_claims, part=lambda row: row.part),
)
