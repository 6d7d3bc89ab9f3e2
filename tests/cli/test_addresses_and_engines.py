"""`briefing make` from and to addresses of a store, and with an engine that cannot be had."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

Briefing = Callable[..., Any]
ON_THE_DAY = ("--date", "2025-06-17", "--model", "none")


@pytest.fixture
def store(news: Path) -> Iterator[Any]:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pipe_file("/bucket/news/leak.txt", (news / "leak.txt").read_bytes())
    yield memory
    memory.store.clear()


def test_a_brief_goes_from_an_address_to_an_address(briefing: Briefing, store: Any) -> None:
    done = briefing("make", "memory://bucket/news", *ON_THE_DAY, "--out", "memory://bucket/briefs/")
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "memory://bucket/briefs/2025-06-17/brief.md",
    )
    body = json.loads(store.cat_file("/bucket/briefs/2025-06-17/brief.json"))
    assert [one["state"] for one in body["files"]] == ["used"]
    assert "Files were read from memory://bucket/news." in body["notes"]
    again = briefing("make", "memory://bucket", *ON_THE_DAY, "--out", "memory://bucket/briefs")
    states = json.loads(store.cat_file("/bucket/briefs/2025-06-17/brief.json"))["files"]
    assert again.code == 0
    assert [(one["file"], one["state"]) for one in states] == [
        ("briefs/2025-06-17", "skipped"),
        ("news/leak.txt", "used"),
    ]


def test_each_profile_of_an_address_has_a_folder_there(
    briefing: Briefing, store: Any, tmp_path: Path
) -> None:
    Path("briefing.toml").write_text(
        '[output]\nfolder = "memory://bucket/briefs"\n[profiles.sport]\nsources = ["memory://bucket/news"]\n',
        encoding="utf-8",
    )
    assert briefing("make", "--profile", "sport", *ON_THE_DAY, "--quiet").code == 0
    assert store.exists("/bucket/briefs/sport/2025-06-17/brief.html")


def test_an_address_that_cannot_be_written_to_is_wrong_usage(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "pipe_file", refused)
    done = briefing("make", news, *ON_THE_DAY, "--quiet", "--out", "memory://bucket/briefs")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "memory://bucket/briefs/2025-06-17: no permission" in done.err


def test_an_archive_of_an_address_is_refused_before_any_work(
    briefing: Briefing, news: Path
) -> None:
    Path("briefing.toml").write_text("[output]\narchive = true\n", encoding="utf-8")
    done = briefing("make", news, *ON_THE_DAY, "--out", "memory://bucket/briefs")
    assert (done.code, "output.archive" in done.err) == (2, True)


def test_an_engine_that_there_is_not_is_wrong_usage(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY, "--engine", "dask")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "no such engine" in done.err


def test_an_engine_that_is_not_installed_ends_with_its_own_code(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = briefing("make", news, *ON_THE_DAY, "--engine", "ray")
    assert (done.code, done.out) == (8, "")
    assert done.err == (
        "briefing: the engine 'ray' needs the package ray: pip install 'briefing[ray]'.\n"
    )
    assert not Path("briefs/2025-06-17").exists()
