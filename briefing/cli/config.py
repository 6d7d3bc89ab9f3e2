"""`briefing config show`: every setting, its value, and where it came from."""

from __future__ import annotations

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    print_text,
    settings_from,
)

EPILOG = """Examples:

  briefing config show > briefing.toml

  briefing config show --profile sport"""

app = typer.Typer(help="Look at the settings.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `show` a subcommand: typer would fold a single command into its group."""


@app.command("show", epilog=EPILOG)
def show(
    profile: ProfileOption = None,
    config: ConfigOption = None,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Print every setting as TOML, with a comment that says where its value came from."""
    from briefing.settings.toml import to_toml

    print_text(to_toml(settings_from(config, {}, profile)), end="")
