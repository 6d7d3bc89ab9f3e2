"""The network of the line model, to be fitted: the same sums as ``briefing.reading.pages.line_model``, in torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn import functional

from briefing.language.base import language
from briefing.reading.pages.line_model import ATTENTION, DILATIONS, FURTHEST, LineModel
from briefing.reading.pages.page_features import FEATURES, describe
from briefing.reading.pages.states import State
from training.line_model.examples import Example

WIDTH: Final = 96
KEYS: Final = 24
DROPPED: Final = 0.2
"""Share of what each layer hides from the next while the network is fitted."""
RATE: Final = 3e-3
DECAY: Final = 0.02
BATCH: Final = 32
KEPT: Final = 0.995
"""Share of the running mean of the weights that each step leaves: a mean errs less than its last step."""
LEAST_SPREAD: Final = 0.1
"""A rare feature is not blown up beyond tenfold."""
UNSEEN, NOTHING = 0.005, 1e6
"""A feature that (nearly) no page has says nothing: it is divided by so much."""
GROUPS: Final = 3
LISTS: Final = ("lines", "furniture", "labels")
"""Word lists that the features are made with: weights fitted with others would be wrong."""
_NAMES: Final = {
    "in": "inner", "out": "out", "out.norm": "out_norm", "attention.norm": "attention_norm",
    "attention.query": "query", "attention.key": "key", "attention.value": "value",
}  # fmt: skip
"""How the package calls the layers of :class:`Network`."""

Array = NDArray[np.float32]


class Described(NamedTuple):
    """An example as the network sees it."""

    table: Array
    states: NDArray[np.int64]
    weight: float
    alike: tuple[Array, ...]
    """Lines x lines: what share of its group each other line is."""


def describe_all(examples: Sequence[Example]) -> list[Described]:
    """Compute the features of many pages."""
    return [_described(each) for each in examples]


def _described(example: Example) -> Described:
    page = describe(example.text, example.lines)
    alike = tuple(shares_of(groups) for groups in page.alike)
    return Described(page.table, np.array(example.states), example.weight, alike)


def shares_of(groups: NDArray[np.intp]) -> Array:
    """Return for each line what share of its group each other line is: lines x lines."""
    same = (groups[:, None] == groups) & (groups >= 0)[:, None]
    np.fill_diagonal(same, val=False)
    shares: Array = (same / np.maximum(same.sum(axis=1, keepdims=True), 1)).astype(np.float32)
    return shares


class Network(nn.Module):
    """See :class:`briefing.reading.pages.line_model.LineModel`."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        states = len(State)
        self.inner = nn.Linear(len(FEATURES) + GROUPS * states, width)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=reach, dilation=reach) for reach in DILATIONS
        )
        self.query, self.key, self.value = (
            nn.Linear(width, KEYS),
            nn.Linear(width, KEYS),
            nn.Linear(width, width),
        )
        self.attention_norm, self.out_norm, self.out = (
            nn.LayerNorm(width),
            nn.LayerNorm(width),
            nn.Linear(width, states),
        )

    def forward(self, rows: Tensor, mask: Tensor, alike: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Return the scores of both readings."""
        none = torch.zeros(*rows.shape[:2], GROUPS * len(State))
        first = self._read(rows, none, mask)
        chances = torch.softmax(first, -1)
        told = torch.cat([shares @ chances for shares in alike], -1)
        return first, self._read(rows, told, mask)

    def _read(self, rows: Tensor, told: Tensor, mask: Tensor) -> Tensor:
        shown = mask[:, :, None].float()
        seen = torch.cat([functional.dropout(rows, DROPPED / 2, self.training), told], -1)
        hidden = torch.relu(self.inner(seen)) * shown
        for number, layer in enumerate(self.layers):
            if number == ATTENTION:
                hidden = (hidden + self._alike(hidden, mask)) * shown
            kept = functional.dropout(hidden, DROPPED, self.training).transpose(1, 2)
            hidden = (hidden + torch.relu(layer(kept)).transpose(1, 2)) * shown
        scores: Tensor = self.out(self.out_norm(hidden))
        return scores

    def _alike(self, hidden: Tensor, mask: Tensor) -> Tensor:
        rows = self.attention_norm(hidden)
        likeness = self.query(rows) @ self.key(rows).transpose(1, 2) / KEYS**0.5
        found: Tensor = torch.softmax(
            likeness.masked_fill(~mask[:, None, :], -1e9), -1
        ) @ self.value(rows)
        return found


class Scale(NamedTuple):
    """How features are standardised."""

    mean: Array
    spread: Array


def scale_of(pages: Sequence[Described]) -> Scale:
    """Return mean and spread of each feature."""
    rows = np.vstack([page.table for page in pages])
    spread = rows.std(axis=0)
    unseen = spread < UNSEEN
    return Scale(
        rows.mean(axis=0),
        np.where(unseen, NOTHING, np.maximum(spread, LEAST_SPREAD)).astype(np.float32),
    )


def fit(pages: Sequence[Described], epochs: int, seed: int = 0) -> LineModel:
    """Fit the network and return it as the package reads it."""
    torch.manual_seed(seed)
    random = Random(seed)
    scale, network = scale_of(pages), Network()
    steps = epochs * -(-len(pages) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    mean = torch.optim.swa_utils.AveragedModel(
        network,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEPT),  # type: ignore[no-untyped-call]  # torch's own
    )
    network.train()
    for _ in range(epochs):
        for batch in _batches(pages, random):
            optimiser.zero_grad()
            _loss(network, batch, scale).backward()  # type: ignore[no-untyped-call]  # torch's own
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
    return as_model(mean.module, scale)


def _batches(pages: Sequence[Described], random: Random) -> list[list[Described]]:
    order = sorted(pages, key=lambda page: len(page.states) + random.random() * 8)
    batches = [order[low : low + BATCH] for low in range(0, len(order), BATCH)]
    random.shuffle(batches)
    return batches


def _loss(network: Network, batch: Sequence[Described], scale: Scale) -> Tensor:
    longest = max(len(page.states) for page in batch)
    rows = np.zeros((len(batch), longest, len(FEATURES)), dtype=np.float32)
    states = np.full((len(batch), longest), -1)
    weight = np.zeros((len(batch), longest), dtype=np.float32)
    alike = np.zeros((GROUPS, len(batch), longest, longest), dtype=np.float32)
    for place, page in enumerate(batch):
        size = len(page.states)
        rows[place, :size] = np.clip((page.table - scale.mean) / scale.spread, -FURTHEST, FURTHEST)
        states[place, :size], weight[place, :size] = page.states, page.weight
        alike[:, place, :size, :size] = np.stack(page.alike)
    gold, each = torch.from_numpy(states), torch.from_numpy(weight)
    readings = network(torch.from_numpy(rows), gold >= 0, list(torch.from_numpy(alike)))
    losses = [
        functional.cross_entropy(found.transpose(1, 2), gold, reduction="none", ignore_index=-1)
        for found in readings
    ]
    return sum((loss * each).sum() / each.sum() for loss in losses) / len(losses)  # type: ignore[return-value]  # a sum of tensors


def as_model(network: nn.Module, scale: Scale) -> LineModel:
    """Return the weights under the names by which the package reads them."""
    stored = network.state_dict()
    weights = {"mean": scale.mean, "scale": scale.spread}
    for name, own in _NAMES.items():
        for part in ("weight", "bias"):
            weights[f"{name}.{part}"] = _array(stored[f"{own}.{part}"])
    for number in range(len(DILATIONS)):
        kernel = _array(stored[f"layers.{number}.weight"])  # out x in x 3
        rows = [kernel[:, :, place].T for place in range(3)]
        weights[f"layer{number}.weight"] = np.concatenate(rows)
        weights[f"layer{number}.bias"] = _array(stored[f"layers.{number}.bias"])
    return LineModel(FEATURES, language("en").files(*LISTS).digest, weights)


def _array(values: Tensor) -> Array:
    found: Array = values.detach().numpy().astype(np.float32)
    return found


def write(model: LineModel, path: Path) -> None:
    """Write a model in half precision, which changes no state on the labelled pages."""
    weights = {
        name: np.ascontiguousarray(values.astype(np.float16))
        for name, values in model.weights.items()
    }
    save_file(
        weights, path, metadata={"features": json.dumps(model.features), "lists": model.lists}
    )
