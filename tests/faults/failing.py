"""A run in which the n-th call of one kind fails, or kills it.

    python -m tests.faults.failing KIND NUMBER ERRNO WORDS...

KIND is ``open``, ``fsync``, ``replace``, ``mkdir``, ``write`` or ``commit``; ERRNO is a name of :mod:`errno`, or ``KILL``.  Calls that only read
the program's own files (its code, data and models) are not counted: an installation that cannot be read is another matter.
"""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.__main__ import main

PACKAGE = Path(__file__).parents[2]


class Fault:
    """Counts calls, and fails at one."""

    def __init__(self, number: int, name: str) -> None:
        self.left = number
        self.name = name
        self.happened = False

    def count(self) -> None:
        """Fail where this is the call."""
        self.left -= 1
        if self.left:
            return
        self.happened = True
        if self.name == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, self.name)
        raise OSError(code, os.strerror(code))


def _is_own(path: object) -> bool:
    """Whether a file belongs to the installation, or is no file."""
    if isinstance(path, int):
        return True
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    return not text.startswith(os.environ["FAULTS_ROOT"])


def failing(kind: str, fault: Fault) -> None:
    """Replace the calls of a kind by those that may fail."""

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*words: Any, **named: Any) -> Any:
            if words and _is_own(words[0]) and kind != "fsync":
                return call(*words, **named)
            fault.count()
            return call(*words, **named)

        return run

    if kind == "open":
        import io

        io.open = guarded(io.open)
        os.open = guarded(os.open)
    elif kind == "commit":
        connect: Any = sqlite3.connect

        class Connection(sqlite3.Connection):
            """Fails where a transaction ends."""

            def __exit__(self, *of: object) -> Any:
                try:
                    fault.count()
                except OSError as error:
                    self.rollback()
                    raise sqlite3.OperationalError(f"database or disk is full: {error}") from error
                whole: Any = super()
                return whole.__exit__(*of)

        def opened(*words: Any, **named: Any) -> Any:
            return connect(*words, factory=Connection, **named)

        setattr(sqlite3, "connect", opened)  # noqa: B010
    else:
        setattr(os, kind, guarded(getattr(os, kind)))


if __name__ == "__main__":
    _, wanted, place, which, *rest = sys.argv
    planned = Fault(int(place), which)
    failing(wanted, planned)
    sys.argv = ["briefing", *rest]
    try:
        main()
    finally:
        if planned.happened:
            os.write(2, b"\n#FAULT\n")
