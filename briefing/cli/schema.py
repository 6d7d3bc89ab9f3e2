"""`briefing schema`: what the JSON that other programs read is made of."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.common import DebugOption, print_json, print_text
from briefing.errors import UsageError

EPILOG = """NAME is one of brief, run (the files of a day), inspect, cluster, verify, summarise, eval (what the commands print).

Examples:

  briefing schema brief > brief.schema.json

  briefing schema                          (the names there are)"""


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which file or output.")] = "",
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Print the JSON Schema (draft 2020-12) of a file or an output."""
    from briefing.schemas import SCHEMAS, json_schema

    if not name:
        print_text("\n".join(SCHEMAS))
        return
    if name not in SCHEMAS:
        raise UsageError(
            f"{name}: there is no schema of that name; there are: {', '.join(SCHEMAS)}."
        )
    print_json(json_schema(name), 2)
