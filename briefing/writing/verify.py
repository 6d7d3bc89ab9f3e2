"""Is a claim supported by a text?  For drafts of the brief, and for anyone's claims.

::

    text ──▶ ground ─┐
    claim ─▶ sentences ─ features of each ─▶ least, most, mean ─▶ logistic regression ─▶ score

Every sentence of the claim is held against the whole text and against the few sentences of it that
share most with it; the claim is scored by its weakest, its strongest and its mean evidence.  The
minimum over sentence scores (Laban et al. 2022, SummaC) was .02 worse in balanced accuracy; see
docs/experiments/verifier.md.  The coefficients stand in ``support_model.json``, made by
``tests/benchmarks/train_verifier.py``; ``tests/benchmarks/verifier.py`` prints the figures.

A model that judges pairs takes the place of features and regression where one is configured: every
sentence against every passage of the text, most over passages, least over sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Final, NamedTuple

from briefing.models.base import Scorer
from briefing.records import Record
from briefing.writing.support_features import (
    FEATURES,
    Judged,
    claim_features,
    judge,
    prepare,
    split_spaced,
)

__all__ = ["Support", "verify", "verify_all"]

THRESHOLD: Final = 0.5
"""Score from which a claim counts as supported.  The model is fitted with supported and unsupported
claims of equal weight, so that one half is where both kinds of error cost the same."""
VERBATIM: Final = 0.99
"""Score of a claim whose every sentence stands in the text letter for letter."""


PASSAGE: Final = 1500
"""Characters that a model gets of a text at once: about 350 tokens, which leaves room for the claim
in the 512 that most classifiers take."""

Pair = tuple[Sequence[str], Sequence[str]]
"""The sentences of a text, and those of a claim about it."""


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


class _Case(NamedTuple):
    """A text and a claim, both cut; the claim's sentences judged.  Nothing of both, if empty."""

    given: Sequence[str]
    sentences: Sequence[str]
    judged: Sequence[Judged]


def verify(text: Sequence[str], claim: Sequence[str], scorer: Scorer | None = None) -> Support:
    """Judge the sentences of `claim` against the sentences of `text`."""
    return next(verify_all([(text, claim)], scorer))


def verify_all(pairs: Sequence[Pair], scorer: Scorer | None = None) -> Iterator[Support]:
    """Judge each claim against its text, in order; `scorer` judges all of them in one go."""
    cases = [_case(text, claim) for text, claim in pairs]
    scores = _model_scores(cases, scorer) if scorer else map(_feature_score, cases)
    for case, score in zip(cases, scores, strict=True):
        yield _support(case, score)


def _case(text: Sequence[str], claim: Sequence[str]) -> _Case:
    sentences, given = split_spaced(claim), split_spaced(text)
    if not sentences or not given:
        return _Case((), (), ())
    ground = prepare(given)
    return _Case(given, sentences, [judge(sentence, ground) for sentence in sentences])


def _support(case: _Case, score: float) -> Support:
    if not case.judged:
        return Support(supported=False, score=0.0, reasons=("empty",))
    if all(one.verbatim for one in case.judged):
        score = VERBATIM
    reasons = tuple(dict.fromkeys(reason for one in case.judged for reason in one.reasons))
    return Support(supported=score >= THRESHOLD, score=score, reasons=reasons)


# -- by a model of pairs ------------------------------------------------------------------------


def _model_scores(cases: Sequence[_Case], scorer: Scorer) -> Iterator[float]:
    """Least over a claim's sentences of the most over its text's passages."""
    tables = [
        [[(passage, sentence) for passage in passages(case.given)] for sentence in case.sentences]
        for case in cases
    ]
    scores = scorer.score([pair for table in tables for row in table for pair in row])
    for table in tables:
        yield min((max(next(scores) for _ in row) for row in table), default=0.0)


def passages(sentences: Sequence[str], room: int = PASSAGE) -> list[str]:
    """Cut a text into passages of at most `room` characters, or of one sentence that is longer.

    The last sentence of a passage also opens the next one, if there is room for it: what a
    sentence refers to mostly stands in the one before.
    """
    cut: list[list[str]] = []
    for sentence in sentences:
        if cut and _length([*cut[-1], sentence]) <= room:
            cut[-1].append(sentence)
            continue
        last = cut[-1][-1:] if cut else []
        cut.append([*last, sentence] if _length([*last, sentence]) <= room else [sentence])
    return [" ".join(one) for one in cut]


def _length(sentences: Sequence[str]) -> int:
    return sum(len(sentence) + 1 for sentence in sentences)


# -- by features --------------------------------------------------------------------------------


def _feature_score(case: _Case) -> float:
    if not case.judged:
        return 0.0
    model = _load()
    total = model.bias
    for value, (mean, scale, weight) in zip(claim_features(case.judged), model.rows, strict=True):
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
