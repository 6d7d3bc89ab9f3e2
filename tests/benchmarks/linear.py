"""Is everything linear?  ``python -m tests.benchmarks.linear [--functions WORD] [--patterns WORD] [--size 100000]``.

Each function of text is timed on each pattern, in processor time of one process: at full length, and where that takes more than the floor at
a half and a quarter of it.  The table lists what takes longer than `LIMIT` or grows by more than `GROWTH` with a doubling (over two of them), and the slowest
pattern of each function.  No garbage is collected meanwhile: how often that happens, and how long it takes, hangs on all that the process holds.
"""

from __future__ import annotations

import argparse
import functools
import gc
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NamedTuple

from briefing.faults import Faults, TooSlow
from tests.benchmarks.functions import FUNCTIONS, Function
from tests.benchmarks.patterns import PATTERNS

LIMIT: Final = 1.0
"""Seconds of processor time for the longest text."""
GROWTH: Final = 2.2
"""Times that a text of double length may take."""
FLOOR: Final = 0.25
"""Seconds below which a ratio is noise: nothing is said of it."""
PATIENCE: Final = 1.5
"""Seconds after which a function is given up."""


class Row(NamedTuple):
    """What one function took for one pattern: seconds at a quarter, half and full length; -1 for one that was given up."""

    function: str
    pattern: str
    seconds: tuple[float, ...]
    error: str = ""

    @property
    def growth(self) -> float:
        """How much longer it takes for a doubling, over two of them: one ratio alone is mostly noise."""
        first, last = self.seconds[0], self.seconds[-1]
        return float((last / max(first, FLOOR / 4)) ** 0.5) if last > FLOOR else 0.0

    @property
    def holds(self) -> bool:
        """Whether it stays below limit and growth."""
        ends = 0 <= self.seconds[-1] <= LIMIT
        return ends and self.growth <= GROWTH and not self.error


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Give up after `seconds` of processor time; the timers of the program are others."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def forget() -> None:
    """Empty what is kept of texts; words of languages stay."""
    for one in _kept():
        one.cache_clear()


@functools.cache
def _kept() -> list[functools._lru_cache_wrapper[object]]:
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in found if one.cache_parameters()["maxsize"]]


def timed(function: Function, text: str) -> float:
    """Return the seconds of processor time; -1 where patience ends."""
    try:
        with patience(4 * PATIENCE):
            work = function(text)
    except TooSlow:
        return 0.0  # told in the row of what was slow before
    forget()
    gc.disable()
    begun = time.process_time()
    try:
        with patience(PATIENCE):
            work()
    except TooSlow:
        return -1.0
    finally:
        gc.enable()
    return time.process_time() - begun


def measure(name: str, pattern: str, size: int) -> Row:
    """Return the row of a function and a pattern."""
    function, make = FUNCTIONS[name], PATTERNS[pattern]
    try:
        full = timed(function, make(size))
        if 0 <= full <= FLOOR:
            return Row(name, pattern, (full,))
        lesser = (timed(function, make(size // 4)), timed(function, make(size // 2)))
        # The least of two is nearer to the truth on a machine with other work.
        full = full if full < 0 else min(full, timed(function, make(size)))
        return Row(name, pattern, (*lesser, full))
    except Exception as error:  # noqa: BLE001  # what a table is for
        return Row(name, pattern, (-1.0,), f"{type(error).__name__}: {error}"[:90])


def shown(row: Row) -> str:
    """Return a line of the table."""
    told = " ".join(f"{one:.2f}" if one >= 0 else f"> {PATIENCE:.1f}" for one in row.seconds)
    growth = f"x {row.growth:.1f}" if row.growth else ""
    return f"| {row.function} | {row.pattern} | {told} | {growth} | {row.error} |"


def main() -> None:
    """Print the rows that do not hold, and the slowest of each function; exit code 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--functions", default="", help="those whose name holds this")
    parser.add_argument("--patterns", default="", help="those whose name holds this")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--begin", default="", help="the first function")
    parser.add_argument("--exact", action="store_true", help="names are whole")
    wanted = parser.parse_args()

    def chosen(name: str, word: str) -> bool:
        return not word or (name == word if wanted.exact else word in name)

    Faults.spares = False
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
    functions = [name for name in FUNCTIONS if chosen(name, wanted.functions)]
    functions = functions[functions.index(wanted.begin) :] if wanted.begin else functions
    patterns = [name for name in PATTERNS if chosen(name, wanted.patterns)]
    write = sys.stdout.write
    write("| function | pattern | s at ¼, ½, 1 | growth | error |\n|---|---|---|---|---|\n")
    failed, slowest = 0, []
    for name in functions:
        measure(name, patterns[0], 2_000)  # what is loaded once
        _kept.cache_clear()
        rows = [measure(name, pattern, wanted.size) for pattern in patterns]
        for row in rows:
            if not row.holds:
                write(f"{shown(row)}\n")
                sys.stdout.flush()
        failed += sum(not row.holds for row in rows)
        slowest.append(max(rows, key=lambda row: row.seconds[-1]))
    write(f"\n{len(functions)} functions x {len(patterns)} patterns: {failed} do not hold\n\n")
    write("| slowest of | pattern | s at ¼, ½, 1 | growth | |\n|---|---|---|---|---|\n")
    for row in slowest:
        write(f"{shown(row)}\n")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
