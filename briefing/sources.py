"""Finds the input files and reads their bytes: the only reader of the user's folders, and of addresses that he names."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from briefing.addresses import Entry, Place, is_address, open_place
from briefing.errors import UsageError
from briefing.records import FileState, Unread


class FoundFile(NamedTuple):
    """An input file: its name relative to the SOURCE it came from, and where it lies."""

    file: str
    path: Path | None
    """None for standard input, and what lies at an address."""
    refused: Unread | None = None
    """Why it is not read, where its place alone tells."""
    place: Place | None = None
    entry: Entry | None = None
    """The store that it lies in, and where."""


# -- finding ------------------------------------------------------------------------------------


def find_files(sources: Sequence[str], skip: Sequence[Path] = ()) -> list[FoundFile]:
    """List the files of all sources, sorted by name; folders are walked, hidden names left out.

    A folder that is reached twice, by links or otherwise, is walked once, so a loop of links ends;
    a file that is reached twice keeps the name of the first source that has it.  A link that leads out of its source is
    listed and refused: who fills the folder must not choose what else is read.  So are earlier briefs (folders named by a day, with a
    `brief.json`), wherever they lie.  `skip` are folders whose contents are no input (output folders), but those that are a source
    themselves or hold one.  An address is walked as a folder is.
    Raises :class:`UsageError` for a source that does not exist.
    """
    found: dict[str, FoundFile] = {}
    seen = _to_skip(skip, sources)
    for source in sources:
        if source == "-":
            found["-"] = FoundFile("-", None)
            continue
        if is_address(source):
            for one in _at_address(source):
                found.setdefault(f"{source.rstrip('/')}/{one.file}", one)
            continue
        path, folder = _existing(source)
        for file, why in _walk(path, seen) if folder else [(path, "")]:
            name = file.relative_to(path).as_posix() if folder and file != path else file.name
            name = _readable(name)
            refused = _refused(name, why) if why else None
            found.setdefault(os.path.abspath(file), FoundFile(name, file, refused))  # noqa: PTH100  # links stay, ".." goes
    return [one for _, one in sorted(found.items(), key=lambda pair: (pair[1].file, pair[0]))]


def _at_address(address: str) -> Iterator[FoundFile]:
    place = open_place(address)
    for entry in place.entries(_ARCHIVED, _DAY):
        refused = _refused(entry.name, entry.why) if entry.why else None
        yield FoundFile(entry.name, None, refused, place, entry)


def _to_skip(folders: Sequence[Path], sources: Sequence[str]) -> set[tuple[int, int]]:
    """The folders that are no input, without those that cannot be looked at: that is told when they are written to."""
    found = set()
    for one in folders:
        with suppress(OSError):
            if one.exists() and not _holds(one, sources):
                found.add(_identity(one))
    return found


def _holds(folder: Path, sources: Sequence[str]) -> bool:
    """Whether `folder` is one of the sources, or around one."""
    resolved = os.path.realpath(folder)
    return any(
        Path(os.path.realpath(_existing(source)[0])).is_relative_to(resolved)
        for source in sources
        if source != "-" and not is_address(source)
    )


def _existing(source: str) -> tuple[Path, bool]:
    """The path of a source, and whether it is a folder; one that starts with ``~`` is taken literally first."""
    try:
        path = Path(source)
        if source and not os.path.lexists(path):
            path = path.expanduser()
        if source and (path.is_symlink() or path.exists()):
            return path, path.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{source}: not to be opened ({why}).") from error
    raise UsageError(f"{source or 'an empty SOURCE'}: no such file or folder.")


def _readable(name: str) -> str:
    """The name as text: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _walk(top: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[Path, str]]:
    """Yield the files under `top`, and what is not read there with the reason."""
    inside = Path(os.path.realpath(top))
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            if (identity := _identity(folder)) in seen:
                continue
            seen.add(identity)
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError:
            yield folder, ""  # listed as an unreadable file, so that nothing is lost silently
            continue
        folders = []
        archived = _archived(folder)
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith("."):
                continue
            if entry.name in archived:
                yield path, "of an archive of briefs; keep the output folder outside the source"
                continue
            if entry.is_symlink() and not _leads_into(path, inside):
                yield path, "a link that leads out of the source; copy there what it points to"
            elif not _is_folder(entry):
                yield path, ""
            elif _DAY.fullmatch(entry.name) and (path / "brief.json").is_file():
                yield path, "an earlier brief; keep the output folder outside the source"
            else:
                folders.append(path)
        waiting += reversed(folders)


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ARCHIVED: Final = frozenset(
    {"index.html", "feed.atom", "feed.json", "latest", "outlets", "search", "topics"}
)
"""What `briefing archive` writes beside the days."""


def _archived(folder: Path) -> frozenset[str]:
    """The names in `folder` that are of an archive of briefs, where it is one: then its `latest` is a brief."""
    with suppress(OSError):
        if (folder / "latest" / "brief.json").is_file():
            return _ARCHIVED
    return frozenset()


def _leads_into(link: Path, folder: Path) -> bool:
    """Whether a link leads to something in `folder`; a broken one does: it is told when it is read."""
    try:
        return link.resolve().is_relative_to(folder) or not link.exists()
    except (OSError, RuntimeError):  # a circle of links
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _refused(name: str, why: str) -> Unread:
    return Unread(file=name, sha256="", state="skipped", reason=why)


# -- reading ------------------------------------------------------------------------------------


def read_bytes(found: FoundFile, limit: int) -> bytes | Unread:
    """Return the bytes of a file of at most `limit` bytes, or why there are none."""
    if found.refused is not None:
        return found.refused
    if found.place is not None and found.entry is not None:
        return _from_store(found, found.place, found.entry, limit)
    try:
        if found.path is None:
            data = _at_most(sys.stdin.buffer, limit)
        elif not found.path.is_file():  # devices and pipes could block or never end
            return _unread(found, "unreadable", _no_file(found.path))
        elif (size := found.path.stat().st_size) > limit:
            return _too_large(found, limit)
        else:
            with found.path.open("rb") as file:
                data = file.read(size + 1)
                if len(data) > size:  # it grows, or is of a kind that tells no size
                    data += _at_most(file, limit - len(data))
    except OSError as error:
        reason = f"{error.strerror or type(error).__name__}; check the file's permissions"
        return _unread(found, "unreadable", reason)
    return _too_large(found, limit) if len(data) > limit else data


def ask_for(found: FoundFile, limit: int) -> Callable[[], bytes | Unread]:
    """Return what gives the same as :func:`read_bytes`; a store that answers several requests at a time is asked at once."""
    place, entry = found.place, found.entry
    if place is None or entry is None or not place.at_once or _is_told(found, entry, limit):
        return partial(read_bytes, found, limit)
    return partial(_answered, found, place.ask(entry, limit), limit)


def _is_told(found: FoundFile, entry: Entry, limit: int) -> bool:
    """Whether a file of a store is not read, which its place or its size tells."""
    return found.refused is not None or (entry.size is not None and entry.size > limit)


def _from_store(found: FoundFile, place: Place, entry: Entry, limit: int) -> bytes | Unread:
    if _is_told(found, entry, limit):
        return _too_large(found, limit)
    return _answered(found, place.ask(entry, limit), limit)


def _answered(found: FoundFile, answer: Callable[[], bytes], limit: int) -> bytes | Unread:
    try:
        data = answer()
    except OSError as error:
        return _unread(found, "unreadable", str(error))
    return _too_large(found, limit) if len(data) > limit else data


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "a folder that cannot be opened; check its permissions"
    if not os.path.lexists(path):
        return "gone before it was read; the next run reads it, wherever it is then"
    kind = "a broken link" if path.is_symlink() else "not a regular file"
    return f"{kind}; remove it or copy its contents there"


def _at_most(file: BinaryIO, limit: int) -> bytes:
    return file.read(limit + 1)


def _too_large(found: FoundFile, limit: int) -> Unread:
    reason = f"larger than {limit / 1e6:g} MB; split it, or raise reading.max_megabytes"
    return _unread(found, "too_large", reason)


def _unread(found: FoundFile, state: FileState, reason: str) -> Unread:
    return Unread(file=found.file, sha256="", state=state, reason=reason)
