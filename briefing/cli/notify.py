"""Tells a program of the user's own, and a web address, how a run ended."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import typer

from briefing import __version__
from briefing.errors import ConfigError, DeliveryError

if TYPE_CHECKING:
    import subprocess

    from briefing.cli.common import Talk
    from briefing.cli.profiles import Wish
    from briefing.settings.config import NotifySettings

_WRITTEN: Final = frozenset([0, 3])
"""Exit codes of runs that wrote a brief."""


class Notice:
    """Around a run: tells the user's own program and web address how it ended."""

    def __init__(self, wish: Wish, talk: Talk) -> None:
        self._settings = wish.resolved.settings.notify
        check_notice(self._settings)
        self._profile = wish.name
        self._talk = talk
        self.days: Sequence[date] = ()
        """The days of the run, as soon as they are known."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        code, told = _ended(error)
        body = {
            "version": __version__,
            "profile": self._profile,
            "dates": [one.isoformat() for one in self.days],
            "code": code,
            "message": told,
        }
        notify(self._settings, {**body, "warnings": self._talk.warnings}, self._talk)


def _ended(error: BaseException | None) -> tuple[int, str]:
    """The exit code that a run ends with by `error`, and what is told of it."""
    if isinstance(error, SystemExit):  # by a signal, whose number is in the code
        return (error.code if isinstance(error.code, int) else 1), "interrupted"
    code = getattr(error, "exit_code", 0 if error is None else 1)
    return code, "" if error is None or isinstance(error, typer.Exit) else str(error)


def check_notice(settings: NotifySettings) -> None:
    """Raise :class:`ConfigError` for a web address that is none; it is not shown, since it may hold a key."""
    from briefing.delivery import host_of

    if settings.url and not host_of(settings.url):
        raise ConfigError(
            "notify.url is no web address (http or https, ASCII, without user name and blanks)."
        )


def notify(settings: NotifySettings, body: Mapping[str, Any], talk: Talk) -> None:
    """Hand `body`, which has the exit code under ``code``, as JSON to the configured program and web address.

    What goes wrong with them is told in one line and changes nothing else.
    """
    is_done = body["code"] in _WRITTEN
    if settings.on == "failure" and is_done:
        return
    told = {"event": "done" if is_done else "failure", **body}
    data = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    if settings.command:
        _run(settings, data, talk)
    if settings.url:
        _post(settings, data, talk)


def _post(settings: NotifySettings, data: bytes, talk: Talk) -> None:
    from briefing.delivery import post

    try:
        post(settings.url, data, seconds=settings.seconds, allow_plain=settings.allow_plain)
    except DeliveryError as error:
        talk.warn(f"notify.url: {error}.")


def _run(settings: NotifySettings, data: bytes, talk: Talk) -> None:
    import subprocess

    try:
        code = _code_of(settings.command, data, settings.seconds)
    except subprocess.TimeoutExpired:
        talk.warn(
            f"notify.command took more than {settings.seconds:g} s and was ended, with what it had started."
        )
    except OSError as error:
        talk.warn(f"notify.command: {settings.command[0]}: {error.strerror}.")
    else:
        if code:
            talk.warn(f"notify.command ended with exit code {code}.")


def _code_of(command: Sequence[str], data: bytes, seconds: float) -> int:
    """Run a command to its end and return its exit code.

    One that takes longer, or that an interrupt of this program ends, takes the processes of its group along; what it has left behind in time lives.
    """
    import subprocess

    with subprocess.Popen(  # noqa: S603  # the user's own program, from the user's own settings
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    ) as process:
        try:
            process.communicate(data, timeout=seconds)
        except BaseException:
            _end_group(process)
            raise
        return process.returncode


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process with its group, where the system has groups."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
