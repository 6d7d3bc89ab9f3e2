"""What can be looked for in the briefs of a folder, in SQLite's full-text search (FTS5).

A file of its own beside the state: it is made of the days' `brief.json` and can be made again at any time, so one that is damaged or of
another release is never repaired but made anew.  Where there is no working with it (no writing, no space, held by another program for more
than 5 s), what is kept lies in memory while the program runs; that costs time and a line (`trouble`).  Rows come with their terms (:func:`briefing.language.lookup.terms`): the tokenizer here has nothing to do but to part them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from briefing.language.lookup import Term

_VERSION: Final = 1
"""Of the tables and of what stands in them: a file of another one is made anew."""

_SCHEMA: Final = (
    "CREATE TABLE days (folder TEXT NOT NULL, day TEXT NOT NULL, stamp TEXT NOT NULL, PRIMARY KEY (folder, day)) STRICT",
    "CREATE TABLE items (id INTEGER PRIMARY KEY, folder TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE INDEX items_day ON items (folder, day)",
)
_WORDS: Final = "CREATE VIRTUAL TABLE words USING fts5(heading, text, tokenize = 'unicode61 remove_diacritics 0')"


class Row(NamedTuple):
    """An item to be found."""

    body: str
    """What is given back, as it is."""
    heading: str
    """Terms of its headline, with spaces between them."""
    text: str
    """All other terms."""


class Found(NamedTuple):
    """An item that was found."""

    day: date
    body: str
    score: float
    """How well it fits, higher for better (BM25; a word of the headline counts twice)."""


class SearchIndex:
    """Items of days by folder, to be looked for.  A context manager."""

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

    def stamps(self, folder: str) -> dict[str, str]:
        """Return the days of a folder that are kept, each with the stamp it was kept with."""
        return dict(self._ask("SELECT day, stamp FROM days WHERE folder = ?", folder))

    def change(
        self, folder: str, days: Mapping[str, tuple[str, Sequence[Row]]], gone: Iterable[str] = ()
    ) -> None:
        """Keep days, each as (stamp, rows), in place of what was kept of them, and forget those that are `gone`; all or nothing."""
        try:
            self._change(folder, days, gone)
        except sqlite3.Error as error:
            self._give_up(error)
            self._change(folder, days, ())

    def bodies(self, folder: str) -> list[tuple[date, str]]:
        """Return what is kept of a folder, oldest day first, items in the order in which they came."""
        rows = self._ask("SELECT day, body FROM items WHERE folder = ? ORDER BY day, id", folder)
        return [(date.fromisoformat(day), body) for day, body in rows]

    def find(
        self,
        folder: str,
        query: Sequence[Term],
        since: date | None = None,
        until: date | None = None,
        limit: int = -1,
    ) -> list[Found]:
        """Return the items that have all of `query`: the newest day first and, within a day, what fits best.

        `since` and `until` belong to what is looked through; `limit` below 0 means all.
        """
        if not query:
            return []
        rows = self._ask(
            "SELECT items.day, items.body, bm25(words, 2.0, 1.0) AS score FROM words CROSS JOIN items ON items.id = words.rowid "
            "WHERE words MATCH ? AND items.folder = ? AND items.day BETWEEN ? AND ? "
            "ORDER BY items.day DESC, score, items.id LIMIT ?",
            _match(query),
            folder,
            (since or date.min).isoformat(),
            (until or date.max).isoformat(),
            limit,
        )
        return [Found(date.fromisoformat(day), body, -score) for day, body, score in rows]

    def _change(
        self, folder: str, days: Mapping[str, tuple[str, Sequence[Row]]], gone: Iterable[str]
    ) -> None:
        with self._database as database:
            for day in (*gone, *days):
                place = (folder, day)
                database.execute(
                    "DELETE FROM words WHERE rowid IN (SELECT id FROM items WHERE folder = ? AND day = ?)",
                    place,
                )
                database.execute("DELETE FROM items WHERE folder = ? AND day = ?", place)
                database.execute("DELETE FROM days WHERE folder = ? AND day = ?", place)
            for day, (stamp, rows) in days.items():
                database.execute("INSERT INTO days VALUES (?, ?, ?)", (folder, day, stamp))
                for row in rows:
                    added = database.execute(
                        "INSERT INTO items (folder, day, body) VALUES (?, ?, ?)",
                        (folder, day, row.body),
                    )
                    database.execute(
                        "INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)",
                        (added.lastrowid, row.heading, row.text),
                    )

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _give_up(self, error: Exception) -> None:
        """Go on with an empty one in memory."""
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        self.trouble = self.trouble or (
            f"{self._path}: what can be searched is not kept ({why}); it is read again each time. Check free space and "
            "permissions, or delete the file: it is made anew."
        )
        with suppress(AttributeError, sqlite3.Error):
            self._database.close()
        if _is_damage(error):
            _remove(self._path)
        self._database = sqlite3.connect(":memory:")
        _make(self._database)


def _match(query: Iterable[Term]) -> str:
    """The query in the words of FTS5: strings of terms, which hold no sign that means something to it."""
    return " AND ".join(
        '"' + " ".join(term.words) + '"' + (" *" if term.prefix else "") for term in query
    )


def _open_or_renew(path: Path) -> sqlite3.Connection:
    try:
        return _open(path)
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise
    _remove(path)
    return _open(path)


def _is_damage(error: Exception) -> bool:
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=5)
    try:
        for pragma in ("journal_mode=TRUNCATE", "trusted_schema=OFF"):
            database.execute(f"PRAGMA {pragma}")
        if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            _make(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _make(database: sqlite3.Connection) -> None:
    """Make the tables, in place of those of another version."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        for table in ("days", "items", "words"):
            database.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA:
            database.execute(statement)
        try:
            database.execute(_WORDS)
        except sqlite3.OperationalError:  # an SQLite without FTS5: all is kept, nothing found
            database.execute("CREATE TABLE words (heading TEXT, text TEXT)")
        database.execute(f"PRAGMA user_version = {_VERSION}")
