"""A few faults of each kind; ``make faults`` runs them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.long import BROKEN, at_once, calls_fail, kills, quick_kills
from tests.faults.place import Place
from tests.faults.surroundings import LONG, ROWS


def broken(told: dict[str, int]) -> dict[str, int]:
    """What was promised and not kept."""
    return {name: told[name] for name in BROKEN if told.get(name)}


@pytest.mark.parametrize(
    ("kind", "error"),
    [("write", "ENOSPC"), ("exchange", "KILL"), ("commit", "EIO"), ("scandir", "EACCES"), ("rmdir", "EIO")],
)  # fmt: skip
def test_a_call_that_fails_leaves_no_broken_set(tmp_path: Path, kind: str, error: str) -> None:
    told = calls_fail(Place(tmp_path), kind, error, 3)
    assert told["faults"] >= 1
    assert broken(told) == {}


def test_runs_that_are_killed_while_they_write_leave_no_broken_set(tmp_path: Path) -> None:
    told = quick_kills(Place(tmp_path), 8)
    assert told["kills"] == 8
    assert broken(told) == {}


def test_runs_that_are_killed_leave_no_broken_set(tmp_path: Path) -> None:
    told = kills(Place(tmp_path), 1)
    assert told["kills"] == 1
    assert broken(told) == {}


def test_of_runs_at_once_one_writes_and_the_others_say_so(tmp_path: Path) -> None:
    told = at_once(Place(tmp_path), 3, 1)
    assert told["exit 0"] >= 1
    assert told["exit 0"] + told["exit 11"] == 3
    assert broken(told) == {}


@pytest.mark.parametrize("name", [name for name in ROWS if name not in LONG])
def test_a_run_holds_in_odd_surroundings(tmp_path: Path, name: str) -> None:
    assert ROWS[name](Place(tmp_path / "place")) == []


def test_a_database_that_another_program_holds_costs_what_is_kept(tmp_path: Path) -> None:
    assert ROWS["locked database"](Place(tmp_path / "place")) == []
