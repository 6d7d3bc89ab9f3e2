"""This machine alone: files are read by a few processes, all else is done in this one, or beside it.

What takes long and needs no input, importing what opens pages and loading models, can be begun before anything
is read; what was begun ends with the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from briefing.assembly.engines.base import Engine, EngineWanted, Kind
from briefing.models.kept import Host
from briefing.work import Processes, Workers

_READER: Final = "briefing.reading.spread"
"""What a process imports that opens pages."""


class Local:
    """What a run does without a cluster."""

    def __init__(self) -> None:
        self._beside: Host | None = None
        self._readers: Processes | None = None
        self._ends: list[Callable[[], None]] = []

    @property
    def devices(self) -> Host | None:
        """The process that models are loaded in, where one was begun."""
        return self._beside

    processors = devices

    def workers(self, processes: int) -> Workers:
        """Return that many processes, which are started for many files alone, or were begun."""
        return self._readers or Processes(processes)

    def begin_reading(self, processes: int, count: int) -> None:
        """Start `count` of the `processes` that read."""
        self._readers = Processes(processes)
        self._ends.append(self._readers.end)
        self._readers.begin(_READER, count)

    def begin_models(self, loads: Iterable[Callable[[], Any]]) -> None:
        """Start a process that loads models in this order; they are asked there."""
        from briefing.assembly.engines.beside import Beside

        with suppress(OSError):  # they are loaded here then
            beside = Beside()
            self._ends.append(beside.end)
            for load in loads:
                beside.prepare(load)
            self._beside = beside

    def end(self) -> None:
        """End what was begun."""
        while self._ends:
            self._ends.pop()()


LOCAL: Final = Local()
"""Nothing is begun: for runs without a ``with`` block."""


@contextmanager
def _start(_: EngineWanted) -> Iterator[Engine]:
    engine = Local()
    try:
        yield engine
    finally:
        engine.end()


ENGINE: Final = Kind("local", _start)
