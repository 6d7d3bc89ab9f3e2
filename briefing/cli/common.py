"""What all commands share: settings, folders of the user, messages on stderr, progress."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import typer

from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.pipeline import Progress
    from briefing.settings.config import Resolved, Settings


_YEARS: Final = range(1600, 3000)
"""From the first newspapers on; other years are slips of the hand, and overflow date arithmetic."""

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings file; see 'briefing config show'.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="Model name, hub id, folder, or 'none'.")
]
DeviceOption = Annotated[str | None, typer.Option("--device", help="auto, cpu or cuda.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="More detail on stderr.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Tracebacks of internal errors.")]


def workers() -> int:
    """How many processes read many files: as many as there are cores, and four at most."""
    return max(1, min(4, os.cpu_count() or 1))


class Folders(NamedTuple):
    """The user's own folders (XDG on Linux)."""

    cache: Path
    """Converted models."""
    state: Path
    """Answers, earlier briefs, locks, the log of the last internal error."""
    config: Path


def folders() -> Folders:
    """Return the user's folders, as the platform and ``XDG_*`` say."""
    import platformdirs

    return Folders(
        platformdirs.user_cache_path("briefing"),
        platformdirs.user_state_path("briefing"),
        platformdirs.user_config_path("briefing"),
    )


def settings_from(config: Path | None, flags: Mapping[str, Any]) -> Resolved:
    """Merge defaults, the user's file, the environment and flags."""
    from briefing.settings.config import find_user_file, resolve

    file = find_user_file(config, Path.cwd(), folders().config)
    return resolve(file, os.environ, flags)


def today(settings: Settings) -> date:
    """Return the current date in the configured time zone."""
    zone = settings.brief.timezone
    now = datetime.now().astimezone() if zone == "local" else datetime.now(ZoneInfo(zone))
    return now.date()


def parse_day(text: str | None, settings: Settings) -> date:
    """Read ``--date``: a date, ``today`` or ``yesterday``; today where it was not given.

    Raises :class:`UsageError` for anything else.
    """
    if text in {None, "today"}:
        return today(settings)
    if text == "yesterday":
        return today(settings) - timedelta(days=1)
    try:
        day = datetime.strptime(str(text), "%Y-%m-%d").date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        raise UsageError(
            f"--date {text}: not a date; write YYYY-MM-DD, 'today' or 'yesterday'."
        ) from None
    if day.year not in _YEARS:
        raise UsageError(
            f"--date {text}: a year from {_YEARS.start} to {_YEARS.stop - 1} is meant."
        )
    return day


def can_write(folder: Path) -> bool:
    """Whether files can be made in `folder`, or in the nearest parent that exists."""
    nearest = folder.absolute()
    while not nearest.exists():
        if nearest.is_symlink() or nearest == nearest.parent:
            return False
        nearest = nearest.parent
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def require_writable(folder: Path, way_out: str) -> None:
    """Raise :class:`UsageError`, before any work is done, if `folder` cannot be written to."""
    if not can_write(folder):
        raise UsageError(f"{folder}: not a folder that can be written to; {way_out}.")


def say(text: str) -> None:
    """Print one line on stderr; text of stories in it cannot steer the terminal."""
    from briefing.publishing.plaintext import one_line

    with suppress(OSError):  # nobody reads stderr any more; the work goes on
        typer.echo(one_line(text), err=True)


def print_text(text: str, *, end: str = "\n") -> bool:
    """Print on stdout; False where its reader has gone (as in ``briefing … | head``).

    Raises :class:`UsageError` where what is printed cannot be kept (a full disk).
    """
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered must go somewhere when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in {errno.EPIPE, errno.EBADF}:
            raise UsageError(
                f"standard output: {error.strerror}; what was printed is lost."
            ) from error
        return False
    return True


def print_json(value: object, indent: int | None = None) -> bool:
    """Print `value` as JSON; False where the reader of stdout has gone."""
    from briefing.publishing.jsonfile import json_text

    return print_text(json_text(value, indent))


class Talk:
    """Messages for a person who waits, a bar only on a terminal; with ``--quiet`` only what is wrong."""

    def __init__(self, *, quiet: bool, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose and not quiet

    def note(self, text: str) -> None:
        """Say `text` unless quiet."""
        if not self._quiet:
            say(text)

    def warn(self, text: str) -> None:
        """Say what is wrong, quiet or not: whoever runs it unattended must hear of it."""
        say(text)

    def detail(self, text: str) -> None:
        """Say `text` if verbose."""
        if self._verbose:
            say(text)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Give a progress callback that draws bars on a terminal and nothing elsewhere."""
        if self._quiet or not sys.stderr.isatty():
            yield lambda stage, done, total: None  # noqa: ARG005  # nobody watches
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            tasks: dict[str, Any] = {}

            def show(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(stage, total=total or None)
                bars.update(tasks[stage], completed=done, total=total or None)

            yield show
