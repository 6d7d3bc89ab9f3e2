"""`briefing show`: a brief in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import completion
from briefing.cli.archive import output_folder
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    QuietOption,
    parse_day,
    require_named,
    settings_from,
    today,
)
from briefing.cli.paging import is_coloured, print_paged, width
from briefing.errors import UsageError

EPILOG = """On a terminal the brief is shown by the program in PAGER (less) and in colour, unless NO_COLOR is set; into a pipe or a file it is
plain text.

Examples:

  briefing show

  briefing show monday --out ~/briefs | mail -s "The brief" me"""


def command(
    day: Annotated[
        str | None,
        typer.Argument(
            metavar="DATE",
            help="A date, yesterday, monday; default: today's, or the last.",
            autocompletion=completion.days,
        ),
    ] = None,
    out: Annotated[str | None, typer.Option("--out", help="Folder of the briefs.")] = None,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Show the brief of a day in the terminal."""
    from briefing.assembly.archive import days_in, read_day
    from briefing.publishing import Style, lay_out, to_text

    require_named(out)
    settings = settings_from(config, {"output.folder": out}, profile).settings
    folder = output_folder(settings)
    there = days_in(folder)
    wanted = _chosen(
        [*there], parse_day(day, settings, "show") if day else None, today(settings), folder
    )
    page = lay_out(read_day(there[wanted], wanted), {})
    print_paged(to_text(page, Style(is_coloured(), width())).rstrip("\n"))


def _chosen(there: list[date], wanted: date | None, now: date, folder: Path) -> date:
    """The day that is asked for; without one, today's brief or the last before, else the first that is to come.

    Raises :class:`UsageError` where there is none.
    """
    if not there:
        raise UsageError(f"{folder}: no brief there; 'briefing make' writes one.")
    if wanted is None:
        return max((day for day in there if day <= now), default=there[0])
    if wanted not in there:
        near = min(there, key=lambda day: (abs((day - wanted).days), day))
        raise UsageError(f"{folder}: no brief of {wanted} there; the nearest is that of {near}.")
    return wanted
