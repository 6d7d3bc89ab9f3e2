"""The network of BERT (Devlin et al. 2019): ids in, hidden states out.

::

    ids ─ embeddings of word, place, half ─ norm ─▶ layers: attention ─ + ─ norm ─ two linear layers ─ + ─ norm ─▶ states
"""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from briefing.models.networks.weights import Weights


class Bert:
    """An encoder with its weights."""

    def __init__(self, weights: Weights) -> None:
        self._tensors = weights.tensors
        self._layers = int(weights.settings["num_hidden_layers"])
        self._heads = int(weights.settings["num_attention_heads"])
        self._epsilon = float(weights.settings["layer_norm_eps"])

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the last states of (rows, tokens) ids; `mask` is 1 for tokens, 0 for padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        word, place, half = (
            self._tensors[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "position", "token_type")
        )
        hidden = functional.embedding(ids, word) + half[0] + functional.embedding(places, place)
        hidden = self._normed(hidden, "embeddings.LayerNorm")
        seen = None if bool(mask.all()) else mask[:, None, None, :].bool()
        for number in range(self._layers):
            hidden = self._layer(hidden, seen, f"encoder.layer.{number}")
        return hidden

    def _layer(self, hidden: Tensor, seen: Tensor | None, name: str) -> Tensor:
        linear = partial(self._linear, name=name)
        rows, tokens, size = hidden.shape
        query, key, value = (
            linear(hidden, f"attention.self.{one}")
            .view(rows, tokens, self._heads, -1)
            .transpose(1, 2)
            for one in ("query", "key", "value")
        )
        out = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        out = linear(out.transpose(1, 2).reshape(rows, tokens, size), "attention.output.dense")
        hidden = self._normed(out + hidden, f"{name}.attention.output.LayerNorm")
        wide = functional.gelu(linear(hidden, "intermediate.dense"))
        return self._normed(linear(wide, "output.dense") + hidden, f"{name}.output.LayerNorm")

    def _linear(self, hidden: Tensor, part: str, name: str) -> Tensor:
        weight, bias = (self._tensors[f"{name}.{part}.{one}"] for one in ("weight", "bias"))
        return functional.linear(hidden, weight, bias)

    def _normed(self, hidden: Tensor, name: str) -> Tensor:
        weight, bias = (self._tensors[f"{name}.{one}"] for one in ("weight", "bias"))
        return functional.layer_norm(hidden, hidden.shape[-1:], weight, bias, self._epsilon)
