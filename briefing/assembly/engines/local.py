"""This machine alone: files are read by a few processes, all else is done in this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from briefing.assembly.engines.base import Engine, EngineWanted, Kind
from briefing.models.kept import Host
from briefing.work import Processes, Workers


class Local:
    """What a run does without a cluster."""

    devices: Host | None = None
    processors: Host | None = None

    def workers(self, processes: int) -> Workers:
        """Return that many processes, which are started for many files alone."""
        return Processes(processes)


LOCAL: Final = Local()


@contextmanager
def _start(_: EngineWanted) -> Iterator[Engine]:
    yield LOCAL


ENGINE: Final = Kind("local", _start)
