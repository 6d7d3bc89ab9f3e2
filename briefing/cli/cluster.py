"""`briefing cluster`: stories into events."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    print_json,
    settings_from,
    today,
)
from briefing.cli.rows import read_rows

EPILOG = """Examples:

  briefing cluster seeds/

  briefing cluster stories.jsonl      (a row: {"id", "text", "title"?, "date"?, "source"?})"""


def command(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A folder, or JSONL of stories.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON (the only format).")] = True,  # noqa: ARG001  # the contract names the flag
    config: ConfigOption = None,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Group stories into events; prints {"events": [[id, ...]], "reports": [[id, ...]]}."""
    from briefing.assembly.rows import StoryRow, cluster_files, cluster_rows
    from briefing.assembly.run import Run
    from briefing.sources import find_files, read_bytes

    settings = settings_from(config, {}).settings
    run = Run(today(settings), settings, None)
    if Path(source).is_dir():
        limit = int(settings.reading.max_megabytes * 1e6)
        files = ((one.file, read_bytes(one, limit)) for one in find_files([source]))
        print_json(cluster_files(files, run))
    else:
        print_json(cluster_rows(read_rows(source, StoryRow), run))
