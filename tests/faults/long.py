"""All faults at length, as a table: ``make faults``, or ``python -m tests.faults.long [--kills 200]``."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cli.conftest import BEES, FERRY, FERRY_AGAIN, STORY

DAY = "2025-06-17"
KINDS = ("open", "fsync", "replace", "mkdir", "commit")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EMFILE")
FILES = ("brief.md", "brief.html", "brief.json", "run.json")


class Place:
    """A folder with input, output and state of its own."""

    def __init__(self, root: Path, *, model: bool = False) -> None:
        self.root = root
        self.out = root / "out"
        self.source = root / "news"
        self.source.mkdir(parents=True)
        for name, text in (("leak", STORY), ("ferry", FERRY), ("again", FERRY_AGAIN), ("bees", BEES)):  # fmt: skip
            body = f"{text}\n\nTuesday, June 17, 2025\n" if text is not STORY else text
            (self.source / f"{name}.txt").write_text(body, encoding="utf-8")
        (self.source / "page.html").write_text(
            f"<html><body><h1>Hail</h1><p>{BEES}</p></body></html>"
        )
        self.words = ["make", str(self.source), "--date", DAY, "--out", str(self.out), "--quiet"]
        self.words += [] if model else ["--model", "none"]

    @property
    def environment(self) -> dict[str, str]:
        state = {"XDG_STATE_HOME": str(self.root / "state"), "FAULTS_ROOT": str(self.root)}
        return {**os.environ, **state, "BRIEFING_BRIEF__TIMEZONE": "UTC"}

    def run(self, *before: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end."""
        module = before or ("briefing",)
        command = [sys.executable, "-m", *module, *self.words]
        return subprocess.run(command, env=self.environment, capture_output=True, check=False)

    def fault(self, kind: str, number: int, error: str) -> subprocess.CompletedProcess[bytes]:
        """Run with the n-th call of a kind failing."""
        return self.run("tests.faults.failing", kind, str(number), error)

    @property
    def digest(self) -> str:
        """What a reader sees; what differs from run to run is left out."""
        folder = self.out / DAY
        parts = [(folder / name).read_bytes() for name in FILES[:3]]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

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


def calls_fail(place: Place, kinds: Iterator[tuple[str, str]], most: int) -> Counter[str]:
    """Fail each call in turn: a brief or a clear message, the former brief whole, the next run as ever."""
    told: Counter[str] = Counter()
    for kind, error in kinds:
        for number in range(1, most + 1):
            shutil.rmtree(place.out, ignore_errors=True)
            shutil.rmtree(place.root / "state", ignore_errors=True)
            place.run()
            wanted = place.digest
            done = place.fault(kind, number, error)
            if b"#FAULT" not in done.stderr and done.returncode != -signal.SIGKILL:
                break
            told["faults"] += 1
            told[f"exit {done.returncode}"] += 1
            message = done.stderr.decode("utf-8", "replace")
            told["internal error"] += "internal error" in message or "Traceback" in message
            told["no message"] += done.returncode > 0 and len(message.split("\n")[0]) < 10
            told["broken set"] += not place.is_whole
            again = place.run()
            told["next run differs"] += again.returncode != 0 or place.digest != wanted
            told["strays"] += bool(place.strays)
    return told


def kills(place: Place, number: int, seed: int = 1) -> Counter[str]:
    """Kill runs at random times; every set is whole, and the next run equals an undisturbed one."""
    told: Counter[str] = Counter()
    chance = random.Random(seed)
    start = time.monotonic()
    place.run()
    seconds = time.monotonic() - start
    wanted = place.digest
    for _ in range(number):
        command = [sys.executable, "-m", "briefing", *place.words]
        with subprocess.Popen(command, env=place.environment, stderr=subprocess.PIPE) as run:
            time.sleep(chance.uniform(0.2, 1.05) * seconds)
            run.send_signal(signal.SIGKILL)
        told["kills"] += 1
        told["broken set"] += not place.is_whole
    place.run()
    told["next run differs"] += place.digest != wanted
    told["strays"] += bool(place.strays)
    return told


def at_once(place: Place, runs: int, times: int) -> Counter[str]:
    """Start many runs on one output: one at a time writes, the others say so, and the set is whole."""
    told: Counter[str] = Counter()
    for _ in range(times):
        command = [sys.executable, "-m", "briefing", *place.words]
        started = [
            subprocess.Popen(command, env=place.environment, stderr=subprocess.PIPE)
            for _ in range(runs)
        ]
        for run in started:
            run.communicate()
            told[f"exit {run.returncode}"] += 1
        told["broken set"] += not place.is_whole
    told["strays"] += bool(place.strays)
    return told


def same_bytes(place: Place) -> Counter[str]:
    """Other zones, locales, hash seeds, orders and names of folders: the same brief."""
    told: Counter[str] = Counter()
    place.run()
    wanted = place.digest
    for more in (
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "OMP_NUM_THREADS": "2"},
        {"OMP_NUM_THREADS": "1", "TZ": "America/St_Johns"},
    ):
        shutil.rmtree(place.root / "state", ignore_errors=True)
        command = [sys.executable, "-m", "briefing", *place.words]
        subprocess.run(command, env={**place.environment, **more}, check=False)
        told["runs"] += 1
        told["differ"] += place.digest != wanted
    return told


def main() -> None:
    """Print a line for each kind of fault; exit code 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--model", action="store_true", help="kill runs with the model, too")
    arguments = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pairs = [(kind, error) for kind in KINDS for error in (*ERRORS, "KILL")]
        rows: list[tuple[str, Any]] = [
            ("same bytes", lambda: same_bytes(Place(root / "same"))),
            ("20 runs at once, 5 times", lambda: at_once(Place(root / "once"), 20, 5)),
            (f"{arguments.kills} kills", lambda: kills(Place(root / "kill", model=arguments.model), arguments.kills)),
            *((f"{kind} fails with {error}", lambda kind=kind, error=error: calls_fail(Place(root / f"{kind}-{error}"), iter([(kind, error)]), arguments.calls)) for kind, error in pairs),
        ]  # fmt: skip
        for name, job in rows:
            told = {key: count for key, count in sorted(job().items()) if count}
            sys.stdout.write(f"{name}: {told}\n")
            sys.stdout.flush()
            bad = ("broken set", "next run differs", "strays", "differ", "internal error")
            broken += sum(told.get(key, 0) for key in bad)
    raise SystemExit(1 if broken else 0)


if __name__ == "__main__":
    main()
