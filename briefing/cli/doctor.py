"""`briefing doctor`: whether this machine is ready."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    can_write,
    expanded,
    folders,
    print_text,
    settings_from,
    today,
)
from briefing.errors import BriefingError, MissingModelError, UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.settings.config import MailSettings, Resolved, Settings


EPILOG = """Examples:

  briefing doctor

  briefing doctor --no-model --max-age 26h     (for a monitor: exit code 1 where the last brief is older)

  briefing doctor --no-model     (fast: neither torch nor weights are looked at)

Exit codes: 0 ready, 1 something fails, 2 wrong configuration."""


class Check(NamedTuple):
    """One line of the doctor."""

    state: Literal["ok", "warn", "fail"]
    name: str
    detail: str


def command(
    no_model: Annotated[bool, typer.Option("--no-model", help="Leave models out.")] = False,
    max_age: Annotated[
        str | None,
        typer.Option("--max-age", help="Fail where the last brief is older, as 26h or 2d."),
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Connect to the mail server and log in; send nothing.")
    ] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Check configuration, time zone, folders, disks, device and models; one line a check."""
    from briefing.publishing.plaintext import one_line

    resolved = settings_from(config, {})
    failed = False
    checks = _checks(resolved, models=not no_model)
    sent = _mail(resolved.settings.mail, connect=mail)
    for check in chain(checks, sent, [_age(max_age)] if max_age else []):
        failed = failed or check.state == "fail"
        print_text(f"{check.state:<5} {check.name}: {one_line(check.detail)}")
    if failed:
        raise typer.Exit(1)


def _checks(resolved: Resolved, *, models: bool) -> Iterator[Check]:
    import sqlite3

    user, settings = folders(), resolved.settings
    yield Check("ok", "python", sys.version.split()[0])
    yield _configuration(resolved)
    yield _zone(settings)
    output = expanded(settings.output.folder)
    for name, folder in (("output", output), ("cache", user.cache), ("state", user.state)):
        yield _writable(f"{name} folder", folder)
        yield _free(f"{name} disk", folder)
    yield Check("ok", "sqlite", sqlite3.sqlite_version)
    if models:
        yield _guarded("device", lambda: _device(settings))
        for kind, name in _models(settings):
            yield _guarded(kind, partial(_model, kind, name, settings, user.cache))


def _mail(settings: MailSettings, *, connect: bool) -> Iterator[Check]:
    """Whether mail could go out, where it is configured or asked for; the server is asked only with `connect`."""
    from briefing.cli.mail import Post
    from briefing.delivery import greet, server_name

    if not settings.host and not connect:
        return

    def check() -> Check:
        post = Post(settings, Path())
        password, several = post.check(), len(post.recipients)
        told = f"{server_name(settings)}, {settings.security}, recipients: {several}"
        if not connect:
            return Check("ok", "mail", f"{told}; not asked (--mail asks)")
        greet(settings, password)
        return Check("ok", "mail", f"{told}; the server answers")

    yield _guarded("mail", check)


def _configuration(resolved: Resolved) -> Check:
    """Which layers the settings come from: the file, and whatever else goes before the defaults."""
    own = [one for one in dict.fromkeys(resolved.origins.values()) if one != "default"]
    told = f"defaults and {', '.join(own)}" if own else "defaults alone, no file of your own"
    return Check("ok", "configuration", f"{told}; all settings known and in range")


def _zone(settings: Settings) -> Check:
    """The zone that tells which day it is.  The C library takes a ``TZ`` that it does not know for UTC, without a word."""
    name = settings.brief.timezone
    given = os.environ.get("TZ", "").removeprefix(":")
    if name == "local" and given and not _means_a_zone(given):
        told = f"TZ={given} is no time zone and counts as UTC; write an IANA name"
        return Check(
            "fail", "time zone", f"{told} such as Europe/London there or in brief.timezone"
        )
    return Check("ok", "time zone", f"{name}; today is {today(settings)}")


def _means_a_zone(name: str) -> bool:
    """Whether a ``TZ`` is an IANA name, a file, or a rule of POSIX such as ``CET-1CEST``."""
    from briefing.settings.config import is_zone

    rule = r"(<[+\-\w]{3,}>|[A-Za-z]{3,})[+-]?\d{1,2}(:\d\d){0,2}\S*"
    is_file = name.startswith("/") and Path(name).is_file()
    return is_file or bool(re.fullmatch(rule, name)) or (name != "local" and is_zone(name))


_LITTLE: Final = 500_000_000
"""Bytes: the models take 190 MB, the state of a thousand days at most 300 MB."""


def _free(name: str, folder: Path) -> Check:
    """How much room is left where `folder` is, or will be."""
    try:
        place = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        left = shutil.disk_usage(place).free
    except (OSError, StopIteration):
        return Check("warn", name, f"{folder}: nothing is known of its disk")
    told = f"{left / 1e9:.1f} GB free"
    if left >= _LITTLE:
        return Check("ok", name, told)
    return Check("warn", name, f"{told}: little; a full disk costs what is kept, then the brief")


_SKEW: Final = timedelta(minutes=5)
"""By which clocks are set right now and then."""


def _age(limit: str) -> Check:
    """Whether the last brief is younger than `limit`: what a monitor asks every hour."""
    from briefing.store import last_success

    found = re.fullmatch(r"(\d{1,5})([hdm])", limit)
    if not found:
        raise UsageError(f"--max-age {limit}: a number with m, h or d, as 26h.")
    units = {"m": "minutes", "h": "hours", "d": "days"}
    most = timedelta(**{units[found.group(2)]: int(found.group(1))})
    try:
        last = last_success(folders().state)
    except BriefingError as error:
        return Check("fail", "last brief", str(error))
    if last is None:
        return Check("fail", "last brief", "none was made yet")
    told = f"of {last.day}, made {last.ended.isoformat()}"
    age = datetime.now(UTC) - last.ended
    if age < -_SKEW:  # it would be young for as long, whatever fails
        return Check("fail", "last brief", f"{told}: later than now; the clock was set back")
    return Check("ok" if age <= most else "fail", "last brief", told)


def _writable(name: str, folder: Path) -> Check:
    if can_write(folder):
        return Check("ok", name, str(folder))
    return Check("fail", name, f"{folder}: not writable; change its permissions or the setting")


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except BriefingError as error:
        return Check("fail", name, str(error))


def _device(settings: Settings) -> Check:
    from briefing.models.networks import resolve_device, resolve_dtype

    device = resolve_device(settings.model.device)
    dtype = str(resolve_dtype(settings.model.dtype, device)).removeprefix("torch.")
    return Check("ok", "device", f"{device}, {dtype}")


def _models(settings: Settings) -> Iterator[tuple[str, str]]:
    from briefing.models.pins import DEFAULT_EMBEDDER

    yield "generator", settings.model.generator
    yield "parser", settings.model.parser
    yield "embedder", DEFAULT_EMBEDDER
    own = settings.model.verifier == "default"
    yield "verifier", DEFAULT_EMBEDDER if own else settings.model.verifier


def _model(kind: str, name: str, settings: Settings, cache: Path) -> Check:
    from briefing.models.choose import backend_of
    from briefing.models.find import is_whole, own_folder
    from briefing.models.listing import damaged_weights
    from briefing.models.pins import PINS

    if name == "none":
        return Check("ok", kind, "none: as the settings say")
    try:
        found = backend_of(name, settings.model).find(name, cache / "models")
    except MissingModelError as error:
        return Check("warn", kind, str(error))
    if name in PINS and not is_whole(Path(found.place), thorough=True):
        return Check("warn", kind, f"{name} is broken: briefing models pull {name}")
    own = own_folder(name)
    if own and (broken := damaged_weights(own)):
        return Check("fail", kind, f"{own}: {broken}")
    return Check("ok", kind, f"{name} in {found.place}")
