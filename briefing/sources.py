"""Finds the input files and reads their bytes: the only reader of the user's folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from briefing.errors import UsageError
from briefing.records import FileState, Unread

__all__ = ["Found", "find_files", "read_bytes"]


class Found(NamedTuple):
    """An input file: its name relative to the SOURCE it came from, and where it lies."""

    file: str
    path: Path | None
    """None for standard input."""


def find_files(sources: Sequence[str], skip: Path | None = None) -> list[Found]:
    """List the files of all sources, sorted by name; folders are walked, hidden names left out.

    A folder that is reached twice, by links or otherwise, is walked once, so a loop of links ends.
    `skip` is a folder whose contents are no input (the output folder).
    Raises :class:`UsageError` for a source that does not exist.
    """
    found: dict[tuple[str, str], Found] = {}
    seen: set[tuple[int, int]] = set()
    for source in sources:
        if source == "-":
            found["-", ""] = Found("-", None)
            continue
        path = Path(source).expanduser()
        if path.is_dir():
            for file in _walk(path, seen, skip.resolve() if skip else None):
                name = file.relative_to(path).as_posix()
                found[name, str(file.absolute())] = Found(name, file)
        elif path.exists() or path.is_symlink():
            found[path.name, str(path.absolute())] = Found(path.name, path)
        else:
            raise UsageError(f"{source}: no such file or folder.")
    return [found[key] for key in sorted(found)]


def _walk(folder: Path, seen: set[tuple[int, int]], skip: Path | None) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen or folder.resolve() == skip:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # listed as an unreadable file, so that nothing is lost silently
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(Path(entry.path), seen, skip)
        else:
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def read_bytes(found: Found, limit: int) -> bytes | Unread:
    """Return the bytes of a file of at most `limit` bytes, or why there are none."""
    if found.path is None:
        data = _at_most(sys.stdin.buffer, limit)
        return _too_large(found, limit) if len(data) > limit else data
    try:
        if not found.path.is_file():  # devices and pipes could block or never end
            kind = "a broken link" if found.path.is_symlink() else "not a regular file"
            return _unread(found, "unreadable", f"{kind}; remove it or copy its contents there")
        if found.path.stat().st_size > limit:
            return _too_large(found, limit)
        with found.path.open("rb") as file:
            data = _at_most(file, limit)
    except OSError as error:
        reason = f"{error.strerror or type(error).__name__}; check the file's permissions"
        return _unread(found, "unreadable", reason)
    return _too_large(found, limit) if len(data) > limit else data


def _at_most(file: BinaryIO, limit: int) -> bytes:
    return file.read(limit + 1)


def _too_large(found: Found, limit: int) -> Unread:
    reason = f"larger than {limit / 1e6:g} MB; split it, or raise reading.max_megabytes"
    return _unread(found, "too_large", reason)


def _unread(found: Found, state: FileState, reason: str) -> Unread:
    return Unread(file=found.file, sha256="", state=state, reason=reason)
