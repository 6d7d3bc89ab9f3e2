"""The embedded models in torch alone: what every brief runs, without the seconds that transformers takes to import.

::

    folder ─ weights ─▶ tensors, settings, tokenizer
    ├─ shortener   how well a text bears the loss of some of its words  ─ llama ─▶ hidden states
    └─ embedder    sentence vectors                                      ─ bert ─▶ hidden states

    device       where a model runs, number format   ┐ used by :mod:`briefing.models.hf` as well
    memory       out-of-memory errors                │
    numbers      weights that are none               ┘

Importing transformers' models took 4.9 s of processor time, torch with what is here 2.7 s, of 15 s of a first brief
(docs/experiments/speed.md).  The networks are those of transformers, operation by operation; tests hold the numbers
to it.  All other models are run by :mod:`briefing.models.hf`.
"""

from __future__ import annotations

from briefing.models.networks.device import BATCH_SIZE, resolve_device, resolve_dtype
from briefing.models.networks.embedder import Embedder, load_embedder
from briefing.models.networks.memory import memory_shortage
from briefing.models.networks.shortener import Shortener, load_shortener

__all__ = [
    "BATCH_SIZE",
    "Embedder",
    "Shortener",
    "load_embedder",
    "load_shortener",
    "memory_shortage",
    "resolve_device",
    "resolve_dtype",
]
