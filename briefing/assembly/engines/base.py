"""What an engine is to the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from briefing.models.kept import Host
from briefing.work import Workers


class EngineWanted(Protocol):
    """What the settings say of the engine."""

    @property
    def name(self) -> str:
        """Of the engine."""

    @property
    def address(self) -> str:
        """Of a cluster, or empty: one is made on this machine for the run."""

    @property
    def workers(self) -> int:
        """Tasks at a time; 0: as many as there are cores."""

    @property
    def gpus(self) -> int:
        """GPUs that models run on, each with models of its own; 0: they run once on each machine."""


class Engine(Protocol):
    """Who does the work of a run."""

    def workers(self, processes: int) -> Workers:
        """Return who reads and compares, where this machine alone would take so many `processes`."""

    @property
    def devices(self) -> Host | None:
        """Where networks are run; None: in this process."""

    @property
    def processors(self) -> Host | None:
        """Where a parser is run, which takes one core of many; None: in this process."""


class Kind(NamedTuple):
    """An engine that can be chosen."""

    name: str
    start: Callable[[EngineWanted], AbstractContextManager[Engine]]
    """Raises :class:`~briefing.errors.EngineError` where it cannot be started."""
