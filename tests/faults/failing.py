"""Makes the n-th call of one kind fail, or kill its process.

Calls on files of the installation (code, data, models) are not counted: an installation that cannot be read is another matter.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable
from typing import Any, Final, Self

from briefing.store import folders

SYSTEM: Final = ("mkdir", "rename", "replace", "unlink", "rmdir", "scandir", "stat")
KINDS: Final = ("open", "read", "write", "fsync", "exchange", *SYSTEM, "statement", "commit")
"""What can fail: calls of the system, reads and writes of opened files, and statements of the database."""


class Fault:
    """Counts the calls of a kind on files below `root`, and fails at one."""

    def __init__(self, root: str, number: int, name: str) -> None:
        self.root = root
        self.name = name
        """Of :mod:`errno`, or ``KILL``."""
        self.left = number
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

    def count_path(self, path: object) -> None:
        """Count a call on a file that the user owns."""
        text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        if text.startswith(self.root):
            self.count()


class _File:
    """An opened file whose reads or writes are counted."""

    def __init__(self, file: Any, kind: str, fault: Fault) -> None:
        self._file, self._kind, self._fault = file, kind, fault

    def __getattr__(self, name: str) -> Any:
        if name == self._kind:
            self._fault.count()
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *of: object) -> None:
        self._file.close()


def failing(kind: str, fault: Fault) -> None:
    """Replace the calls of a kind by those that may fail."""
    if kind in {"open", "read", "write"}:
        _files(kind, fault)
    elif kind in {"statement", "commit"}:
        _database(kind, fault)
    elif kind == "exchange":
        folders._renameat2 = lambda: lambda *_: _no_exchange(fault)  # type: ignore[assignment]
    elif kind == "fsync":
        os.fsync = _before(os.fsync, lambda *_: fault.count())
    else:
        setattr(os, kind, _before(getattr(os, kind), fault.count_path))


def _no_exchange(fault: Fault) -> int:
    """A file system that cannot exchange folders: files are renamed one by one."""
    if fault.name == "KILL":
        fault.count()
    fault.left -= 1
    fault.happened = fault.happened or not fault.left
    return -1


def _before(call: Callable[..., Any], first: Callable[..., None]) -> Callable[..., Any]:
    def run(*words: Any, **named: Any) -> Any:
        first(words[0] if words else None)
        return call(*words, **named)

    return run


def _files(kind: str, fault: Fault) -> None:
    plain = io.open

    def opened(file: Any, *words: Any, **named: Any) -> Any:
        if kind == "open":
            fault.count_path(file)
            return plain(file, *words, **named)
        made = plain(file, *words, **named)
        text = os.fsdecode(file) if isinstance(file, (str, bytes, os.PathLike)) else ""
        return _File(made, kind, fault) if text.startswith(fault.root) else made

    setattr(io, "open", opened)  # noqa: B010  # `Path.open` asks for it there
    if kind == "open":
        os.open = _before(os.open, fault.count_path)


def _database(kind: str, fault: Fault) -> None:
    connect: Any = sqlite3.connect

    class Connection(sqlite3.Connection):
        """Fails at a statement, or where a transaction ends."""

        def execute(self, *words: Any) -> Any:
            if kind == "statement":
                _as_of_database(fault)
            return super().execute(*words)

        def __exit__(self, *of: object) -> Any:
            if kind == "commit":
                try:
                    _as_of_database(fault)
                except sqlite3.Error:
                    self.rollback()
                    raise
            whole: Any = super()
            return whole.__exit__(*of)

    def opened(*words: Any, **named: Any) -> Any:
        return connect(*words, factory=Connection, **named)

    setattr(sqlite3, "connect", opened)  # noqa: B010


def _as_of_database(fault: Fault) -> None:
    try:
        fault.count()
    except OSError as error:
        raise sqlite3.OperationalError(f"database or disk is full: {error}") from error
