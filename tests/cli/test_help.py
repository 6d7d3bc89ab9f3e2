"""The help of all commands."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from .conftest import Briefing


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("make",),
        ("inspect",),
        ("archive",),
        ("search",),
        ("show",),
        ("cluster",),
        ("verify",),
        ("summarise",),
        ("why",),
        ("models",),
        ("models", "pull"),
        ("models", "list"),
        ("eval",),
        ("schedule",),
        ("edit",),
        ("doctor",),
        ("config", "show"),
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(briefing: Briefing, command: tuple[str, ...]) -> None:
    done = briefing(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert "Usage: briefing" in done.out
    assert "<bool>" not in done.out  # nobody writes --json true


def test_the_exit_codes_stand_in_the_help(briefing: Briefing) -> None:
    for words in (("--help",), ("make", "--help")):
        shown = " ".join(briefing(*words).out.split())
        for code in ("2 wrong usage", "4 nothing to report", "11 ", "130/143 interrupted"):
            assert code in shown


def test_help_into_a_closed_pipe_is_no_error(
    process: Callable[..., subprocess.Popen[bytes]],
) -> None:
    running = process("--help")
    assert running.stdout is not None
    running.stdout.close()
    running.stdout = None
    assert running.communicate(timeout=60)[1] == b""
    assert running.returncode == 0
