"""Sources at addresses, on fsspec's store in memory and on stores that fail."""

from __future__ import annotations

import errno
import io
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import _registry

import briefing
from briefing.addresses import is_address, without_key
from briefing.assembly.job import FILES_AHEAD, contents
from briefing.errors import UsageError
from briefing.records import Unread
from briefing.settings.config import Settings
from briefing.sources import find_files, read_bytes

STORY = (
    b"Leak closes the swimming hall of Dunmore\n\nTuesday, June 17, 2025\n\nThe swimming hall of Dunmore was closed on "
    b"Tuesday after a pipe burst in the cellar, the town said.\n\nAbout 140 guests had to leave the water, manager Oswin "
    b"Pell told reporters at the entrance, and nobody was hurt in the rush to the doors.\n"
)


@pytest.fixture
def store() -> Iterator[Any]:
    """A store in memory, empty before and after."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield memory
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]


@pytest.fixture
def news(store: Any) -> Any:
    for name in ("b.txt", "a.txt", "deep/er/c.txt", ".hidden.txt", ".git/config", "a b?.txt"):
        store.pipe_file(f"/bucket/news/{name}", name.encode())
    return store


class Failing(MemoryFileSystem):  # type: ignore[misc]
    """A store whose files fail in the way that their names say."""

    protocol = "failing"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("failing://").strip("/")

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        if "forbidden" in path:
            raise PermissionError("Access Denied: arn:secret")
        if "odd" in path:
            raise LookupError("no credentials\nsecond line")
        found: dict[str, Any] = super().info(path)
        return found

    def open(self, path: str, mode: str = "rb", **how: Any) -> Any:
        if mode == "wb":
            return super().open(path, mode, **how)
        if "half" in path:
            return io.BytesIO(super().cat_file(path)[:3])
        if "gone" in path:
            raise FileNotFoundError(path)
        if "refused" in path:
            raise PermissionError(path)
        return super().open(path, mode)


@pytest.fixture
def failing() -> Iterator[Any]:
    fsspec.register_implementation("failing", Failing, clobber=True)
    Failing.store.clear()
    Failing.pseudo_dirs[:] = [""]
    yield Failing(skip_instance_cache=True)
    Failing.store.clear()


def names(*sources: str) -> list[str]:
    return [one.file for one in find_files(sources)]


# -- finding --------------------------------------------------------------------------------------


def test_what_is_an_address_and_what_a_path() -> None:
    assert [
        one for one in ("s3://b/x", "HF://datasets/x", "memory://x") if not is_address(one)
    ] == []
    assert [
        one for one in ("s3:/b", "./s3://b", "/a://b", "c:\\x", "-", "", "://x") if is_address(one)
    ] == []


def test_an_address_is_walked_like_a_folder(news: Any) -> None:
    assert names("memory://bucket/news") == ["a b?.txt", "a.txt", "b.txt", "deep/er/c.txt"]
    assert names("memory://bucket/news/") == names("memory://bucket/news")
    assert names("memory://bucket/news/deep/er/c.txt") == ["c.txt"]


def test_the_bytes_of_each_file_are_read(news: Any) -> None:
    found = find_files(["memory://bucket/news"])
    assert [read_bytes(one, 100) for one in found] == [
        b"a b?.txt",
        b"a.txt",
        b"b.txt",
        b"deep/er/c.txt",
    ]


def test_earlier_briefs_and_archives_are_told_and_not_walked(news: Any) -> None:
    for name in (
        "2025-06-16/brief.json",
        "2025-06-16/brief.md",
        "latest/brief.json",
        "index.html",
        "2025-06-15/a.txt",
    ):
        news.pipe_file(f"/bucket/news/out/{name}", b"x")
    found = {
        one.file: one.refused.reason if one.refused else ""
        for one in find_files(["memory://bucket/news/out"])
    }
    assert found == {
        "2025-06-15/a.txt": "",
        "2025-06-16": "an earlier brief; keep the output folder outside the source",
        "index.html": "of an archive of briefs; keep the output folder outside the source",
        "latest": "of an archive of briefs; keep the output folder outside the source",
    }


def test_a_file_that_is_too_large_is_not_fetched(news: Any) -> None:
    (found,) = find_files(["memory://bucket/news/b.txt"])
    told = read_bytes(found, 2)
    assert isinstance(told, Unread)
    assert (told.state, told.file) == ("too_large", "b.txt")


def test_files_that_are_asked_for_ahead_come_in_their_order(store: Any, tmp_path: Any) -> None:
    near = tmp_path / "050.txt"
    near.write_bytes(b"near")
    for n in range(0, 100, 3):
        store.pipe_file(f"/bucket/{n:03}.txt", str(n).encode())
    found = find_files(["memory://bucket", str(near)])
    got = list(contents(found, Settings()))
    assert [name for name, _ in got] == sorted(
        [*(f"{n:03}.txt" for n in range(0, 100, 3)), "050.txt"]
    )
    assert all(data == str(int(name[:3])).encode() for name, data in got if name != "050.txt")
    assert dict(got)["050.txt"] == b"near"


# -- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://nowhere/at/all", "no such file, folder or bucket"),
        ("gopher9://x/y", "no such kind of address"),
        ("https://example.org/news", "no store of files"),
        ("file:///etc", "no store of files"),
        ("memory://x::file:///etc", "no store of files"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(store: Any, address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        find_files([address])


@pytest.mark.parametrize(
    ("address", "package"), [("s3://bucket/x", "s3fs"), ("gs://bucket/x", "gcsfs")]
)
def test_a_missing_package_is_named(
    address: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(_registry, address.partition("://")[0], raising=False)
    with pytest.raises(UsageError, match=f"pip install {package}"):
        find_files([address])


def test_a_kind_of_address_whose_package_has_no_name_is_named_itself(
    failing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(*_: Any, **__: Any) -> None:
        raise ImportError("something is not there")

    monkeypatch.setattr(Failing, "info", lacks)
    with pytest.raises(UsageError, match="addresses of failing:// need a package that is not"):
        find_files(["failing://b"])


def test_a_store_that_refuses_or_fails_is_told_in_a_line(failing: Any) -> None:
    with pytest.raises(UsageError, match="failing://forbidden/x: no permission") as refused:
        find_files(["failing://forbidden/x"])
    assert "arn" not in str(refused.value)
    with pytest.raises(UsageError, match=r"it cannot be asked \(LookupError\)\.$"):
        find_files(["failing://odd/x"])


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            RuntimeError("403 for url: https://h/a.txt?sig=SECRET"),
            "it cannot be asked (RuntimeError)",
        ),
        (
            OSError(errno.ECONNREFUSED, "https://u:SECRET@h"),
            f"it cannot be asked (ConnectionRefusedError: {os.strerror(errno.ECONNREFUSED)})",
        ),
        (OSError("SECRET"), "it cannot be asked (OSError)"),
        (socket.gaierror(-2, "SECRET"), "it cannot be asked (gaierror: its host has no address)"),
        (
            ValueError("Port could not be cast to integer value as 'SECRET'"),
            "it cannot be asked (ValueError)",
        ),
    ],
)
def test_no_text_of_a_store_is_repeated(
    failing: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise error

    failing.pipe_file("/b/a.txt", b"x")
    (found,) = find_files(["failing://b"])
    monkeypatch.setattr(Failing, "open", refused)
    read = read_bytes(found, 100)
    assert isinstance(read, Unread)
    assert (read.state, read.reason) == ("unreadable", told)
    monkeypatch.setattr(Failing, "info", refused)
    with pytest.raises(UsageError) as refusal:
        find_files(["failing://u:SECRET@b"])
    assert str(refusal.value) == f"failing://…@b: {told}."


def test_files_that_fail_cost_themselves(failing: Any) -> None:
    for name in ("fine", "gone", "half", "refused"):
        failing.pipe_file(f"/b/{name}.txt", b"0123456789")
    read = [read_bytes(one, 100) for one in find_files(["failing://b"])]
    told = [one if isinstance(one, bytes) else one.reason for one in read]
    assert told == [
        b"0123456789",
        "no such file, folder or bucket",
        "it ended after 3 of 10 bytes; read it again",
        "no permission; check the credentials that the store's own programs use",
    ]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("s3://key:SECRET@host/b?x=SECRET", "s3://…@host/b?…"),
        ("ftp://u:SE/CRET@h/x", "ftp://…@h/x"),
        ("ftp://u:SE#CRET@h/x", "ftp://…@h/x"),
        ("ftp://u:SE@CRET@h/x", "ftp://…@h/x"),
        ("ftp://u:SE?CRET@h/x", "ftp://…"),
        ("s3://b/x?to=a@SECRET", "s3://…"),
        ("zip://a.zip::ftp://u:SECRET@h/x", "zip://…@h/x"),
        ("zip::ftp://u:SE::CRET@h/x", "zip::ftp://…@h/x"),
        ("u:SECRET@h://x", "…://x"),
        ("s3://bucket/a b.txt", "s3://bucket/a b.txt"),
        ("pages/a@b?.txt", "pages/a@b?.txt"),
    ],
)
def test_a_key_in_an_address_is_never_shown(address: str, shown: str) -> None:
    assert without_key(address) == shown


@pytest.mark.parametrize(
    "address",
    [
        "zip://a.zip::ftp://u:SECRET@h/x",
        "zip::ftp://u:SECRET@h/x",
        "ftp://u:SE#CRET@h:x/y",
        "ftp://u:CRET@h:SECRET/y",
    ],
)
def test_an_address_that_cannot_be_parsed_shows_no_key(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_files([address])
    assert "u:" not in str(refused.value)
    assert "cast" not in str(refused.value)


# -- several at a time, and stores that stall ------------------------------------------------------


class Slow(Failing):
    """A store that counts how many files are asked for at a time, and stalls at those that say so."""

    protocol = "slow"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    inside: ClassVar[dict[Any, int]] = {}
    most: ClassVar[list[int]] = []
    gate: ClassVar[threading.Event] = threading.Event()

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("slow://").strip("/")

    def open(self, path: str, mode: str = "rb", **how: Any) -> Any:
        if mode == "wb":
            return super().open(path, mode, **how)
        self.inside[id(self)] = self.inside.get(id(self), 0) + 1
        self.most.append(self.inside[id(self)])
        if "together" in path:
            meeting.wait(20)
        self.gate.wait(20 if "stalls" in path else 0.02)  # long enough to meet another thread
        self.inside[id(self)] -= 1
        return io.BytesIO(self.cat_file(path))


meeting = threading.Barrier(FILES_AHEAD)


@pytest.fixture
def slow() -> Iterator[Any]:
    fsspec.register_implementation("slow", Slow, clobber=True)
    for one in (Slow.store, Slow.inside, Slow.most):
        one.clear()
    Slow.pseudo_dirs[:] = [""]
    Slow.gate.clear()
    yield Slow(skip_instance_cache=True)
    Slow.gate.set()
    Slow.store.clear()


def test_a_store_of_one_thread_is_asked_for_one_file_at_a_time(slow: Any) -> None:
    for n in range(20):
        slow.pipe_file(f"/b/{n:02}.txt", str(n).encode())
    got = [data for _, data in contents(find_files(["slow://b"]), Settings())]
    assert got == [str(n).encode() for n in range(20)]
    assert set(Slow.most) == {1}


def test_a_store_that_answers_several_requests_is_asked_ahead(
    slow: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(FILES_AHEAD):  # none is answered before all are asked for
        slow.pipe_file(f"/b/together{n}.txt", str(n).encode())
    found = find_files(["slow://b"])
    monkeypatch.setattr(Slow, "async_impl", True)
    got = [data for _, data in contents(found, Settings())]
    assert got == [str(n).encode() for n in range(FILES_AHEAD)]


def test_a_file_at_which_the_store_stalls_costs_itself(
    slow: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.addresses.SECONDS", 0.5)
    for name in ("a", "b stalls", "c", "d"):
        slow.pipe_file(f"/b/{name}.txt", name.encode())
    got = [
        data if isinstance(data, bytes) else (data.state, data.reason)
        for _, data in contents(find_files(["slow://b"]), Settings())
    ]
    assert got == [
        b"a",
        ("unreadable", "the store gave it not within 0.5 s; read it again"),
        b"c",
        b"d",
    ]
    assert set(Slow.most) == {1}  # the thread that waits has its connection alone


STALLS = """
import os, signal, sys, threading
import fsspec
from fsspec.implementations.memory import MemoryFileSystem
fsspec.filesystem("memory").pipe_file("/b/a.txt", b"x")
def stalled(*_, **__):
    os.kill(os.getpid(), signal.{signal})
    threading.Event().wait()
MemoryFileSystem._open = stalled
MemoryFileSystem.async_impl = {several}
sys.argv = ["briefing", "make", "memory://b", "--date", "2025-06-17", "--model", "none", "--quiet"]
from briefing.__main__ import main
main()
"""


@pytest.mark.parametrize(("signal", "several"), [("SIGTERM", True), ("SIGINT", False)])
def test_a_run_at_whose_store_nothing_moves_can_be_ended(
    tmp_path: Path, signal: str, *, several: bool
) -> None:
    program = STALLS.format(signal=signal, several=several)
    home = {f"XDG_{one}_HOME": str(tmp_path) for one in ("STATE", "CACHE", "CONFIG")}
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, **home, "PYTHONPATH": path},
        capture_output=True,
        timeout=50,  # less than the store is given
        check=False,
    )
    assert done.returncode == {"SIGTERM": 143, "SIGINT": 130}[signal]


# -- the brief ----------------------------------------------------------------------------------


def test_the_brief_is_that_of_a_folder_and_says_where_its_files_were_read(
    store: Any, tmp_path: Any
) -> None:
    (tmp_path / "leak.txt").write_bytes(STORY)
    store.pipe_file("/bucket/news/leak.txt", STORY)
    day = date(2025, 6, 17)
    near = briefing.make(tmp_path, date=day)
    far = briefing.make("memory://bucket/news", date=day)
    assert far.items == near.items
    assert far.inputs == near.inputs
    assert "Files were read from memory://bucket/news." in far.to_html()
    assert "Files were read from" not in near.to_html()
