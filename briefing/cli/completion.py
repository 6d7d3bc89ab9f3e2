"""Values for the shell to complete: what there is of models, devices, profiles and days.

A completion prints nothing but values and ends with none where something is wrong: whoever presses a key is told of a wrong setting by
the command itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from briefing.errors import BriefingError

_DAYS = ("today", "yesterday")


def model_names(incomplete: str) -> list[str]:
    """Return the fixed names, and the models on disk that could write."""
    from briefing.models.hub import kept_models
    from briefing.models.pins import DEFAULT_GENERATOR

    names = ["none", "server", DEFAULT_GENERATOR]
    with _in_silence():
        names += [one.name for one in kept_models()]
    return _beginning(incomplete, names)


def devices(incomplete: str) -> list[str]:
    """Return where models can run."""
    return _beginning(incomplete, ("auto", "cpu", "cuda"))


def profiles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the profiles of the settings file, that of ``--config`` where it stands before."""
    from briefing.cli.common import settings_from

    with _in_silence():
        return _beginning(incomplete, settings_from(_config(ctx), {}).profiles)
    return []


def days(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the words for a day, and the days that have a brief, newest first, in the folder of ``--out``, ``--profile`` or the settings."""
    from briefing.assembly.archive import days_in
    from briefing.cli.common import expanded, settings_from

    found = list(_DAYS)
    with _in_silence():
        flags = {"output.folder": ctx.params.get("out")}
        settings = settings_from(_config(ctx), flags, ctx.params.get("profile")).settings
        there = days_in(expanded(settings.output.folder))
        found += [day.isoformat() for day in sorted(there, reverse=True)]
    return _beginning(incomplete, found)


def _config(ctx: typer.Context) -> Path | None:
    given = ctx.params.get("config")
    return None if given is None else Path(given)


def _beginning(incomplete: str, values: Iterable[str]) -> list[str]:
    return [one for one in values if one.startswith(incomplete)]


@contextmanager
def _in_silence() -> Iterator[None]:
    """What is wrong with settings and folders costs the values that they would give."""
    try:
        yield
    except (BriefingError, OSError):
        return
