"""Looking after what is kept between runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from briefing.models.base import Answer
from briefing.store import Store

Briefing = Callable[..., Any]
FORM = TypeAdapter(list[Answer])


@pytest.fixture
def state(user: Path) -> Path:
    """A store of 50 answers, five of them asked for last year."""
    path = user / "state" / "briefing" / "state.sqlite"
    with Store(path) as store:
        for number in range(50):
            store.keep_rows(f"key {number}", FORM, [Answer(text="x" * 4000, finish="stop")])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE answers SET used = '2024-01-01' WHERE key LIKE 'key 4%'")
    return path


def test_its_size_and_age_are_told(briefing: Briefing, state: Path) -> None:
    with closing(sqlite3.connect(state)) as database, database:
        database.execute("UPDATE answers SET used = '2999-01-01'")
    done = briefing("store", "stats")
    assert done.code == 0
    assert "answers: 50, asked for since 2999-01-01" in done.out


def test_what_no_run_asks_for_any_more_goes(state: Path) -> None:
    with Store(state) as store:
        assert store.rows("key 40", FORM)
    with Store(state) as store:
        kept = [store.rows(f"key {number}", FORM) is not None for number in range(50)]
    assert kept == [number not in {4, *range(41, 50)} for number in range(50)]


def test_pruning_gives_space_back(briefing: Briefing, state: Path) -> None:
    done = briefing("store", "prune", "--days", "0")
    assert "50 answers dropped" in done.out
    assert state.stat().st_size < 100_000


def test_a_whole_store_is_told_so(briefing: Briefing, state: Path) -> None:
    assert briefing("store", "check").out == f"{state}: ok\n"


def test_a_damaged_one_is_told_and_what_can_be_read_is_saved(
    briefing: Briefing, state: Path
) -> None:
    data = bytearray(state.read_bytes())
    middle = len(data) // 8192 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    state.write_bytes(data)
    assert briefing("store", "check").code == 1
    done = briefing("store", "check", "--repair")
    assert done.code == 0
    saved = int(done.out.splitlines()[-1].split()[0])
    assert 0 < saved < 50
    assert briefing("store", "check").out == f"{state}: ok\n"
    with Store(state) as store:
        assert store.statistics().answers == saved - 1  # key 4 was asked for last year


def test_where_nothing_is_kept_nothing_is_wrong(briefing: Briefing) -> None:
    assert briefing("store", "check").code == 0
