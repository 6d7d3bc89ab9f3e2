"""Databases of SQLite that cost what they hold, never the run, where there is no working with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Final, Self

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRAGMAS: Final = ("journal_mode=TRUNCATE", "trusted_schema=OFF")
"""A rollback journal: releases before 3.51.3 can corrupt a write-ahead log when two connections checkpoint it."""


class DamagedError(Exception):
    """A database cannot be read, and it is its own fault."""


class Database:
    """A database in a file; where it cannot be opened, read or written to, an empty one in memory.  A context manager.

    A damaged file is made anew before it is opened (:meth:`_renew`).  Without a path it is in memory from the start.
    """

    damage: ClassVar[frozenset[int]] = _DAMAGE
    """SQLite's codes of errors that mean a damaged file: busy, read-only and full are none, and the file stays where it is."""

    def __init__(self, path: Path | None) -> None:
        self.trouble = ""
        """Why nothing is kept, and the way out; empty where all is well."""
        self._path = path
        self._database: sqlite3.Connection
        if path is None:
            self._database = self._in_memory()
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = self._open_or_renew(path)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(sqlite3.Error):
            self._database.close()

    def _prepare(self, database: sqlite3.Connection) -> None:
        """Make the tables that are missing.  Raises :class:`sqlite3.Error` where that fails."""
        raise NotImplementedError

    def _open(self, path: Path) -> sqlite3.Connection:
        """Open a file.  Raises :class:`sqlite3.Error` where that fails."""
        return opened(path, self._prepare)

    def _renew(self, path: Path) -> None:
        """Put a damaged file out of the way."""
        raise NotImplementedError

    def _why(self, error: Exception) -> str:
        """Return what the user is told where nothing is kept."""
        raise NotImplementedError

    def _in_memory(self) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:")
        self._prepare(database)
        return database

    def _open_or_renew(self, path: Path) -> sqlite3.Connection:
        with suppress(DamagedError):
            return self._open_whole(path)
        self._renew(path)
        return self._open(path)

    def _open_whole(self, path: Path) -> sqlite3.Connection:
        """Open a file.  Raises :class:`DamagedError` where it is broken, :class:`sqlite3.Error` for anything else."""
        try:
            return self._open(path)
        except sqlite3.DatabaseError as error:
            if error_code(error) not in self.damage:
                raise
        try:
            return self._open(path)  # an error that goes is none of the file's
        except sqlite3.DatabaseError as error:
            if error_code(error) not in self.damage:
                raise
            raise DamagedError from error

    def _give_up(self, error: Exception) -> None:
        """Go on with an empty database in memory."""
        self.trouble = self.trouble or self._why(error)
        with suppress(AttributeError, sqlite3.Error):
            self._database.close()
        self._database = self._in_memory()


def opened(
    path: Path, prepare: Callable[[sqlite3.Connection], None], pragmas: Iterable[str] = ()
) -> sqlite3.Connection:
    """Return a connection that waits up to 5 s for other programs, with its tables.  Raises :class:`sqlite3.Error`."""
    database = sqlite3.connect(path, timeout=5)
    try:
        for pragma in (*_PRAGMAS, *pragmas):
            database.execute(f"PRAGMA {pragma}")
        prepare(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def error_code(error: Exception) -> int:
    """Return SQLite's primary code of an error; 0 for one that is not its own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def reason(error: Exception) -> str:
    """Return in words what went wrong."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
