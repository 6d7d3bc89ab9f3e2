"""`briefing show`."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Briefing
from .test_archive import out

__all__ = ["out"]


def test_the_last_brief_is_shown(briefing: Briefing, out: Path) -> None:
    done = briefing("show", "--out", out)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Morning brief · Tuesday 17 June 2025\n")
    assert "1. Leak closes the swimming hall of Dunmore" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_a_day_can_be_named(briefing: Briefing, out: Path) -> None:
    assert briefing("show", "2025-06-17", "--out", out).out == briefing("show", "--out", out).out


def test_a_day_without_brief_names_the_nearest(briefing: Briefing, out: Path) -> None:
    done = briefing("show", "2025-06-11", "--out", out)
    assert done.code == 2
    assert "no brief of 2025-06-11 there; the nearest is that of 2025-06-17" in done.err


def test_where_there_is_none_the_way_out_is_told(briefing: Briefing, user: Path) -> None:
    done = briefing("show", "--out", user)
    assert (done.code, "'briefing make' writes one" in done.err) == (2, True)
    assert briefing("show", "--out", user / "none").code == 2


def on_a_terminal(out: Path, **environment: str) -> str:
    """What `show` prints on a terminal."""
    ours, theirs = pty.openpty()
    names = ("PATH", "HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "PYTHONPATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    running = subprocess.Popen(
        [sys.executable, "-m", "briefing", "show", "--out", out],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).parents[2],
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # the other side has been closed
        pass
    os.close(ours)
    assert running.wait() == 0
    return shown.decode()


def test_a_terminal_gets_colours_and_the_users_pager(out: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n")
    pager.chmod(0o755)
    shown = on_a_terminal(out, PAGER=str(pager))
    assert shown.startswith("paged")
    assert "\x1b[1mMorning brief" in shown


@pytest.mark.parametrize("pager", ["cat", "/nowhere/pager"])
def test_without_a_pager_it_is_printed(out: Path, pager: str) -> None:
    shown = on_a_terminal(out, PAGER=pager, NO_COLOR="1")
    assert shown.startswith("Morning brief")


def test_a_pager_that_is_left_early_is_no_fault(out: Path) -> None:
    assert on_a_terminal(out, PAGER="true") == ""
