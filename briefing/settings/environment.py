"""Settings out of the environment: ``BRIEFING_SECTION__KEY``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final

ENVIRONMENT_PREFIX: Final = "BRIEFING_"


def from_environment(
    environment: Mapping[str, str], known: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Read ``BRIEFING_SECTION__KEY``, and tell what looks like a slip; other names are left alone.

    `known` are the settings by their full names, with their types.
    """
    values, slips = {}, []
    for name, text in sorted(environment.items()):
        key = name.removeprefix(ENVIRONMENT_PREFIX).lower()
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        if "__" in key:
            key = key.replace("__", ".")
            values[key] = _toml_value(text, plain=known.get(key) is str)
        elif meant := _meant(key, known):
            variables = " or ".join(f"'{_variable(one)}'" for one in meant)
            slips.append(f"environment: unknown variable '{name}'; did you mean {variables}?")
    return values, slips


def _meant(key: str, settings: Iterable[str]) -> list[str]:
    """The settings that a variable without a section, or with single underscores, may stand for."""
    return [
        known
        for known in sorted(settings)
        if key in {known.replace(".", "_"), known.rpartition(".")[2]}
    ]


def _variable(key: str) -> str:
    return ENVIRONMENT_PREFIX + key.replace(".", "__").upper()


def _toml_value(text: str, *, plain: bool) -> Any:  # noqa: ANN401  # TOML values have any type
    """The value as TOML where it parses as such, else as it is; `plain`: a string in any case, as a folder may be named 2025."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    return text if plain and not isinstance(value, str) else value
