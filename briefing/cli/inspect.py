"""`briefing inspect`: how each file was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli import completion
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    Talk,
    parse_day,
    print_text,
    settings_from,
    workers,
)

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from rich.console import Console

    from briefing.assembly.ledger import Inputs
    from briefing.records import Reading, Story, Unread


EPILOG = """Examples:

  briefing inspect page.txt

  briefing inspect page.txt --html > page.html

  briefing inspect seeds/ --json | jq '.files[].stories[].headline'"""


_FAILED = frozenset(["unreadable", "too_large"])


def command(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE")],
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            help="The day that '32 minutes ago' counts from.",
            autocompletion=completion.days,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    as_html: Annotated[
        bool, typer.Option("--html", help="A page that shows the text with its cuts in colour.")
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Show how files are read: stories, dates with evidence, removed lines with their rules."""
    from briefing.assembly.pipeline import date_stories, read_all
    from briefing.assembly.run import Run
    from briefing.faults import Faults
    from briefing.sources import find_files, read_bytes

    settings = settings_from(config, {}).settings
    found = find_files(sources)
    with Talk(quiet=quiet).progress() as progress:
        run = Run(parse_day(day, settings), settings, None, progress=progress, workers=workers())
        limit = int(settings.reading.max_megabytes * 1e6)
        read = read_all(((one.file, read_bytes(one, limit)) for one in found), run)
        read, _ = date_stories(read, run, Faults(sparing=False))
    if as_html:
        from briefing.publishing import to_inspection

        language = settings.brief.language
        print_text(to_inspection(read.readings, read.unread, language), end="")
        raise typer.Exit(3 if any(one.state in _FAILED for one in read.unread) else 0)
    (_print_json if as_json else _print)(_rows(read))
    if any(one.state in _FAILED for one in read.unread):
        raise typer.Exit(3)


def _rows(read: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what is told of each file, by name; made one at a time, as a day has many."""
    from briefing.records import Unread

    every: list[tuple[str, Reading | Unread]] = [
        *((one.document.file, one) for one in read.readings),
        *((one.file, one) for one in read.unread),
    ]
    for _, one in sorted(every, key=itemgetter(0)):
        yield _unread(one) if isinstance(one, Unread) else _reading(one.whole())


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Print ``{"files": rows}``, indented by two, one row at a time."""
    from briefing.publishing import json_text

    before = '{\n  "files": [\n    '
    for row in rows:
        if not print_text(before + json_text(row, 2).replace("\n", "\n    "), end=""):
            return
        before = ",\n    "
    print_text('{\n  "files": []\n}' if before.startswith("{") else "\n  ]\n}")


def _reading(one: Reading) -> dict[str, Any]:
    text = one.document.text
    return {
        "file": one.document.file,
        "state": "used" if one.stories else "no_story",
        "media_type": one.document.media_type,
        "encoding": one.document.encoding,
        "stories": [_story(story) for story in one.stories],
        "removed": [
            {**asdict(removed), "text": text[removed.start : removed.end]}
            for removed in one.removed
        ],
        "undecided": [undecided.text for undecided in one.undecided],
        "notes": list(one.document.notes),
    }


def _unread(one: Unread) -> dict[str, Any]:
    row = {"file": one.file, "state": one.state, "reason": one.reason}
    return {**row, "stories": [], "removed": []}


def _story(story: Story) -> dict[str, Any]:
    from briefing.records import UNKNOWN

    day = story.when.day
    return {
        "id": story.id,
        "headline": " ".join(story.headline.split()),
        "outlet": None if story.outlet == UNKNOWN else story.outlet,
        "agency": None if story.agency == UNKNOWN else story.agency,
        "date": day.isoformat() if day else None,
        "date_basis": story.when.basis,
        "date_evidence": story.when.evidence,
        "language": None if story.language == UNKNOWN else story.language,
        "spans": [list(span) for span in story.spans],
    }


def _print(rows: Iterable[dict[str, Any]]) -> None:
    from rich.console import Console

    console = Console()
    for row in rows:
        with console.capture() as table:
            _draw(row, console)
        if not print_text(table.get(), end=""):
            return


def _draw(row: dict[str, Any], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from briefing.publishing.plaintext import one_line

    console.print(Text(one_line(f"{row['file']} ({row['state']})"), style="bold"))
    for line in (row.get("reason"), *row.get("notes", ()), *row.get("undecided", ())):
        if line:
            console.print(Text(f"  {one_line(line)}"))
    stories = Table("story", "headline", "outlet", "date", "evidence")
    for one in row["stories"]:
        outlet = " / ".join(part for part in (one["outlet"], one["agency"]) if part)
        day = f"{one['date'] or 'unknown'} ({one['date_basis']})"
        told = (one["id"][:8], one["headline"], outlet, day, one["date_evidence"])
        stories.add_row(*(Text(one_line(cell)) for cell in told))
    removed = Table("characters", "rule", "score", "removed text")
    for one in row["removed"]:
        what = Text(one_line(one["text"])[:100])
        removed.add_row(f"{one['start']}–{one['end']}", one["rule"], f"{one['score']:.2f}", what)
    for table in (stories, removed):
        if table.row_count:
            console.print(table)
