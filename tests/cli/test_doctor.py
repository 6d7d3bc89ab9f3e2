"""`briefing doctor`: whether this machine is ready."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from .conftest import Briefing, Done


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


def told(done: Done, name: str) -> str:
    """The line of a check."""
    return next(line for line in done.out.splitlines() if line[6:].startswith(f"{name}:"))


@pytest.mark.parametrize(
    ("zone", "state"),
    [
        ("Nowhere/Land", "fail"),
        ("Europe/Berlin ", "fail"),
        ("XYZ", "fail"),
        ("local", "fail"),
        ("../../etc/passwd", "fail"),
        ("Europe/Berlin", "ok"),
        (":Asia/Tokyo", "ok"),
        ("CET-1CEST", "ok"),
        ("<+03>-3", "ok"),
    ],
)
def test_a_zone_that_the_library_would_take_for_utc_is_said_to_be_wrong(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, zone: str, state: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    done = briefing("doctor", "--no-model")
    assert told(done, "time zone").startswith(state)
    assert done.code == (state == "fail")
    monkeypatch.setenv("BRIEFING_BRIEF__TIMEZONE", "Asia/Almaty")
    assert briefing("doctor", "--no-model").code == 0


def test_the_doctor_tells_which_settings_are_in_force(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no file of your own" in told(briefing("doctor", "--no-model"), "configuration")
    Path("briefing.toml").write_text("[brief]\nmax_items = 7\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_MODEL__DEVICE", "cpu")
    line = told(briefing("doctor", "--no-model"), "configuration")
    assert str(Path("briefing.toml").absolute()) in line
    assert "environment" in line


def test_a_disk_that_is_nearly_full_is_a_warning(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "GB free" in told(briefing("doctor", "--no-model"), "state disk")
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 8, 1))
    done = briefing("doctor", "--no-model")
    assert (done.code, told(done, "output disk")[:4]) == (0, "warn")


def test_a_home_that_nobody_has_is_told(briefing: Briefing) -> None:
    Path("briefing.toml").write_text("[output]\nfolder = '~nobody-at-all/briefs'\n")
    for words in (("doctor", "--no-model"), ("make", "."), ("schedule", ".", "--cron")):
        done = briefing(*words)
        assert (done.code, "nobody has this home" in done.err) == (2, True)


def test_weights_of_ones_own_that_are_no_numbers_are_told(
    briefing: Briefing, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config.json").write_text("{}", encoding="utf-8")
    Path("briefing.toml").write_text(f"[model]\ngenerator = '{folder}'\n", encoding="utf-8")
    for value, code in ((1.0, 0), (math.nan, 1)):
        save_file({"weight": torch.tensor([value])}, folder / "model.safetensors")
        assert briefing("doctor").code == code
    assert "no numbers (weight, 1 in all)" in told(briefing("doctor"), "generator")
