"""What stands on both sides of a gap in plain text: columns of prose, or something else.

Tables, results, programmes and lists have gaps that end at one place too, and a table undone is a story lost: rows
are taken for columns only where on both sides whole lines of prose run on, each broken where its next word found
no room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

WIDE: Final = re.compile(r" {3,}")
FINAL: Final = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[.!?…][\"'”’»)\]]*(?:\Z| )")
_GUTTER: Final = 3
"""Spaces between the columns, in the middle one of the rows: justified lines have rivers of two."""
_NARROWEST: Final = 18
"""Characters of the lines of a column."""
FULL: Final = 0.8
"""Share of the width up to which a full line of proportional type may fall short."""
_LETTERS: Final = 0.75
"""Share of letters in prose, white space aside."""
_WORDS: Final = 3
"""Words of a line of the narrowest columns."""
_WRAPPED: Final = 0.6
"""Share of lines that are full: the first word of the next one had no room."""
RUNNING: Final = 0.3
"""Share of lines that go on in lower case in the next one: English has 0.6 to 0.8, German 0.5."""
ROWS: Final = 5
"""Rows with text on both sides that begin at one place."""
BAND: Final = 6
"""Rows of the highest band below the columns."""


class Cells(NamedTuple):
    """A row on both sides of the gutter."""

    left: str
    right: str
    gutter: int
    """Spaces between the two; 0 where there is only one."""


class Block(NamedTuple):
    """Rows without an empty one among them."""

    first: int
    cells: Sequence[Cells]

    @property
    def end(self) -> int:
        """The row below."""
        return self.first + len(self.cells)

    @property
    def hits(self) -> int:
        """Rows with text on both sides."""
        return sum(1 for cell in self.cells if cell.gutter)

    def side(self, number: int) -> list[str]:
        """The lines of the left side (0) or the right one (1)."""
        return [(cell.right if number else cell.left).strip() for cell in self.cells]

    @property
    def has_both(self) -> bool:
        """Whether there is text on both sides."""
        return any(self.side(0)) and any(self.side(1))


def cut(row: str, x: int) -> Cells | None:
    """Return a row on both sides of a gutter that ends at `x`, give or take one; None if it crosses."""
    at = edge_near(row, x)
    if at is None:
        return None
    left, right = row[:at].rstrip(), row[at:]
    inner = right.lstrip()
    return Cells(left, right, len(row) - len(left) - len(inner) if left and inner else 0)


def edge_near(row: str, x: int) -> int | None:
    """Return where a row's right side begins, at `x` give or take one; None where the row crosses."""
    return next((at for at in (x, x - 1, x + 1) if not row[max(at - 2, 0) : at].strip()), None)


def goes_on(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the text goes on at the head of the next column in the middle of a sentence."""
    if not left or not right or FINAL.search(left[-1]):
        return False
    return right[0].lstrip()[0].islower()


def fills(block: Block, width: Sequence[int]) -> bool:
    """Whether a line on one side fills its column: a headline over both is shorter, or crosses."""
    return any(len(line) > FULL * width[side] for side in (0, 1) for line in block.side(side))


def width_of(lines: Sequence[str]) -> int:
    """The width of a column: nine in ten lines are no longer."""
    sizes = sorted(len(line) for line in lines if line)
    return sizes[int(len(sizes) * 0.9)] if sizes else 0


def are_columns(blocks: Sequence[Block]) -> bool:
    """Whether a text runs on in the lines on both sides, and the gutter is wider than a space."""
    left = [WIDE.split(line)[-1] for block in blocks for line in (*block.side(0), "")]
    right = [WIDE.split(line)[0] for block in blocks for line in (*block.side(1), "")]
    gutter = median(cell.gutter for block in blocks for cell in block.cells if cell.gutter)
    return gutter >= _GUTTER and _reads_on(left) and _reads_on(right) and not _in_step(blocks)


def _reads_on(lines: Sequence[str]) -> bool:
    """Whether lines are those of wrapped prose: of words, full, and many in the middle of a sentence."""
    filled = [line for line in lines if line]
    pairs = [(one, other) for one, other in pairwise(lines) if one and other]
    width = width_of(filled)
    if len(pairs) < ROWS - 1 or width < _NARROWEST:
        return False
    together = "".join("".join(filled).split())
    letters = sum(map(str.isalpha, together))
    full = sum(len(one) + 1 + len(other.split()[0]) >= FULL * width for one, other in pairs)
    running = sum(other[0].islower() and not FINAL.search(one) for one, other in pairs)
    return (
        letters > _LETTERS * len(together)
        and median(len(line.split()) for line in filled) >= _WORDS
        and any(map(_SENTENCE.search, filled))
        and full > _WRAPPED * len(pairs)
        and running > RUNNING * len(pairs)
    )


def _in_step(blocks: Sequence[Block]) -> bool:
    """Whether both sides begin anew at the same rows, again and again: the rows of a table of prose."""
    body = [block for block in blocks if len(block.cells) > 1 and block.has_both]
    if len(body) < 3 or median(len(block.cells) for block in body) > BAND:
        return False
    return not any(
        other and not one
        for block in body
        for side in (0, 1)
        for one, other in pairwise(block.side(side))
    )
