"""`briefing verify`: whether a text supports a claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    Talk,
    folders,
    print_json,
    settings_from,
)
from briefing.cli.rows import RowsArgument, read_rows

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.rows import ClaimRow

EPILOG = """Example:

  echo '{"id": "1", "doc": "It rained in Kent.", "claim": "It rained."}' | briefing verify -"""

_TOGETHER: Final = 64
"""Claims that a model judges in one go: enough to fill its batches with pairs of like length."""


def command(
    source: RowsArgument,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Tell for each row {"id", "doc", "claim"} whether the text supports the claim."""
    from briefing.assembly.rows import ClaimRow, verify
    from briefing.models.choose import choose_verifier

    settings = settings_from(config, {}).settings
    claims = read_rows(source, ClaimRow)
    first = list(islice(claims, 1))  # wrong input is told before any model is loaded
    chosen = choose_verifier(settings.model, folders().cache / "models")
    if chosen.scorer is None and first:
        Talk(quiet=quiet).warn(
            f"warning: claims are judged by their words alone: {chosen.why_none}."
        )
    together = _TOGETHER if chosen.scorer else 1
    for rows in _packs(chain(first, claims), together):
        for body in verify(rows, chosen.scorer, alone=chosen.alone):
            if not print_json(body):
                return


def _packs(rows: Iterator[ClaimRow], size: int) -> Iterator[list[ClaimRow]]:
    while pack := list(islice(rows, size)):
        yield pack
