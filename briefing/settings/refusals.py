"""What is told of settings that cannot be: which, where it was given, and what it could be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

FLAGS: Final[Mapping[str, str]] = {
    "model.generator": "--model",
    "model.device": "--device",
    "brief.max_items": "--max-items",
    "brief.minutes": "--minutes",
    "brief.follow": "--follow",
    "brief.mute": "--mute",
    "brief.since_days": "--since",
    "output.folder": "--out",
}
"""What the flags are called that stand for settings, so that a refusal names what was typed."""


MOST_TOLD: Final = 20
"""Wrong settings that are told one by one."""

LONGEST_SHOWN: Final = 300
"""Characters of a wrong value that are told."""


def unknown_setting(key: str, layer: str, known: set[str]) -> str:
    """Return what is told of a setting that there is none of, with the nearest one."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else "'briefing config show' lists all settings."
    return f"{layer}: unknown setting '{key}'; {hint}"


def several(told: Sequence[str]) -> list[str]:
    """Return the first sentences, and how many more there are: a file that is none of settings has thousands."""
    more = len(told) - MOST_TOLD
    return [*told[:MOST_TOLD], *([f"{more} more."] if more > 0 else [])]


def wrong_values(
    error: ValidationError, values: Mapping[str, Any], origins: Mapping[str, str]
) -> Iterator[str]:
    """Yield a sentence on each wrong setting: its layer, and all that it could be."""
    problems = error.errors(include_url=False)
    for key in dict.fromkeys(_named(one["loc"], values) for one in problems):
        about = [one for one in problems if _named(one["loc"], values) == key]
        said = "; or: ".join(dict.fromkeys(one["msg"] for one in about))
        # Inside a rule of a list it is pydantic that tells the value.
        value = values[key] if key in values else about[0]["input"]
        yield f"{place(key, origins)} = {_shortened(repr(value))}: {said}."


def _shortened(value: str) -> str:
    """A value as far as a line shows it: whoever gave it knows it by its beginning."""
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]} …"


_OF_A_FLAG: Final = "flag"


def place(key: str, origins: Mapping[str, str]) -> str:
    """Return where a setting was given, as the one who gave it calls it: a flag by its own name."""
    origin = origins.get(key) or origins.get(key.partition("[")[0], "settings")
    return FLAGS.get(key, f"flag: {key}") if origin == _OF_A_FLAG else f"{origin}: {key}"


def _named(loc: tuple[int | str, ...], values: Mapping[str, Any]) -> str:
    """How a user would call the place of a fault: ``brief.days``, ``outlets[2].match`` (from 1)."""
    first, *rest = loc
    if rest and isinstance(rest[0], int):
        return f"{first}[{rest[0] + 1}]" + "".join(f".{part}" for part in rest[1:2])
    names = [".".join(map(str, loc[:size])) for size in range(len(loc), 0, -1)]
    return next((name for name in names if name in values), names[0])
