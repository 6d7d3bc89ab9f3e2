"""A command line of one's own: empty user folders, and two ways to run a command."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing.__main__ import main

STORY = """Leak closes the swimming hall of Dunmore

By Ada Quill
Tuesday, June 17, 2025

The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar, the town said.

About 140 guests had to leave the water, manager Oswin Pell told reporters at the entrance, and nobody was hurt in the rush to the doors.

The hall was built in 1974 and was to be repaired next year for 3.2 million crowns.

Share this article
"""


FERRY = "The ferry from Tarn hit the quay of Port Ellery on Monday evening and 12 people were hurt, the harbour master said."
FERRY_AGAIN = "Twelve people were hurt on Monday evening when the ferry from Tarn hit the quay of Port Ellery, the coast guard said."
BEES = "A beekeeper near Marrin Cross has found a pot with more than 400 Roman coins under an oak."


def lines(*rows: Any) -> bytes:
    """Rows as lines of JSON."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


class Done(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


Briefing = Callable[..., Done]


def rows_of(done: Done) -> list[dict[str, Any]]:
    """The rows that a command printed."""
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds all folders of a user; the working folder is an empty one in it."""
    for name in [name for name in os.environ if name.startswith("BRIEFING_")]:
        monkeypatch.delenv(name)
    for name in ("CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("COLUMNS", "200")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path


@pytest.fixture
def news(user: Path) -> Path:
    """A folder with one story of 17 June 2025."""
    folder = user / "news"
    folder.mkdir()
    (folder / "leak.txt").write_text(STORY, encoding="utf-8")
    return folder


@pytest.fixture
def briefing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Briefing]:
    """Run a command in this process."""
    handlers = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }

    def run(*words: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["briefing", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else int(bool(code)), out, err)

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def process() -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command in a process of its own."""

    def start(*words: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "briefing", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start
