"""Rows of JSON from a file or standard input, checked one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the function: `briefing --help` needs none of it
    from pydantic import BaseModel

    Row = TypeVar("Row", bound=BaseModel)

RowsArgument = Annotated[str, typer.Argument(metavar="INPUT", help="A JSONL file, or - for stdin.")]


def read_rows(source: str, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of a JSONL file; a wrong one is a usage error that names its line."""
    from pydantic import ValidationError

    for number, line in enumerate(_lines(source), start=1):
        if not line.strip():
            continue
        try:
            yield kind.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"{source}, line {number}: {where} {first['msg']}.") from None


def _lines(source: str) -> Iterator[str]:
    """Yield the lines of a file or of standard input; bytes that are no UTF-8 become U+FFFD."""
    if source == "-":
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8-sig", "replace")
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file.")
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            yield from file
    except OSError as error:
        raise UsageError(f"{source}: {error.strerror}; check the file's permissions.") from None
