"""Where the work of a run is done: in this process and a few beside it, or on a cluster.

::

    settings.engine ─ ENGINES ─ start ─▶ Engine ─ workers ─▶ reading, grouping, by blocks
                                                └ host ────▶ models, asked elsewhere

The pipeline is handed an engine and does not know which; what comes out is the same.  An engine is a
module with a :class:`Kind` and its line in :data:`ENGINES`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final

from briefing.assembly.engines import local, ray
from briefing.assembly.engines.base import Engine, EngineWanted, Kind
from briefing.assembly.engines.local import LOCAL, Local
from briefing.errors import ConfigError

__all__ = [
    "ENGINES",
    "LOCAL",
    "Engine",
    "EngineWanted",
    "Kind",
    "Local",
    "engine_kind",
    "start_engine",
]

ENGINES: Final[tuple[Kind, ...]] = (local.ENGINE, ray.ENGINE)


def engine_kind(name: str) -> Kind:
    """Return the engine of a name.  Raises :class:`ConfigError` where there is none."""
    for kind in ENGINES:
        if kind.name == name:
            return kind
    names = ", ".join(f"'{kind.name}'" for kind in ENGINES)
    raise ConfigError(f"engine.name = '{name}': no such engine; there are {names}.")


def start_engine(wanted: EngineWanted) -> AbstractContextManager[Engine]:
    """Return the engine that the settings name; it runs inside a ``with`` block.

    Raises :class:`ConfigError` where there is none of the name; entering the block raises
    :class:`~briefing.errors.EngineError` where it cannot be started.
    """
    return engine_kind(wanted.name).start(wanted)
