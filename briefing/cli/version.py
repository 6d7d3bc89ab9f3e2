"""`briefing --version`: the release; with `--verbose` what it runs on, for a report of a fault."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Final

import typer

from briefing import __version__
from briefing.cli.common import folders, print_text
from briefing.errors import UsageError

_LIBRARIES: Final = (
    "torch",
    "transformers",
    "safetensors",
    "spacy",
    "trafilatura",
    "lxml",
    "resiliparse",
    "scikit-learn",
    "numpy",
    "pydantic",
    "typer",
)
"""Those whose release changes what comes out, or how the command line reads."""


def callback(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version."),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="With --version: platform, libraries, models too."),
    ] = False,
) -> None:
    """Print the version where it is asked for; else leave the work to the command."""
    if not version and verbose:
        raise UsageError("--verbose stands behind a command, or beside --version.")
    if not version:
        return
    print_text(f"briefing {__version__}")
    if verbose:
        for line in _details():
            print_text(line)
    context.exit()


def _details() -> Iterator[str]:
    """Platform, libraries and models, one a line; none is loaded for it."""
    yield f"python {platform.python_version()} ({platform.python_implementation()})"
    yield f"platform {platform.platform()}"
    yield from _libraries()
    yield from _models()


def _libraries() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"library {name} {version(name)}"


def _models() -> Iterator[str]:
    from briefing.models.find import find, identity_of
    from briefing.models.pins import PINS

    place = folders().cache / "models"
    for name in PINS:
        folder = find(name, place)
        told = identity_of(name, folder).digest[:12] if folder else "not on disk"
        yield f"model {name} {told}"
