"""Answers of models, and what was said on earlier days, in SQLite.

State is a convenience: a state that cannot be opened, read or written to costs what was kept, and a warning, never the brief.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from briefing.store.folders import kept_name
from briefing.store.locking import waiting
from briefing.store.opening import DamagedError, Database, error_code, opened, reason

_SCHEMA: Final = (
    (
        "CREATE TABLE answers (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
        """
        CREATE TABLE briefs (
            folder TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (folder, day)
        ) STRICT
        """,
    ),
    (
        "ALTER TABLE answers ADD COLUMN used TEXT NOT NULL DEFAULT ''",
        "UPDATE answers SET used = date('now')",
        "CREATE INDEX answers_used ON answers (used)",
    ),
    (
        """
        CREATE TABLE mails (
            message TEXT NOT NULL, recipient TEXT NOT NULL, folder TEXT NOT NULL, day TEXT NOT NULL,
            state TEXT NOT NULL, PRIMARY KEY (message, recipient)
        ) STRICT
        """,
    ),
)
"""Migrations in order; ``PRAGMA user_version`` counts those that ran."""

_COLUMNS: Final = {
    "answers": "key, body, used",
    "briefs": "folder, day, body",
    "mails": "message, recipient, folder, day, state",
}
"""What is saved of a damaged database."""

LOST: Final = "lost"
"""State of the row, of no mail, that :func:`salvage` leaves where mails were lost."""
MOST_DAYS: Final = 31
"""Days for which what was said, and answers that nobody asks for, are kept: the most that `brief.since_days` may ask for."""
Row = TypeVar("Row")


# -- the database -------------------------------------------------------------------------------


class Statistics(NamedTuple):
    """What a store holds."""

    size: int
    """Bytes of its file."""
    answers: int
    days: int
    """Days whose stories' sentences are kept, by output folder."""
    oldest_answer: str | None
    oldest_day: str | None


def salvage(path: Path) -> int:
    """Make a damaged database anew from the rows that can be read; returns how many.  The old file stays as ``.broken``.

    Where not all mails can be read, a row says up to which day nobody knows who has them (:data:`LOST`).
    """
    whole = path.with_suffix(".new")
    saved = _carry_all(path, whole)
    for one in (whole, path):  # a journal that stayed would be played into the new file
        _without_journal(one)
    _set_aside(path)
    whole.replace(
        path
    )  # the one step: a run that is killed leaves the damaged file, or the new one
    return saved


def _set_aside(path: Path) -> None:
    """Give a file a second name, ``.broken``; a copy where the file system has no hard links."""
    broken = path.with_suffix(".broken")
    broken.unlink(missing_ok=True)
    try:
        broken.hardlink_to(path)
    except (OSError, NotImplementedError):
        shutil.copy2(path, broken)


def _carry_all(damaged: Path, whole: Path, *, is_all: bool = True) -> int:
    """Make a database of the rows of a damaged one that can be read; returns how many.

    Where not all mails can be read, or the damaged one did not have them all, it says so (:data:`LOST`).
    """
    whole.unlink(missing_ok=True)
    saved = 0
    with closing(sqlite3.connect(damaged)) as old, closing(_open(whole)) as new:
        for table in _COLUMNS:
            rows, is_whole = _carried(table, old, new)
            saved += rows
            if table == "mails" and not (is_whole and is_all):
                _mark_lost(new)
            new.commit()
    return saved


def _carried(table: str, old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, bool]:
    """Copy the rows of a table that stand before any damage; returns how many, and whether that is all."""
    columns, saved = _COLUMNS[table], 0
    try:
        if not old.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            made = old.execute("PRAGMA user_version").fetchone()[0]
            return 0, 0 < made < len(
                _SCHEMA
            )  # of an earlier release; without a version it was cut off
        for row in old.execute(f"SELECT {columns} FROM {table}"):  # noqa: S608  # names of our own
            marks = ", ".join("?" * len(row))
            new.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608
            saved += 1
    except sqlite3.Error:
        return saved, False
    return saved, True


def _mark_lost(database: sqlite3.Connection) -> None:
    """Note that mails of briefs up to this day may have been sent: the day that it is at UTC+14, where days begin first."""
    day = (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()
    database.execute(
        "INSERT OR REPLACE INTO mails (message, recipient, folder, day, state) VALUES ('', '', '', ?, ?)",
        (day, LOST),
    )


class Store(Database):
    """Answers of models, and what was reported on earlier days.  A context manager.

    A broken database is set aside and made anew from what can be read of it.  Where there is no working with it (no writing, no space, held by another program for more
    than 5 s, of a later release), the run goes on with an empty one in memory, and `trouble` tells why.
    Without a path it is in memory from the start.
    """

    damage = frozenset({*Database.damage, sqlite3.SQLITE_ERROR})
    """``SQLITE_ERROR`` is what a foreign schema gives (a table that exists already)."""

    def __init__(self, path: Path | None) -> None:
        self.mended = ""
        """What is told where the file was damaged, or gone, and has been made anew; empty where it was whole."""
        super().__init__(path)
        self._used: set[str] = set()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.forget(MOST_DAYS)
        super().__exit__(kind, error, trace)

    def forget(self, days: int) -> int:
        """Drop the answers that no run has asked for in as many days; returns how many."""
        today = datetime.now(UTC).date()
        with suppress(OverflowError):
            oldest = (today - timedelta(days=days)).isoformat()
            keys = [(today.isoformat(), key) for key in sorted(self._used)]
            self._used.clear()
            try:
                with self._database:
                    self._database.executemany("UPDATE answers SET used = ? WHERE key = ?", keys)
                    return self._database.execute(
                        "DELETE FROM answers WHERE used < ?", (oldest,)
                    ).rowcount
            except sqlite3.Error as error:
                self._give_up(error)
        return 0

    def statistics(self) -> Statistics:
        """Return how much is kept."""
        counts = self._database.execute(
            "SELECT (SELECT COUNT(*) FROM answers), (SELECT COUNT(*) FROM briefs), "
            "(SELECT MIN(used) FROM answers), (SELECT MIN(day) FROM briefs)"
        ).fetchone()
        size = self._path.stat().st_size if self._path and self._path.exists() else 0
        return Statistics(size, *(counts or (0, 0, None, None)))

    def compact(self) -> None:
        """Give the space of what was dropped back to the disk."""
        self._database.execute("VACUUM")

    def faults(self) -> list[str]:
        """Return what is wrong with the database; nothing where all can be read."""
        found = [row[0] for row in self._database.execute("PRAGMA integrity_check(20)")]
        wrong = [] if found == ["ok"] else found
        for day, body in self._database.execute("SELECT day, body FROM briefs"):
            try:
                json.loads(body)
            except (ValueError, RecursionError):
                wrong.append(f"what was said on {day} cannot be read")
        return wrong

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:
        """Return the rows kept under `key`; None if there are none or they cannot be read."""
        body = self._body("SELECT body FROM answers WHERE key = ?", key)
        self._used.add(key)
        try:
            return form.validate_json(body) if body is not None else None
        except ValidationError:
            return None

    def keep_rows(self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]) -> None:
        """Keep the rows of one batch durably."""
        body = form.dump_json(rows).decode()
        today = datetime.now(UTC).date().isoformat()
        self._change(
            (
                "INSERT OR REPLACE INTO answers (key, body, used) VALUES (?, ?, ?)",
                (key, body, today),
            )
        )

    def brief_sentences(self, folder: str, day: date) -> list[dict[str, str]]:
        """Return what the stories of `day` said for the brief in `folder`; in older states, what it printed."""
        body = self._body(
            "SELECT body FROM briefs WHERE folder = ? AND day = ?",
            kept_name(folder),
            day.isoformat(),
        )
        try:
            rows: list[dict[str, str]] = json.loads(body) if body is not None else []
        except (ValueError, RecursionError):
            return []
        return rows

    def keep_brief(self, folder: str, day: date, rows: Sequence[Mapping[str, str]]) -> None:
        """Keep what a day's stories said; a brief made again replaces the former, and old days go."""
        body = json.dumps(list(rows))  # escaped: SQLite takes no lone surrogate
        oldest, name = (day - timedelta(days=MOST_DAYS)).isoformat(), kept_name(folder)
        self._change(
            ("DELETE FROM briefs WHERE folder = ? AND day < ?", (name, oldest)),
            (
                "INSERT OR REPLACE INTO briefs (folder, day, body) VALUES (?, ?, ?)",
                (name, day.isoformat(), body),
            ),
        )

    def _body(self, query: str, *values: str) -> str | None:
        try:
            row = self._database.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row[0] if row else None

    def _change(self, *statements: tuple[str, tuple[str, ...]]) -> int:
        """Run statements in one transaction; returns how many rows the last one changed."""
        changed = 0
        try:
            with self._database:
                for statement, values in statements:
                    changed = self._database.execute(statement, values).rowcount
        except sqlite3.Error as error:
            self._give_up(error)
            return 0
        return changed

    def _why(self, error: Exception) -> str:
        if error_code(error) == sqlite3.SQLITE_BUSY:
            return (
                f"{self._path}: another program holds this database; nothing is kept of this run."
            )
        return (
            f"{self._path}: nothing is kept of this run ({reason(error)}); check free space and permissions, or "
            "name another folder in XDG_STATE_HOME."
        )

    def _prepare(self, database: sqlite3.Connection) -> None:
        _migrate(database)

    def _open(self, path: Path) -> sqlite3.Connection:
        return _open(path)

    def _renew(self, path: Path) -> None:
        salvage(path)
        self._tell_of_damage(path)

    def _tell_of_damage(self, path: Path) -> None:
        self.mended = (
            f"{path} was damaged or gone, and has been made anew from what could be read; what earlier days said, "
            f"and which mails were sent, may be lost (the old file is {path.with_suffix('.broken')})."
        )

    def _open_or_renew(self, path: Path) -> sqlite3.Connection:
        """Open a database; one that is damaged, or not there, is made while no other run makes it."""
        if _is_there(path):
            with suppress(DamagedError):
                return self._open_whole(path)
        with waiting(path.parent):
            if not path.exists() and _make(path):
                self._tell_of_damage(path)
            self._settle(path)
            if _is_there(path):
                with suppress(DamagedError):  # another run may have been quicker
                    return self._open_whole(path)
            self._renew(path)
        return self._open(path)

    def _settle(self, path: Path) -> None:
        """Play a journal that a killed run left into its database, and wait for a program that holds it."""
        with closing(sqlite3.connect(path, timeout=5)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
                database.execute("ROLLBACK")
            except sqlite3.DatabaseError as error:
                if error_code(error) not in self.damage:
                    raise


def _is_there(path: Path) -> bool:
    """Whether there is anything in a file: a database of this program is never empty, since it is made aside."""
    return path.exists() and path.stat().st_size > 0


def _make(path: Path) -> bool:
    """Make a database that is not there, aside, so that a run that is killed leaves none without tables.

    Where a damaged one that was set aside lies there, or one with rows that never came to its name, the state is no new one but has
    been lost: what they hold is taken over, and mails count as lost.  Returns whether that is so.
    """
    broken, whole = path.with_suffix(".broken"), path.with_suffix(".new")
    is_lost = broken.exists() or _has_rows(whole)
    if broken.exists():
        _carry_all(broken, whole, is_all=False)
    elif is_lost:
        with closing(_open(whole)) as database, database:
            _mark_lost(database)
    else:
        whole.unlink(missing_ok=True)
        _open(whole).close()
    _without_journal(whole)
    whole.replace(path)
    return is_lost


def _has_rows(path: Path) -> bool:
    """Whether there is a database that can be read and holds anything; one that a killed first run left does not."""
    if not _is_there(path):
        return False
    try:
        with closing(_open(path)) as database:
            return any(
                database.execute(f"SELECT 1 FROM {table}").fetchone()  # noqa: S608  # names of our own
                for table in _COLUMNS
            )
    except sqlite3.Error:
        return False


def _without_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    return opened(path, _migrate_and_check, ("synchronous=FULL", "foreign_keys=ON"))


def _migrate_and_check(database: sqlite3.Connection) -> None:
    """Bring the schema up to date and look through the file: what is damaged is better known now."""
    _migrate(database)
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        broken = sqlite3.DatabaseError(found)
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise broken


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
