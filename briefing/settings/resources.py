"""Finds the prompt and configuration files that ship with the package.

In a wheel they lie in ``briefing/_data``; in a checkout (editable install) at the top level.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource_folder(name: str) -> Traversable:
    """Return the folder `name` (``prompts`` or ``configs``).

    Raises :class:`FileNotFoundError` in a broken installation.
    """
    package = files("briefing")
    shipped = package / "_data" / name
    if shipped.is_dir():
        return shipped
    root = Path(str(package)).parent
    project = root / "pyproject.toml"
    if project.is_file() and (root / name).is_dir():
        declared = tomllib.loads(project.read_text(encoding="utf-8"))
        if declared.get("project", {}).get("name") == "briefing":
            return root / name
    raise FileNotFoundError(f"the folder {name!r} is missing: this installation is broken")
