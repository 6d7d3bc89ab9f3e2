"""Is a claim supported by a text?  For drafts of the brief, and for anyone's claims.

::

    text ──▶ ground ─┐
    claim ─▶ sentences ─ features of each ─▶ least, most, mean ─▶ logistic regression ─▶ score

Every sentence of the claim is held against the whole text and against the few sentences of it that
share most with it; the claim is scored by its weakest, its strongest and its mean evidence.  The
minimum over sentence scores (Laban et al. 2022, SummaC) was .02 worse in balanced accuracy; see
docs/experiments/verifier.md.  The coefficients stand in ``support_model.json``, made by
``tests/benchmarks/train_verifier.py``; ``tests/benchmarks/verifier.py`` prints the figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Final, NamedTuple

from briefing.records import Record
from briefing.writing.support_features import (
    FEATURES,
    Judged,
    claim_features,
    judge,
    prepare,
    split_spaced,
)

__all__ = ["Support", "verify"]

THRESHOLD: Final = 0.5
"""Score from which a claim counts as supported.  The model is fitted with supported and unsupported
claims of equal weight, so that one half is where both kinds of error cost the same."""
VERBATIM: Final = 0.99
"""Score of a claim whose every sentence stands in the text letter for letter."""


class Support(Record):
    """The verdict on one claim."""

    supported: bool
    score: float
    """0 to 1: chance of support where supported and unsupported claims are equally frequent."""
    reasons: tuple[str, ...]
    """What the gate holds against the claim's sentences, in their order."""


class _Model(NamedTuple):
    bias: float
    clip: float
    rows: tuple[tuple[float, float, float], ...]
    """Mean, standard deviation and weight of each feature."""


def verify(text: Sequence[str], claim: Sequence[str]) -> Support:
    """Judge the sentences of `claim` against the sentences of `text`."""
    sentences, given = split_spaced(claim), split_spaced(text)
    if not sentences or not given:
        return Support(supported=False, score=0.0, reasons=("empty",))
    ground = prepare(given)
    judged = [judge(sentence, ground) for sentence in sentences]
    score = VERBATIM if all(one.verbatim for one in judged) else _score(judged)
    reasons = tuple(dict.fromkeys(reason for one in judged for reason in one.reasons))
    return Support(supported=score >= THRESHOLD, score=score, reasons=reasons)


def _score(judged: Sequence[Judged]) -> float:
    model = _load()
    total = model.bias
    for value, (mean, scale, weight) in zip(claim_features(judged), model.rows, strict=True):
        total += weight * max(-model.clip, min(model.clip, (value - mean) / scale))
    return 1 / (1 + exp(-total))


@cache
def _load() -> _Model:
    source = resources.files("briefing.writing").joinpath("support_model.json")
    body = json.loads(source.read_text(encoding="utf-8"))
    rows = tuple(
        (mean, scale, weight) for mean, scale, weight in map(body["features"].get, FEATURES)
    )
    return _Model(float(body["bias"]), float(body["clip"]), rows)
