"""Answers of models, and what was said on earlier days, in SQLite.

State is a convenience: a state that cannot be opened, read or written to costs what was kept, and a warning, never the brief.
SQLite runs with a rollback journal: releases before 3.51.3 can corrupt a write-ahead log when two
connections checkpoint it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

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

    A broken database is set aside and made anew.  Where there is no working with it (no writing, no space, held by another program for more
    than 5 s, of a later release), the run goes on with an empty one in memory, and `trouble` tells why.
    """

    def __init__(self, path: Path) -> None:
        self.trouble = ""
        """Why nothing is kept, and the way out; empty where all is well."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open_or_renew(path)
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

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:
        """Return the rows kept under `key`; None if there are none or they cannot be read."""
        body = self._body("SELECT body FROM answers WHERE key = ?", key)
        try:
            return form.validate_json(body) if body is not None else None
        except ValidationError:
            return None

    def keep_rows(self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]) -> None:
        """Keep the rows of one batch durably."""
        body = form.dump_json(rows).decode()
        self._change(("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, body)))

    def brief_sentences(self, folder: str, day: date) -> list[dict[str, str]]:
        """Return what the stories of `day` said for the brief in `folder`; in older states, what it printed."""
        body = self._body(
            "SELECT body FROM briefs WHERE folder = ? AND day = ?", folder, day.isoformat()
        )
        try:
            rows: list[dict[str, str]] = json.loads(body) if body is not None else []
        except ValueError:
            return []
        return rows

    def keep_brief(self, folder: str, day: date, rows: Sequence[Mapping[str, str]]) -> None:
        """Keep what a day's stories said; a brief made again replaces the former, and old days go."""
        body = json.dumps(list(rows))  # escaped: SQLite takes no lone surrogate
        oldest = (day - timedelta(days=MOST_DAYS)).isoformat()
        self._change(
            ("DELETE FROM briefs WHERE folder = ? AND day < ?", (folder, oldest)),
            ("INSERT OR REPLACE INTO briefs VALUES (?, ?, ?)", (folder, day.isoformat(), body)),
        )

    def _body(self, query: str, *values: str) -> str | None:
        try:
            row = self._database.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row[0] if row else None

    def _change(self, *statements: tuple[str, tuple[str, ...]]) -> None:
        """Run statements in one transaction."""
        try:
            with self._database:
                for statement, values in statements:
                    self._database.execute(statement, values)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on with an empty database in memory."""
        self.trouble = self.trouble or _trouble(self._path, error)
        with suppress(AttributeError, sqlite3.Error):
            self._database.close()
        self._database = sqlite3.connect(":memory:")
        _migrate(self._database)


def _open_or_renew(path: Path) -> sqlite3.Connection:
    for _ in range(2):  # an error that goes is none of the file's
        try:
            return _open(path)
        except sqlite3.DatabaseError as error:
            # Busy, read-only and full are no damage: the file must stay where it is.
            if _code(error) not in _DAMAGED:
                raise
    path.replace(path.with_suffix(".broken"))
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    return _open(path)


_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""``SQLITE_ERROR`` is what a foreign schema gives (a table that exists already)."""


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _trouble(path: Path, error: Exception) -> str:
    if _code(error) == sqlite3.SQLITE_BUSY:
        return f"{path}: another program holds this database; nothing is kept of this run."
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return (
        f"{path}: nothing is kept of this run ({why}); check free space and permissions, or "
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
