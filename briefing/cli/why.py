"""`briefing why`: what joined or parted two stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import completion
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    parse_day,
    print_json,
    print_text,
    settings_from,
)
from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.rows import Explanation
    from briefing.records import Story


EPILOG = """A and B are story ids (or their beginnings), file names, or words of a headline among the
stories of --in; without --in they are files, each of which holds one story.

Examples:

  briefing why a.txt b.txt

  briefing why 3f9a "no winners" --in seeds/"""


def command(
    first: Annotated[str, typer.Argument(metavar="A")],
    second: Annotated[str, typer.Argument(metavar="B")],
    within: Annotated[
        list[str] | None, typer.Option("--in", help="Folder or file with the stories.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", help="YYYY-MM-DD.", autocompletion=completion.days)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Tell which terms and vetoes joined or parted two stories."""
    from briefing.assembly.pipeline import date_stories, read_all
    from briefing.assembly.rows import explain
    from briefing.assembly.run import Run
    from briefing.faults import Faults
    from briefing.publishing.plaintext import one_line, terminal_text
    from briefing.sources import find_files, read_bytes

    settings = settings_from(config, {}).settings
    run = Run(parse_day(day, settings), settings, None)
    limit = int(settings.reading.max_megabytes * 1e6)
    found = find_files(within or [first, second])
    read = read_all(((one.file, read_bytes(one, limit)) for one in found), run)
    stories = date_stories(read, run, Faults(sparing=False))[0].stories
    a, b = (_pick(name, stories) for name in (first, second))
    found_why = explain(a, b, stories, run)
    if as_json:
        print_json(found_why.model_dump(mode="json"), indent=2)
        return
    heads = (one_line(f"{name} {one.file}: {one.headline}") for name, one in (("A", a), ("B", b)))
    # The indents are ours; what comes from stories stands behind them.
    print_text("\n".join((*heads, *map(terminal_text, _lines(found_why)))))


def _lines(why: Explanation) -> Iterator[str]:
    """The explanation as lines of text."""
    yield f"{'one report' if why.same_report else 'two reports'} (containment {why.containment:.2f})"
    event = "one event" if why.same_event else "two events"
    yield f"{event} (score {why.score:.3f}, threshold {why.threshold:.3f})"
    if why.note:
        yield why.note
    for one in sorted(why.measures, key=lambda measure: -abs(measure.evidence)):
        yield f"  {one.evidence:+6.2f}  {one.words}: {one.value:.3f}"
    yield f"  terms in common: {', '.join(why.terms) or 'none'}"
    for name, own in zip("AB", why.apart, strict=True):
        yield f"  names only in {name}'s lead: {', '.join(own) or 'none'}"
    for reason in why.members:
        yield f"  against member {reason.second[:8]}: {reason.score:.3f}"


def _pick(name: str, stories: Sequence[Story]) -> Story:
    file = Path(name).name
    wanted = name.lower()
    for fits in (
        [story for story in stories if story.id.startswith(name)],
        [story for story in stories if story.file in {name, file}],
        [story for story in stories if wanted in story.headline.lower()],
    ):
        if fits:
            if len(fits) > 1:
                ids = ", ".join(f"{one.id[:8]} ({one.headline[:40]})" for one in fits[:5])
                raise UsageError(f"{name}: several stories fit: {ids}; give the id.")
            return fits[0]
    raise UsageError(f"{name}: no such story; 'briefing inspect' lists the ids.")
