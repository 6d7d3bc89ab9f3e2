"""A folder of files that changes whole: a reader, or a run that is killed, never sees half of a set."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

_EXCHANGE: Final = 2
"""``RENAME_EXCHANGE`` of Linux's renameat2(2): two names change places in one step."""
_HERE: Final = -100
"""``AT_FDCWD``: paths are taken from the working folder."""

_TEXT: Final = re.compile(r"[0-9a-f]{64}\.txt")
"""The name of a source's text."""


def kept_name(folder: str) -> str:
    """Return the name of a folder as a database can keep it: bytes that are no UTF-8, which no text has, escaped."""
    return os.fsencode(folder).decode("utf-8", "backslashreplace")


def real_path(path: Path) -> Path:
    """Return a path without links on its way, up to the first of a circle: whatever opens it says what is wrong, as an :class:`OSError`.

    `Path.resolve` ends with a RuntimeError there before Python 3.13; links can come while a run is on.
    """
    return Path(os.path.realpath(path))


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files (names may hold one sub-folder) so that no reader sees some of them new and others old.

    The folder is made aside, flushed to disk, and takes the old one's place in one step; where the system cannot exchange folders,
    its files are renamed one by one, those of sub-folders first and the last of `files` last.  What the old folder holds besides, the user's
    own, is carried over; files of earlier briefs (:func:`is_of_brief`) are not.  Returns the paths in the order given.

    What a killed run left aside is cleared first, so the caller holds the :func:`~briefing.store.lock`.
    Raises :class:`OSError`, and leaves the old folder as it was.
    """
    folder = real_path(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file of that name is there", str(folder))
    aside = folder.with_name(f".{folder.name}.part")
    _clear(aside, folder)
    try:
        aside.mkdir(parents=True)
        for name, text in files.items():
            target = aside / name
            target.parent.mkdir(exist_ok=True)
            _write_durably(target, text)
        _flush(*{(aside / name).parent for name in files}, aside)
        if not folder.exists():
            aside.rename(folder)
        elif not _exchanged(aside, folder):
            _replace_one_by_one(aside, folder, list(files))
        _flush(folder.parent)
    finally:
        with suppress(OSError):  # the next run clears it, or tells why it cannot
            _clear(aside, folder)
    return [folder / name for name in files]


def copy_folder(source: Path, target: Path) -> None:
    """Make `target` a copy of `source`, whole: it takes the place of the former in one step, where the system can exchange folders.

    The caller holds the :func:`~briefing.store.lock`.  Raises :class:`OSError`.
    """
    aside, former = (target.with_name(f".{target.name}.{end}") for end in ("part", "old"))
    for left in (aside, former):
        shutil.rmtree(left, ignore_errors=True)
    try:
        shutil.copytree(source, aside)
        if not target.exists():
            aside.rename(target)
        elif not _exchanged(aside, target):
            target.rename(former)
            aside.rename(target)
    finally:
        for left in (aside, former):
            shutil.rmtree(left, ignore_errors=True)


def is_of_brief(name: str) -> bool:
    """Whether an entry of a day's folder is what a run writes there: it goes when the folder is written again."""
    plain = name.removeprefix(".")
    return plain.startswith("brief.") or plain.removesuffix(".part") in {"run.json", "sources"}


def _clear(aside: Path, folder: Path) -> None:
    """Remove what lies aside, after the user's own files in it have gone back."""
    if not aside.is_dir() or aside.is_symlink():
        aside.unlink(missing_ok=True)
        return
    own = [entry for entry in aside.iterdir() if not is_of_brief(entry.name)]
    texts = aside / "sources"
    own += (
        [entry for entry in texts.iterdir() if not _TEXT.fullmatch(entry.name)]
        if texts.is_dir()
        else []
    )
    for entry in own:
        place = folder / entry.relative_to(aside)
        if folder.is_dir() and not place.exists():
            place.parent.mkdir(exist_ok=True)
            entry.rename(place)
    shutil.rmtree(aside)


def write_file(path: Path, content: bytes) -> None:
    """Write one file so that no reader sees half of it; an older one of the name is replaced.

    Raises :class:`OSError`, and leaves the old one as it was.
    """
    aside = path.with_name(f".{path.name}.part")
    aside.unlink(missing_ok=True)
    try:
        _write_durably(aside, content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _flush(path.parent)


def _write_durably(path: Path, content: str | bytes) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(*folders: Path) -> None:
    """Flush the names in folders to disk, where the system can."""
    for folder in folders:
        with suppress(OSError):  # some file systems, and Windows, cannot open a folder
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _exchanged(aside: Path, folder: Path) -> bool:
    """Let two folders change places; False where the system or the file system cannot."""
    rename = _renameat2()
    if rename is None:
        return False
    shutil.copymode(folder, aside)
    failed = rename(_HERE, os.fsencode(aside), _HERE, os.fsencode(folder), _EXCHANGE)
    return not failed


@cache
def _renameat2() -> Any:  # noqa: ANN401  # a function of the C library
    try:
        return ctypes.CDLL(None).renameat2
    except (OSError, AttributeError, TypeError):
        return None


def _replace_one_by_one(aside: Path, folder: Path, names: Sequence[str]) -> None:
    """Rename each file to its place: texts that others point to first, and what tells of all last."""
    for name in sorted(names, key=lambda name: "/" not in name):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        (aside / name).replace(target)
    kept = {name.partition("/")[0] for name in names}
    for entry in list(folder.iterdir()):
        if is_of_brief(entry.name) and entry.name not in kept and not entry.is_dir():
            entry.unlink()
    texts = folder / "sources"
    wanted = {Path(name).name for name in names if name.startswith("sources/")}
    for path in texts.iterdir() if texts.is_dir() else ():
        if path.name not in wanted and _TEXT.fullmatch(path.name):
            path.unlink()
