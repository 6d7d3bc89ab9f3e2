"""`briefing archive`, and the archive that `make` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Briefing


@pytest.fixture
def out(briefing: Briefing, user: Path, news: Path) -> Path:
    """A folder with one brief."""
    folder = user / "briefs"
    assert (
        briefing("make", news, "--date", "2025-06-17", "--out", folder, "--model", "none").code == 0
    )
    return folder


def test_it_writes_the_archive_and_says_where(briefing: Briefing, out: Path) -> None:
    assert [path.name for path in out.iterdir()] == ["2025-06-17"]
    done = briefing("archive", out)
    assert (done.code, done.out) == (0, f"{out / 'index.html'}\n")
    assert "archive: days 1" in done.err
    assert (out / "latest" / "brief.html").is_file()


def test_a_good_day_is_silent_with_quiet(briefing: Briefing, out: Path) -> None:
    assert briefing("archive", out, "--quiet") == (0, "", "")


def test_make_writes_it_where_it_is_wished_for(
    briefing: Briefing, news: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OUTPUT__ARCHIVE", "true")
    done = briefing("make", news, "--date", "2025-06-18", "--out", out, "--model", "none")
    assert done.code == 0
    assert "2025-06-18/brief.html" in (out / "index.html").read_text("utf-8")
    assert "../2025-06-18/brief.html" in (out / "2025-06-17" / "brief.html").read_text("utf-8")
    assert (out / "latest").resolve().name == "2025-06-18"


def test_a_day_without_stories_is_in_it_also_where_that_is_a_failure(
    briefing: Briefing, user: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OUTPUT__ARCHIVE", "true")
    (user / "empty").mkdir()
    words = ("--date", "2025-06-18", "--fail-empty", "--out", out, "--model", "none")
    assert briefing("make", user / "empty", *words).code == 4
    assert "2025-06-18/brief.html" in (out / "index.html").read_text("utf-8")


def test_an_archive_that_cannot_be_written_costs_not_the_brief(
    briefing: Briefing, news: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "index.html").mkdir()
    monkeypatch.setenv("BRIEFING_OUTPUT__ARCHIVE", "true")
    done = briefing("make", news, "--date", "2025-06-18", "--out", out, "--model", "none", "-q")
    assert done.code == 3
    assert "the archive is not whole" in done.err
    assert (out / "2025-06-18" / "brief.json").is_file()


def test_a_damaged_day_is_told_by_a_line_and_a_code(briefing: Briefing, out: Path) -> None:
    (out / "2025-06-16").mkdir()
    (out / "2025-06-16" / "brief.json").write_text("{")
    done = briefing("archive", out)
    assert done.code == 3
    assert "2025-06-16/brief.json: not a brief that can be read" in done.err


def test_a_folder_that_is_not_there_is_wrong_usage(briefing: Briefing, user: Path) -> None:
    done = briefing("archive", user / "none")
    assert done.code == 2
    assert "name the one that 'make' writes to" in done.err
    assert not (user / "none").exists()


def test_an_archive_is_no_input(briefing: Briefing, out: Path, user: Path) -> None:
    briefing("archive", out)
    done = briefing(
        "make",
        user / "briefs",
        "--date",
        "2025-06-17",
        "--out",
        user / "other",
        "--model",
        "none",
        "--json",
    )
    files = json.loads(done.out)["files"]
    assert {entry["state"] for entry in files} == {"skipped"}
    assert {"index.html", "feed.atom", "latest"} <= {entry["file"] for entry in files}


@pytest.mark.parametrize(
    "url", ["example.org", "javascript:alert(1)", "https://", "ftp://example.org"]
)
def test_an_address_that_is_none_is_refused(
    briefing: Briefing, out: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OUTPUT__URL", url)
    done = briefing("archive", out)
    assert done.code == 2
    assert "output.url" in done.err
