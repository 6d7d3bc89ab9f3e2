"""`briefing edit`: what an editor decides about the brief of a day, kept for every making of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from briefing.cli import completion
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    QuietOption,
    Talk,
    expanded,
    is_file,
    parse_day,
    print_text,
    require_named,
    require_writable,
    settings_from,
)
from briefing.errors import ConfigError, UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.choices import Choices
    from briefing.settings.overrides import Overrides

EPILOG = """ID is an event's place in the brief (3), its id, or the id of one of its stories, or a beginning of either; also of a story that
the brief leaves out. The decisions lie in OUT/overrides/DATE.toml; each 'briefing make' of that day reads them.

Examples:

  briefing edit 2025-06-17 --drop 4 --pin 7

  briefing edit today --headline 2 "Ferry hits the harbour wall"

  briefing edit today --join 3 9                    (one event; --part 3 takes one apart)

  briefing edit today --outlet "tribune_*" "Tarn Tribune"

  briefing edit today --file desk.toml              (all decisions of the day, from a file)

  briefing edit today                               (which there are)

Exit codes: 0 kept or printed, 2 wrong usage or overrides."""

IDs = list[str] | None
Two = tuple[str, str] | None

DayArgument = Annotated[
    str,
    typer.Argument(
        metavar="DATE",
        help="Day of the brief, as for make --date.",
        autocompletion=completion.days,
    ),
]
FileOption = Annotated[
    Path | None, typer.Option("--file", help="Take all decisions of the day from this file.")
]
DropOption = Annotated[
    IDs, typer.Option("--drop", metavar="ID", help="Leave an event out; repeatable.")
]
PinOption = Annotated[
    IDs, typer.Option("--pin", metavar="ID", help="Put an event first; repeatable.")
]
HeadlineOption = Annotated[
    Two, typer.Option("--headline", metavar="ID TEXT", help="Another headline.")
]
JoinOption = Annotated[Two, typer.Option("--join", metavar="A B", help="Make one event of two.")]
PartOption = Annotated[
    IDs,
    typer.Option(
        "--part",
        metavar="ID",
        help="Take an event apart, or a story out of its event; repeatable.",
    ),
]
OutletOption = Annotated[
    Two,
    typer.Option("--outlet", metavar="PATTERN NAME", help="Whose files are, by path or name."),
]
ClearOption = Annotated[bool, typer.Option("--clear", help="Forget all decisions of the day.")]
OutOption = Annotated[str | None, typer.Option("--out", help="Folder of the briefs.")]


class _Asked(NamedTuple):
    """What the command line asks for."""

    drop: Sequence[str]
    pin: Sequence[str]
    part: Sequence[str]
    join: Two
    headline: Two
    outlet: Two

    def apply(self, overrides: Overrides, choices: Choices) -> Overrides:
        """The decisions with these added."""
        from briefing.assembly import choices as change

        for one in self.drop:
            overrides = change.drop(overrides, choices.named(one))
        for one in self.pin:
            overrides = change.pin(overrides, choices.named(one))
        for one in self.part:
            overrides = change.part(overrides, choices.parts(one))
        if self.join:
            overrides = change.join(overrides, *map(choices.named, self.join))
        if self.headline:
            overrides = change.head(overrides, choices.named(self.headline[0]), self.headline[1])
        if self.outlet:
            overrides = change.name_outlet(overrides, *self.outlet)
        return overrides


def command(
    day: DayArgument,
    file: FileOption = None,
    drop: DropOption = None,
    pin: PinOption = None,
    headline: HeadlineOption = None,
    join: JoinOption = None,
    part: PartOption = None,
    outlet: OutletOption = None,
    clear: ClearOption = False,
    out: OutOption = None,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Drop, pin, join, part or rename events of a brief, or name outlets, so that each making of the day keeps to it."""
    from briefing.settings.overrides import overrides_path, read_overrides, to_text

    require_named(out)
    settings = settings_from(config, {"output.folder": out}, profile).settings
    target, brief_day = expanded(settings.output.folder), parse_day(day, settings)
    asked = _Asked(drop or (), pin or (), part or (), join, headline, outlet)
    ways = [file is not None, any(asked), clear]
    if sum(ways) > 1:
        raise UsageError("--file, --clear and single decisions: one of them, please.")
    if not any(ways):
        print_text(to_text(read_overrides(overrides_path(target, brief_day))), end="")
        return
    _change(target, brief_day, file, asked)
    Talk(quiet=quiet).note(
        f"{overrides_path(target, brief_day)}: kept; 'briefing make … --date {brief_day}' makes the brief by it."
    )


def _change(target: Path, day: date, file: Path | None, asked: _Asked) -> None:
    """Write the decisions of a day: those of a file, those there with others added, or, with neither, none."""
    from briefing.settings.overrides import NO_OVERRIDES, overrides_path, read_overrides

    overrides = NO_OVERRIDES
    if file is not None:
        overrides = _from_file(file)
    elif any(asked):
        before = read_overrides(overrides_path(target, day))
        overrides = asked.apply(before, _choices(target, day, asked))
    _write(overrides_path(target, day), overrides)


def _from_file(file: Path) -> Overrides:
    from briefing.settings.overrides import read_overrides

    if not is_file(file):
        raise ConfigError(f"{file}: no such file of overrides.")
    return read_overrides(file)


def _choices(target: Path, day: date, asked: _Asked) -> Choices:
    """The events that the brief of a day has; none are asked for where an outlet alone is named."""
    from briefing.assembly.choices import Choices
    from briefing.publishing import read_brief

    path = target / day.isoformat() / "brief.json"
    if not any(asked[:-1]):
        return Choices(str(path), (), ())
    try:
        brief = read_brief(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no brief of that day; make it first.") from None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{path}: {why}.") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    return Choices(str(path), brief.items, brief.files)


def _write(path: Path, overrides: Overrides) -> None:
    from briefing.settings.overrides import to_text
    from briefing.store import write_file

    require_writable(path.parent, "choose another --out, or change its permissions")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, to_text(overrides).encode())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; the overrides are not written.") from error
