"""The network of Llama (Touvron et al. 2023): ids in, hidden states out.

::

    ids ─ embedding ─▶ layers: norm ─ attention ─ + ─ norm ─ gated linear unit ─ + ─▶ states ─ norm ─▶ logits of a few tokens
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from briefing.models.networks.weights import Weights


class Shape(NamedTuple):
    """What config.json tells of the network."""

    layers: int
    heads: int
    shared: int
    """Heads of keys and values, each for several heads (Ainslie et al. 2023)."""
    size: int
    """Of one head."""
    theta: float
    """Base of the rotations that tell places (Su et al. 2021)."""
    epsilon: float

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Shape:
        """Read it from the settings of a model."""
        heads = int(settings["num_attention_heads"])
        rope = settings.get("rope_parameters") or settings
        return cls(
            int(settings["num_hidden_layers"]),
            heads,
            int(settings["num_key_value_heads"]),
            int(settings.get("head_dim") or settings["hidden_size"] // heads),
            float(rope["rope_theta"]),
            float(settings["rms_norm_eps"]),
        )


class Layer(NamedTuple):
    """The weights of one layer."""

    before_attention: Tensor
    query: Tensor
    key: Tensor
    value: Tensor
    out: Tensor
    before_unit: Tensor
    gate: Tensor
    up: Tensor
    down: Tensor


Past = tuple[Tensor, Tensor]
"""Keys and values of a layer: (1, heads, tokens, size)."""


class Llama:
    """A decoder with its weights."""

    def __init__(self, weights: Weights) -> None:
        self.shape = Shape.of(weights.settings)
        tensors = weights.tensors
        self.embedding = tensors["model.embed_tokens.weight"]
        self._head = tensors.get("lm_head.weight", self.embedding)
        self._norm = tensors["model.norm.weight"]
        self._layers = [_layer(tensors, number) for number in range(self.shape.layers)]
        places = torch.arange(0, self.shape.size, 2, dtype=torch.float, device=weights.device)
        self._frequencies = 1.0 / (self.shape.theta ** (places / self.shape.size))

    def states(
        self, ids: Tensor, places: Tensor, seen: Tensor | None, past: Sequence[Past] = ()
    ) -> tuple[Tensor, list[Past]]:
        """Return the states of (rows, tokens) ids behind all layers, and their own keys and values.

        `places` of (rows, tokens) count the tokens of a row.  `seen` of (rows, 1, tokens, all) says which
        tokens of `past` and of `ids` a token attends to; None: those before it.
        """
        hidden = functional.embedding(ids, self.embedding)
        turns = self._turns(places, hidden.dtype)
        kept = []
        for number, layer in enumerate(self._layers):
            before = past[number] if past else None
            normed = self._normed(hidden, layer.before_attention)
            attended, own = self._attention(layer, normed, turns, seen, before)
            kept.append(own)
            hidden = hidden + attended
            normed = self._normed(hidden, layer.before_unit)
            gate, up = (functional.linear(normed, weight) for weight in (layer.gate, layer.up))
            hidden = hidden + functional.linear(functional.silu(gate) * up, layer.down)
        return hidden, kept

    def logits(self, states: Tensor, tokens: Tensor) -> Tensor:
        """Return the logits of (places, some) tokens at (places, hidden) states, rounded as the whole head would be."""
        rows = self._head[tokens].float()
        normed = self._normed(states, self._norm).float()
        return (rows @ normed.unsqueeze(-1)).squeeze(-1).to(states.dtype).float()

    def _normed(self, hidden: Tensor, weight: Tensor) -> Tensor:
        """Root mean square layer normalisation (Zhang and Sennrich 2019), in single precision."""
        exact = hidden.float()
        exact = exact * torch.rsqrt(exact.pow(2).mean(-1, keepdim=True) + self.shape.epsilon)
        return weight * exact.to(hidden.dtype)

    def _turns(self, places: Tensor, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """Cosines and sines of (rows, 1, tokens, size)."""
        angles = places[..., None].float() * self._frequencies
        angles = torch.cat((angles, angles), dim=-1).unsqueeze(1)
        return angles.cos().to(dtype), angles.sin().to(dtype)

    def _attention(
        self,
        layer: Layer,
        hidden: Tensor,
        turns: tuple[Tensor, Tensor],
        seen: Tensor | None,
        past: Past | None,
    ) -> tuple[Tensor, Past]:
        rows, tokens, _ = hidden.shape
        heads, shared, size = self.shape.heads, self.shape.shared, self.shape.size
        query, key, value = (
            functional.linear(hidden, weight).view(rows, tokens, -1, size).transpose(1, 2)
            for weight in (layer.query, layer.key, layer.value)
        )
        query, key = _turned(query, *turns), _turned(key, *turns)
        own = (key, value)
        if past is not None:
            key, value = (
                torch.cat((one.expand(rows, -1, -1, -1), two), dim=2)
                for one, two in zip(past, own, strict=True)
            )
        key, value = (_repeated(one, heads // shared) for one in (key, value))
        out = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=seen, is_causal=seen is None and tokens > 1
        )
        out = out.transpose(1, 2).reshape(rows, tokens, heads * size)
        return functional.linear(out, layer.out), own


def _layer(tensors: Mapping[str, Tensor], number: int) -> Layer:
    def weight(name: str) -> Tensor:
        return tensors[f"model.layers.{number}.{name}.weight"]

    return Layer(
        weight("input_layernorm"),
        weight("self_attn.q_proj"),
        weight("self_attn.k_proj"),
        weight("self_attn.v_proj"),
        weight("self_attn.o_proj"),
        weight("post_attention_layernorm"),
        weight("mlp.gate_proj"),
        weight("mlp.up_proj"),
        weight("mlp.down_proj"),
    )


def _turned(heads: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    one, two = heads.chunk(2, dim=-1)
    return heads * cosines + torch.cat((-two, one), dim=-1) * sines


def _repeated(heads: Tensor, times: int) -> Tensor:
    """Heads of keys or values, each as often as heads share it."""
    return heads.repeat_interleave(times, dim=1) if times > 1 else heads
