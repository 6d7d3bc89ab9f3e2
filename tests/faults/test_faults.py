"""A few faults of each kind; ``make faults`` runs them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.long import Place, at_once, calls_fail, kills

PROMISES = ("broken set", "next run differs", "strays", "internal error", "no message")


def broken(told: dict[str, int]) -> dict[str, int]:
    """What was promised and not kept."""
    return {name: told[name] for name in PROMISES if told.get(name)}


@pytest.mark.parametrize(
    ("kind", "error"),
    [("fsync", "ENOSPC"), ("mkdir", "EACCES"), ("commit", "EIO"), ("open", "EMFILE"), ("fsync", "KILL")],
)  # fmt: skip
def test_a_call_that_fails_leaves_no_broken_set(tmp_path: Path, kind: str, error: str) -> None:
    told = calls_fail(Place(tmp_path), iter([(kind, error)]), 1)
    assert told["faults"] == 1
    assert broken(told) == {}


def test_runs_that_are_killed_leave_no_broken_set(tmp_path: Path) -> None:
    told = kills(Place(tmp_path), 2)
    assert told["kills"] == 2
    assert broken(told) == {}


def test_of_runs_at_once_one_writes_and_the_others_say_so(tmp_path: Path) -> None:
    told = at_once(Place(tmp_path), 3, 1)
    assert told["exit 0"] >= 1
    assert told["exit 0"] + told["exit 11"] == 3
    assert broken(told) == {}
