"""What all commands share: settings, folders of the user, messages on stderr, progress."""

from __future__ import annotations

import calendar
import errno
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

import typer

from briefing.cli import completion
from briefing.errors import UsageError
from briefing.settings.clock import now_here

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.run import Progress
    from briefing.settings.config import Resolved, Settings


_YEARS: Final = range(1600, 3000)
"""From the first newspapers on; other years are slips of the hand, and overflow date arithmetic."""

_MOST_DAYS: Final = 400
"""Days of one range: a year and a month."""


ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings file; see 'briefing config show'.")
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        help="Settings of this profile (profiles.NAME) over the others.",
        autocompletion=completion.profiles,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Model name, hub id, folder, .gguf file, http://HOST:PORT/v1#NAME, or 'none'.",
        autocompletion=completion.model_names,
    ),
]
DeviceOption = Annotated[
    str | None,
    typer.Option("--device", help="auto, cpu or cuda.", autocompletion=completion.devices),
]
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
    """Return the user's folders: those that systemd made for a service, or what the platform and ``XDG_*`` say.

    Raises :class:`UsageError` where there is no home and nothing else is named.
    """
    import platformdirs

    try:
        return Folders(
            _of_service("CACHE_DIRECTORY") or platformdirs.user_cache_path("briefing"),
            _of_service("STATE_DIRECTORY") or platformdirs.user_state_path("briefing"),
            _of_service("CONFIGURATION_DIRECTORY") or platformdirs.user_config_path("briefing"),
        )
    except RuntimeError as error:  # no HOME, and a user of no account
        raise UsageError(
            "there is no home folder; set HOME, or XDG_CACHE_HOME, XDG_STATE_HOME and "
            "XDG_CONFIG_HOME."
        ) from error


def expanded(folder: str | Path) -> Path:
    """Return a path with ``~`` as the home; raises :class:`UsageError` for that of somebody whom the machine does not know."""
    try:
        return Path(folder).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{folder}: nobody has this home; write the path in full.") from error


def resolved(folder: Path) -> Path:
    """Return a folder without links on its way; raises :class:`UsageError` for one whose links lead in a circle."""
    try:
        return folder.resolve()
    except FileNotFoundError:  # the working folder is gone
        raise
    except (OSError, RuntimeError) as error:  # as releases before 3.13 call it
        raise UsageError(f"{folder}: its links lead in a circle; name another folder.") from error


def require_named(folder: str | None, flag: str = "--out") -> None:
    """Raise :class:`UsageError` for a folder that was given and is empty: it would be the working folder."""
    if folder is not None and not folder.strip():
        raise UsageError(f"{flag} is empty; name a folder, or '.' for this one.")


def is_file(path: Path) -> bool:
    """Whether `path` is a file; False, too, where it cannot be asked for: a name that is too long, a folder that cannot be entered."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; False, too, where it cannot be asked for."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _of_service(variable: str) -> Path | None:
    """The first folder of a list that systemd hands to a service."""
    first = os.environ.get(variable, "").partition(":")[0]
    return Path(first) if first.startswith("/") else None


def settings_from(
    config: Path | None, flags: Mapping[str, Any], profile: str | None = None
) -> Resolved:
    """Merge defaults, the user's file, its `profile`, the environment and flags."""
    from briefing.settings.config import resolve

    return resolve(settings_file(config), os.environ, flags, profile)


def settings_file(config: Path | None) -> Path | None:
    """Return the user's settings file: the one given, or where one is looked for; None where there is none."""
    from briefing.settings.config import find_user_file

    try:
        working = Path.cwd()
    except OSError:  # somebody has removed it
        working = Path()
    return find_user_file(config, working, folders().config)


def today(settings: Settings) -> date:
    """Return the current date in the configured time zone."""
    zone = settings.brief.timezone
    now = now_here() if zone == "local" else datetime.now(ZoneInfo(zone))
    return now.date()


def parse_days(text: str | None, settings: Settings) -> list[date]:
    """Read ``--date``: a day, or a range of days as ``2025-06-10..17`` or ``-3..today``, oldest first.

    Raises :class:`UsageError` for anything else.
    """
    start, dots, end = (text or "today").partition("..")
    if not dots:
        return [parse_day(text, settings)]
    first = parse_day(start, settings)
    # The end may leave out what it shares with the start: the year, and the month.
    whole = first.isoformat()[: 10 - len(end)] + end if re.fullmatch(r"(\d\d-)?\d\d", end) else end
    last = parse_day(whole, settings)
    if last < first:
        raise UsageError(f"--date {text}: the range ends before it starts.")
    if (last - first).days >= _MOST_DAYS:
        raise UsageError(f"--date {text}: more than {_MOST_DAYS} days.")
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def parse_day(text: str | None, settings: Settings, flag: str = "--date") -> date:
    """Read a day: a date, ``today``, ``yesterday``, ``-3`` (days ago), or the last ``monday``; today where it was not given.

    Raises :class:`UsageError` for anything else.
    """
    if text in {None, "today"}:
        return today(settings)
    if text == "yesterday":
        return today(settings) - timedelta(days=1)
    if re.fullmatch(r"-\d{1,4}", str(text)):
        return today(settings) + timedelta(days=int(str(text)))
    weekdays = [name.casefold() for name in calendar.day_name]
    if str(text).casefold() in weekdays:
        back = today(settings).weekday() - weekdays.index(str(text).casefold())
        return today(settings) - timedelta(days=back % 7)
    try:
        day = datetime.strptime(str(text), "%Y-%m-%d").date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        raise UsageError(
            f"{flag} {text}: not a date; write YYYY-MM-DD, 'today', 'yesterday', -1, a weekday, or a range "
            "such as 2025-06-10..17."
        ) from None
    if day.year not in _YEARS:
        raise UsageError(
            f"{flag} {text}: a year from {_YEARS.start} to {_YEARS.stop - 1} is meant."
        )
    return day


def can_write(folder: Path) -> bool:
    """Whether files can be made in `folder`, or in the nearest parent that exists."""
    try:
        nearest = folder.absolute()
        while not nearest.exists():
            if nearest.is_symlink() or nearest == nearest.parent:
                return False
            nearest = nearest.parent
        return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    except OSError:  # a folder above it cannot be entered, or the working folder is gone
        return False


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


def _at_once(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody reads would be waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


class Talk:
    """Messages for a person who waits, a bar only on a terminal; with ``--quiet`` only what is wrong.

    A log file gets all of them, quiet or not, each with its time.
    """

    def __init__(
        self,
        *,
        quiet: bool,
        verbose: bool = False,
        form: Literal["text", "json"] = "text",
        log: Path | None = None,
    ) -> None:
        self.is_quiet = quiet
        self._verbose = verbose and not quiet
        self._form = form
        self._log = log
        self.warnings: list[str] = []
        """What was said to be wrong, in order."""

    def note(self, text: str) -> None:
        """Say `text` unless quiet."""
        self._tell("info", text, aloud=not self.is_quiet)

    def warn(self, text: str) -> None:
        """Say what is wrong, quiet or not: whoever runs it unattended must hear of it."""
        self.warnings.append(text)
        self._tell("warning", text, aloud=True)

    def detail(self, text: str) -> None:
        """Say `text` if verbose."""
        self._tell("debug", text, aloud=self._verbose)

    def _tell(self, level: str, text: str, *, aloud: bool) -> None:
        from briefing.publishing.plaintext import one_line

        now = now_here().isoformat(timespec="seconds")
        if self._form == "json":
            line = json.dumps({"time": now, "level": level, "text": text})
            stamped = line
        else:
            line, stamped = text, f"{now} {level}: {one_line(text)}"
        if aloud:
            say(line)
        if self._log is not None:
            try:
                with open(  # a path opens without an opener
                    self._log, "a", encoding="utf-8", errors="replace", opener=_at_once
                ) as file:
                    file.write(stamped + "\n")
            except OSError as error:
                log, self._log = self._log, None
                say(f"{log}: nothing is logged there ({error.strerror}).")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Give a progress callback that draws bars on a terminal and nothing elsewhere."""
        if self.is_quiet or not sys.stderr.isatty():
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
