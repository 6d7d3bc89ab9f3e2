"""Which program is at work: its own files, and the libraries that are installed beside it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from briefing.records import content_id

_OURS: Final = Path(__file__).parents[1]
_PACKAGES: Final = (".dist-info", ".egg-info")
"""Endings of the folders that name a library and its version."""


@cache
def program() -> str:
    """Return a digest that changes with the files of the program, with any library, and with Python.

    Of our own files place, size and time count, so that whoever works on the program is served, too: reading them would take ten times as long.
    """
    return content_id(sys.version, platform.machine(), *_own(os.fspath(_OURS)), *_libraries())


def _own(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _own(entry.path)
            else:
                at = entry.stat()
                yield f"{entry.path} {at.st_size} {at.st_mtime_ns}"


def _libraries() -> Iterator[str]:
    """The names, which hold the versions, of all that is installed."""
    for folder in sys.path:
        if folder and os.path.isdir(folder):  # noqa: PTH112  # a string of Python's own
            yield from sorted(name for name in os.listdir(folder) if name.endswith(_PACKAGES))  # noqa: PTH208
