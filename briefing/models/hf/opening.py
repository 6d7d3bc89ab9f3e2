"""Folder in, model out."""

from __future__ import annotations

from pathlib import Path

from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoModelForSequenceClassification,
)

from briefing.errors import ModelError
from briefing.models.base import Device, Dtype
from briefing.models.find import require_safe
from briefing.models.hf.adapter import merge
from briefing.models.hf.causal import CausalGenerator
from briefing.models.hf.classifier import PairClassifier
from briefing.models.hf.embedding import MeanPoolingEmbedder
from briefing.models.hf.loaded import Loaded, one_line
from briefing.models.hf.matching import MatchingScorer
from briefing.models.hf.seq2seq import Seq2SeqGenerator
from briefing.records import ModelIdentity


def load_generator(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> CausalGenerator | Seq2SeqGenerator:
    """Load the generator in `folder`; its own configuration tells which kind it is.

    Raises :class:`ModelError` for weights in an unsafe format and for models that do not load.
    """
    require_safe(folder)
    try:
        config = AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
    except Exception as error:  # a folder that is wrong fails in whatever way it likes
        raise ModelError(f"{folder}: config.json could not be read ({one_line(error)}).") from error
    if config.is_encoder_decoder:
        loaded = Loaded(folder, AutoModelForSeq2SeqLM, device, dtype)
        return Seq2SeqGenerator(loaded, identity)
    return CausalGenerator(Loaded(folder, AutoModelForCausalLM, device, dtype), identity)


def load_shortener(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> CausalGenerator:
    """Load the embedded generator in `folder` with the adapter that taught it what to leave out.

    Raises :class:`ModelError` where the two do not go together.
    """
    loaded = Loaded(folder, AutoModelForCausalLM, device, dtype)
    merge(loaded.model)
    return CausalGenerator(loaded, identity)


def load_embedder(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> MeanPoolingEmbedder:
    """Load the sentence encoder in `folder`."""
    return MeanPoolingEmbedder(Loaded(folder, AutoModel, device, dtype), identity)


def load_verifier(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> PairClassifier:
    """Load the classifier of (text, claim) pairs in `folder`.

    Raises :class:`ModelError` for weights in an unsafe format, for models that do not load, and
    for classifiers none of whose labels means support.
    """
    return PairClassifier(
        Loaded(folder, AutoModelForSequenceClassification, device, dtype), identity
    )


def load_matcher(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> MatchingScorer:
    """Load the built-in judge of claims; `folder` is the embedder's, whose layers it continues."""
    return MatchingScorer(Loaded(folder, AutoModel, device, dtype), identity)
