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


COMPLETED = [
    ("briefing sched", ["schedule"]),
    ("briefing make --device c", ["cpu", "cuda"]),
    ("briefing make --model no", ["none"]),
    ("briefing make --profile sp", ["sport", "spas"]),
    ("briefing make --date yes", ["yesterday"]),
    ("briefing make --date 2025-06-1", ["2025-06-18", "2025-06-17"]),
    ("briefing show --profile sport 2025", ["2025-06-01"]),
    ("briefing edit --out elsewhere 2025", ["2025-01-02"]),
]
"""A line, the cursor behind it, and what is offered: the settings and briefs are those of :func:`desk`."""
SOME = [COMPLETED[0], COMPLETED[3], COMPLETED[5]]
"""The shells differ in how they ask, not in what they are told."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working folder with settings and briefs, and the program in ``bin``."""
    program_file = tmp_path / "bin" / "briefing"
    program_file.parent.mkdir()
    program_file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program_file.chmod(0o755)
    for day in (
        "briefs/2025-06-17",
        "briefs/2025-06-18",
        "briefs/sport/2025-06-01",
        "elsewhere/2025-01-02",
    ):
        (tmp_path / day).mkdir(parents=True)
        (tmp_path / day / "brief.json").write_text("{}")
    (tmp_path / "briefs" / "2025-06-19").mkdir()  # without a brief
    (tmp_path / "briefing.toml").write_text(
        "[profiles.sport.brief]\nmax_items = 3\n[profiles.spas.brief]\nmax_items = 3\n"
    )
    return tmp_path


def in_shell(desk: Path, *command: str) -> str:
    """What a shell prints that uses our completion."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} on this machine")
    environment = {
        **os.environ,
        "PATH": f"{desk / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(desk),
        "XDG_CONFIG_HOME": str(desk / "config"),
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, cwd=desk, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(("words", "found"), COMPLETED)
def test_bash_completes_commands_and_values(desk: Path, words: str, found: list[str]) -> None:
    script = f"""
        . {ROOT / "packaging" / "completions" / "briefing.bash"}
        COMP_WORDS=({words}); COMP_CWORD={words.count(" ")}
        _briefing_completion briefing
        echo "${{COMPREPLY[@]}}"
    """
    assert in_shell(desk, "bash", "-c", script).split() == found


@pytest.mark.parametrize(("words", "found"), SOME)
def test_zsh_completes_commands_and_values(desk: Path, words: str, found: list[str]) -> None:
    # The builtins of completion run in the line editor alone: what they would get is printed in their place.
    script = f"""
        compdef() {{ }}
        _arguments() {{ print -r -- "$1" }}
        . {ROOT / "packaging" / "completions" / "_briefing"}
        words=({words}); CURRENT={words.count(" ") + 1}
        _briefing_completion
    """
    assert re.findall(r'"([\w-]+)"', in_shell(desk, "zsh", "-f", "-c", script)) == found


@pytest.mark.parametrize(("words", "found"), SOME)
def test_fish_completes_commands_and_values(desk: Path, words: str, found: list[str]) -> None:
    script = f"""
        source {ROOT / "packaging" / "completions" / "briefing.fish"}
        complete --do-complete "{words}"
    """
    lines = in_shell(desk, "fish", "--no-config", "-c", script).splitlines()
    assert sorted(line.partition("\t")[0] for line in lines) == sorted(found)


@pytest.mark.parametrize(
    ("shell", "file"), [("bash", "briefing.bash"), ("zsh", "_briefing"), ("fish", "briefing.fish")]
)
def test_the_completion_files_are_read_without_a_complaint(
    desk: Path, shell: str, file: str
) -> None:
    assert in_shell(desk, shell, "-n", str(ROOT / "packaging" / "completions" / file)) == ""


def test_what_is_wrong_with_the_settings_is_no_word_of_a_completion(desk: Path) -> None:
    (desk / "briefing.toml").write_text("[brief]\nmax_item = 3\n")
    script = f"""
        . {ROOT / "packaging" / "completions" / "briefing.bash"}
        COMP_WORDS=(briefing make --date ''); COMP_CWORD=3
        _briefing_completion briefing
        echo "${{COMPREPLY[@]}}"
    """
    assert in_shell(desk, "bash", "-c", script).split() == ["today", "yesterday"]
