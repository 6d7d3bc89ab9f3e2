"""Profiles: named overlays of settings in a user's file, each for a brief of its own.

::

    [profiles.sport]                      name ─▶ Profile.name, the folder of its briefs
    sources = ["sport/"]                  ─▶ Profile.sources
    title = "Sport"                       ─▶ output.title
    brief.minutes = 5                     ─▶ a setting as any other
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing.errors import ConfigError
from briefing.settings.nesting import flat

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""What names a folder in any file system and a unit of systemd, and leads nowhere."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
TAKEN: Final = frozenset({"latest", "outlets", "overrides", "search", "topics"})
"""What stands in an output folder beside the days: the archive's places, and an editor's decisions."""
_OWN: Final = {"title": "output.title"}
"""Settings that a profile may give by a shorter name."""


class Profile(NamedTuple):
    """A named overlay of settings."""

    name: str
    layer: str
    """What its settings are said to come from."""
    values: Mapping[str, Any]
    """By full name, as ``brief.minutes``; whether there are such settings is not looked at here."""
    sources: tuple[str, ...] = ()
    """Folders and files; relative ones start at the folder of the configuration file."""


def read_profiles(table: object, file: Path) -> tuple[dict[str, Profile], list[str]]:
    """Return the profiles of a configuration file by name, and a sentence on each thing that is wrong with them.

    `table` is what stands under ``profiles`` in `file`.
    """
    if not isinstance(table, Mapping):
        return {}, [f"{file}: profiles: tables are meant, such as [profiles.sport]."]
    profiles: dict[str, Profile] = {}
    wrong: list[str] = []
    for name, entries in table.items():
        told = [*_wrong_with(name, entries, file, {one.casefold(): one for one in profiles})]
        wrong += told
        if not told:
            profiles[name] = _profile(name, entries, file)
    return profiles, wrong


def choose_profile(name: str, profiles: Mapping[str, Profile], file: Path | None) -> Profile:
    """Return the profile of this name.  Raises :class:`ConfigError`, which names those that there are, for another."""
    if name in profiles:
        return profiles[name]
    there = ", ".join(profiles) or "none; a section [profiles.NAME] in your settings makes one"
    where = f"{file}: " if file else ""
    raise ConfigError(f"{where}no profile {name!r}; there are: {there}.")


def _wrong_with(name: str, entries: object, file: Path, others: Mapping[str, str]) -> Iterator[str]:
    place = f"{file}: profiles.{name}"
    if not _NAME.fullmatch(name):
        yield f"{place}: a name is at most 64 of A to Z, a to z, 0 to 9, '-' and '_', a letter or digit first."
    elif name.casefold() in TAKEN or _DAY.fullmatch(name):
        yield f"{place}: the output folder has something else of that name; choose another."
    elif name.casefold() in others:
        yield f"{place}: differs from {others[name.casefold()]!r} in case alone; choose another."
    elif not isinstance(entries, Mapping):
        yield f"{place}: a table is meant, as [profiles.{name}]."
    elif not _are_texts(entries.get("sources", [])):
        yield f"{place}.sources: a list of folders and files is meant."


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, str) and one.strip() and "\0" not in one for one in value
    )


def _profile(name: str, entries: Mapping[str, Any], file: Path) -> Profile:
    values = {_OWN.get(key, key): value for key, value in flat(entries).items() if key != "sources"}
    sources = tuple(_placed(one, file.absolute().parent) for one in entries.get("sources", []))
    return Profile(name, f"{file}, profile {name}", values, sources)


def _placed(source: str, folder: Path) -> str:
    """A source as it is found from any working folder; one of a home stays so, and an address."""
    return source if source.startswith("~") or "://" in source else str(folder / source)
