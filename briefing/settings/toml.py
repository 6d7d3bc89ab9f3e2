"""Settings as TOML that can be read back, each with the place that it came from; what may be a key is left out, as a comment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from briefing.settings.config import Resolved
from briefing.settings.discretion import printable
from briefing.settings.profiles import Profile


def to_toml(resolved: Resolved) -> str:
    """Return all settings as TOML, each with a comment that says where it came from; profiles behind them, unless one is in force."""
    return "\n".join(_toml_lines(resolved)) + "\n"


def _toml_lines(resolved: Resolved) -> Iterator[str]:
    if resolved.profile:
        yield f"# profile {resolved.profile.name}, sources = {_as_toml(printable('sources', resolved.profile.sources))}"
    for section, entries in resolved.settings.model_dump(mode="json").items():
        if isinstance(entries, Mapping):
            yield from _section_lines(section, entries, resolved.origins)
        else:
            yield f"{section} = {_as_toml(entries)}  # {_shown(resolved.origins[section])}"
            yield ""
    for profile in () if resolved.profile else resolved.profiles.values():
        yield from _profile_lines(profile)


def _profile_lines(profile: Profile) -> Iterator[str]:
    yield f"[profiles.{profile.name}]  # {_shown(profile.layer)}"
    if profile.sources:
        yield _line("sources", profile.sources, "sources")
    for key, value in profile.values.items():
        yield _line(key, value, key)
    yield ""


def _section_lines(
    section: str, entries: Mapping[str, object], origins: Mapping[str, str]
) -> Iterator[str]:
    """A section, and behind it those that stand in it."""
    yield f"[{section}]"
    for key, value in entries.items():
        if not isinstance(value, Mapping):
            name = f"{section}.{key}"
            yield _line(name, value, key, f"  # {_shown(origins[name])}")
    yield ""
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from _section_lines(f"{section}.{key}", value, origins)


def _line(name: str, value: object, key: str, origin: str = "") -> str:
    """The setting `name` under its `key`; a comment where its value may hold a key, so that it does not become another one when it is read back."""
    may = printable(name, value)
    line = f"{key} = {_as_toml(may)}{origin}"
    return line if may == value else f"# {line}; not shown whole: it may hold a key"


def _inline(rule: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key} = {_as_toml(value)}" for key, value in rule.items()) + "}"


def _shown(origin: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in origin)


def _as_toml(value: object) -> str:
    """JSON scalars and lists are TOML as well, but for surrogate pairs and DEL; tables are not."""
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
