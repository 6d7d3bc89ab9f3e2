"""`models`, `doctor`, `config`, and the help of all commands."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Briefing = Callable[..., Any]
ROOT = Path(__file__).parents[2]


def test_models_on_disk_and_not_are_listed(briefing: Briefing) -> None:
    done = briefing("models", "list")
    assert done.code == 0
    assert "smollm2-135m-instruct" in done.out
    assert "all-minilm-l6-v2" in done.out
    assert "en-core-web-sm" in done.out
    assert done.out.count("not on disk") == 3


def test_a_model_that_cannot_be_had_is_5(briefing: Briefing) -> None:
    done = briefing("models", "pull", "nobody/no-such-model")
    assert (done.code, done.out) == (5, "")
    assert "nobody/no-such-model" in done.err
    assert len(done.err.splitlines()) == 1


def test_the_doctor_without_models_is_fast_and_whole(briefing: Briefing) -> None:
    done = briefing("doctor", "--no-model")
    assert done.code == 0
    assert {line[:4].strip() for line in done.out.splitlines()} == {"ok"}
    for name in ("configuration", "time zone", "output folder", "cache folder", "state folder"):
        assert name in done.out


def test_the_doctor_finds_a_folder_that_cannot_be_written(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OUTPUT__FOLDER", str(news / "leak.txt"))
    done = briefing("doctor", "--no-model")
    assert done.code == 1
    assert [line for line in done.out.splitlines() if line.startswith("fail")] != []


def test_settings_are_shown_as_toml_with_their_origin(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("briefing.toml").write_text("[brief]\nmax_items = 3\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_MODEL__DEVICE", "cpu")
    done = briefing("config", "show")
    shown = tomllib.loads(done.out)
    default = tomllib.loads((ROOT / "configs" / "default.toml").read_text("utf-8"))
    assert {section: list(keys) for section, keys in shown.items()} == {
        section: list(keys) for section, keys in default.items()
    }
    assert (shown["brief"]["max_items"], shown["model"]["device"]) == (3, "cpu")
    assert "max_items = 3  # briefing.toml" in done.out.replace(f"{Path.cwd()}/", "")
    assert 'device = "cpu"  # environment' in done.out


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("make",),
        ("inspect",),
        ("cluster",),
        ("verify",),
        ("summarise",),
        ("why",),
        ("models",),
        ("models", "pull"),
        ("doctor",),
        ("config", "show"),
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(briefing: Briefing, command: tuple[str, ...]) -> None:
    done = briefing(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert "Usage: briefing" in done.out


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
