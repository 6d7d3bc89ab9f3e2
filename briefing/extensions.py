"""What installed packages add without a fork: kinds of files, outputs, places that models come from.

::

    [project.entry-points."briefing.formats"]      name = "module:FORMAT"       a Format
    [project.entry-points."briefing.renderings"]   name = "module:RENDERING"    a Rendering
    [project.entry-points."briefing.backends"]     name = "module:BACKEND"      a Backend

Whoever installs a package lets it run, so nothing else is asked of it than that it is of its kind.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from briefing.errors import ConfigError

Kind = TypeVar("Kind")


def extensions(group: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return what installed packages add under `group`, ordered by name.

    Raises :class:`ConfigError` for what cannot be loaded or is none of its `kind`: a brief without it would be another.
    """
    found = []
    for whose, made in _loaded(group):
        if not isinstance(made, kind):
            raise ConfigError(f"{whose} is no {kind.__name__}; mend or uninstall it.")
        found.append(made)
    return tuple(found)


@cache
def _loaded(group: str) -> tuple[tuple[str, object], ...]:
    """What stands under a group, each with the words that name it."""
    found = sorted(entry_points(group=group), key=lambda one: (one.name, one.value))
    return tuple((_named(one), _load(one)) for one in found)


def _named(point: EntryPoint) -> str:
    package = point.dist.name if point.dist else "an installed package"
    return f"{package}: '{point.name}' of {point.group}"


def _load(point: EntryPoint) -> object:
    try:
        return point.load()
    except Exception as error:  # whatever a foreign module raises
        raise ConfigError(
            f"{_named(point)} cannot be loaded ({type(error).__name__}: {error}); mend or uninstall it."
        ) from error
