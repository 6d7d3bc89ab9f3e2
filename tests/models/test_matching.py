"""The built-in judge of claims: on a tiny encoder with random weights, and as it ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.models.choose import choose_verifier
from briefing.models.find import find, identity_of
from briefing.models.pins import DEFAULT_EMBEDDER
from briefing.records import ModelIdentity
from briefing.settings.config import resolve

pytestmark = pytest.mark.usefixtures("one_thread")

IDENTITY = ModelIdentity(name="tiny", digest="0")
PASSAGE = "The harbour of Marlow Bay stays closed until Friday, harbour master Lena Okafor said."
PAIRS = [
    (PASSAGE, "The harbour is closed."),
    (PASSAGE * 40, "The harbour is closed, " * 40),
    (PASSAGE, ""),
    ("", "Rain is expected."),
    ("Rain [SEP] \N{GRINNING FACE} 東京 \ud800.", "Rain."),
    (PASSAGE, "The harbour is closed."),
]


def loaded(folder: Path) -> Any:
    from transformers import AutoModel

    from briefing.models.hf.loaded import Loaded

    return Loaded(folder, AutoModel, "cpu", "float32")


@pytest.fixture
def scorer(deep_folder: Path, tmp_path: Path) -> Any:
    import torch
    from safetensors.torch import save_file

    from briefing.models.hf.matching import MatchingNetwork, MatchingScorer

    torch.manual_seed(3)
    weights = tmp_path / "weights.safetensors"
    save_file(MatchingNetwork(loaded(deep_folder).model).trained(), weights)
    return MatchingScorer(loaded(deep_folder), IDENTITY, weights)


def test_scores_are_the_same_alone_and_together_and_come_in_order(scorer: Any) -> None:
    together = list(scorer.score(PAIRS))
    assert together == pytest.approx([next(scorer.score([pair])) for pair in PAIRS], abs=1e-4)
    assert list(scorer.score(PAIRS[::-1])) == pytest.approx(together[::-1], abs=1e-4)
    assert all(0 <= score <= 1 for score in together)
    assert len({round(score, 4) for score in together}) > 3
    assert list(scorer.score([])) == []


def test_the_identity_changes_with_the_weights(deep_folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    from briefing.models.hf.matching import MatchingNetwork, MatchingScorer

    digests = set()
    for number in (1, 2):
        network = MatchingNetwork(loaded(deep_folder).model)
        save_file(network.trained(), tmp_path / f"{number}.safetensors")
        weights = tmp_path / f"{number}.safetensors"
        digests.add(MatchingScorer(loaded(deep_folder), IDENTITY, weights).identity.digest)
    assert len(digests) == 2


def test_the_first_two_layers_are_not_trained_and_not_shipped(deep_folder: Path) -> None:
    from briefing.models.hf.matching import MatchingNetwork

    network = MatchingNetwork(loaded(deep_folder).model)
    fixed = {name for name, one in network.named_parameters() if not one.requires_grad}
    assert fixed == {
        name for name, _ in network.named_parameters() if name.startswith(("embeddings", "frozen"))
    }
    assert fixed.isdisjoint(network.trained())
    assert set(network.trained()) | fixed >= {name for name, _ in network.named_parameters()}


def test_every_token_is_told_whether_it_is_in_the_other_half(deep_folder: Path) -> None:
    from briefing.models.hf.matching import Coded, pad

    batch = pad([Coded([10, 11, 12], [11, 12, 13, 10])], loaded(deep_folder).tokenizer)
    assert batch.kinds.tolist() == [[0, 5, 5, 5, 0, 2, 3, 1, 2, 0]]
    assert batch.claims.tolist() == [[0, 0, 0, 0, 0, 1, 1, 1, 1, 0]]
    assert batch.halves.tolist() == [[0] * 5 + [1] * 5]


def test_without_the_right_embedder_claims_are_judged_by_features_and_why_is_told(
    deep_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.models.huggingface.require", lambda *_: deep_folder)
    chosen = choose_verifier(resolve(None, {}, {}).settings.model, deep_folder)
    assert chosen.scorer is None
    assert chosen.why_none.endswith("continues layers of another model")


def test_the_shipped_weights_fit_into_fifteen_megabytes() -> None:
    from briefing.models.hf.matching import WEIGHTS

    assert 1e6 < WEIGHTS.stat().st_size < 15e6


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Marlow Bay does not stay closed until Friday.",
        "The harbour of Marlow Bay stays closed until Sunday.",
        "The airport of Marlow Bay stays closed until Friday.",
        "The harbour of Marlow Bay stays open until Friday.",
        "Harbour master Oda Rhys said the harbour of Marlow Bay stays closed until Friday.",
    ],
)
def test_the_shipped_judge_tells_a_false_claim_from_a_true_one(claim: str) -> None:
    import platformdirs

    from briefing.models.hf import load_matcher

    folder = find(DEFAULT_EMBEDDER, platformdirs.user_cache_path("briefing") / "models")
    if folder is None:
        pytest.skip("the embedder is not on disk")
    judge = load_matcher(folder, identity_of(DEFAULT_EMBEDDER, folder), "cpu")
    true = "The harbour of Marlow Bay stays closed until Friday."
    good, bad = judge.score([(PASSAGE, true), (PASSAGE, claim)])
    assert bad < good
