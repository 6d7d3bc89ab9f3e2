"""`briefing archive`: all days together, as pages and feeds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    QuietOption,
    Talk,
    VerboseOption,
    expanded,
    folders,
    is_folder,
    print_text,
    require_named,
    require_writable,
    settings_from,
)
from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from collections.abc import Collection
    from datetime import date

    from briefing.settings.config import Settings


EPILOG = """Writes beside the days: index.html (calendar, search over all days), topics/, outlets/, search/,
feed.atom, feed.json and latest; links each brief.html to the days before and after it. Only what changed is written.
With [output] archive = true, 'make' does it after each brief.

Example:

  briefing archive ~/briefs

Exit codes: 0 written, 2 wrong usage, 3 written but some days could not be read, 11 another run holds the lock."""


def command(
    out: Annotated[
        str | None, typer.Argument(metavar="OUT", help="Folder that 'make' writes to.")
    ] = None,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Write the archive of all days: index, topics, outlets, search, feeds, latest."""
    require_named(out, "OUT")
    settings = settings_from(config, {"output.folder": out}, profile).settings
    folder = output_folder(settings)
    talk = Talk(quiet=quiet, verbose=verbose)
    whole = update(folder, settings, talk)
    if not quiet:
        print_text(str(folder / "index.html"))
    if not whole:
        raise typer.Exit(3)


def output_folder(settings: Settings) -> Path:
    """Return the folder of the briefs.  Raises :class:`UsageError` if it is not there."""
    folder = expanded(settings.output.folder)
    if not is_folder(folder):
        raise UsageError(f"{folder}: no such folder; name the one that 'make' writes to.")
    return folder


def note_days(folder: Path, days: Collection[date], settings: Settings) -> None:
    """Keep what the briefs of `days` say, to be searched; where that cannot be done, it is read when somebody looks."""
    from briefing.assembly.archive import refresh
    from briefing.store import SearchIndex

    with suppress(UsageError), SearchIndex(folders().state / "search.sqlite") as index:
        if not index.trouble:
            refresh(index, folder, settings.brief.language, days)


def update(folder: Path, settings: Settings, talk: Talk) -> bool:
    """Write the archive of `folder`, under the lock, and say what is wrong; returns whether nothing is."""
    from briefing.assembly.archive import write_archive
    from briefing.store import SearchIndex, lock, real_path

    require_writable(folder, "change its permissions")
    state = folders().state
    with lock(state, real_path(folder)), SearchIndex(state / "search.sqlite") as index:
        made = write_archive(index, folder, settings)
        if index.trouble:
            talk.note(f"note: {index.trouble}")
    for told in made.unread:
        talk.warn(f"warning: not whole in the archive: {told}")
    talk.note(f"archive: days {made.days}, files changed {made.changed}")
    return not made.unread
