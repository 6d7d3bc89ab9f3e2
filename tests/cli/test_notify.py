"""Who is told how a run ended, and what is written to a log."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import store

from ..delivery import test_webhook as web
from ..delivery.test_webhook import Server

server = web.server
Briefing = Callable[..., Any]
DAY = ("--date", "2025-06-17", "--model", "none")
KEEPS = "import sys, pathlib; pathlib.Path('told.json').write_text(sys.stdin.read())"


@pytest.fixture
def settings(user: Path) -> Callable[..., Path]:
    """A settings file with a program that is told."""

    def write(script: str, **more: object) -> Path:
        rows = {"command": [sys.executable, "-c", script], **more}
        lines = [f"{name} = {json.dumps(value)}" for name, value in rows.items()]
        (user / "own.toml").write_text("[notify]\n" + "\n".join(lines) + "\n")
        return user / "own.toml"

    return write


def told() -> Any:
    path = Path("told.json")
    return json.loads(path.read_text()) if path.exists() else None


def test_a_good_day_is_told_where_it_was_asked_for(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    briefing("make", news, *DAY, "--config", settings(KEEPS))
    assert told() is None
    briefing("make", news, *DAY, "--config", settings(KEEPS, on="always"))
    assert (told()["code"], told()["dates"], told()["message"]) == (0, ["2025-06-17"], "")


def test_a_failure_is_told_with_its_reason(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    words = ("--date", "2025-06-17", "--require-model", "--config", settings(KEEPS))
    done = briefing("make", news, *words, "--quiet")
    assert done.code == told()["code"] == 5
    assert "--require-model" in told()["message"]


def test_unreadable_input_is_no_failure_and_is_told_in_the_warnings(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    briefing("make", news, *DAY, "--config", settings(KEEPS, on="always"))
    assert told()["code"] == 3
    assert told()["warnings"][0].startswith("noise.bin: unreadable")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"output": 'formats = ["nothing"]'}, "nothing"),
        ({"mail": "after_make = true"}, "mail.host is empty"),
    ],
)
def test_what_ends_a_run_before_its_work_is_told(
    briefing: Briefing, news: Path, settings: Callable[..., Path], more: dict[str, str], says: str
) -> None:
    file = settings(KEEPS)
    (section, line) = next(iter(more.items()))
    file.write_text(f"{file.read_text()}[{section}]\n{line}\n")
    done = briefing("make", news, *DAY, "--config", file, "--quiet")
    assert done.code == told()["code"] == 2
    assert says in told()["message"]
    assert told()["dates"] == ["2025-06-17"]


def test_sources_that_are_not_there_are_told(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    done = briefing("make", news / "gone", *DAY, "--config", settings(KEEPS), "--quiet")
    assert (done.code, told()["code"]) == (2, 2)
    assert "no such file" in told()["message"]


def test_a_rehearsal_tells_nobody(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    file = settings(KEEPS, on="always")
    assert briefing("make", news, *DAY, "--config", file, "--dry-run").code == 0
    assert told() is None


def test_an_interrupted_run_is_told_with_its_exit_code(
    briefing: Briefing,
    news: Path,
    settings: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(store, "write_folder", write)
    done = briefing("make", news, *DAY, "--config", settings(KEEPS), "--quiet")
    assert done.code == 143
    assert (told()["code"], told()["message"]) == (143, "interrupted")


def test_words_of_the_program_stay_out_of_run_json(
    briefing: Briefing, news: Path, settings: Callable[..., Path]
) -> None:
    briefing("make", news, *DAY, "--config", settings(KEEPS))
    run = json.loads(Path("briefs/2025-06-17/run.json").read_text("utf-8"))
    assert run["settings"]["notify"]["command"] == [sys.executable]


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("import time; time.sleep(60)", "took more than 0.5 s"),
        ("raise SystemExit(7)", "exit code 7"),
    ],
)
def test_a_program_that_fails_changes_nothing_else(
    briefing: Briefing, news: Path, settings: Callable[..., Path], script: str, says: str
) -> None:
    file = settings(script, on="always", seconds=0.5 if "sleep" in script else 20)
    done = briefing("make", news, *DAY, "--config", file, "--quiet")
    assert done.code == 0
    assert says in done.err
    assert Path("briefs/2025-06-17/brief.md").is_file()


HELPER = (
    "import pathlib, subprocess, sys, time;"
    "started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "pathlib.Path('helper.txt').write_text(str(started.pid));"
)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="the system has no groups of processes")
@pytest.mark.parametrize(("ending", "lives"), [("time.sleep(60)", False), ("", True)])
def test_what_a_program_has_started_ends_with_it_at_its_limit_and_lives_where_it_ended_in_time(
    briefing: Briefing,
    news: Path,
    settings: Callable[..., Path],
    ending: str,
    lives: bool,  # noqa: FBT001  # a table
) -> None:
    file = settings(HELPER + ending, on="always", seconds=20 if lives else 1.5)
    done = briefing("make", news, *DAY, "--config", file, "--quiet")
    assert done.code == 0
    assert ("with what it had started" in done.err) is not lives
    helper = int(Path("helper.txt").read_text())
    until = time.monotonic() + 20
    while not lives and is_running(helper) and time.monotonic() < until:
        time.sleep(0.05)  # it is told to end, and takes its time on a busy machine
    assert is_running(helper) is lives
    if lives:
        os.kill(helper, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether a process that is none of our own runs: one that was ended may wait for whoever adopts it."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except OSError:  # no /proc
        return True
    return state != "Z"


def test_a_program_that_is_not_there_is_told(briefing: Briefing, news: Path, user: Path) -> None:
    (user / "own.toml").write_text('[notify]\ncommand = ["/nowhere/at/all"]\non = "always"\n')
    done = briefing("make", news, *DAY, "--config", user / "own.toml", "--quiet")
    assert (done.code, "/nowhere/at/all" in done.err) == (0, True)


# -- a web address ------------------------------------------------------------------------------


def test_an_address_gets_the_same_json(
    briefing: Briefing, news: Path, user: Path, server: Server
) -> None:
    file = user / "own.toml"
    file.write_text(f'[notify]\nurl = "{server.url}"\non = "always"\n', encoding="utf-8")
    done = briefing("make", news, *DAY, "--config", file, "--quiet")
    assert (done.code, done.err) == (0, "")
    body = json.loads(server.got[0].body)
    assert {name: body[name] for name in ("event", "code", "dates", "warnings")} == {
        "event": "done",
        "code": 0,
        "dates": ["2025-06-17"],
        "warnings": [],
    }
    briefing("make", news, "--require-model", "--config", file, "--quiet")
    assert json.loads(server.got[1].body)["event"] == "failure"
    assert "secret" not in Path("briefs/2025-06-17/run.json").read_text("utf-8")


def test_an_address_that_does_not_answer_costs_a_line_without_its_key(
    briefing: Briefing, news: Path, user: Path, server: Server
) -> None:
    server.status = 500
    file = user / "own.toml"
    file.write_text(f'[notify]\nurl = "{server.url}"\non = "always"\n', encoding="utf-8")
    done = briefing("make", news, *DAY, "--config", file, "--quiet")
    assert (done.code, done.err) == (
        0,
        "notify.url: localhost: the server answers with status 500.\n",
    )


def test_what_is_no_web_address_is_refused_before_the_work_and_not_shown(
    briefing: Briefing, news: Path, user: Path
) -> None:
    (user / "own.toml").write_text('[notify]\nurl = "ftp://me:secret@hooks.example"\n')
    done = briefing("make", news, *DAY, "--config", user / "own.toml")
    assert (done.code, "notify.url is no web address" in done.err) == (2, True)
    assert "secret" not in done.err
    assert not Path("briefs").exists()


# -- messages and logs --------------------------------------------------------------------------


def test_messages_can_be_json(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    done = briefing("make", news, *DAY, "--log-format", "json")
    rows = [json.loads(line) for line in done.err.splitlines()]
    assert {row["level"] for row in rows} == {"info", "warning"}
    assert all(row["time"] and row["text"] for row in rows)


def test_a_log_file_has_what_quiet_keeps_back(briefing: Briefing, news: Path) -> None:
    for _ in range(2):
        assert briefing("make", news, *DAY, "--quiet", "--log-file", "run.log").err == ""
    lines = Path("run.log").read_text().splitlines()
    assert sum("1 events from 1 files" in line for line in lines) == 2


def test_a_log_that_cannot_be_written_is_told_once(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *DAY, "--quiet", "--log-file", "no/where.log")
    assert (done.code, done.err.count("nothing is logged there")) == (0, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_log_that_is_a_pipe_without_a_reader_is_not_waited_for(
    briefing: Briefing, news: Path
) -> None:
    os.mkfifo("pipe")
    done = briefing("make", news, *DAY, "--quiet", "--log-file", "pipe")
    assert (done.code, done.err.count("nothing is logged there")) == (0, 1)


def test_run_json_tells_stages_versions_and_warnings(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    briefing("make", news, *DAY)
    run = json.loads(Path("briefs/2025-06-17/run.json").read_text())
    assert {"reading", "grouping", "writing", "total"} <= run["seconds"].keys()
    assert "numpy" in run["libraries"]
    assert run["warnings"] == [] or "noise.bin" in run["warnings"][-1]
