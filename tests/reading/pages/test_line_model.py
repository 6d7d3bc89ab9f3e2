"""The learned line model."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors import SafetensorError
from safetensors.numpy import save_file

from briefing.language.base import language
from briefing.reading.pages.line_model import (
    BLOCK,
    FURTHEST,
    MARGIN,
    MIDWAY,
    UNHEADED,
    LineModel,
    best_states,
    load_model,
    means_of_others,
    read_model,
)
from briefing.reading.pages.page_features import FEATURES
from briefing.reading.pages.states import BEGINS, BEHIND, INSIDE, SAYS, State
from training.line_model.network import LISTS, Network, Scale, as_model, shares_of

CHANCE = np.random.default_rng(3)
SCALE = Scale(
    CHANCE.normal(size=len(FEATURES)).astype(np.float32),
    CHANCE.uniform(0.1, 2, size=len(FEATURES)).astype(np.float32),
)
NONE = np.full(3 * BLOCK, -1)


@pytest.fixture(scope="module")
def network() -> Network:
    """A small network with weights by chance."""
    torch.manual_seed(3)
    small = Network(width=8)
    for weights in small.parameters():
        torch.nn.init.normal_(weights, std=0.5)
    return small.eval()


@pytest.fixture(scope="module")
def model(network: Network) -> LineModel:
    return as_model(network, SCALE)


def page(lines: int) -> Any:
    return (
        np.random.default_rng(lines).normal(scale=3, size=(lines, len(FEATURES))).astype(np.float32)
    )


def by_itself(model: LineModel, rows: Any) -> Any:
    """The scores of a page of which no line is set as another."""
    return model.scores(rows, [NONE[: len(rows)]] * 3)


# -- the sums -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [1, 2, 40])
def test_the_network_gives_what_it_gave_while_it_was_fitted(
    network: Network, model: LineModel, lines: int
) -> None:
    rows = page(lines)
    alike = [CHANCE.integers(-1, 4, size=lines) for _ in range(3)]
    seen = np.clip((rows - SCALE.mean) / SCALE.spread, -FURTHEST, FURTHEST)
    shares = [torch.from_numpy(shares_of(groups))[None] for groups in alike]
    with torch.no_grad():
        _, second = network(torch.from_numpy(seen)[None], torch.ones(1, lines) > 0, shares)
    expected = torch.log_softmax(second[0], -1).numpy()
    assert np.abs(model.scores(rows, alike) - expected).max() < 1e-4


def test_scores_are_logarithms_of_probabilities(model: LineModel) -> None:
    scores = by_itself(model, page(12))
    assert scores.shape == (12, len(State))
    assert np.exp(scores).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_a_page_without_lines_has_no_scores(model: LineModel) -> None:
    assert by_itself(model, page(0)).shape == (0, len(State))


def test_of_a_long_page_each_block_is_read_with_the_lines_around_it(model: LineModel) -> None:
    rows = page(2 * BLOCK + 50)
    whole = by_itself(model, rows)
    first = by_itself(model, rows[: BLOCK + MARGIN])[:BLOCK]
    last = by_itself(model, rows[2 * BLOCK - MARGIN :])[MARGIN:]
    assert np.abs(whole[:BLOCK] - first).max() < 1e-5
    assert np.abs(whole[2 * BLOCK :] - last).max() < 1e-5


def test_a_line_far_away_changes_a_line_only_through_those_that_are_set_alike(
    model: LineModel,
) -> None:
    size = 2 * BLOCK + 50
    rows = page(size)
    other = rows.copy()
    other[-1] = 9
    linked = [np.where(np.isin(np.arange(size), [0, size - 1]), 0, -1)] * 3
    assert (by_itself(model, rows)[0] == by_itself(model, other)[0]).all()
    assert (model.scores(rows, linked)[0] != model.scores(other, linked)[0]).any()


@pytest.mark.parametrize(
    ("groups", "means"),
    [
        ([0, 0, 0, -1], [4, 3, 2, 0]),
        ([1, 0, 0, 1], [9, 5, 3, 1]),
        ([-1, -1, -1, -1], [0, 0, 0, 0]),
        ([0, -1, -1, -1], [0, 0, 0, 0]),
    ],
    ids=["three alike", "two pairs", "none alike", "one by itself"],
)
def test_each_line_is_told_the_mean_of_the_others_of_its_group(
    groups: list[int], means: list[float]
) -> None:
    rows = np.array([[1, 10], [3, 30], [5, 50], [9, 90]], dtype=np.float32)
    found = means_of_others(rows, np.array(groups))
    assert found.tolist() == [[mean, 10 * mean] for mean in means]


def test_of_no_lines_there_are_no_means() -> None:
    assert means_of_others(np.zeros((0, 2), dtype=np.float32), NONE[:0]).shape == (0, 2)


# -- the best states ----------------------------------------------------------------------------


def allowed(states: tuple[State, ...]) -> bool:
    start = next((place for place, state in enumerate(states) if state in BEGINS), len(states))
    if not INSIDE.isdisjoint(states[:start]):
        return False  # no text stands before the first story
    return all(b in BEHIND[a] for a, b in pairwise(states))


def total(states: tuple[State, ...], scores: list[list[float]]) -> float:
    own = sum(row[state] for row, state in zip(scores, states, strict=True))
    unheaded = sum(a in SAYS and b == State.OPENING for a, b in pairwise(states))
    return own - UNHEADED * unheaded - MIDWAY * midway(states)


def midway(states: tuple[State, ...]) -> int:
    """Heads behind a story's text, behind which the same story goes on."""
    found = 0
    for place in range(1, len(states)):
        behind = states[place:]
        rest = next((n for n, each in enumerate(behind) if each in BEGINS), len(behind))
        goes_on = not INSIDE.isdisjoint(behind[:rest])
        inside = not BEGINS.isdisjoint(states[:place])
        told = states[place - 1] in {*SAYS, State.PART, State.FURNITURE}
        found += states[place] == State.HEAD and told and inside and goes_on
    return found


ROW = st.lists(st.floats(-20, 0), min_size=len(State), max_size=len(State))


@given(st.lists(ROW, min_size=1, max_size=3))
def test_the_best_states_are_the_best_of_all_that_a_page_can_have(
    scores: list[list[float]],
) -> None:
    every = filter(allowed, product(State, repeat=len(scores)))
    found = tuple(best_states(np.array(scores)))
    assert allowed(found)
    assert total(found, scores) == pytest.approx(max(total(each, scores) for each in every))


def test_a_line_that_cannot_stand_first_begins_its_story() -> None:
    scores = np.full((2, len(State)), -9.0)
    scores[:, State.TEXT] = 0
    scores[0, State.OPENING] = -1
    assert best_states(scores) == [State.OPENING, State.TEXT]


def test_a_head_behind_text_is_that_of_the_next_story() -> None:
    likeliest = [State.HEADLINE, State.TEXT, State.FURNITURE, State.HEAD, State.TEXT]
    scores = np.full((5, len(State)), -9.0)
    scores[range(5), likeliest] = 0
    scores[2, State.HEADLINE] = -2
    assert best_states(scores) == [*likeliest[:2], State.HEADLINE, *likeliest[3:]]


def test_a_page_without_lines_has_no_states() -> None:
    assert best_states(np.zeros((0, len(State)))) == []


# -- the file -----------------------------------------------------------------------------------


def test_the_shipped_weights_are_those_of_the_features() -> None:
    model = load_model()
    assert model.features == FEATURES
    assert {name: len(model.weights[name]) for name in ("mean", "scale", "out.bias")} == {
        "mean": len(FEATURES),
        "scale": len(FEATURES),
        "out.bias": len(State),
    }
    assert all(np.isfinite(weights).all() for weights in model.weights.values())


def test_the_english_lists_are_those_that_the_weights_were_fitted_with() -> None:
    assert load_model().lists == language("en").files(*LISTS).digest


def test_a_file_without_the_digest_of_its_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_file({"mean": np.zeros(1, dtype=np.float16)}, path, metadata={"features": "[]"})
    with pytest.raises(KeyError):
        read_model(path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(b"no weights")
    with pytest.raises(SafetensorError):
        read_model(path)
