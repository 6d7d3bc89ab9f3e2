"""`make` on a day whose brief is there: nothing is made again that would come out the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.assembly import again, job, pipeline
from briefing.faults import Faults
from tests.cli.conftest import FERRY, Briefing

FOLDER = Path("briefs/2025-06-17")
WORDS = ("--date", "2025-06-17", "--model", "none")


@pytest.fixture
def made(briefing: Briefing, news: Path) -> dict[str, bytes]:
    """The files of a brief that was just made."""
    assert briefing("make", news, *WORDS).code == 0
    return files()


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def is_up_to_date(briefing: Briefing, news: Path, *more: str) -> bool:
    """Whether a run leaves all as it is, its own account of how it went as well; else it must have made it anew."""
    before = (FOLDER / "run.json").stat().st_ino
    said = "up to date" in briefing("make", news, *WORDS, *more).err
    kept = (FOLDER / "run.json").stat().st_ino == before
    assert said == kept
    return said


def test_nothing_is_made_twice(
    briefing: Briefing, news: Path, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "prepare", None)
    assert is_up_to_date(briefing, news)
    assert files() == made


def test_the_same_is_printed(briefing: Briefing, news: Path, made: dict[str, bytes]) -> None:
    done = briefing("make", news, *WORDS)
    assert done.out.splitlines() == [str(FOLDER / name) for name in ("brief.md", "brief.html", "brief.json", "run.json")]  # fmt: skip
    assert briefing("make", news, *WORDS, "--json").out == made["brief.json"].decode()
    assert briefing("make", news, *WORDS, "--quiet") == (0, "", "")


def test_what_was_wrong_is_told_again(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (news / "linked.txt").symlink_to("/etc/hostname")
    words = ("make", news, "--date", "2025-06-17", "--quiet")
    first = briefing(*words)
    at = (FOLDER / "run.json").stat().st_ino
    assert briefing(*words) == first
    assert (first.code, len(first.err.splitlines())) == (3, 2)
    assert (FOLDER / "run.json").stat().st_ino == at


def test_nothing_to_report_is_told_again(briefing: Briefing, user: Path) -> None:
    (user / "empty").mkdir()
    words = ("make", user / "empty", *WORDS, "--fail-empty")
    assert (briefing(*words).code, briefing(*words).code) == (4, 4)


def _more(news: Path) -> None:
    (news / "ferry.txt").write_text(f"{FERRY}\n\nTuesday, June 17, 2025\n", encoding="utf-8")


def _other_bytes(news: Path) -> None:
    path = news / "leak.txt"
    path.write_text(path.read_text("utf-8").replace("140 guests", "150 guests"), encoding="utf-8")


def _other_name(news: Path) -> None:
    (news / "leak.txt").rename(news / "tap.txt")


def _changed_page(news: Path) -> None:  # one shape
    path = FOLDER / "brief.md"
    path.write_bytes(path.read_bytes() + b"!")


def _without_page(news: Path) -> None:
    (FOLDER / "brief.html").unlink()


def _decided(news: Path) -> None:
    Path("briefs/overrides").mkdir()
    text = '[[outlet]]\nmatch = "*"\nname = "The Harbour Post"\n'
    Path("briefs/overrides/2025-06-17.toml").write_text(text, encoding="utf-8")


def _other_settings(news: Path) -> None:
    Path("briefing.toml").write_text('[output]\ntitle = "Morning"\n', encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [_more, _other_bytes, _other_name, _changed_page, _without_page, _decided, _other_settings],
)
def test_whatever_has_changed_it_is_made_anew(
    briefing: Briefing, news: Path, made: dict[str, bytes], change: Callable[[Path], None]
) -> None:
    change(news)
    assert not is_up_to_date(briefing, news)
    now = files()
    assert is_up_to_date(briefing, news)
    assert not is_up_to_date(briefing, news, "--anew")
    assert {**files(), "run.json": b""} == {**now, "run.json": b""}
    assert set(now) == set(made)


def test_an_earlier_day_counts(briefing: Briefing, news: Path) -> None:
    (news / "ferry.txt").write_text(f"{FERRY}\n\nWednesday, June 18, 2025\n", encoding="utf-8")
    later = ("make", news, "--date", "2025-06-18", "--model", "none")
    briefing(*later)
    assert "up to date" in briefing(*later).err
    briefing("make", news, *WORDS)
    assert "up to date" not in briefing(*later).err


@pytest.mark.usefixtures("made")
def test_another_program_makes_it_anew(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "program", lambda: "another")
    assert not is_up_to_date(briefing, news)


def test_what_failed_is_tried_again(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(Faults, "spares", True)
    with monkeypatch.context() as patched:
        patched.setattr("briefing.grouping.find_reports", failing)
        assert briefing("make", news, *WORDS).code == 3
    assert not is_up_to_date(briefing, news)
    assert is_up_to_date(briefing, news)


@pytest.mark.usefixtures("user")
def test_standard_input_is_always_read(briefing: Briefing, news: Path) -> None:
    text = (news / "leak.txt").read_bytes()
    for _ in range(2):
        assert "up to date" not in briefing("make", "-", *WORDS, stdin=text).err


def test_a_file_that_changes_while_the_brief_is_made_counts_as_it_was_read(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = job.make_with

    def slow(*given: object, **how: object) -> object:
        made = true(*given, **how)  # type: ignore[arg-type]  # handed on
        _other_bytes(news)
        return made

    with monkeypatch.context() as patched:
        patched.setattr(job, "make_with", slow)
        briefing("make", news, *WORDS)
    assert "140 guests" in (FOLDER / "brief.md").read_text("utf-8")
    assert not is_up_to_date(briefing, news)
    assert "150 guests" in (FOLDER / "brief.md").read_text("utf-8")


def test_talk_of_a_run_is_kept_by_that_run_alone(briefing: Briefing, news: Path) -> None:
    """A warning about models, which each run gives by itself, comes once."""
    words = ("make", news, "--date", "2025-06-17")
    first, second = briefing(*words), briefing(*words)
    assert first.err.splitlines()[:1] == second.err.splitlines()[:1]
    assert len(second.err.splitlines()) == 2


def test_links_to_other_days_are_no_change(briefing: Briefing, news: Path) -> None:
    words = ("make", news, "--model", "none", "--date", "2025-06-16..17")
    Path("briefing.toml").write_text("[output]\narchive = true\n", encoding="utf-8")
    briefing(*words)
    assert b'<nav class="days"' in (FOLDER / "brief.html").read_bytes()
    assert is_up_to_date(briefing, news)


@pytest.mark.usefixtures("made")
def test_a_day_that_is_not_in_the_state_is_made_anew(
    briefing: Briefing, news: Path, user: Path
) -> None:
    with closing(sqlite3.connect(user / "state" / "briefing" / "state.sqlite")) as state, state:
        state.execute("DELETE FROM briefs")
    assert not is_up_to_date(briefing, news)
    assert is_up_to_date(briefing, news)


def test_a_folder_may_have_any_name(briefing: Briefing, news: Path) -> None:
    words = ("make", news, *WORDS, "--out", "out\udcf4")
    assert briefing(*words).code == 0
    assert "up to date" in briefing(*words).err


def test_models_are_loaded_ahead_unless_they_have_answered_for_whatever_folder(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead: list[bool] = []
    monkeypatch.setattr(job, "begin", lambda *given: ahead.append(given[-1] is not None))
    words = ("make", news, *WORDS)
    briefing(*words)
    briefing(*words, "--out", "other")
    briefing(*words, "--anew")
    briefing(*words, "--out", "longer", "--max-items", "7")
    _other_bytes(news)
    briefing(*words, "--anew")
    assert ahead == [True, False, False, True, True]
