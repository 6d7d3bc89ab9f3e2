"""The text as lines: the units that are kept, removed, or begin a story."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """A stretch of the text that is decided as one: a line, or a paragraph of wrapped lines."""

    start: int
    end: int
    number: int
    """Number of its first line in the file, from 1."""


NARROWEST, WIDEST = 24, 100
"""Characters of the lines of a column, of a mail."""
FULL: Final = 0.75
"""Share of the column's width that a line fills whose paragraph goes on in the next."""
FINAL: Final = frozenset('.!?:"\u201d\u2019)')
"""What a paragraph ends with."""


def split_lines(text: str, start: int = 0, end: int | None = None, number: int = 1) -> list[Line]:
    """Return the lines of ``text[start:end]`` that hold something, stripped, as spans.

    `number` is that of the line at `start`.  Where the text is hard-wrapped (lines of a mail, cut near one column, going on in lower case),
    the lines of a paragraph come as one.
    """
    raw: list[tuple[Line, bool]] = []
    position, gap = start, True
    for at, whole in enumerate(text[start:end].splitlines(keepends=True), number):
        piece = whole.strip()
        if piece:
            left = text.index(piece[0], position)
            raw.append((Line(left, left + len(piece), at), gap))
        gap = not piece
        position += len(whole)
    return _unwrap(text, raw) if _is_wrapped(text, raw) else [line for line, _ in raw]


def _is_wrapped(text: str, raw: Sequence[tuple[Line, bool]]) -> bool:
    """Whether most lines go on in the next: no final mark here, a lower-case word there."""
    if len(raw) < 6:
        return False
    if not NARROWEST <= _width(raw) <= WIDEST:
        return False
    joined = sum(
        not gap and text[b.start].islower() and text[a.end - 1] not in ".!?:"
        for (a, _), (b, gap) in pairwise(raw)
    )
    return joined > len(raw) * 0.3


def _width(raw: Sequence[tuple[Line, bool]]) -> int:
    """The width of the column: nine in ten lines are no longer; a footer may be."""
    return sorted(line.end - line.start for line, _ in raw)[int(len(raw) * 0.9)]


def _unwrap(text: str, raw: Sequence[tuple[Line, bool]]) -> list[Line]:
    """Join the lines of each paragraph; a short line that ends a paragraph closes it."""
    width = _width(raw)
    lines: list[Line] = []
    for line, gap in raw:
        if lines and not gap and _goes_on(text, lines[-1], line, width):
            lines[-1] = Line(lines[-1].start, line.end, lines[-1].number)
        else:
            lines.append(line)
    return lines


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    last = text.rfind("\n", before.start, before.end) + 1 or before.start
    if text[line.start].islower():
        return True
    return before.end - last > FULL * width and not _may_be_head(text, before, line, width)


def _may_be_head(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether a line may be a headline, or a page's head, right below the last line of a paragraph."""
    ended = text[before.end - 1] in FINAL
    return ended and line.end - line.start < FULL * width and text[line.end - 1] not in FINAL
