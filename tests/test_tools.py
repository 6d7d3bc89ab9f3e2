"""What is generated from the code is what the code says now, and works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import stale
from tools.commands import Command, commands, program

ROOT = Path(__file__).parents[1]
ALL = [program(), *commands()]


def test_nothing_generated_is_stale() -> None:
    assert stale() == [], "python -m tools --write writes it anew"


@pytest.mark.parametrize("one", ALL, ids=lambda one: " ".join(one.words) or "briefing")
def test_the_reference_has_every_option_that_the_help_has(
    one: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.cli import app

    monkeypatch.setenv("COLUMNS", "250")
    with pytest.raises(SystemExit):
        app([*one.words, "--help"], prog_name="briefing")
    shown = capsys.readouterr().out
    options = set(re.findall(r"^│[ *]*(--[a-z][a-z-]+)", shown, flags=re.MULTILINE))
    ours = {name for each in one.parameters for name in each.names if name.startswith("--")}
    assert options - ours <= {"--help", "--install-completion", "--show-completion"}
    assert ours <= set(re.findall(r"--[a-z][a-z-]+", shown))


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_man_page_is_read_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", ROOT / "packaging" / "briefing.1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "--require-model" in re.sub(r"\x1b\[\d*m", "", done.stdout)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("briefing sched", ["schedule"]),
        ("briefing make --device c", ["cpu", "cuda"]),
        ("briefing make --model no", ["none"]),
    ],
)
def test_the_completion_of_bash_completes_commands_and_values(
    tmp_path: Path, words: str, found: list[str]
) -> None:
    program_file = tmp_path / "briefing"
    program_file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program_file.chmod(0o755)
    script = f"""
        . {ROOT / "packaging" / "completions" / "briefing.bash"}
        COMP_WORDS=({words}); COMP_CWORD={words.count(" ")}
        _briefing_completion briefing
        echo "${{COMPREPLY[@]}}"
    """
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.split() == found
