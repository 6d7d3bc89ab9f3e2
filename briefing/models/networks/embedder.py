"""Sentence vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import torch

from briefing.models.base import Device, Dtype
from briefing.models.batching import in_order, plan, run_halving
from briefing.models.networks.bert import Bert
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.memory import memory_shortage
from briefing.models.networks.weights import Weights, plain, read
from briefing.records import ModelIdentity

_ROOM: Final = 256
"""Tokens of a text at most; what is longer loses its end."""


class Embedder:
    """Sentence vectors: mean of the last hidden states over real tokens, length one.

    Reimers and Gurevych 2019 (Sentence-BERT); equal to sentence-transformers' output for
    all-MiniLM-L6-v2 to 1.5e-8.
    """

    def __init__(self, weights: Weights, identity: ModelIdentity) -> None:
        self.identity = identity
        self._network = Bert(weights)
        self._device = weights.device
        self._tokenizer = weights.tokenizer
        self._tokenizer.enable_truncation(_ROOM)
        self._tokenizer.enable_padding()
        self._size = 4 * BATCH_SIZE[weights.device]

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order.

        Raises :class:`MemoryError` when a single text does not fit.
        """
        batches = plan(texts, self._size)
        return in_order(texts, batches, lambda part: run_halving(part, self._run, _no_vector))

    def _run(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        with memory_shortage(), torch.inference_mode():
            coded = self._tokenizer.encode_batch([plain(text) for text in texts])
            mask = torch.tensor([one.attention_mask for one in coded], device=self._device)
            ids = torch.tensor([one.ids for one in coded], device=self._device)
            hidden = self._network.states(ids, mask).float()
            weight = mask.unsqueeze(-1).float()
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
            unit = torch.nn.functional.normalize(mean, dim=1)
            return [tuple(row) for row in unit.tolist()]


def _no_vector(text: str) -> tuple[float, ...]:
    raise MemoryError(f"no room to embed a text of {len(text)} characters")


def load_embedder(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> Embedder:
    """Load the embedded sentence encoder in `folder`; raises :class:`ModelError` where it is damaged."""
    return Embedder(read(folder, device, dtype), identity)
