"""Which days are meant, which lack their brief, and when one was last made."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.assembly import engines
from briefing.assembly.again import Upkeep
from briefing.assembly.run import Run
from briefing.cli import common
from briefing.cli.common import parse_days
from briefing.cli.job import Job
from briefing.errors import EngineError, ModelError, UsageError
from briefing.settings.clock import now_here
from briefing.settings.config import resolve
from briefing.store import Store, note_success
from tests.cli.conftest import STORY

Briefing = Callable[..., Any]
SETTINGS = resolve(None, {}, {}).settings


@pytest.fixture(autouse=True)
def _a_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "today", lambda _: date(2025, 6, 17))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (None, ["2025-06-17"]),
        ("yesterday", ["2025-06-16"]),
        ("-1", ["2025-06-16"]),
        ("-365", ["2024-06-17"]),
        ("tuesday", ["2025-06-17"]),
        ("Wednesday", ["2025-06-11"]),
        ("2025-06-15..17", ["2025-06-15", "2025-06-16", "2025-06-17"]),
        ("2024-02-28..03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("2025-12-31..2026-01-01", ["2025-12-31", "2026-01-01"]),
        ("-1..today", ["2025-06-16", "2025-06-17"]),
    ],
)
def test_days_are_read(text: str | None, days: list[str]) -> None:
    assert [str(day) for day in parse_days(text, SETTINGS)] == days


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-02-29", "2025-06-17..16", "..", "1999-01-01..2025-01-01", "-99999"]
)
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(UsageError, match=r"--date"):
        parse_days(text or "..", SETTINGS)


def stories(folder: Path, *days: date) -> None:
    """A story of each day."""
    for day in days:
        text = STORY.replace("Tuesday, June 17, 2025", f"{day:%A, %B} {day.day}, {day.year}")
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")


def test_missing_makes_the_days_that_lack_a_brief_oldest_first(
    briefing: Briefing, news: Path
) -> None:
    (news / "leak.txt").unlink()
    stories(news, *(date(2025, 6, number) for number in (14, 15, 16)))
    briefing("make", news, "--model", "none", "--date", "2025-06-14")
    briefing("make", news, "--model", "none", "--date", "2025-06-16")
    first = Path("briefs/2025-06-14/run.json").read_bytes()
    done = briefing("make", news, "--model", "none", "--missing", "--date", "2025-06-16")
    assert (done.code, done.out.split("/")[1]) == (0, "2025-06-15")
    assert Path("briefs/2025-06-14/run.json").read_bytes() == first
    again = briefing("make", news, "--model", "none", "--missing", "--date", "2025-06-16")
    assert (again.code, again.out) == (0, "")
    words = ("--missing", "--since", "2025-06-13", "--date", "2025-06-16")
    briefing("make", news, "--model", "none", *words)
    assert sorted(path.name for path in Path("briefs").iterdir()) == [
        f"2025-06-{number}" for number in (13, 14, 15, 16)
    ]


def test_a_day_that_cannot_be_written_ends_no_other(briefing: Briefing, news: Path) -> None:
    stories(news, date(2025, 6, 15), date(2025, 6, 16))
    Path("briefs").mkdir()
    Path("briefs/2025-06-15").write_text("mine")
    done = briefing("make", news, "--model", "none", "--date", "2025-06-15..17")
    told = [line for line in done.err.splitlines() if "the brief is not written" in line]
    assert (done.code, len(told)) == (2, 1)
    assert "2025-06-15" in told[0]
    assert Path("briefs/2025-06-15").read_text() == "mine"
    assert [day for day in (16, 17) if Path(f"briefs/2025-06-{day}/brief.json").exists()] == [
        16,
        17,
    ]


def test_a_day_whose_model_or_engine_fails_ends_no_other(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Job.run
    failing = {15: ModelError("no answer."), 16: EngineError("gave up.")}

    def run(job: Job) -> Any:
        if job.day.day in failing:
            raise failing[job.day.day]
        return made(job)

    monkeypatch.setattr(Job, "run", run)
    done = briefing("make", news, "--model", "none", "--date", "2025-06-15..17", "--quiet")
    told = ["2025-06-15: no answer.", "2025-06-16: gave up."]
    assert (done.code, done.err.splitlines()) == (8, told)
    assert Path("briefs/2025-06-17/brief.json").exists()
    alone = briefing("make", news, "--model", "none", "--date", "2025-06-15", "--quiet")
    assert (alone.code, alone.err) == (5, "briefing: no answer.\n")


def test_a_folder_that_takes_no_day_is_told_once(briefing: Briefing, news: Path) -> None:
    Path("briefs").write_text("mine")
    done = briefing("make", news, "--model", "none", "--date", "2025-06-15..17")
    assert (done.code, done.err.count("not a folder that can be written to")) == (2, 1)


def test_what_an_earlier_day_s_brief_said_counts_for_the_next_of_a_range(
    briefing: Briefing, news: Path
) -> None:
    stories(news, date(2025, 6, 16), date(2025, 6, 17))
    done = briefing("make", news, "--model", "none", "--date", "2025-06-16..17")
    assert done.code == 0
    second = json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))
    assert second["items"] == [] or second["items"][0]["new_since"]


def test_a_rehearsal_writes_nothing(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, "--date", "2025-06-17", "--dry-run")
    assert done.code == 0
    assert "1 files, 1 stories of the day, 1 events; new" in done.out
    assert not Path("briefs").exists()


def test_standard_input_is_of_one_day(briefing: Briefing) -> None:
    assert briefing("make", "-", "--date", "2025-06-16..17").code == 2


def test_since_is_a_number_or_with_missing_a_day(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, "--since", "2025-06-01")
    assert done.code == 2
    assert "goes with --missing" in done.err


def test_a_monitor_learns_when_a_brief_was_last_made(
    briefing: Briefing, news: Path, user: Path
) -> None:
    state = user / "state" / "briefing"
    asked = ("doctor", "--no-model", "--max-age", "26h")
    assert "fail  last brief: none was made yet" in briefing(*asked).out
    briefing("make", news, "--date", "2025-06-17", "--model", "none")
    assert briefing(*asked).code == 0
    note_success(state, datetime.now(UTC) - timedelta(hours=27), date(2025, 6, 17))
    done = briefing(*asked)
    assert done.code == 1
    assert "fail  last brief: of 2025-06-17" in done.out
    note_success(state, datetime.now(UTC) + timedelta(days=9), date(2025, 6, 17))
    done = briefing(*asked)
    assert (done.code, "the clock was set back" in done.out) == (1, True)
    for text in ("", "broken", "2025-06-17T10:00:00 2025-06-17", "NaN null", "\x1b[31m \xff"):
        (state / "last-success").write_bytes(text.encode("latin-1"))
        done = briefing(*asked)
        assert (done.code, "last-success is damaged" in done.out) == (1, True)
    (state / "last-success").unlink()
    (state / "last-success").mkdir()
    done = briefing(*asked)
    assert (done.code, "last-success cannot be read" in done.out) == (1, True)
    assert briefing("doctor", "--no-model", "--max-age", "soon").code == 2


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system has no tzset")
def test_a_zone_a_day_away_costs_nothing_but_the_zone(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC+99")
        time.tzset()
        assert briefing("make", news, "--date", "2025-06-17", "--model", "none").code == 0
        assert now_here().utcoffset() == timedelta()
    time.tzset()


def test_a_service_uses_the_folders_that_systemd_made(
    briefing: Briefing, news: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (user / "var").mkdir()
    monkeypatch.setenv("STATE_DIRECTORY", f"{user / 'var'}:{user / 'other'}")
    briefing("make", news, "--date", "2025-06-17", "--model", "none")
    assert (user / "var" / "state.sqlite").is_file()


def test_days_that_are_made_in_one_go_have_one_engine(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(news, *(date(2025, 6, number) for number in (14, 15)))
    started: list[engines.Engine] = []
    used: list[engines.Engine] = []
    start, make = engines.start_engine, Job._from_scratch

    @contextmanager
    def counted(wanted: engines.EngineWanted) -> Iterator[engines.Engine]:
        with start(wanted) as engine:
            started.append(engine)
            yield engine

    def noted(job: Job, upkeep: Upkeep, store: Store, run: Run, *rest: Any) -> Any:
        used.append(run.engine)
        return make(job, upkeep, store, run, *rest)

    monkeypatch.setattr(engines, "start_engine", counted)
    monkeypatch.setattr(Job, "_from_scratch", noted)
    assert briefing("make", news, "--model", "none", "--date", "2025-06-14..15").code == 0
    assert len(started) == 1
    assert [engine is started[0] for engine in used] == [True, True]
