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
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing.language.lookup import Term
from briefing.store.folders import kept_name
from briefing.store.opening import Database, error_code, reason

_VERSION: Final = 2
"""Of the tables and of what stands in them: a file of another one is made anew."""

_SCHEMA: Final = (
    "CREATE TABLE folders (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE days (id INTEGER PRIMARY KEY, stamp TEXT NOT NULL) STRICT",
    "CREATE TABLE items (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
)
"""Items are numbered by folder, day and place, so that those of some days of a folder lie in a row, oldest first: FTS5 finds them from the end,
and a search that wants the newest twenty reads no more."""
_DAY_BITS: Final = 16
"""Items that a day may have: 65,536.  A brief has 30 by default."""
_FOLDER_BITS: Final = 24
"""Days that a folder may have: those of 16,777,216 since the year 1; the calendar ends at a quarter of it."""
_WORDS: Final = "CREATE VIRTUAL TABLE words USING fts5(heading, text, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
"""With an index of beginnings: without it, a beginning that 2,000 words of a thousand days have took 0.25 s, with it 0.002 s."""


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


class SearchIndex(Database):
    """Items of days by folder, to be looked for.  A context manager."""

    def stamps(self, folder: str) -> dict[str, str]:
        """Return the days of a folder that are kept, each with the stamp it was kept with."""
        first = self._number(folder) << _FOLDER_BITS
        rows = self._ask(
            "SELECT id, stamp FROM days WHERE id BETWEEN ? AND ? ORDER BY id",
            first,
            first + (1 << _FOLDER_BITS) - 1,
        )
        return {_day(number).isoformat(): stamp for number, stamp in rows}

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
        rows = self._ask(
            "SELECT id, body FROM items WHERE id BETWEEN ? AND ? ORDER BY id",
            *self._span(folder, date.min, date.max),
        )
        return [(_day(number >> _DAY_BITS), body) for number, body in rows]

    def find(
        self,
        folder: str,
        query: Sequence[Term],
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> list[Found]:
        """Return the items that have all of `query`: the newest day first and, within a day, what fits best.

        `since` and `until` belong to what is looked through; `limit` None means all.
        """
        if not query:
            return []
        span = self._span(folder, since or date.min, until or date.max)
        try:
            found = self._found(_match(query), span, limit)
            return [
                Found(_day(number >> _DAY_BITS), self._body(number), -score)
                for score, number in found
            ]
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _found(
        self, match: str, span: tuple[int, int], limit: int | None
    ) -> list[tuple[float, int]]:
        """The (score, number) of what is found; no more days are read than the limit asks for."""
        rows = self._database.execute(
            "SELECT bm25(words, 2.0, 1.0), rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
            (match, *span),
        )
        found: list[tuple[float, int]] = []
        for _, of_day in groupby(rows, lambda row: row[1] >> _DAY_BITS):
            found += sorted(of_day)
            if limit is not None and len(found) >= limit:
                break
        return found[:limit]

    def _body(self, number: int) -> str:
        body: str = self._database.execute(
            "SELECT body FROM items WHERE id = ?", (number,)
        ).fetchone()[0]
        return body

    def _number(self, folder: str) -> int:
        """The number of a folder; 0, which none has, where nothing is kept of it."""
        rows = self._ask("SELECT id FROM folders WHERE name = ?", kept_name(folder))
        return int(rows[0][0]) if rows else 0

    def _span(self, folder: str, first: date, last: date) -> tuple[int, int]:
        """The first and the last number that items of some days may have."""
        start = self._number(folder) << _FOLDER_BITS
        return (
            (start + first.toordinal()) << _DAY_BITS,
            ((start + last.toordinal() + 1) << _DAY_BITS) - 1,
        )

    def _change(
        self, folder: str, days: Mapping[str, tuple[str, Sequence[Row]]], gone: Iterable[str]
    ) -> None:
        with self._database as database:
            database.execute(
                "INSERT OR IGNORE INTO folders (name) VALUES (?)", (kept_name(folder),)
            )
            for day in (*gone, *days):
                first, last = self._span(folder, date.fromisoformat(day), date.fromisoformat(day))
                database.execute("DELETE FROM words WHERE rowid BETWEEN ? AND ?", (first, last))
                database.execute("DELETE FROM items WHERE id BETWEEN ? AND ?", (first, last))
                database.execute("DELETE FROM days WHERE id = ?", (first >> _DAY_BITS,))
            for day, (stamp, rows) in days.items():
                first, _ = self._span(folder, date.fromisoformat(day), date.fromisoformat(day))
                database.execute("INSERT INTO days VALUES (?, ?)", (first >> _DAY_BITS, stamp))
                numbered = [(number, *row) for number, row in enumerate(rows, start=first)]
                database.executemany(
                    "INSERT INTO items VALUES (?, ?)", [row[:2] for row in numbered]
                )
                database.executemany(
                    "INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)",
                    [(number, heading, text) for number, _, heading, text in numbered],
                )

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _give_up(self, error: Exception) -> None:
        super()._give_up(error)
        if self._path and error_code(error) in self.damage:
            _remove(self._path)

    def _why(self, error: Exception) -> str:
        return (
            f"{self._path}: what can be searched is not kept ({reason(error)}); it is read again each time. Check free space "
            "and permissions, or delete the file: it is made anew."
        )

    def _prepare(self, database: sqlite3.Connection) -> None:
        if not _is_known(database):
            _make(database)

    def _renew(self, path: Path) -> None:
        _remove(path)


def _day(number: int) -> date:
    """The day of a numbered day."""
    return date.fromordinal(number & ((1 << _FOLDER_BITS) - 1))


def _match(query: Iterable[Term]) -> str:
    """The query in the words of FTS5: strings of terms, which hold no sign that means something to it."""
    return " AND ".join(
        '"' + " ".join(term.words) + '"' + (" *" if term.prefix else "") for term in query
    )


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _is_known(database: sqlite3.Connection) -> bool:
    """Whether the tables are those of this release."""
    if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        return False
    try:
        database.execute(
            "SELECT f.name, d.stamp, i.body, w.heading FROM folders f, days d, items i, words w LIMIT 0"
        )
    except sqlite3.OperationalError as error:
        if error_code(error) != sqlite3.SQLITE_ERROR:  # held, or not to be read
            raise
        return False
    return True


def _make(database: sqlite3.Connection) -> None:
    """Make the tables, in place of those of another version."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        for table in ("folders", "days", "items", "words"):
            database.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA:
            database.execute(statement)
        try:
            database.execute(_WORDS)
        except sqlite3.OperationalError:  # an SQLite without FTS5: all is kept, nothing found
            database.execute("CREATE TABLE words (heading TEXT, text TEXT)")
        database.execute(f"PRAGMA user_version = {_VERSION}")
