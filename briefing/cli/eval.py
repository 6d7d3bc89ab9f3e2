"""`briefing eval`: figures on labelled data of the user's, beside a plain baseline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ModelOption,
    QuietOption,
    Talk,
    folders,
    print_json,
    print_text,
    settings_from,
    workers,
)

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.run import Run
    from briefing.evaluation import Held
    from briefing.models.base import Scorer
    from briefing.settings.config import Settings

EPILOG = """WHAT is one of reading, grouping, disagreements, novelty, gate, verifier, writing, injection,
speed. docs/evaluation.md describes the rows of each.

Examples:

  briefing eval grouping stories.jsonl       (a row: {"doc_id", "text", "cluster", "date"?, ...})

  briefing eval gate drafts.jsonl --examples 20

  briefing eval speed seeds/ --rows 3000"""

_WRITING: Final = ("writing", "injection", "speed")
"""Subjects that need the models that write."""

RowsOption = Annotated[
    int | None,
    typer.Option("--rows", min=1, help="Rows of each file at most; of speed: files made."),
]


def command(
    subject: Annotated[str, typer.Argument(metavar="WHAT", help="What is measured.")],
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="A file of labelled rows, or a folder.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Hold the figures against the floors; 1 if one fell.")
    ] = False,
    rows: RowsOption = None,
    seed: Annotated[int, typer.Option("--seed", help="What draws the rows.")] = 0,
    examples: Annotated[
        int, typer.Option("--examples", min=0, help="Cases of each file to read.")
    ] = 0,
    model: ModelOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Measure one part of the program on labelled data, beside a plain baseline."""
    from briefing.evaluation import Options, evaluate, hold, shipped, to_lines, to_object

    settings = settings_from(config, {"model.generator": model}).settings
    talk = Talk(quiet=quiet)
    with _run(subject, settings, talk) as run:
        scorer, alone = _scorer(subject, settings, talk)
        how = Options(run, scorer, alone, rows, seed, examples)
        found = list(evaluate(subject, data, how))
    held = hold(subject, found, shipped()) if check else None
    if as_json:
        floors = {"floors": held._asdict()} if held else {}
        print_json(to_object(subject, found) | floors, 2)
    else:
        print_text("\n".join([*to_lines(found), *(_told(held) if held else ())]))
    if held and held.fallen:
        raise typer.Exit(1)


def _told(held: Held) -> Iterator[str]:
    yield from (f"fell: {line}" for line in held.fallen)
    yield from (f"not held: {line}" for line in held.unheld)
    yield f"{held.held} figures held against their floors, {len(held.fallen)} fell"


@contextmanager
def _run(subject: str, settings: Settings, talk: Talk) -> Iterator[Run]:
    """The run of an evaluation, with the models that write where the subject needs them."""
    from briefing.assembly.run import Run
    from briefing.evaluation import DAY
    from briefing.store import Store

    if subject not in _WRITING:
        yield Run(DAY, settings, None)
        return
    from briefing.models.choose import choose

    user = folders()
    # What is timed must not be answered by what earlier runs have kept.
    state = None if subject == "speed" else user.state / "state.sqlite"
    with Store(state) as store, talk.progress() as progress:
        chosen = choose(settings.model, user.cache / "models", store, partial(progress, "writing"))
        for told in filter(None, (store.mended, store.trouble)):
            talk.warn(f"warning: {told}")
        if chosen.generator is None:
            tell = talk.note if settings.model.generator == "none" else talk.warn
            tell(f"warning: no sentence is rewritten: {chosen.why_none}.")
        yield Run(
            DAY,
            settings,
            chosen.generator,
            progress=progress,
            workers=workers(),
            parser=chosen.parser,
            shortener=chosen.shortener,
            embedder=chosen.embedder,
        )


def _scorer(subject: str, settings: Settings, talk: Talk) -> tuple[Scorer | None, bool]:
    """The model that `briefing verify` asks, and whether its word is the verdict."""
    if subject != "verifier" or settings.model.generator == "none":
        return None, False
    from briefing.models.choose import choose_verifier

    chosen = choose_verifier(settings.model, folders().cache / "models")
    if chosen.scorer is None:
        talk.warn(f"warning: claims are judged by their words alone: {chosen.why_none}.")
    return chosen.scorer, chosen.alone
