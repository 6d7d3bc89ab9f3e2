"""A folder with input, output and state of its own, and what must hold of it whatever happened."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.cli.conftest import BEES, FERRY, FERRY_AGAIN, STORY
from tests.faults.server import Done, Server

DAY: Final = "2025-06-17"
FILES: Final = ("brief.md", "brief.html", "brief.json", "run.json")
STORIES: Final = {"leak": STORY, "ferry": FERRY, "again": FERRY_AGAIN, "bees": BEES}


@cache
def server() -> Server:
    """The process whose children are the runs; it ends with this one."""
    return Server()


class Place:
    """Input, output and state below `root`."""

    def __init__(self, root: Path, *, model: bool = False) -> None:
        self.root = root
        self.out = root / "out"
        self.source = root / "news"
        self.state = root / "state"
        self.source.mkdir(parents=True)
        for name, text in STORIES.items():
            body = text if text is STORY else f"{text}\n\nTuesday, June 17, 2025\n"
            (self.source / f"{name}.txt").write_text(body, encoding="utf-8")
        page = f"<html><body><h1>Hail</h1><p>{BEES}</p></body></html>"
        (self.source / "page.html").write_text(page, encoding="utf-8")
        # A run that finds its brief up to date would try nothing.
        self.options = ["--date", DAY, "--quiet", "--anew"] + ([] if model else ["--model", "none"])

    @property
    def words(self) -> list[str]:
        """The command line of a run."""
        return ["make", str(self.source), "--out", str(self.out), *self.options]

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a run: user folders of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        own = {
            "XDG_STATE_HOME": str(self.state),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "BRIEFING_BRIEF__TIMEZONE": "UTC",
            "OMP_NUM_THREADS": "1",
        }
        return {**kept, **own}

    def run(
        self,
        *words: str,
        environment: Mapping[str, str] | None = None,
        without: tuple[str, ...] = (),
        **how: Any,
    ) -> Done:
        """Run a command (that of :attr:`words` by default) in a child of the server."""
        if os.getuid():  # only root can be somebody else
            how.pop("user", None)
        merged = {**self.environment, **(environment or {})}
        left = {name: value for name, value in merged.items() if name not in without}
        return server().run(words or self.words, left, root=str(self.root), **how)

    def fault(self, kind: str, number: int, error: str) -> Done:
        """Run with the n-th call of a kind failing."""
        return self.run(fault=[kind, number, error])

    def start(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a run in a process of its own, workers and all."""
        kept = {**os.environ, **self.environment, **(environment or {})}
        command = [sys.executable, "-m", "briefing", *self.words]
        return subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def anew(self, kept: Path | None = None) -> None:
        """Put output and state back to what was kept in a folder; nothing where none is named."""
        for folder in (self.out, self.state):
            shutil.rmtree(folder, ignore_errors=True)
            if kept is not None and (kept / folder.name).exists():
                shutil.copytree(kept / folder.name, folder)

    def keep(self, kept: Path) -> None:
        """Keep output and state in a folder."""
        for folder in (self.out, self.state):
            shutil.copytree(folder, kept / folder.name)

    @property
    def digest(self) -> str:
        """What a reader sees; what differs from run to run is left out."""
        return digest_of(self.out / DAY)

    @property
    def is_whole(self) -> bool:
        """Whether the day's folder is one set: the files of one run."""
        folder = self.out / DAY
        try:
            brief = json.loads((folder / "brief.json").read_text("utf-8"))
            texts = [(folder / name).read_text("utf-8") for name in FILES[:2]]
        except (OSError, ValueError):
            return False
        heads = [item["headline"] for item in brief["items"]]
        return all(len(text) > 100 for text in texts) and all(
            head[:20] in texts[0] for head in heads
        )

    @property
    def strays(self) -> list[str]:
        """Files that no brief has."""
        known = {f"{DAY}/{name}" for name in FILES}
        found = [path for path in self.out.rglob("*") if path.is_file()]
        names = [path.relative_to(self.out).as_posix() for path in found]
        return [
            name for name in names if name not in known and not name.startswith(f"{DAY}/sources/")
        ]


def digest_of(folder: Path) -> str:
    """The digest of a day's brief; empty where it is missing."""
    paths = [folder / name for name in FILES[:3]]
    if not all(path.exists() for path in paths):
        return ""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
