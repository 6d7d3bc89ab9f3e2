"""`briefing summarise`: one item from the texts of each row."""

from __future__ import annotations

from functools import partial

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
    from briefing.assembly.job import with_fewer, with_models
    from briefing.assembly.rows import SummaryRow, summarise
    from briefing.assembly.run import Run
    from briefing.models.choose import choose
    from briefing.store import Store

    flags = {"model.generator": model, "model.device": device}
    settings = settings_from(config, flags).settings
    rows = list(read_rows(source, SummaryRow))
    user, talk = folders(), Talk(quiet=quiet)
    with Store(user.state / "state.sqlite") as store, talk.progress() as progress:
        chosen = choose(settings.model, user.cache / "models", store, partial(progress, "writing"))
        for told in filter(
            None, (store.mended, store.trouble, chosen.warning.removeprefix("warning: "))
        ):
            talk.warn(f"warning: {told}")
        run = with_models(Run(today(settings), settings, None, progress=progress), chosen)
        bodies, why = with_fewer(run, partial(summarise, rows), chosen.why_none)
        if why:
            tell = talk.note if settings.model.generator == "none" else talk.warn
            tell(f"warning: {why}.")
    for body in bodies:
        print_json(body)
