"""`briefing doctor`: whether this machine is ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Briefing


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


def test_a_model_that_is_not_there_is_a_warning_and_none_is_as_the_settings_say(
    briefing: Briefing,
) -> None:
    Path("briefing.toml").write_text("[model]\ngenerator = 'none'\n", encoding="utf-8")
    done = briefing("doctor")
    states = {line[6:].split(":")[0]: line[:5].strip() for line in done.out.splitlines()}
    assert done.code == 0
    assert {name: states[name] for name in ("generator", "parser", "embedder", "device")} == {
        "generator": "ok",
        "parser": "warn",
        "embedder": "warn",
        "device": "ok",
    }


def test_a_server_that_does_not_answer_is_a_warning_with_the_way_out(briefing: Briefing) -> None:
    Path("briefing.toml").write_text("[model]\ngenerator = 'http://127.0.0.1:9/v1#small'\n")
    done = briefing("doctor")
    (line,) = [line for line in done.out.splitlines() if "generator:" in line]
    assert line.startswith("warn  generator: http://127.0.0.1:9/v1: no server answers there")


def test_a_device_that_is_not_there_fails(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    Path("briefing.toml").write_text("[model]\ndevice = 'cuda'\n", encoding="utf-8")
    done = briefing("doctor")
    assert done.code == 1
    assert [line for line in done.out.splitlines() if line.startswith("fail  device")] != []


def test_wrong_settings_are_told_before_any_check(briefing: Briefing) -> None:
    Path("briefing.toml").write_text("[brief]\nmax_items = 'many'\n", encoding="utf-8")
    done = briefing("doctor", "--no-model")
    assert (done.code, done.out) == (2, "")
