"""Which program is at work: its own files, the packages that extend it, and the libraries that are installed beside it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from briefing.records import content_id
from briefing.settings.resources import resource_folder

_OURS: Final = Path(__file__).parents[1]
_EXTENSIONS: Final = ("briefing.backends", "briefing.formats", "briefing.renderings")
"""The groups of entry points under which packages extend the program (:mod:`briefing.extensions`)."""
_PACKAGES: Final = (".dist-info", ".egg-info")
"""Endings of the folders that name a library and its version."""


@cache
def program() -> str:
    """Return a digest that changes with the files of the program and of what extends it, with any library, and with Python.

    Of files place, size and time count, so that whoever works on the program is served, too: reading them would take ten times as long.
    """
    folders = [_OURS, Path(str(resource_folder("prompts"))), *_extensions()]
    files = (line for folder in folders for line in _stamps(os.fspath(folder)))
    return content_id(sys.version, platform.machine(), *files, *_libraries())


def _extensions() -> Iterator[Path]:
    """The folders, or the files, of packages that extend the program, sorted."""
    points = (one for group in _EXTENSIONS for one in entry_points(group=group))
    for name in sorted({one.module.partition(".")[0] for one in points}):
        spec = find_spec(name)
        if spec is not None:
            yield from map(Path, spec.submodule_search_locations or [spec.origin or name])


def _stamps(path: str) -> Iterator[str]:
    """Place, size and time of a file, or of each file of a folder."""
    with suppress(OSError):  # gone meanwhile, or not to be entered: Python passes over it as well
        if os.path.isdir(path):  # noqa: PTH112  # many of them: strings take half the time
            with os.scandir(path) as entries:
                names = sorted(entry.name for entry in entries)
            for name in names:
                if name != "__pycache__":
                    yield from _stamps(f"{path}{os.sep}{name}")
        else:
            at = os.stat(path)  # noqa: PTH116
            yield f"{path} {at.st_size} {at.st_mtime_ns}"


def _libraries() -> Iterator[str]:
    """The names, which hold the versions, of all that is installed."""
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(name for name in os.listdir(folder) if name.endswith(_PACKAGES))  # noqa: PTH208
