"""What is generated from the code and kept beside it: pages of the reference, the man page, completion files.

::

    briefing.cli ── commands ──┬─▶ reference ─▶ docs/reference/*.md
    default.toml, schemas, … ──┘   man       ─▶ packaging/briefing.1, packaging/completions/

``python -m tools`` tells what is stale, ``python -m tools --write`` writes it anew; a test holds both against each other.
"""

from __future__ import annotations

from tools import man, reference
from tools.reference import ROOT

__all__ = ["generated", "stale", "write"]


def generated() -> dict[str, str]:
    """Return every generated text, by its path in the project."""
    return {**reference.pages(), **man.files()}


def stale() -> list[str]:
    """Return the files that are not as the code makes them."""
    return [
        name
        for name, text in generated().items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text("utf-8") != text
    ]


def write() -> None:
    """Write all generated files."""
    for name, text in generated().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
