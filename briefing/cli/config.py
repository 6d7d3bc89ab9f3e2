"""`briefing config show`: every setting, its value, and where it came from."""

from __future__ import annotations

import typer

from briefing.cli.common import ConfigOption, DebugOption, print_text, settings_from

app = typer.Typer(help="Look at the settings.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `show` a subcommand: typer would fold a single command into its group."""


@app.command("show", epilog="Example:\n\n  briefing config show > briefing.toml")
def show(config: ConfigOption = None, debug: DebugOption = False) -> None:  # noqa: ARG001  # debug is read by main()
    """Print every setting as TOML, with a comment that says where its value came from."""
    from briefing.settings.toml import to_toml

    print_text(to_toml(settings_from(config, {})), end="")
