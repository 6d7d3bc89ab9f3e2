"""`briefing` turns a folder of dirty news pages into one dated, cited, verified brief.

The model phrases; code decides, selects, cites and checks.

::

    files ─ reading ─▶ Story ─ grouping ─▶ Event ─ writing ─▶ Item ─ publishing ─▶ brief.md, .html, .json

For other programs the functions of :mod:`briefing.api` are here, loaded when they are first asked for.  Start reading at
:mod:`briefing.assembly.pipeline`, whose docstring draws the way in full.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.api import Brief as Brief
    from briefing.api import Groups as Groups
    from briefing.api import Settings as Settings
    from briefing.api import cluster as cluster
    from briefing.api import evaluate as evaluate
    from briefing.api import inspect as inspect
    from briefing.api import load_settings as load_settings
    from briefing.api import make as make
    from briefing.api import summarise as summarise
    from briefing.api import verify as verify
    from briefing.assembly.rows import StoryRow as StoryRow

__version__ = "0.2.0"

_PLACES = {"StoryRow": "briefing.assembly.rows"}
"""Where the public names stand that do not stand in the API's own module."""

__all__ = [
    "Brief",
    "Groups",
    "Settings",
    "StoryRow",
    "__version__",
    "cluster",
    "evaluate",
    "inspect",
    "load_settings",
    "make",
    "summarise",
    "verify",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'briefing' has no attribute '{name}'")
    return getattr(import_module(_PLACES.get(name, "briefing.api")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
