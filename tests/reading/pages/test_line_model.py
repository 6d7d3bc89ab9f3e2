"""The learned line model."""

from __future__ import annotations

import json
import math
from importlib import resources
from itertools import pairwise, product

import numpy as np
import pytest

from briefing.language.base import language
from briefing.reading.pages.line_model import (
    FURNITURE,
    INSIDE,
    LineModel,
    best_states,
    chances,
    load_model,
    parse_model,
)
from briefing.reading.pages.page_features import FEATURES

MODEL = LineModel(
    ("x",), np.zeros((1, 6)), (0.0,) * 6, (0.5, -9.0, 1.0), (0.2, 0.3, 0.4),
    ((-1.0, 2.0, 0.5), (-0.5, 1.0, 0.1), (1.0, -3.0, 1.5)),
)  # fmt: skip
SCORES = [
    [0.9, 0.7, 0.8, 0.3, 0.1, -0.2], [1.0, 0.4, 0.2, -1.0, 0.3, 0.6],
    [-0.3, 0.8, 0.1, 1.2, 0.2, -0.4], [0.0, 0.2, 2.0, 0.5, 0.1, -0.7],
]  # fmt: skip
"""Behind text, then behind furniture; the first line stands behind furniture, the edge of the page."""


def total(states: tuple[int, ...]) -> float:
    score = MODEL.first[states[0]] + MODEL.last[states[-1]]
    before = (FURNITURE, *states)
    for line, state in enumerate(states):
        score += SCORES[line][state + (3 if before[line] == FURNITURE else 0)]
    return score + sum(MODEL.steps[a][b] for a, b in pairwise(states))


def allowed(states: tuple[int, ...]) -> bool:
    pairs = pairwise(states)
    return states[0] != INSIDE and all(pair != (FURNITURE, INSIDE) for pair in pairs)


def test_the_best_states_are_the_best_of_all_that_are_allowed() -> None:
    every = [states for states in product(range(3), repeat=4) if allowed(states)]
    assert tuple(best_states(MODEL, SCORES)) == max(every, key=total)


def test_chances_are_those_of_all_sequences_together() -> None:
    every = list(product(range(3), repeat=4))
    mass = sum(math.exp(total(states)) for states in every)
    for line, found in enumerate(chances(MODEL, SCORES)):
        for state in range(3):
            part = sum(math.exp(total(states)) for states in every if states[line] == state)
            assert found[state] == pytest.approx(part / mass)


def test_a_page_without_lines_has_no_states() -> None:
    assert best_states(MODEL, []) == []
    assert chances(MODEL, []) == []


def test_the_shipped_coefficients_are_those_of_the_features() -> None:
    model = load_model()
    assert model.features == FEATURES
    assert model.weights.shape == (len(FEATURES), 6)
    assert np.isfinite(model.weights).all()


def test_damaged_coefficients_are_refused() -> None:
    with pytest.raises(KeyError):
        parse_model('{"weights": {"x": [1, 2, 3]}}')


def test_the_english_lists_of_lines_are_those_that_the_model_was_fitted_on() -> None:
    model = json.loads(
        (resources.files("briefing.reading.pages") / "line_model.json").read_text("utf-8")
    )
    assert model["lexicon"] == language("en").files("lines", "furniture").digest
