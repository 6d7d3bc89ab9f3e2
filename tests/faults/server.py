"""Runs of the program in children of one process that has everything loaded: a tenth of a second each, not four.

    python -m tests.faults.server        jobs in, results out, a line of JSON each

The program's modules are imported once; each run is a child of its own, with its own environment, limits, user and fault.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from briefing.__main__ import main
from tests.faults.failing import Fault, failing


class Done(NamedTuple):
    """How a run ended."""

    code: int
    """Below zero: the signal that ended it."""
    out: str
    err: str
    happened: bool = False
    """Whether the fault was met."""


class Server:
    """A process that runs the program in its children."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, words: Sequence[str], environment: Mapping[str, str], **how: Any) -> Done:
        """Run a command to its end.  `how` is a part of a job (:func:`_prepare`)."""
        assert self._process.stdin
        assert self._process.stdout
        job = {"words": list(words), "environment": dict(environment), **how}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return Done(**json.loads(self._process.stdout.readline()))

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _load()
    for line in sys.stdin:
        answers.write(json.dumps(_done(json.loads(line))._asdict()) + "\n")
        answers.flush()


def _load() -> None:
    """Make one brief here, so that all is imported."""
    os.cpu_count = lambda: 1  # a child starts no workers: they would be told of no fault
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text("<html><body><h1>Hail</h1><p>Hail fell on Tarn on Monday, the town said.</p></body></html>")  # fmt: skip
        names = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        former = dict(os.environ)
        os.environ.update(dict.fromkeys(names, folder))
        words = ["--out", f"{folder}/out", "--date", "2025-06-17", "--model", "none", "--quiet"]
        sys.argv = ["briefing", "make", folder, *words]
        with suppress(SystemExit):
            main()
        os.environ.clear()
        os.environ.update(former)


def _done(job: Mapping[str, Any]) -> Done:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)  # a run may be another user's
        child = os.fork()
        if not child:
            _run(job, folder)
        code = _ended(child, job.get("kill_after"))
        texts = []
        for name in ("out", "err"):
            path = Path(folder) / name
            texts.append(path.read_text("utf-8", "replace") if path.exists() else "")
        happened = code == -signal.SIGKILL or (Path(folder) / "happened").exists()
        return Done(code, texts[0], texts[1], happened)


def _ended(child: int, kill_after: float | None) -> int:
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(job: Mapping[str, Any], folder: str) -> None:
    """In the child: never returns."""
    code = 1
    try:
        fault = _prepare(job, folder)
        try:
            main()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(bool(error.code))
        if fault and fault.happened:
            os.open(f"{folder}/happened", os.O_CREAT | os.O_WRONLY)
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _set_clock(shift: float | str) -> None:
    """Shift this process's clock by seconds, or let it jump an hour back and forth at each look."""
    import datetime as dt

    jumps = [0.0, -3600.0] * 10_000

    class Shifted(dt.datetime):
        """The clock as it is told."""

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            by = jumps.pop() if isinstance(shift, str) else shift
            real = dt.datetime.fromtimestamp(time.time() + by, tz)
            return cls.combine(real.date(), real.timetz())

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("briefing") and hasattr(module, "datetime"):
            module.datetime = Shifted  # type: ignore[attr-defined]


def _prepare(job: Mapping[str, Any], folder: str) -> Fault | None:
    """Environment, streams, working folder, limits (``{"AS": bytes}``), user, and the fault as [kind, number, error]."""
    os.environ.clear()
    os.environ.update(job["environment"])
    time.tzset()
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{folder}/{name}", os.O_CREAT | os.O_WRONLY, 0o666), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(job.get("cwd", "/"))
    for name, most in job.get("limits", {}).items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    for name, more in job.get("limits_above", {}).items():
        pages = int(Path("/proc/self/statm").read_text("utf-8").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    if "clock" in job:
        _set_clock(job["clock"])
    if "user" in job:
        os.setgroups([])
        os.setgid(job["user"])
        os.setuid(job["user"])
    sys.argv = ["briefing", *job["words"]]
    if "fault" not in job:
        return None
    kind, number, error = job["fault"]
    fault = Fault(job["root"], number, error)
    failing(kind, fault)
    return fault


if __name__ == "__main__":
    _serve()
