"""Tells a program of the user's own how a run ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from briefing.cli.common import Talk
    from briefing.settings.config import NotifySettings

_WRITTEN: Final = frozenset([0, 3])
"""Exit codes of runs that wrote a brief."""


def notify(settings: NotifySettings, body: Mapping[str, Any], talk: Talk) -> None:
    """Run the configured program with `body`, which has the exit code under ``code``, as JSON on its standard input.

    What goes wrong with it is told in one line and changes nothing else.
    """
    import subprocess

    if not settings.command or (settings.on == "failure" and body["code"] in _WRITTEN):
        return
    told = json.dumps(body, ensure_ascii=False) + "\n"
    try:
        done = subprocess.run(  # noqa: S603  # the user's own program, from the user's own settings
            settings.command,
            input=told.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        talk.warn(f"notify.command took more than {settings.seconds:g} s and was ended.")
    except OSError as error:
        talk.warn(f"notify.command: {settings.command[0]}: {error.strerror}.")
    else:
        if done.returncode:
            talk.warn(f"notify.command ended with exit code {done.returncode}.")
