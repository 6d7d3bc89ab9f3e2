"""`briefing make` from addresses of a store, and with an engine that cannot be had."""

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


def test_a_brief_is_made_of_what_lies_at_an_address(
    briefing: Briefing, store: Any, user: Path
) -> None:
    assert briefing("make", "memory://bucket/news", *ON_THE_DAY, "--out", user / "out").code == 0
    body = json.loads((user / "out/2025-06-17/brief.json").read_text(encoding="utf-8"))
    assert [one["state"] for one in body["files"]] == ["used"]
    assert "Files were read from memory://bucket/news." in body["notes"]


def test_what_a_store_says_of_its_fault_stands_nowhere(
    briefing: Briefing, store: Any, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise RuntimeError("403 for url: https://h/a.txt?sig=SECRET")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "_open", refused)
    done = briefing("make", "memory://bucket/news", *ON_THE_DAY, "--out", user / "out")
    assert (done.code, "SECRET" in done.out + done.err) == (3, False)
    written = [one.read_bytes() for one in (user / "out").rglob("*") if one.is_file()]
    assert len(written) > 2
    assert not [one for one in written if b"SECRET" in one]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["--out", "s3://u:SECRET@bucket/briefs"]),
        ("[output]\nfolder = 's3://u:SECRET@bucket/briefs'\n", []),
        ("[profiles.a]\nsources = ['x']\noutput.folder = 's3://u:SECRET@bucket/briefs'\n", []),
    ],
)
@pytest.mark.parametrize("command", [("make", "x"), ("schedule", "x", "--cron"), ("show",)])
def test_an_address_to_write_to_is_refused(
    briefing: Briefing, text: str, words: list[str], command: tuple[str, ...]
) -> None:
    Path("briefing.toml").write_text(text, encoding="utf-8")
    done = briefing(*command, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "s3://…@bucket/briefs" in done.err
    assert "written to a folder of this machine; send the folder on from there" in done.err


def test_an_engine_that_there_is_not_is_wrong_usage(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY, "--engine", "dask")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "no such engine" in done.err


@pytest.mark.parametrize("days", ["2025-06-17", "2025-06-15..17"])
def test_an_engine_that_is_not_installed_ends_with_its_own_code(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = briefing("make", news, *ON_THE_DAY, "--date", days, "--engine", "ray")
    assert (done.code, done.out) == (8, "")
    assert done.err == (
        "briefing: the engine 'ray' needs the package ray: pip install 'briefing[ray]'.\n"
    )
    assert not Path("briefs/2025-06-17").exists()


def test_an_engine_that_cannot_start_is_not_missed_where_no_day_lacks_its_brief(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert briefing("make", news, *ON_THE_DAY).code == 0
    monkeypatch.setitem(sys.modules, "ray", None)
    done = briefing("make", news, *ON_THE_DAY, "--missing", "--engine", "ray")
    assert (done.code, done.out, done.err) == (0, "", "no day lacks its brief.\n")
