"""`briefing summarise`: one item from the texts of each row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    DeviceOption,
    ModelOption,
    QuietOption,
    Talk,
    folders,
    print_json,
    settings_from,
    today,
)
from briefing.cli.rows import RowsArgument, read_rows
from briefing.errors import ModelError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.rows import SummaryRow
    from briefing.assembly.run import Run

EPILOG = """Example:

  briefing summarise rows.jsonl       (a row: {"id", "docs": [{"text": "..."}]})"""


def command(
    source: RowsArgument,
    model: ModelOption = None,
    device: DeviceOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Write one item from the texts of each row, outside any brief."""
    from briefing.assembly.rows import SummaryRow
    from briefing.assembly.run import Run
    from briefing.models.choose import choose
    from briefing.store import Store

    flags = {"model.generator": model, "model.device": device}
    settings = settings_from(config, flags).settings
    rows = list(read_rows(source, SummaryRow))
    user, talk = folders(), Talk(quiet=quiet)
    with Store(user.state / "state.sqlite") as store, talk.progress() as progress:
        chosen = choose(settings.model, user.cache / "models", store, partial(progress, "writing"))
        if store.trouble:
            talk.warn(f"warning: {store.trouble}")
        if chosen.generator is None:
            tell = talk.note if settings.model.generator == "none" else talk.warn
            tell(f"warning: no sentence is rewritten: {chosen.why_none}.")
        if chosen.warning:
            talk.warn(chosen.warning)
        run = Run(
            today(settings),
            settings,
            chosen.generator,
            progress=progress,
            parser=chosen.parser,
            shortener=chosen.shortener,
            embedder=chosen.embedder,
        )
        for body in _summarised(rows, run, talk):
            print_json(body)


def _summarised(rows: list[SummaryRow], run: Run, talk: Talk) -> list[dict[str, Any]]:
    from briefing.assembly.rows import summarise
    from briefing.assembly.run import fallbacks

    *others, last = (one.run for one in fallbacks(run))
    for one in others:
        try:
            return summarise(rows, one)
        except ModelError as error:
            talk.warn(f"warning: no sentence is rewritten: {error}")
    return summarise(rows, last)
