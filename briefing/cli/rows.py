"""`briefing cluster`, `verify` and `summarise`: the rooms one by one, on rows of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from briefing.cli.common import ConfigOption, DebugOption, QuietOption, Talk, folders, settings_from
from briefing.cli.common import today as current_day
from briefing.cli.generators import choose
from briefing.errors import ModelError, UsageError
from briefing.pipeline import Run, dated, group, read_all, summarise_texts
from briefing.records import Citation, Claim, Item, Story
from briefing.sources import find_files, read_bytes
from briefing.store import Store

__all__ = ["cluster", "summarise", "verify"]

CLUSTER_EPILOG = """Examples:

  briefing cluster seeds/

  briefing cluster stories.jsonl      (a row: {"id", "text", "title"?, "date"?, "source"?})"""

VERIFY_EPILOG = """Example:

  echo '{"id": "1", "doc": "It rained in Kent.", "claim": "It rained."}' | briefing verify -"""

SUMMARISE_EPILOG = """Example:

  briefing summarise rows.jsonl       (a row: {"id", "docs": [{"text": "..."}]})"""

Row = TypeVar("Row", bound=BaseModel)
Input = Annotated[str, typer.Argument(metavar="INPUT", help="A JSONL file, or - for stdin.")]


class StoryRow(BaseModel):
    """A row of `briefing cluster`."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None


class ClaimRow(BaseModel):
    """A row of `briefing verify`."""

    id: str
    doc: str
    claim: str


class TextRow(BaseModel):
    """One text of a row of `briefing summarise`."""

    text: str


class SummaryRow(BaseModel):
    """A row of `briefing summarise`."""

    id: str
    docs: list[TextRow]


def cluster(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="A folder, or JSONL of stories.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON (the only format).")] = True,  # noqa: ARG001  # the contract names the flag
    config: ConfigOption = None,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Group stories into events; prints {"events": [[id, ...]], "reports": [[id, ...]]}."""
    from briefing import grouping

    settings = settings_from(config, {}).settings
    run = Run(current_day(settings), settings, None)
    if Path(source).is_dir():
        limit = int(settings.reading.max_megabytes * 1e6)
        files = ((one.file, read_bytes(one, limit)) for one in find_files([source]))
        stories, reports = dated(read_all(files, run).readings, run)
    else:
        stories = [story for story in map(_given, _rows(source, StoryRow)) if story]
        reports = grouping.find_reports(stories)
    events = group(stories, reports, run)
    body = {
        "events": [[s for report in event.reports for s in report.stories] for event in events],
        "reports": [list(report.stories) for event in events for report in event.reports],
    }
    typer.echo(json.dumps(body, ensure_ascii=False))


def _given(row: StoryRow) -> Story | None:
    from briefing import reading

    try:
        day = date.fromisoformat((row.date or "")[:10])
    except ValueError:
        day = None
    story = reading.given_story(row.id, row.text, row.title or "", day, row.source or "")
    # A row without any sentence still belongs to the answer, as a story of its own.
    return story or reading.given_story(row.id, row.title or row.id)


def verify(
    source: Input,
    quiet: QuietOption = False,  # noqa: ARG001  # accepted everywhere
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Tell for each row {"id", "doc", "claim"} whether the text supports the claim."""
    from briefing import reading, writing

    for row in _rows(source, ClaimRow):
        found = writing.verify(reading.sentence_texts(row.doc), reading.sentence_texts(row.claim))
        body = {"id": row.id, "supported": found.supported, "score": round(found.score, 4)}
        typer.echo(json.dumps({**body, "reasons": list(found.reasons)}, ensure_ascii=False))


def summarise(
    source: Input,
    model: Annotated[str | None, typer.Option("--model", help="Model name or 'none'.")] = None,
    device: Annotated[str | None, typer.Option("--device", help="auto, cpu or cuda.")] = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Write one item from the texts of each row, outside any brief."""
    flags = {"model.generator": model, "model.device": device}
    settings = settings_from(config, flags).settings
    rows = list(_rows(source, SummaryRow))
    user, talk = folders(), Talk(quiet=quiet)
    with Store(user.state / "state.sqlite") as store, talk.progress() as progress:
        chosen = choose(settings.model, user.cache / "models", store, progress)
        if chosen.generator is None:
            talk.note(f"warning: no sentence is rewritten: {chosen.why_none}.")
        run = Run(current_day(settings), settings, chosen.generator, progress=progress)
        texts = [[doc.text for doc in row.docs] for row in rows]
        try:
            items = summarise_texts(texts, run)
        except ModelError as error:
            talk.note(f"warning: no sentence is rewritten: {error}")
            items = summarise_texts(texts, run._replace(generator=None))
    for row, item in zip(rows, items, strict=True):
        typer.echo(json.dumps({"id": row.id, **_item(item)}, ensure_ascii=False))


def _item(item: Item | None) -> dict[str, Any]:
    if item is None:
        return {"headline": "", "sentences": [], "withheld": []}
    sentences = [
        {
            "text": claim.text,
            "verdict": claim.verdict.kind,
            "score": round(claim.verdict.score, 4),
            "citations": [_citation(one) for one in claim.citations],
        }
        for claim in item.claims
    ]
    return {
        "headline": item.headline,
        "sentences": sentences,
        "withheld": [_withheld(claim) for claim in item.withheld],
    }


def _withheld(claim: Claim) -> dict[str, Any]:
    citations = [_citation(one) for one in claim.citations]
    return {"text": claim.text, "reasons": list(claim.verdict.reasons), "citations": citations}


def _citation(one: Citation) -> dict[str, Any]:
    return {"doc": int(one.file), "start": one.start, "end": one.end, "quote": one.quote}


def _rows(source: str, kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of a JSONL file; a wrong one is a usage error that names its line."""
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
    if source == "-":
        yield from sys.stdin
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file.")
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        yield from file
