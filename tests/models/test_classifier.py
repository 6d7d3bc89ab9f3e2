"""Classifiers of pairs: tiny ones with random weights, and the labels that real ones carry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ModelError
from briefing.models.choose import choose_verifier
from briefing.records import ModelIdentity
from briefing.settings.config import resolve
from briefing.writing import verify

pytestmark = pytest.mark.usefixtures("one_thread")

IDENTITY = ModelIdentity(name="tiny", digest="0")
PAIRS = [
    ("The harbour of Marlow Bay stays closed until Friday.", "The harbour is closed."),
    ("Nobody was hurt, harbour master Lena Okafor said on Monday. " * 40, "Nobody was hurt."),
    ("", "Rain is expected."),
    ("Rain is expected.", ""),
    ("Rain \N{GRINNING FACE} 東京 \ud800.", "Rain."),
    ("The harbour of Marlow Bay stays closed until Friday.", "The harbour is closed."),
]


def load(folder: Path) -> Any:
    from briefing.models.hf import load_verifier

    return load_verifier(folder, IDENTITY, "cpu", "float32")


def test_scores_are_the_same_alone_and_together_and_come_in_order(classifier_folder: Path) -> None:
    model = load(classifier_folder)
    together = list(model.score(PAIRS))
    assert together == pytest.approx([next(model.score([pair])) for pair in PAIRS], abs=1e-6)
    assert list(model.score(PAIRS[::-1])) == pytest.approx(together[::-1], abs=1e-6)
    assert len({round(score, 4) for score in together}) > 3
    assert all(0 <= score <= 1 for score in together)
    assert list(model.score([])) == []


def test_the_score_is_the_chance_of_the_label_that_means_support(classifier_folder: Path) -> None:
    import torch

    model = load(classifier_folder)
    inputs = model._loaded.tokenizer(*PAIRS[0], return_tensors="pt")
    with torch.inference_mode():
        chances = model._loaded.model(**inputs).logits.softmax(1)[0].tolist()
    assert next(model.score(PAIRS[:1])) == pytest.approx(chances[1], abs=1e-6)
    assert chances[1] != pytest.approx(chances[0], abs=1e-3)


def test_a_folder_named_in_the_settings_judges_claims(classifier_folder: Path) -> None:
    model = resolve(None, {}, {"model.verifier": str(classifier_folder)}).settings.model
    scorer, alone, _ = choose_verifier(model, classifier_folder)
    assert scorer is not None
    assert alone
    text, claim = ["The harbour of Marlow Bay stays closed.", "Nobody was hurt."], ["Rain."]
    (score,) = scorer.score([(" ".join(text), claim[0])])
    assert verify(text, claim, scorer, alone=True).score == pytest.approx(
        score, abs=1e-2
    )  # bfloat16


def test_an_encoder_without_a_trained_head_is_refused(bert_folder: Path) -> None:
    with pytest.raises(ModelError, match=r"weights are missing there \(classifier"):
        load(bert_folder)


@pytest.mark.parametrize(
    ("labels", "place"),
    [
        (["contradiction", "neutral", "entailment"], 2),
        (["ENTAILMENT", "NEUTRAL", "CONTRADICTION"], 0),
        (["not_entailment", "entailment"], 1),
        (["SUPPORTED", "REFUTED"], 0),
        (["LABEL_0", "LABEL_1"], 1),
        (["LABEL_0"], 0),
    ],
)
def test_the_label_that_means_support_is_found_by_its_name(labels: list[str], place: int) -> None:
    from briefing.models.hf.classifier import support_label

    assert support_label(labels, "tiny") == place


@pytest.mark.parametrize("labels", [["positive", "negative"], ["LABEL_0", "LABEL_1", "LABEL_2"]])
def test_labels_that_say_nothing_of_support_are_refused_by_name(labels: list[str]) -> None:
    from briefing.models.hf.classifier import support_label

    with pytest.raises(ModelError, match=labels[1]):
        support_label(labels, "tiny")
