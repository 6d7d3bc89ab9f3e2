"""The only writer of state on disk: answers and earlier briefs in SQLite, and atomic files.

SQLite runs with a rollback journal: releases before 3.51.3 can corrupt a write-ahead log when two
connections checkpoint it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pydantic import TypeAdapter, ValidationError

from briefing.errors import LockedError
from briefing.models.base import Answer
from briefing.records import content_id

__all__ = ["Store", "lock", "prune", "write_folder"]

_SCHEMA: Final = (
    """
    CREATE TABLE answers (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE briefs (
        folder TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (folder, day)
    ) STRICT;
    """,
)
"""Migrations in order; ``PRAGMA user_version`` counts those that ran."""

_ANSWERS: Final = TypeAdapter(list[Answer])


class Store:
    """Answers of models, and the briefs of earlier days.  A context manager."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError:
            # State is a convenience: what is broken is set aside, and made anew by this run.
            path.replace(path.with_suffix(".broken"))
            self._database = _open(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def answers(self, key: str) -> list[Answer] | None:
        """Return the answers kept under `key`; None if there are none or they cannot be read."""
        row = self._database.execute("SELECT body FROM answers WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return _ANSWERS.validate_json(row[0])
        except ValidationError:
            return None

    def keep_answers(self, key: str, answers: Sequence[Answer]) -> None:
        """Keep the answers of one batch durably."""
        body = _ANSWERS.dump_json(list(answers)).decode()
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, body))

    def brief_sentences(self, folder: str, day: date) -> list[dict[str, str]]:
        """Return what the brief of `day` in `folder` said: rows of headline, text and quote."""
        row = self._database.execute(
            "SELECT body FROM briefs WHERE folder = ? AND day = ?", (folder, day.isoformat())
        ).fetchone()
        rows: list[dict[str, str]] = json.loads(row[0]) if row else []
        return rows

    def keep_brief(self, folder: str, day: date, rows: Sequence[Mapping[str, str]]) -> None:
        """Keep what a brief said; a brief made again replaces the former."""
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO briefs VALUES (?, ?, ?)",
                (folder, day.isoformat(), json.dumps(list(rows), ensure_ascii=False)),
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
        done = database.execute("PRAGMA user_version").fetchone()[0]
        for number, script in enumerate(_SCHEMA[done:], start=done + 1):
            database.executescript(f"BEGIN;{script};PRAGMA user_version={number};COMMIT;")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


@contextmanager
def lock(state: Path, folder: Path) -> Iterator[None]:
    """Hold the lock on output `folder` while the block runs.

    The kernel frees it when the process dies, however it dies.
    Raises :class:`LockedError` at once if another run holds it.
    """
    from filelock import FileLock, Timeout

    state.mkdir(parents=True, exist_ok=True)
    held = FileLock(state / f"{content_id(str(folder))}.lock")
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise LockedError(
            f"{folder}: another run is writing there; wait for it, or choose another --out."
        ) from None
    try:
        yield
    finally:
        held.release()


def write_folder(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write text files (names may hold one sub-folder) so that no reader sees half of one.

    Each is written to the side, flushed to disk, and renamed; all are on disk before the first is
    renamed.  Returns the paths in the order given.
    """
    prepared: list[tuple[str, Path]] = []
    targets = [folder / name for name in files]
    try:
        for target, text in zip(targets, files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            prepared.append((_write_aside(target, text), target))
        for source, target in prepared:
            os.replace(source, target)  # noqa: PTH105  # the pair reads better than two Paths
    finally:
        for source, _ in prepared:
            Path(source).unlink(missing_ok=True)
    return targets


def prune(folder: Path, keep: Collection[str]) -> None:
    """Delete the files in `folder` whose names are not in `keep`: texts of earlier runs."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in keep:
                path.unlink()


def _write_aside(target: Path, text: str) -> str:
    handle, source = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(source).chmod(0o644)
    return source
