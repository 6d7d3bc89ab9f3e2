"""What an engine is to the pipeline."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

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


def what_travels(load: Callable[[], Any]) -> Hashable:
    """Return what two ways to load one model have in common: the days of a range choose their models anew, and load the same ones.

    What cannot travel is like nothing but itself.
    """
    try:
        return pickle.dumps(load)
    except Exception:  # noqa: BLE001  # it fails in whatever way it likes
        return load


class Kind(NamedTuple):
    """An engine that can be chosen."""

    name: str
    start: Callable[[EngineWanted], AbstractContextManager[Engine]]
    """Raises :class:`~briefing.errors.EngineError` where it cannot be started."""
