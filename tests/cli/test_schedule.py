"""What cron and systemd are given: lines that work as they are, with every word quoted."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.units import Job, service

Briefing = Callable[..., Any]
ODD = 'a b\'c %h $HOME "d"'


def test_a_line_for_cron_runs_the_same_interpreter_anywhere(
    briefing: Briefing, news: Path, user: Path
) -> None:
    done = briefing("schedule", news, "--cron", "--time", "7:05", "--out", "briefs")
    zone, line = [one for one in done.out.splitlines() if not one.startswith("#")]
    words = shlex.split(line)
    assert done.code == 0
    assert zone.startswith("CRON_TZ=")
    assert words[:5] == ["5", "7", "*", "*", "*"]
    assert words[5:] == [sys.executable, "-m", "briefing", "make", str(news), "--out", str(user / "work" / "briefs"), "--quiet"]  # fmt: skip


def test_cron_gets_no_bare_percent_sign(briefing: Briefing, user: Path) -> None:
    done = briefing("schedule", user / ODD, "--cron")
    line = done.out.splitlines()[-1]
    assert "%" not in line.replace(r"\%", "")
    assert str(user / ODD) in shlex.split(line.replace(r"\%", "%"))


def test_the_zone_is_that_of_the_settings(briefing: Briefing, news: Path, user: Path) -> None:
    (user / "own.toml").write_text('[brief]\ntimezone = "Asia/Almaty"\n')
    done = briefing("schedule", news, "--systemd", "--config", user / "own.toml")
    assert "OnCalendar=*-*-* 06:30:00 Asia/Almaty" in done.out
    assert f"--config {user / 'own.toml'}" in done.out


def units(briefing: Briefing, source: str | Path, user: Path, *words: str) -> dict[str, Any]:
    """The units as systemd reads them."""
    done = briefing("schedule", source, "--systemd", "--write", user / "units", *words)
    assert done.code == 0
    read: dict[str, Any] = {}
    for line in done.out.splitlines():
        unit = configparser.RawConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string(Path(line).read_text(encoding="utf-8"))
        read[Path(line).name] = unit
    return read


def test_units_shut_the_network_and_the_system(briefing: Briefing, news: Path, user: Path) -> None:
    read = units(briefing, news, user, "--on-failure", "tell-me.service")
    service = read["briefing.service"]
    wanted = {
        "Type": "oneshot",
        "PrivateNetwork": "yes",
        "ProtectSystem": "strict",
        "NoNewPrivileges": "yes",
        "SuccessExitStatus": "3",
        "StateDirectory": "briefing",
        "CacheDirectory": "briefing",
    }
    assert {name: service["Service"][name] for name in wanted} == wanted
    assert service["Unit"]["OnFailure"] == "tell-me.service"
    assert read["briefing.timer"]["Timer"]["Persistent"] == "true"


def test_a_profile_that_writes_into_a_home_sees_it(
    briefing: Briefing, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/usr/bin/python3")
    monkeypatch.setenv("HOME", "/nobody/here")
    config = user / "own.toml"
    config.write_text(
        "[profiles.a]\nsources = ['/srv/pages']\noutput.folder = '/srv/briefs'\n"
        "[profiles.b]\nsources = ['/srv/pages']\noutput.folder = '/home/ada/briefs'\n"
    )
    told = {
        name: briefing("schedule", "--systemd", "--profile", name, "--config", config).out
        for name in "ab"
    }
    assert "ProtectHome=yes" in told["a"]
    assert "ProtectHome=read-only" in told["b"]


@pytest.mark.parametrize("place", ["taken", "x" * 300])
def test_units_that_cannot_be_written_are_told(
    briefing: Briefing, news: Path, user: Path, place: str
) -> None:
    (user / "taken").touch()
    done = briefing("schedule", news, "--systemd", "--write", user / place)
    assert (done.code, done.out) == (2, "")
    assert "name another folder" in done.err


def test_a_model_server_needs_the_network(briefing: Briefing, news: Path, user: Path) -> None:
    service = units(briefing, news, user, "--network", "--name", "evening")["evening.service"]
    assert "PrivateNetwork" not in service["Service"]
    assert service["Service"]["StateDirectory"] == "evening"


@pytest.mark.parametrize("source", ["s3://bucket/news//x", "memory://b"])
def test_an_address_stays_as_it_is_and_needs_the_network(
    briefing: Briefing, user: Path, source: str
) -> None:
    done = briefing("schedule", source, "--cron")
    assert f" {source} " in done.out
    service = units(briefing, source, user)["briefing.service"]["Service"]
    assert "PrivateNetwork" not in service
    assert service["RestrictAddressFamilies"] == "AF_UNIX AF_INET AF_INET6"


@pytest.mark.parametrize(
    "text",
    [
        "[engine]\nname = 'ray'\n",
        "[engine]\nname = 'ray'\naddress = 'head:6379'\n",
        "[profiles.a]\nsources = ['s3://bucket/news']\n",
    ],
)
def test_an_engine_or_an_address_of_a_profile_needs_the_network(
    briefing: Briefing, news: Path, text: str
) -> None:
    Path("briefing.toml").write_text(text, encoding="utf-8")
    of_whom = ["--profile", "a"] if "profiles" in text else [news]
    done = briefing("schedule", *of_whom, "--systemd")
    assert done.code == 0
    assert "PrivateNetwork" not in done.out


def test_systemd_expands_nothing_in_a_name(briefing: Briefing, user: Path) -> None:
    line = units(briefing, user / ODD, user)["briefing.service"]["Service"]["ExecStart"]
    assert r"a b'c %%h $$HOME \"d\"" in line


def test_an_empty_word_stays_a_word_for_systemd() -> None:
    job = Job(
        ("briefing", "make", "", "a-b"),
        (6, 30),
        "UTC",
        (),
        homes=False,
        failure=None,
        network=False,
    )
    assert 'ExecStart=briefing make "" a-b\n' in service(job, "briefing")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--cron or --systemd"),
        (("--cron", "--systemd"), "--cron or --systemd"),
        (("--cron", "--time", "25:00"), "no time of day"),
        (("--systemd", "--name", "../evil"), "letters, digits"),
    ],
)
def test_what_cannot_be_scheduled_is_told(
    briefing: Briefing, news: Path, words: tuple[str, ...], told: str
) -> None:
    done = briefing("schedule", news, *words)
    assert done.code == 2
    assert told in done.err


def test_a_name_with_a_line_break_is_refused(briefing: Briefing, user: Path) -> None:
    assert briefing("schedule", user / "a\nb", "--cron").code == 2


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_finds_no_fault_in_the_units(briefing: Briefing, news: Path, user: Path) -> None:
    units(briefing, news, user)
    files = [str(path) for path in (user / "units").iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, check=False)
    assert done.stderr.decode() == ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_finds_the_service_little_exposed(
    briefing: Briefing, news: Path, user: Path
) -> None:
    units(briefing, news, user)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=30", "--no-pager", str(user / "units" / "briefing.service")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze knows no --offline")
    # 2.9 of 10 with systemd 252, which it calls "OK"
    assert done.returncode == 0, done.stdout[-300:]


ZONES = (
    "[profiles.a]\nsources = ['x']\nbrief.timezone = 'UTC'\n"
    "[profiles.b]\nsources = ['x']\nbrief.timezone = 'Asia/Almaty'\n"
)
PROFILES = """
[output]
folder = "{user}/briefs"
[profiles.sport]
sources = ["{news}"]
[profiles.harbour]
sources = ["{news}"]
[profiles.harbour.notify]
url = "https://hook.example/x"
"""


def test_one_run_makes_the_briefs_of_all_profiles(
    briefing: Briefing, news: Path, user: Path
) -> None:
    own = user / "own.toml"
    own.write_text(PROFILES.format(news=news, user=user))
    done = briefing("schedule", "--all-profiles", "--systemd", "--config", own)
    (command,) = re.findall(r"^ExecStart=.* make (.*)$", done.out, re.MULTILINE)
    assert command == f"--all-profiles --out {user}/briefs --quiet --config {own}"
    assert done.out.count("ReadWritePaths=") == 1
    assert "PrivateNetwork" not in done.out  # one of them gives notice
    made = briefing("make", *command.split(), "--date", "2025-06-17")
    assert made.code == 0
    assert (user / "briefs" / "sport" / "2025-06-17" / "brief.html").exists()


def test_a_profile_with_its_own_folder_has_it_opened(
    briefing: Briefing, news: Path, user: Path
) -> None:
    own = user / "own.toml"
    text = PROFILES.format(news=news, user=user)
    own.write_text(text + f'[profiles.harbour.output]\nfolder = "{user}/harbour"\n')
    done = briefing("schedule", "--all-profiles", "--systemd", "--config", own)
    assert "--out" not in done.out
    assert re.findall(r'ReadWritePaths=-"(.*)"', done.out) == [f"{user}/briefs", f"{user}/harbour"]
    own.write_text(own.read_text().replace(f'folder = "{user}/briefs"', 'folder = "briefs"'))
    refused = briefing("schedule", "--all-profiles", "--systemd", "--config", own)
    assert (refused.code, "needs the whole path" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("", [], "there are none"),
        ("[profiles.a]\nsources = ['x']\n", ["--profile", "a"], "one of them"),
        (ZONES, [], "several time zones"),
    ],
)
def test_what_cannot_be_one_run_is_refused(
    briefing: Briefing, user: Path, text: str, words: list[str], told: str
) -> None:
    (user / "own.toml").write_text(text)
    done = briefing("schedule", "--all-profiles", "--cron", "--config", user / "own.toml", *words)
    assert done.code == 2
    assert told in done.err
