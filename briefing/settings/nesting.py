"""Settings by their full names (``model.server.url``), and as sections in sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_DEEPEST: Final = 4
"""Sections in one another, far more than there are: a key of 10,000 dots is told as unknown."""


def flat(layer: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Return the values of sections in sections by their full names; `above` stands in front of each."""
    found: dict[str, Any] = {}
    for key, value in layer.items():
        if isinstance(value, Mapping) and above.count(".") < _DEEPEST:
            found |= flat(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = value
    return found


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings by their full names as sections in sections."""
    whole: dict[str, Any] = {}
    for key, value in values.items():
        *sections, name = key.split(".")
        section = whole
        for one in sections:
            section = section.setdefault(one, {})
        section[name] = value
    return whole
