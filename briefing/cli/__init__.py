"""Thin commands.

::

    flags ─ settings_from ─▶ Settings ─ assembly ─▶ Brief, rows ─ print, write ─▶ exit code
"""

from __future__ import annotations

import typer

from briefing.cli import (
    archive,
    cluster,
    config,
    doctor,
    edit,
    inspect,
    mail,
    make,
    models,
    schedule,
    schema,
    search,
    show,
    store,
    summarise,
    verify,
    version,
    why,
)
from briefing.cli import eval as evaluation
from briefing.cli.help import Group

__all__ = ["app"]

HELP = """Turn a folder of dirty news pages into one dated, cited, verified brief.

The model phrases; code decides, selects, cites and checks. Nothing leaves this machine unless you name a server for it."""

EPILOG = """Start with: briefing models pull && briefing make seeds/ --date 2025-06-17

Exit codes: 0 fine, 1 internal error, 2 wrong usage or configuration, 3 some inputs unreadable,
4 nothing to report (--fail-empty), 5 model missing or refused (--require-model), 6 a fuller brief was
kept, 7 not mailed, 11 locked, 129/130/143 interrupted."""

app = typer.Typer(
    cls=Group,
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True)(version.callback)
app.command("make", epilog=make.EPILOG)(make.command)
app.command("edit", epilog=edit.EPILOG)(edit.command)
app.command("schedule", epilog=schedule.EPILOG)(schedule.command)
app.command("archive", epilog=archive.EPILOG)(archive.command)
app.command("mail", epilog=mail.EPILOG)(mail.command)
app.command("search", epilog=search.EPILOG)(search.command)
app.command("show", epilog=show.EPILOG)(show.command)
app.command("inspect", epilog=inspect.EPILOG)(inspect.command)
app.command("cluster", epilog=cluster.EPILOG)(cluster.command)
app.command("verify", epilog=verify.EPILOG)(verify.command)
app.command("summarise", epilog=summarise.EPILOG)(summarise.command)
app.command("eval", epilog=evaluation.EPILOG)(evaluation.command)
app.command("schema", epilog=schema.EPILOG)(schema.command)
app.command("why", epilog=why.EPILOG)(why.command)
app.add_typer(models.app, name="models", cls=Group)
app.command("doctor", epilog=doctor.EPILOG)(doctor.command)
app.add_typer(config.app, name="config", cls=Group)
app.add_typer(store.app, name="store", cls=Group)
