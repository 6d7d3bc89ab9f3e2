"""Fuzz at length: ``make fuzz``, or ``python -m tests.fuzz.run [TARGET...] --seconds 3600``.

Guided by what is covered where atheris is installed (``pip install atheris``; Linux), by chance elsewhere.  Prints each fault once, by its place,
and the input that made it; exit code 1 where there is one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from tests.fuzz.mutate import inputs

NAMES = ("decode", "cut", "dates", "numbers", "gate", "rows", "settings", "mail", "brief")
"""Of the targets, which are imported where their imports can be watched."""
SLOW = 5.0
"""Seconds of processor time for one input of at most 20 kB."""


class Watched:
    """A target that goes on behind a fault, and keeps each once."""

    def __init__(self, target: Callable[[bytes], None], keep: Path, end: float) -> None:
        self._target = target
        self._keep = keep
        self._end = end
        self.calls = 0
        self.found: dict[str, str] = {}

    def __call__(self, data: bytes) -> None:
        """Run one input; tells of all and ends the process when the time is over: a fuzzer would not return."""
        if time.monotonic() > self._end:
            sys.stdout.write(f"{self._keep.name}: {self.calls} inputs, {len(self.found)} faults\n")
            sys.stdout.flush()
            os._exit(bool(self.found))
        self.calls += 1
        start = time.process_time()
        try:
            self._target(data)
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            frames = traceback.extract_tb(error.__traceback__)
            own = [one for one in frames if "/briefing/" in one.filename] or frames
            place = f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}"
            self._note(place, f"{error}"[:200], data)
        spent = time.process_time() - start
        if spent > SLOW:
            self._note("too slow", f"{spent:.1f} s for {len(data)} bytes", data)

    def _note(self, place: str, words: str, data: bytes) -> None:
        if place not in self.found:
            self.found[place] = words
            (self._keep / f"{len(self.found)}.input").write_bytes(data)
            sys.stdout.write(f"  {place}: {words!r}\n    {data[:120]!r}\n")
            sys.stdout.flush()


def fuzz(name: str, seconds: float, seed: int, keep: Path) -> NoReturn:
    """Fuzz one target; ends the process."""
    keep = keep / name
    corpus = keep / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    if find_spec("atheris") is None:
        run, first = _started(name, keep, end)
        for data in inputs(first, seed):
            run(data)
    import atheris

    with atheris.instrument_imports(include=["briefing"]):
        run, first = _started(name, keep, end)
    for number, data in enumerate(first):
        (corpus / f"seed{number}").write_bytes(data)
    words = [name, str(corpus), f"-seed={seed}", "-max_len=20000", "-verbosity=0", "-timeout=60", "-rss_limit_mb=4000"]  # fmt: skip
    atheris.Setup(words, run)
    atheris.Fuzz()
    raise AssertionError("a fuzzer does not return")


def _started(name: str, keep: Path, end: float) -> tuple[Watched, list[bytes]]:
    """A target that has seen its seeds, so that all that it imports is there."""
    from tests.fuzz.targets import TARGETS, seeds

    run, first = Watched(TARGETS[name], keep, end), seeds(name)
    for data in first:
        run(data)
    return run, first


def main() -> None:
    """Fuzz each target in a process of its own, since a fuzzer ends its process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=[], help="all by default")
    parser.add_argument("--seconds", type=float, default=3600, help="for all together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="folder of inputs")
    parser.add_argument("--here", action="store_true", help="one target, in this process")
    given = parser.parse_args()
    names = given.targets or NAMES
    if given.here:
        fuzz(names[0], given.seconds, given.seed, given.keep)
    codes = []
    for name in names:
        words = ["--here", "--seconds", str(given.seconds / len(names)), "--seed", str(given.seed), "--keep", str(given.keep)]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.run", name, *words]
        codes.append(subprocess.run(command, check=False).returncode)
    raise SystemExit(1 if any(codes) else 0)


if __name__ == "__main__":
    main()
