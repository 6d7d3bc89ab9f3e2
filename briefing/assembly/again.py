"""What is up to date is not made again.

::

    settings, models, earlier days, decisions, program ─┐
    (name, bytes)… ─────────────────────────── Tasted ──┴─▶ digest ─┐
    files written, what was told ───────────────────────────────────┴─▶ Before ─ store ─▶ the next run ─ look ─▶ is it there, of the same?

Nothing of a brief is kept for this but digests: what is looked at is the day's folder itself, so that a file which was changed or
deleted there is made anew.  The digest is taken of the bytes that the brief was really made of, while they are read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from briefing.assembly.run import Made, Run, fallbacks
from briefing.models.kept import AnswerStore
from briefing.records import Unread, content_id
from briefing.settings.installed import program
from briefing.sources import FoundFile

Files = Iterable[tuple[str, bytes | Unread]]


class Outcome(NamedTuple):
    """What became of a brief, as far as an exit code tells it."""

    items: int
    files: int
    failed: bool
    """Whether an input could not be read, the program failed on one, or nothing could be kept."""


class Before(NamedTuple):
    """A brief that was made, and of what."""

    digest: str
    """Of all that it was made of (:attr:`Tasted.digest`)."""
    files: dict[str, str]
    """SHA-256 of each file that was written, by name."""
    why: str
    """What it goes without, and why; empty where it has all models."""
    warned: list[str]
    """What was said to be wrong when it was made."""
    outcome: Outcome


_FORM: Final = TypeAdapter(list[Before])
_ANSWERED: Final = TypeAdapter(list[str])
_FLEETING: Final = ("answers ended by memory", "embedder failed", "state failed")
"""Counts of what may go well the next time."""


class Tasted:
    """Files that are read, and the digest of what a brief is made of: what was read of them, and what else its bytes depend on."""

    def __init__(self, files: Files, run: Run, why_none: str) -> None:
        self._files = files
        self._hash = hashlib.sha256(_recipe(run, why_none).encode())

    def __iter__(self) -> Iterator[tuple[str, bytes | Unread]]:
        for name, data in self._files:
            told = data.model_dump_json() if isinstance(data, Unread) else _digest(data)
            self._hash.update(json.dumps([name, told]).encode())
            yield name, data

    @property
    def digest(self) -> str:
        """The digest, once all files are read."""
        return self._hash.hexdigest()


def _recipe(run: Run, why_none: str) -> str:
    """The digest of all that the bytes of a brief depend on besides its files."""
    return content_id(
        program(),
        run.day.isoformat(),
        run.settings.model_dump_json(exclude={"output": {"folder"}}),
        run.overrides.model_dump_json(),
        json.dumps({day.isoformat(): list(map(dict, rows)) for day, rows in run.earlier.items()}),
        _models(run),
        json.dumps([*run.notes, why_none, run.leaves_machine]),
    )


def _listed(found: Sequence[FoundFile], run: Run) -> str | None:
    """The key of files as they are listed, and of what models are asked about them; None where that tells nothing of their contents."""
    files = []
    for one in found:
        try:
            told = one.path.stat() if one.path else None
        except OSError:
            told = None
        if told is None:
            return None
        files.append((one.file, told.st_size, told.st_mtime_ns))
    wanted = run.settings.model_dump_json(exclude={"output", "mail"})
    return content_id(
        "answered", program(), run.day.isoformat(), wanted, _models(run), json.dumps(files)
    )


def _models(run: Run) -> str:
    """The identities of the models of a run."""
    models = (run.generator, run.parser, run.embedder, run.shortener)
    return json.dumps([model.identity.model_dump() if model else None for model in models])


class Upkeep(NamedTuple):
    """What is known of the brief of a day in a folder."""

    store: AnswerStore
    folder: Path
    day: date

    def look(
        self, found: Sequence[FoundFile], read: Callable[[], Files], run: Run, why_none: str
    ) -> tuple[Before, Mapping[str, bytes]] | None:
        """Return the brief that is there, with its files, where it was made of what `found` and `run` are now."""
        rows = self.store.rows(self._key, _FORM)
        # Standard input can be read once, and a store sends all that is looked at.
        if not rows or not all(one.path for one in found):
            return None
        files = self._as_written(rows[0])
        if files is None:
            return None
        tasted = Tasted(read(), run, why_none)
        for _ in tasted:
            pass
        return (rows[0], files) if tasted.digest == rows[0].digest else None

    def keep(self, made: Before) -> None:
        """Keep of what a brief was made; it takes the place of what was known of the day."""
        self.store.keep_rows(self._key, _FORM, [made])

    def has_answers(self, found: Sequence[FoundFile], run: Run) -> bool:
        """Whether models have answered all that is asked about these files, as far as their names, sizes and times tell: for any folder."""
        listed = _listed(found, run)
        return listed is not None and self.store.rows(listed, _ANSWERED) is not None

    def keep_answered(self, found: Sequence[FoundFile], run: Run) -> None:
        """Keep that they have."""
        listed = _listed(found, run)
        if listed is not None:
            self.store.keep_rows(listed, _ANSWERED, [run.day.isoformat()])

    def _as_written(self, made: Before) -> dict[str, bytes] | None:
        """The files of a brief; None where one is not there as it was written."""
        files = {}
        for name, digest in made.files.items():
            try:
                files[name] = (self.folder / self.day.isoformat() / name).read_bytes()
            except OSError:
                return None
            if not _is_as_written(files[name], digest):
                return None
        return files

    @property
    def _key(self) -> str:
        return content_id("made of", str(self.folder), self.day.isoformat())


def lasts(made: Made, run: Run, why_none: str, why: str) -> bool:
    """Whether another run would come to the same: nothing failed, was given up for its time, or was done without a model that `run` has."""
    from briefing.reading import DIED  # loaded by now: something was made

    if why != next(fallbacks(run)).told(why_none) or made.statistics.faults.told:
        return False
    if any(made.statistics.counts[name] for name in _FLEETING):
        return False
    # A file may be too large for its time alone.
    return not any(one.state == "too_large" or one.reason == DIED for one in made.brief.files)


def outcome_of(made: Made) -> Outcome:
    """Return what became of a brief."""
    unread = any(entry.state in {"unreadable", "too_large"} for entry in made.brief.files)
    failed = made.statistics.faults.told or made.statistics.counts["state failed"]
    return Outcome(len(made.brief.items), len(made.brief.files), bool(unread or failed))


def digests(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """Return the SHA-256 of files as they stand on disk, by name."""
    return {
        name: _digest(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        for name, text in files.items()
    }


def _is_as_written(data: bytes, digest: str) -> bool:
    """Whether a file is as it was written, but for the links to other days that the archive puts into pages."""
    if _digest(data) == digest:
        return True
    from briefing.publishing.archive import without_neighbours

    html = data.decode("utf-8", "surrogateescape")
    return _digest(without_neighbours(html).encode("utf-8", "surrogateescape")) == digest


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
