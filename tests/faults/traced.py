"""Calls of a whole process that fail, libraries, workers and models included: ``python -m tests.faults.traced`` (needs strace).

::

    a run that is listened to ─▶ each call with its number in its thread ─ spread ─▶ a run in which it fails ─▶ the next run
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.place import DAY, Place

CALLS: Final = ("openat", "pread64")
ERRORS: Final = ("EINTR", "EIO", "EMFILE", "EACCES")
LONG: Final = (
    "The council of Tarn, which had put the question off three times since the winter, voted on Monday evening to close the old "
    "bridge over the Esk to lorries, said Ada Quill, who leads its committee for roads and has lived beside the bridge for thirty years.\n\n"
    "Drivers from the quarry, some of whom had come to the meeting with their families, will have to take the road through Nettlebed, "
    "which is eleven miles longer and was flooded twice last year, until a new bridge is built in the autumn of 2027.\n\n"
    "Tuesday, June 17, 2025\n"
)
"""Sentences from which something can be left out, so that the model is asked."""


class Fault(NamedTuple):
    """The n-th call of a thread, and what it was about."""

    number: int
    what: str
    own: bool
    """Whether it is about a file of the user or of a model, not of the installation."""


def traced(place: Place, log: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own under strace, which is told `words`."""
    command = [
        "strace",
        "-f",
        "-s",
        "400",
        "-o",
        str(log),
        *words,
        sys.executable,
        "-m",
        "briefing",
    ]
    return subprocess.run(
        [*command, *place.words],
        env={**os.environ, **place.environment},
        capture_output=True,
        text=True,
        check=False,
    )


def faults(log: Path, own: Sequence[str]) -> Iterator[Fault]:
    """The calls of a log of one kind, in order."""
    counted: Counter[str] = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := re.match(r"(\d+) +\w+\((.*)", line):
            thread, what = found.groups()
            counted[thread] += 1
            mine = "pread64(" in line and "ELF" not in line and ", 64)" not in line
            yield Fault(counted[thread], what[:160], mine or any(one in what for one in own))


def spread(every: Sequence[Fault], number: int) -> list[Fault]:
    """At most `number` faults, evenly over those on own files and over all others, twice as many of the first."""
    own, others = ([one for one in every if one.own is mine] for mine in (True, False))
    return [*_evenly(own, number - number // 3), *_evenly(others, number // 3)]


def _evenly(every: Sequence[Fault], number: int) -> list[Fault]:
    different = list({one.number: one for one in every}.values())
    if len(different) <= number:
        return different
    return [different[place * len(different) // number] for place in range(number)]


def judged(
    place: Place, kept: Path | None, log: Path, wanted: str, call: str, error: str, fault: Fault
) -> Counter[str]:
    """What became of a run with a fault, and of the next one."""
    place.anew(kept)
    former = place.digest
    run = traced(
        place, log, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={fault.number}"
    )
    met = log.read_text("utf-8", "replace").count("(INJECTED)")
    lost = place.digest != wanted
    told: Counter[str] = Counter()
    told["faults"] += bool(met)
    told["not met"] += not met
    told[f"exit {run.returncode}"] += 1
    told["internal error"] += "internal error" in run.stderr or "Traceback" in run.stderr
    told["no message"] += run.returncode > 0 and len(run.stderr.strip()) < 10
    told["broken set"] += (place.out / DAY).exists() and not place.is_whole
    told["former brief changed"] += (
        kept is not None and place.digest != former and run.returncode not in {0, 3}
    )
    told["other brief, told"] += lost and (place.out / DAY).exists() and bool(run.stderr.strip())
    told["other brief, silent"] += lost and run.returncode == 0 and not run.stderr.strip()
    again = traced(place, log, "-e", "trace=none")
    told["next run differs"] += again.returncode != 0 or place.digest != wanted
    told["strays"] += bool(place.strays)
    sys.stdout.write(
        f"  {error} {fault.number} {'own' if fault.own else 'other'} {fault.what[:120]!r}: {dict(+told)} {run.stderr[-300:]!r}\n"
    )
    sys.stdout.flush()
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=24, help="of each call")
    parser.add_argument("--calls", default=",".join(CALLS))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = Place(root / "place", model=True)
        (place.source / "bridge.txt").write_text(LONG, "utf-8")
        log = root / "log"
        for call in arguments.calls.split(","):
            place.anew()
            traced(place, log, "-e", f"trace={call}")
            wanted = place.digest
            kept = root / call
            (kept / "state").mkdir(parents=True)  # without answers, so that the models are asked
            subprocess.run(["cp", "-r", str(place.out), str(kept)], check=True)
            chosen = spread(list(faults(log, (str(root), "/.cache/briefing/"))), arguments.faults)
            told: Counter[str] = Counter()
            errors, befores = cycle(ERRORS), cycle((kept, kept, kept, kept, None, None, None, None))
            for fault in chosen:
                told += judged(place, next(befores), log, wanted, call, next(errors), fault)
            sys.stdout.write(f"{call}: {dict(+told)}\n")


if __name__ == "__main__":
    main()
