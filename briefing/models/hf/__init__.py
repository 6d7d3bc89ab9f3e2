"""Hugging Face models on CPU or CUDA.  The only package that imports torch or transformers.

::

    opening      folder in, model out
    ├─ generator    batches of one frame, untrusted text to tokens, tokens to answers
    │  ├─ causal       decoder-only models
    │  │  ├─ frames       what stands before every text: its keys and values computed once
    │  │  └─ deletions    how well a text bears the loss of words, read off one pass
    │  └─ seq2seq      encoder and decoder models
    ├─ classifier   how well a text supports a claim: models of others
    ├─ matching     the same: the built-in one
    ├─ adapter      what the embedded model was taught about shortening
    └─ embedding    sentence vectors
    gguf         GGUF weights in, safetensors out

    loaded       a model with its tokenizer     ┐
    device       where it runs, number format   ├ used by all of them
    memory       out-of-memory errors           ┘
"""

from __future__ import annotations

import os

# Threads that wait must sleep: spinning ones made a batch 4 times slower (85 s against 22 s) on two
# cores that other programs used as well.  libgomp reads this when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from transformers.utils import logging as transformers_logging

from briefing.models.hf.causal import CausalGenerator
from briefing.models.hf.classifier import PairClassifier
from briefing.models.hf.device import resolve_device, resolve_dtype
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
