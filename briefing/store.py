"""The only writer of state on disk: answers and earlier briefs in SQLite, and atomic files.

SQLite runs with a rollback journal: releases before 3.51.3 can corrupt a write-ahead log when two
connections checkpoint it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from briefing.errors import LockedError, UsageError
from briefing.records import content_id

_SCHEMA: Final = (
    (
        "CREATE TABLE answers (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
        """
        CREATE TABLE briefs (
            folder TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (folder, day)
        ) STRICT
        """,
    ),
)
"""Migrations in order; ``PRAGMA user_version`` counts those that ran."""

MOST_DAYS: Final = 31
"""Days back for which what was said is kept: the most that `brief.since_days` may ask for."""
Row = TypeVar("Row")


# -- the database -------------------------------------------------------------------------------


class Store:
    """Answers of models, and what was reported on earlier days.  A context manager.

    A broken database is set aside and made anew: state is a convenience.
    Raises :class:`LockedError` if another program keeps the database for more than 5 s, and
    :class:`UsageError` if there is no writing to the folder.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open_or_renew(path)
        except (OSError, sqlite3.OperationalError) as error:
            raise _no_state(path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:
        """Return the rows kept under `key`; None if there are none or they cannot be read."""
        row = self._database.execute("SELECT body FROM answers WHERE key = ?", (key,)).fetchone()
        try:
            return form.validate_json(row[0]) if row else None
        except ValidationError:
            return None

    def keep_rows(self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]) -> None:
        """Keep the rows of one batch durably."""
        body = form.dump_json(rows).decode()
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, body))

    def brief_sentences(self, folder: str, day: date) -> list[dict[str, str]]:
        """Return what the stories of `day` said for the brief in `folder`; in older states, what it printed."""
        row = self._database.execute(
            "SELECT body FROM briefs WHERE folder = ? AND day = ?", (folder, day.isoformat())
        ).fetchone()
        rows: list[dict[str, str]] = json.loads(row[0]) if row else []
        return rows

    def keep_brief(self, folder: str, day: date, rows: Sequence[Mapping[str, str]]) -> None:
        """Keep what a day's stories said; a brief made again replaces the former, and old days go."""
        body = json.dumps(list(rows))  # escaped: SQLite takes no lone surrogate
        oldest = (day - timedelta(days=MOST_DAYS)).isoformat()
        with self._database:
            self._database.execute(
                "DELETE FROM briefs WHERE folder = ? AND day < ?", (folder, oldest)
            )
            self._database.execute(
                "INSERT OR REPLACE INTO briefs VALUES (?, ?, ?)", (folder, day.isoformat(), body)
            )


def _open_or_renew(path: Path) -> sqlite3.Connection:
    try:
        return _open(path)
    except sqlite3.DatabaseError as error:
        # Busy, read-only and full are no damage: the file must stay where it is.
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
    path.replace(path.with_suffix(".broken"))
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    return _open(path)


_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""``SQLITE_ERROR`` is what a foreign schema gives (a table that exists already)."""


def _no_state(path: Path, error: Exception) -> LockedError | UsageError:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
        return LockedError(f"{path}: another program holds this database; try again later.")
    why = getattr(error, "strerror", None) or str(error)
    return UsageError(
        f"{path}: the state cannot be kept there ({why}); check free space and permissions, or "
        "name another folder in XDG_STATE_HOME."
    )


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=5)
    try:
        for pragma in (
            "journal_mode=TRUNCATE",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            database.execute(f"PRAGMA {pragma}")
        _migrate(database)
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError:
        database.close()
        raise
    if found != "ok":
        database.close()
        broken = sqlite3.DatabaseError(found)
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise broken
    return database


def _migrate(database: sqlite3.Connection) -> None:
    """Bring the schema up to date, in one transaction that starts before the version is read."""
    if database.execute("PRAGMA user_version").fetchone()[0] >= len(_SCHEMA):
        return
    with database:
        database.execute("BEGIN IMMEDIATE")
        done = database.execute("PRAGMA user_version").fetchone()[0]
        for script in _SCHEMA[done:]:
            for statement in script:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(_SCHEMA)}")


# -- the lock -----------------------------------------------------------------------------------


@contextmanager
def lock(state: Path, folder: Path) -> Iterator[None]:
    """Hold the lock on output `folder`, by whatever path it is named, while the block runs.

    The kernel frees it when the process dies, however it dies.
    Raises :class:`LockedError` at once if another run holds it, :class:`UsageError` if there is no
    writing to `state`.
    """
    from filelock import FileLock, Timeout

    held = FileLock(state / f"{content_id(str(folder.resolve()))}.lock")
    try:
        state.mkdir(parents=True, exist_ok=True)
        held.acquire(timeout=0)
    except Timeout:
        raise LockedError(
            f"{folder}: another run is writing there; wait for it, or choose another --out."
        ) from None
    except OSError as error:
        raise _no_state(state, error) from error
    try:
        yield
    finally:
        held.release()


# -- files --------------------------------------------------------------------------------------


def write_folder(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write text files (names may hold one sub-folder) so that no reader sees half of one.

    Each is written to the side, flushed to disk, and renamed; all are on disk before the first is
    renamed.  Returns the paths in the order given.  What a killed run left aside is overwritten, so
    the caller holds the :func:`lock`.
    """
    prepared: list[tuple[Path, Path]] = []
    targets = [folder / name for name in files]
    try:
        for target, text in zip(targets, files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            aside = target.with_name(f".{target.name}.part")
            prepared.append((aside, target))
            _write_durably(aside, text)
        for aside, target in prepared:
            aside.replace(target)
    finally:
        for aside, _ in prepared:
            aside.unlink(missing_ok=True)
    return targets


def _write_durably(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8", errors="surrogatepass", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def prune(folder: Path, keep: Collection[str]) -> None:
    """Delete the files in `folder` whose names are not in `keep`: texts of earlier runs."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in keep and not path.is_dir():
                path.unlink()
