"""Hugging Face models of any kind on CPU or CUDA.  The only package that imports transformers.

::

    opening      folder in, model out
    ├─ generator    batches of one frame, untrusted text to tokens, tokens to answers
    │  ├─ causal       decoder-only models
    │  │  └─ frames       what stands before every text: its keys and values computed once
    │  └─ seq2seq      encoder and decoder models
    ├─ classifier   how well a text supports a claim: models of others
    ├─ matching     the same: the built-in one
    ├─ adapter      what the embedded model was taught about shortening
    └─ embedding    sentence vectors
    gguf         GGUF weights in, safetensors out

    loaded       a model with its tokenizer, used by all of them

What a brief runs where nothing else is configured stands in :mod:`briefing.models.networks`; here are the same
two models as transformers has them, for training and to hold those to.
"""

from __future__ import annotations

from transformers.utils import logging as transformers_logging

from briefing.models.hf.causal import CausalGenerator
from briefing.models.hf.classifier import PairClassifier
from briefing.models.hf.embedding import MeanPoolingEmbedder
from briefing.models.hf.gguf import convert_gguf
from briefing.models.hf.matching import MatchingScorer
from briefing.models.hf.opening import (
    load_embedder,
    load_generator,
    load_matcher,
    load_shortener,
    load_verifier,
)
from briefing.models.hf.seq2seq import Seq2SeqGenerator
from briefing.models.networks.device import resolve_device, resolve_dtype

__all__ = [
    "CausalGenerator",
    "MatchingScorer",
    "MeanPoolingEmbedder",
    "PairClassifier",
    "Seq2SeqGenerator",
    "convert_gguf",
    "load_embedder",
    "load_generator",
    "load_matcher",
    "load_shortener",
    "load_verifier",
    "resolve_device",
    "resolve_dtype",
]

transformers_logging.set_verbosity_error()
transformers_logging.disable_progress_bar()
