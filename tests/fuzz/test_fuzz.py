"""A short run of what ``make fuzz`` does at length: inputs by chance, the same each time."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.fuzz.mutate import inputs
from tests.fuzz.run import NAMES
from tests.fuzz.targets import TARGETS, seeds

MANY = {"decode": 150, "cut": 25, "dates": 300, "numbers": 150, "gate": 25, "rows": 200, "settings": 60, "mail": 80, "brief": 15}  # fmt: skip
"""Inputs: half a second of each."""


@pytest.mark.parametrize("name", NAMES)
def test_no_input_raises_anything_but_our_own_errors(name: str) -> None:
    for data in islice(inputs(seeds(name), seed=14), MANY[name]):
        TARGETS[name](data)


def test_every_target_is_run() -> None:
    assert set(NAMES) == set(TARGETS) == set(MANY)
