"""Files that follow from others: each is renamed over the former, and only where its bytes have changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from briefing.store.folders import copy_folder


def replace_files(folder: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    """Write text files, each a path and its text, under `folder`, in their order, each in one step; returns those that have changed.

    They are not flushed to disk one by one (a thousand pages would take seconds): what a power cut takes is written the next time.
    Raises :class:`OSError`.
    """
    changed = []
    for name, text in files:
        path, body = folder / name, text.encode("utf-8", "surrogatepass")
        with suppress(OSError):
            if path.read_bytes() == body:
                continue
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.part")
        aside.write_bytes(body)
        aside.replace(path)
        changed.append(path)
    return changed


def remove_others(folder: Path, form: str, keep: Collection[str]) -> None:
    """Remove what in `folder` has a name of the given form (a regular expression) and is not to be kept; files and folders."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if re.fullmatch(form, entry.name) and entry.name not in keep:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def point_to(place: Path, folder: Path) -> bool:
    """Let `place` lead to `folder`, which lies beside it, from one moment to the next; False where something else is there.

    It becomes a link, renamed over the former one: no reader finds nothing, on any system that has links, and nothing is copied.  Where
    links cannot be made (some file systems, Windows), and where `place` is a folder already (some servers and most copying programs do not follow
    links), it is a copy that is exchanged whole.  Raises :class:`OSError`.
    """
    if place.is_symlink() and not _is_our_link(place, folder):
        return False
    if place.is_symlink() or not place.exists():
        aside = place.with_name(f".{place.name}.part")
        try:
            aside.unlink(missing_ok=True)
            aside.symlink_to(folder.name, target_is_directory=True)
            aside.replace(place)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
        else:
            return True
        place.unlink(missing_ok=True)
    elif not _is_ours(place):
        return False
    copy_folder(folder, place)
    return True


def _is_our_link(place: Path, folder: Path) -> bool:
    """Whether a link leads to a brief, or to what has, or had, a name like that of `folder` beside it (a day that has gone)."""
    target = str(place.readlink())
    return _form(target) == _form(folder.name) or (place / "brief.json").is_file()


def _form(name: str) -> str:
    return re.sub(r"[0-9]", "0", name)


def _is_ours(place: Path) -> bool:
    """Whether a folder is empty or holds a brief; any other, and a file, is the user's own."""
    return place.is_dir() and ((place / "brief.json").is_file() or not any(place.iterdir()))
