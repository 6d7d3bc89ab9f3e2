"""The network of the line model as it is fitted; that it gives the package's sums: test_line_model.py."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from briefing.reading.pages.line_model import read_model
from briefing.reading.pages.lines import split_lines
from briefing.reading.pages.page_features import FEATURES
from briefing.reading.pages.states import State
from training.line_model.examples import Example
from training.line_model.network import (
    LEAST_SPREAD,
    NOTHING,
    Network,
    as_model,
    describe_all,
    scale_of,
    shares_of,
    write,
)

LEAD = "The council of Tarn decided on Monday that the ferry will sail again from June, the mayor said."
TEXT = f"Home\nFerry sails again\n{LEAD}\nHome\nCourt frees manager\n{LEAD}"
F, H, T = State.FURNITURE, State.HEADLINE, State.TEXT
PAGE = Example(TEXT, split_lines(TEXT), [F, H, T] * 2, [-1, 0, 0, -1, 1, 1], "ada/list", 2.0)


def test_each_line_shares_alike_in_the_others_of_its_group() -> None:
    shares = shares_of(np.array([0, 0, -1, 0, 1]))
    half = [0.5, 0.5]
    assert shares.tolist() == [
        [0, half[0], 0, half[1], 0],
        [0.5, 0, 0, 0.5, 0],
        [0] * 5,
        [0.5, 0.5, 0, 0, 0],
        [0] * 5,
    ]


def test_an_example_is_described_with_its_states_and_weight() -> None:
    (found,) = describe_all([PAGE])
    assert found.table.shape == (6, len(FEATURES))
    assert found.states.tolist() == [0, 2, 5, 0, 2, 5]
    assert found.weight == 2.0
    assert [shares.shape for shares in found.alike] == [(6, 6)] * 3


def test_a_feature_that_no_page_has_says_nothing_and_a_rare_one_is_not_blown_up() -> None:
    scale = scale_of(describe_all([PAGE]))
    spread = dict(zip(FEATURES, scale.spread, strict=True))
    assert spread["bulleted"] == NOTHING
    assert min(scale.spread) >= LEAST_SPREAD
    assert scale.mean[FEATURES.index("prose")] == np.float32(1 / 3)


def test_what_is_written_is_read_again_in_half_precision(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = as_model(Network(width=8), scale_of(describe_all([PAGE])))
    path = tmp_path / "weights.safetensors"
    write(model._replace(weights={**model.weights, "scale": np.ones(3, dtype=np.float32)}), path)
    found = read_model(path)
    assert (found.features, found.lists) == (model.features, model.lists)
    assert set(found.weights) == set(model.weights)
    worst = [
        np.abs(found.weights[name] - model.weights[name]).max()
        for name in ("in.weight", "out.bias")
    ]
    assert max(worst) < 1e-3
