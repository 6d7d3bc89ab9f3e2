# ruff: noqa: T201 - a command prints what changed
"""The sample in the README: an item of the brief that the program makes of ``seeds/``.

``python -m tests.readme`` tells whether it is stale, ``--write`` writes it anew.  It is taken from ``golden/fingerprints.json``, which
holds the brief made without a model line by line and is itself held against the program.  The item shown is the first in which reports
differ and every sentence stands as in its source, so that the embedded model, which only shortens, has nothing to change in it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from .fingerprints import golden

README: Final = Path(__file__).parents[1] / "README.md"
BEGIN: Final = "<!-- sample: written by python -m tests.readme --write -->\n"
END: Final = "<!-- end of the sample -->\n"
_MARK: Final = re.compile(r"\[\^(\d+)\]")
_SHORTENED: Final = "· shortened"


def sample() -> str:
    """Return the item as the README quotes it: its heading one level lower, marks as plain numbers, its notes behind it.

    Raises :class:`LookupError` where no item is as the head of this file says.
    """
    lines = golden()["brief without a model"]["brief.md"]
    assert isinstance(lines, list)
    notes = {line.partition(":")[0]: line for line in lines if line.startswith("[^")}
    for item in _items(lines):
        own = [notes[key] for key in dict.fromkeys(re.findall(r"\[\^\d+\]", "\n".join(item)))]
        if any("---|" in line for line in item) and not any(_SHORTENED in one for one in own):
            return _quoted([*item, *(line for one in own for line in (one, ""))])
    raise LookupError("no item of the sample brief has differing reports and whole sentences alone")


def _items(lines: Sequence[str]) -> list[list[str]]:
    heads = [number for number, line in enumerate(lines) if line.startswith("## ")]
    parts = [lines[start:end] for start, end in pairwise(heads)]
    return [list(part) for part in parts if re.match(r"## \d+ · ", part[0])]


def _quoted(lines: Sequence[str]) -> str:
    shown = [_MARK.sub(r"[\1]", line).replace("]: ", "] ", 1) for line in lines]
    text = "\n".join(f"> {line}".rstrip() for line in shown)
    return text.replace("> ## ", "> ### ", 1).removesuffix("\n>") + "\n"


def parts(readme: str) -> tuple[str, str, str]:
    """Return the text up to the sample, the sample, and what follows.  Raises :class:`ValueError` where its marks are gone."""
    before, mark, rest = readme.partition(BEGIN)
    found, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{README.name}: the marks of the sample are gone")
    return before + BEGIN, found.strip("\n") + "\n", END + after


def main() -> None:
    """Tell whether the sample is stale; see the head of this file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help="write the sample anew")
    write = asked.parse_args().write
    before, found, after = parts(README.read_text("utf-8"))
    print("the sample is as the program makes it" if found == sample() else "the sample is stale")
    if write:
        README.write_text(f"{before}\n{sample()}\n{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
