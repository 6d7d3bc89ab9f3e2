"""Briefs of profiles: where they go, of what they are made, and that one does not end another."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path

import pytest

from .conftest import STORY, Briefing

ON_THE_DAY = ("--date", "2025-06-17", "--model", "none")
DAY = "2025-06-17"
TWO = """
[profiles.sport]
sources = ["news"]
title = "Sport"
brief.mute = ["Dunmore"]

[profiles.world]
sources = ["news"]
brief.language = "de"
"""


@pytest.fixture
def config(user: Path, news: Path) -> Path:  # the profiles name its folder
    file = user / "briefing.toml"
    file.write_text(TWO, encoding="utf-8")
    return file


def brief(folder: str) -> dict[str, object]:
    read: dict[str, object] = json.loads(Path(folder, DAY, "brief.json").read_text("utf-8"))
    return read


def test_a_profile_has_its_own_sources_settings_and_folder(
    briefing: Briefing, config: Path
) -> None:
    done = briefing("make", "--profile", "sport", "--config", config, *ON_THE_DAY)
    assert done.code == 0
    assert done.out.splitlines()[0] == f"briefs/sport/{DAY}/brief.md"
    assert brief("briefs/sport")["items"] == []
    assert [path.name for path in Path("briefs").iterdir()] == ["sport"]


def test_all_profiles_are_made_and_one_that_fails_ends_no_other(
    briefing: Briefing, config: Path
) -> None:
    config.write_text(TWO.replace('["news"]', '["nowhere"]', 1), encoding="utf-8")
    done = briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY, "--quiet")
    assert done.code == 2
    assert "profile sport: " in done.err
    assert "nowhere: no such file" in done.err
    assert brief("briefs/world")["language"] == "de"


def test_sources_that_are_named_go_before_those_of_the_profile(
    briefing: Briefing, config: Path, user: Path
) -> None:
    other = user / "other.txt"
    other.write_text(STORY.replace("Dunmore", "Vellmar"), encoding="utf-8")
    briefing("make", other, "--profile", "sport", "--config", config, *ON_THE_DAY)
    assert [one["file"] for one in brief("briefs/sport")["files"]] == ["other.txt"]  # type: ignore[attr-defined]


def test_what_one_profile_said_yesterday_is_news_in_another(
    briefing: Briefing, config: Path
) -> None:
    next_day = ("--date", "2025-06-18", "--model", "none", "--config", config)
    config.write_text(TWO + "[brief]\ndays = 2\n", encoding="utf-8")
    briefing("make", "--profile", "world", *ON_THE_DAY, "--config", config)
    config.write_text(
        TWO.replace('brief.mute = ["Dunmore"]', "") + "[brief]\ndays = 2\n", encoding="utf-8"
    )
    since = {}
    for name in ("world", "sport"):
        assert briefing("make", "--profile", name, *next_day).code == 0
        made = json.loads(Path(f"briefs/{name}/2025-06-18/brief.json").read_text("utf-8"))
        since[name] = [item["new_since"] for item in made["items"]]
    assert since["sport"] == [None]
    assert since["world"] != [None]


def test_briefs_of_other_profiles_are_no_sources(
    briefing: Briefing, config: Path, news: Path
) -> None:
    out = news / "briefs"
    config.write_text(TWO + f"[output]\nfolder = '{out}'\narchive = true\n", encoding="utf-8")
    briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    done = briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY, "--dry-run")
    assert [" 1 files" in line for line in done.out.splitlines()] == [True, True]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--profile", "sprot"), "there are: sport, world"),
        (("--profile", "sport", "--all-profiles"), "one of them"),
        (("-", "--all-profiles"), "standard input"),
        ((), "SOURCE is missing"),
    ],
)
def test_what_cannot_be_made_is_told_before_anything_is_written(
    briefing: Briefing, config: Path, words: tuple[str, ...], said: str
) -> None:
    done = briefing("make", *words, "--config", config, *ON_THE_DAY)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not Path("briefs").exists()


def test_profiles_without_sources_or_with_one_folder_are_told_before_any_is_made(
    briefing: Briefing, config: Path
) -> None:
    config.write_text(TWO + "[profiles.last]\ntitle = 'x'\n", encoding="utf-8")
    bare = briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    config.write_text(
        TWO.replace("title =", "output.folder = 'briefs/world'\ntitle ="), encoding="utf-8"
    )
    shared = briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    assert (bare.code, shared.code) == (2, 2)
    assert "profile last names no sources" in bare.err
    assert "sport and world both write into" in shared.err
    assert not Path("briefs").exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("briefs/sport/../world", "sport and world both write into"),
        ("link/world", "sport and world both write into"),
        ("briefs/topics", "profile sport: briefs/topics"),
        ("link/Latest", "profile sport: link/Latest"),
        ("briefs/world/overrides", "profile sport: briefs/world/overrides"),
    ],
)
def test_a_folder_that_is_not_the_profiles_own_is_refused_by_whatever_name(
    briefing: Briefing, config: Path, folder: str, said: str
) -> None:
    Path("briefs").mkdir()
    Path("link").symlink_to("briefs")
    config.write_text(
        TWO.replace("title =", f"output.folder = '{folder}'\ntitle ="), encoding="utf-8"
    )
    done = briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    assert done.code == 2
    assert said in done.err
    assert not [*Path("briefs").iterdir()]


def test_other_commands_look_into_the_folder_of_the_profile(
    briefing: Briefing, config: Path
) -> None:
    briefing("make", "--profile", "world", "--config", config, *ON_THE_DAY, "--out", "there")
    own = ("--profile", "world", "--config", config, "--out", "there")
    assert "Dunmore" in briefing("show", DAY, *own).out
    assert "Dunmore" in briefing("search", "Dunmore", *own).out
    mailed = briefing("mail", DAY, *own, "--dry-run")
    assert "sender is empty" in mailed.err
    archived = briefing("archive", "there", "--profile", "world", "--config", config)
    assert archived.out == "there/world/index.html\n"


def test_the_mail_of_a_profile_is_for_its_own_recipients(briefing: Briefing, config: Path) -> None:
    config.write_text(
        "[mail]\nto = ['all@example.org']\nsender = 'brief@example.org'\n"
        + TWO.replace("title =", "mail.to = ['sport@example.org']\ntitle ="),
        encoding="utf-8",
    )
    briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    to = {
        name: briefing("mail", DAY, "--profile", name, "--config", config, "--dry-run").out
        for name in ("sport", "world")
    }
    assert "To: sport@example.org" in to["sport"]
    assert "Subject: Sport " in to["sport"]
    assert "To: all@example.org" in to["world"]


def test_a_notice_says_of_which_profile_it_is(briefing: Briefing, config: Path, user: Path) -> None:
    keeps = user / "told"
    config.write_text(
        f"[notify]\ncommand = ['tee', '-a', '{keeps}']\non = 'always'\n" + TWO, encoding="utf-8"
    )
    briefing("make", "--all-profiles", "--config", config, *ON_THE_DAY)
    told = [json.loads(line) for line in keeps.read_text("utf-8").splitlines()]
    assert [one["profile"] for one in told] == ["sport", "world"]


def test_the_settings_of_a_profile_are_shown_with_their_origin(
    briefing: Briefing, config: Path
) -> None:
    shown = briefing("config", "show", "--profile", "sport", "--config", config).out
    assert tomllib.loads(shown)["output"]["folder"] == "briefs/sport"
    assert f'mute = ["Dunmore"]  # {config}, profile sport' in shown
    assert str(config.parent / "news") in shown


def test_a_schedule_runs_the_profile_by_whole_paths(
    briefing: Briefing, config: Path, user: Path
) -> None:
    done = briefing("schedule", "--profile", "sport", "--config", config, "--cron")
    words = shlex.split(done.out.splitlines()[-1])
    assert words[8:] == ["make", "--profile", "sport", "--out", str(user / "work" / "briefs"), "--quiet", "--config", str(config)]  # fmt: skip
    units = briefing("schedule", "--profile", "sport", "--config", config, "--systemd").out
    assert "# -- briefing-sport.service --" in units
    assert f'ReadWritePaths=-"{user / "work" / "briefs"}"\n' in units


def test_a_schedule_leaves_a_folder_of_the_profile_s_own_to_it(
    briefing: Briefing, config: Path, user: Path
) -> None:
    for folder in (str(user / "own"), "own"):
        config.write_text(
            TWO.replace("title =", f"output.folder = '{folder}'\ntitle ="), encoding="utf-8"
        )
        done = briefing("schedule", "--profile", "sport", "--config", config, "--cron")
        assert "--out" not in done.out
        assert done.code == (0 if folder.startswith("/") else 2)
    assert "whole path" in done.err
