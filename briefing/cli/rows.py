"""`briefing cluster`, `verify` and `summarise`: the rooms one by one, on rows of JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    Talk,
    folders,
    print_json,
    settings_from,
)
from briefing.cli.common import today as current_day
from briefing.errors import ModelError, UsageError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from briefing.assembly.pipeline import Run
    from briefing.assembly.rows import SummaryRow

    Row = TypeVar("Row", bound=BaseModel)


CLUSTER_EPILOG = """Examples:

  briefing cluster seeds/

  briefing cluster stories.jsonl      (a row: {"id", "text", "title"?, "date"?, "source"?})"""

VERIFY_EPILOG = """Example:

  echo '{"id": "1", "doc": "It rained in Kent.", "claim": "It rained."}' | briefing verify -"""

SUMMARISE_EPILOG = """Example:

  briefing summarise rows.jsonl       (a row: {"id", "docs": [{"text": "..."}]})"""

CLAIMS_TOGETHER: Final = 64
"""Claims that a model judges in one go: enough to fill its batches with pairs of like length."""

Input = Annotated[str, typer.Argument(metavar="INPUT", help="A JSONL file, or - for stdin.")]


def cluster(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A folder, or JSONL of stories.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON (the only format).")] = True,  # noqa: ARG001  # the contract names the flag
    config: ConfigOption = None,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Group stories into events; prints {"events": [[id, ...]], "reports": [[id, ...]]}."""
    from briefing.assembly.pipeline import Run
    from briefing.assembly.rows import StoryRow, cluster_files, cluster_rows
    from briefing.sources import find_files, read_bytes

    settings = settings_from(config, {}).settings
    run = Run(current_day(settings), settings, None)
    if Path(source).is_dir():
        limit = int(settings.reading.max_megabytes * 1e6)
        files = ((one.file, read_bytes(one, limit)) for one in find_files([source]))
        print_json(cluster_files(files, run))
    else:
        print_json(cluster_rows(_rows(source, StoryRow), run))


def verify(
    source: Input,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Tell for each row {"id", "doc", "claim"} whether the text supports the claim."""
    from briefing.assembly.rows import ClaimRow
    from briefing.assembly.rows import verify as judge
    from briefing.cli.verifiers import choose_verifier

    settings = settings_from(config, {}).settings
    claims = _rows(source, ClaimRow)
    first = list(islice(claims, 1))  # wrong input is told before any model is loaded
    chosen = choose_verifier(settings.model, folders().cache / "models")
    if chosen.scorer is None and first:
        Talk(quiet=quiet).note(
            f"warning: claims are judged by their words alone: {chosen.why_none}."
        )
    together = CLAIMS_TOGETHER if chosen.scorer else 1
    for rows in _packs(chain(first, claims), together):
        for body in judge(rows, chosen.scorer, alone=chosen.alone):
            if not print_json(body):
                return


def _packs(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while pack := list(islice(rows, size)):
        yield pack


def summarise(
    source: Input,
    model: Annotated[str | None, typer.Option("--model", help="Model name or 'none'.")] = None,
    device: Annotated[str | None, typer.Option("--device", help="auto, cpu or cuda.")] = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Write one item from the texts of each row, outside any brief."""
    from briefing.assembly.pipeline import Run
    from briefing.assembly.rows import SummaryRow
    from briefing.cli.generators import choose, choose_embedder
    from briefing.store import Store

    flags = {"model.generator": model, "model.device": device}
    settings = settings_from(config, flags).settings
    rows = list(_rows(source, SummaryRow))
    user, talk = folders(), Talk(quiet=quiet)
    with Store(user.state / "state.sqlite") as store, talk.progress() as progress:
        chosen = choose(settings.model, user.cache / "models", store, progress)
        if chosen.generator is None:
            talk.note(f"warning: no sentence is rewritten: {chosen.why_none}.")
        if chosen.warning:
            talk.note(chosen.warning)
        embedder = choose_embedder(settings.model, user.cache / "models", store)
        run = Run(
            current_day(settings),
            settings,
            chosen.generator,
            progress=progress,
            parser=chosen.parser,
            shortener=chosen.shortener,
            embedder=embedder,
        )
        for body in _summarised(rows, run, talk):
            print_json(body)


def _summarised(rows: list[SummaryRow], run: Run, talk: Talk) -> list[dict[str, Any]]:
    from briefing.assembly.rows import summarise as write

    try:
        return write(rows, run)
    except ModelError as error:
        talk.note(f"warning: no sentence is rewritten: {error}")
        return write(rows, run._replace(generator=None, shortener=None))


def _rows(source: str, kind: type[Row]) -> Iterator[Row]:
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
