"""Tables of Markdown that every reader of Markdown reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_CODE: Final = re.compile(r"`([^`]*)`")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table with a heading and rows of as many cells."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """A cell: one line, and no end of a cell in it.

    Readers differ on what a bar with a backslash is inside code; of one that is written as a number all make a bar.
    """
    plain = " ".join(text.replace("``", "`").split())
    plain = _CODE.sub(
        lambda code: _bars(code.group(1)) if "|" in code.group(1) else code.group(), plain
    )
    return plain.replace("|", "&#124;")


def _bars(code: str) -> str:
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<code>{escaped}</code>"
