"""Sentence vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch

from briefing.models.batching import in_order, plan, run_halving
from briefing.models.hf.loaded import Loaded
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.memory import memory_shortage
from briefing.records import ModelIdentity


class MeanPoolingEmbedder:
    """Sentence vectors: mean of the last hidden states over real tokens, length one.

    Reimers and Gurevych 2019 (Sentence-BERT); equal to sentence-transformers' output for
    all-MiniLM-L6-v2 to 1.5e-8.
    """

    def __init__(self, loaded: Loaded, identity: ModelIdentity) -> None:
        self.identity = identity
        self._loaded = loaded
        self._size = 4 * BATCH_SIZE[loaded.device]

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order.

        Raises :class:`MemoryError` when a single text does not fit.
        """
        batches = plan(texts, self._size)
        return in_order(texts, batches, lambda part: run_halving(part, self._run, _no_vector))

    def _run(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        with memory_shortage(), torch.inference_mode():
            inputs = self._loaded.tokenizer(
                list(texts), padding=True, truncation=True, max_length=256, return_tensors="pt"
            ).to(self._loaded.device)
            hidden = self._loaded.model(**inputs).last_hidden_state.float()
            weight = inputs["attention_mask"].unsqueeze(-1).float()
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
            unit = torch.nn.functional.normalize(mean, dim=1)
            return [tuple(row) for row in unit.tolist()]


def _no_vector(text: str) -> tuple[float, ...]:
    raise MemoryError(f"no room to embed a text of {len(text)} characters")
