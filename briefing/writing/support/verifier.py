"""Is a claim supported by a text?  For drafts of the brief, and for anyone's claims.

::

    text ──▶ ground ─┬─ features of each ─▶ least, most, mean ─┐
    claim ─▶ sentences                                         ├─ logistic regression ─▶ score
                     └─ nearest passage ┄ model ┄▶ least, mean ┘

Every sentence of the claim is held against the whole text and against the few sentences of it that
share most with it; the claim is scored by its weakest, its strongest and its mean evidence.  The
minimum over sentence scores (Laban et al. 2022, SummaC) was .02 worse in balanced accuracy; see
docs/experiments/verifier.md.  The coefficients stand in ``support_model.json``, made by
``training/verifier/train.py``; ``cross_validate.py`` beside it prints the figures.

The built-in model of pairs (briefing/models/hf/matching.py) is evidence beside the features; without
it they are weighed by coefficients of their own.  A model that somebody configured takes the place
of all: every sentence against every passage of the text, most over passages, least over sentences.
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
from briefing.writing.gate import Reason
from briefing.writing.support.against import SURE
from briefing.writing.support.features import (
    FEATURES,
    MATCHES,
    Judged,
    claim_features,
    judge,
    match_features,
    nearest,
)
from briefing.writing.support.ground import Ground, prepare, split_spaced

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
    """What speaks against the claim, sentence by sentence; on a supported one only what is nearly always right."""


Columns = tuple[tuple[float, float, float], ...]
"""Mean, standard deviation and weight of each feature."""


class _Model(NamedTuple):
    bias: float
    clip: float
    columns: Columns


class _Case(NamedTuple):
    """A text and a claim, both cut; the claim's sentences judged.  Nothing of both, if empty."""

    ground: Ground
    sentences: Sequence[str]
    judged: Sequence[Judged]


def verify(
    text: Sequence[str], claim: Sequence[str], scorer: Scorer | None = None, *, alone: bool = False
) -> Support:
    """Judge the sentences of `claim` against the sentences of `text`."""
    return next(verify_all([(text, claim)], scorer, alone=alone))


def verify_all(
    pairs: Sequence[Pair], scorer: Scorer | None = None, *, alone: bool = False
) -> Iterator[Support]:
    """Judge each claim against its text, in order; `scorer` judges all of them in one go.

    `alone`: the scorer's word is the verdict, not one piece of evidence beside the features.
    """
    cases = [_case(text, claim) for text, claim in pairs]
    for case, score in zip(cases, _scores(cases, scorer, alone=alone), strict=True):
        yield _support(case, score)


def _scores(cases: Sequence[_Case], scorer: Scorer | None, *, alone: bool) -> Iterator[float]:
    if scorer is None:
        return map(_feature_score, cases)
    return (_scores_alone if alone else _blended_scores)(cases, scorer)


def _case(text: Sequence[str], claim: Sequence[str]) -> _Case:
    sentences, ground = split_spaced(claim), prepare(split_spaced(text))
    if not sentences or not ground.sentences:
        return _Case(ground, (), ())
    return _Case(ground, sentences, [judge(sentence, ground) for sentence in sentences])


def _support(case: _Case, score: float) -> Support:
    if not case.judged:
        return Support(supported=False, score=0.0, reasons=(str(Reason.EMPTY),))
    if all(one.verbatim for one in case.judged):
        score = VERBATIM
    supported = score >= THRESHOLD
    reasons = dict.fromkeys(
        reason for one in case.judged for reason in one.reasons if not supported or reason in SURE
    )
    if not supported and not reasons:
        reasons = {Reason.SUPPORT: None}
    return Support(supported=supported, score=score, reasons=tuple(map(str, reasons)))


# -- by a model of pairs alone ------------------------------------------------------------------


def _scores_alone(cases: Sequence[_Case], scorer: Scorer) -> Iterator[float]:
    """Least over a claim's sentences of the most over its text's passages."""
    tables = [
        [
            [(passage, sentence) for passage in passages(case.ground.sentences)]
            for sentence in case.sentences
        ]
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


# -- by features, with the built-in model or without --------------------------------------------


def _blended_scores(cases: Sequence[_Case], scorer: Scorer) -> Iterator[float]:
    scores = scorer.score([pair for case in cases for pair in nearest_pairs(case)])
    for case in cases:
        found = [next(scores) for _ in case.sentences]
        yield (
            _weigh("matched", (*claim_features(case.judged), *match_features(found)))
            if found
            else 0
        )


def nearest_pairs(case: _Case) -> list[tuple[str, str]]:
    """Each sentence of a claim with the passage of the text that is nearest to it."""
    return [(nearest(sentence, case.ground), sentence) for sentence in case.sentences]


def _feature_score(case: _Case) -> float:
    return _weigh("features", claim_features(case.judged)) if case.judged else 0.0


def _weigh(name: str, values: Sequence[float]) -> float:
    model = _load(name)
    total = model.bias
    for value, (mean, scale, weight) in zip(values, model.columns, strict=True):
        total += weight * max(-model.clip, min(model.clip, (value - mean) / scale))
    return 1 / (1 + exp(-total))


@cache
def _load(name: str) -> _Model:
    source = resources.files("briefing.writing.support").joinpath("support_model.json")
    body = json.loads(source.read_text(encoding="utf-8"))
    names = FEATURES if name == "features" else (*FEATURES, *MATCHES)
    columns = tuple(
        (mean, scale, weight) for mean, scale, weight in map(body[name]["columns"].get, names)
    )
    return _Model(float(body[name]["bias"]), float(body["clip"]), columns)
