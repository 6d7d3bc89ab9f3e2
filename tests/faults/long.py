"""All faults at length, as a table: ``make faults``, or ``python -m tests.faults.long [--kills 200] [--only WORD]``."""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults.failing import KINDS
from tests.faults.place import DAY, Place, server
from tests.faults.server import Done
from tests.faults.surroundings import ROWS, Row

ERRORS: Final = ("ENOSPC", "EIO", "EACCES", "EMFILE", "KILL")
BROKEN: Final = (
    "broken set",
    "former brief changed",
    "next run differs",
    "strays",
    "internal error",
    "no message",
    "silent loss",
    "wrong",
)
"""What must not happen."""


def calls_fail(place: Place, kind: str, error: str, most: int = 1000) -> Counter[str]:
    """Fail each call in turn: a brief or a clear message, the former brief whole, the next run as ever."""
    told: Counter[str] = Counter()
    kept = place.root / "kept"
    place.run()
    place.keep(kept)
    wanted = place.digest
    for former in (kept, None):
        for number in range(1, most + 1):
            place.anew(former)
            done = place.fault(kind, number, error)
            if not done.happened:
                break
            told += _judged(place, done, wanted, had=former is not None)
    return told


def _judged(place: Place, done: Done, wanted: str, *, had: bool) -> Counter[str]:
    """What became of a run with a fault, and of the next one; `had`: whether a brief was there before."""
    told: Counter[str] = Counter()
    told["faults"] += 1
    told[f"exit {done.code}"] += 1
    told["internal error"] += "internal error" in done.err or "Traceback" in done.err
    told["no message"] += done.code > 0 and len(done.err.strip()) < 10
    told["broken set"] += (had or (place.out / DAY).exists()) and not place.is_whole
    # A brief that lacks what could not be read may differ, with a word about it; else it is the same.
    lost = place.digest != wanted
    told["former brief changed"] += had and lost and done.code not in {0, 3}
    told["silent loss"] += lost and done.code == 0
    told["told, brief differs"] += lost and done.code == 3
    again = place.run()
    told["next run differs"] += again.code != 0 or place.digest != wanted
    told["strays"] += bool(place.strays)
    return told


def kills(place: Place, number: int, seed: int = 1) -> Counter[str]:
    """Kill runs at random times; every set is whole, and the next run equals an undisturbed one."""
    told: Counter[str] = Counter()
    chance = random.Random(seed)
    start = time.monotonic()
    place.start().communicate()
    seconds = time.monotonic() - start
    wanted = place.digest
    for _ in range(number):
        with place.start() as run:
            time.sleep(chance.uniform(0.2, 1.05) * seconds)
            run.send_signal(signal.SIGKILL)
        told["kills"] += 1
        told["broken set"] += not place.is_whole
    place.run()
    told["next run differs"] += place.digest != wanted
    told["strays"] += bool(place.strays)
    return told


def quick_kills(place: Place, number: int, seed: int = 2) -> Counter[str]:
    """Kill runs without start-up at random times, nearly all of them while they read or write; alternately new and made before."""
    told: Counter[str] = Counter()
    chance = random.Random(seed)
    place.run()
    start = time.monotonic()
    place.run()
    seconds = time.monotonic() - start
    wanted = place.digest
    for turn in range(number):
        if turn % 2:
            place.anew()
        place.run(kill_after=chance.uniform(0, 1.1) * seconds)
        told["kills"] += 1
        told["broken set"] += (place.out / DAY).exists() and not place.is_whole
        place.run()
        told["next run differs"] += place.digest != wanted
        told["strays"] += bool(place.strays)
    return told


def at_once(place: Place, runs: int, times: int) -> Counter[str]:
    """Start many runs on one output: one at a time writes, the others say so, and the set is whole."""
    told: Counter[str] = Counter()
    for _ in range(times):
        started = [place.start() for _ in range(runs)]
        for run in started:
            run.communicate()
            told[f"exit {run.returncode}"] += 1
        told["broken set"] += not place.is_whole
    told["strays"] += bool(place.strays)
    return told


def _odd(row: Row, place: Place) -> Counter[str]:
    """What is broken in odd surroundings, each with its own words."""
    wrong = row(place)
    return Counter({"rows": 1, "wrong": len(wrong), **dict.fromkeys(wrong, 1)})


def rows(
    root: Path, kill: int, errors: Sequence[str], *, model: bool
) -> list[tuple[str, Callable[[], Counter[str]]]]:
    """Every kind of fault with what runs it."""
    return [
        *(
            (f"{kind}: {error}", partial(calls_fail, Place(root / f"{kind}-{error}"), kind, error))
            for kind in KINDS
            for error in errors
        ),
        (f"{10 * kill} kills, loaded", partial(quick_kills, Place(root / "quick"), 10 * kill)),
        (f"{kill} kills", partial(kills, Place(root / "kill", model=model), kill)),
        ("20 runs at once, 50 times", partial(at_once, Place(root / "once"), 20, 50)),
        *((name, partial(_odd, row, Place(root / name))) for name, row in ROWS.items()),
    ]


def main() -> None:
    """Print a line for each kind of fault; exit code 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--errors", default=",".join(ERRORS), help="those that calls fail with")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--model", action="store_true", help="kill runs with the model, too")
    arguments = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, job in rows(
            Path(folder), arguments.kills, arguments.errors.split(","), model=arguments.model
        ):
            if arguments.only not in name:
                continue
            told = {key: count for key, count in sorted(job().items()) if count}
            sys.stdout.write(f"{name}: {told}\n")
            sys.stdout.flush()
            broken += sum(told.get(key, 0) for key in BROKEN)
    server().stop()
    raise SystemExit(1 if broken else 0)


if __name__ == "__main__":
    main()
