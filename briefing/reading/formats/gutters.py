"""Where a page of plain text has columns side by side.

::

    rows ─ gaps that end at one place ─ runs of rows that no row crosses ─ blocks ─▶ Region, if side_by_side says so
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from briefing.reading.formats.side_by_side import (
    BAND,
    FINAL,
    FULL,
    ROWS,
    RUNNING,
    WIDE,
    Block,
    Cells,
    are_columns,
    cut,
    edge_near,
    fills,
    goes_on,
    width_of,
)

_GAP: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_BARRED: Final = re.compile(r"\s*(?:[>|]|\d{1,4}\s*\Z)")
"""Rows of quoted mail and of drawn tables; a page's number alone."""
_EDGE: Final = re.compile(r"\s*\d+\b|.*\b\d+\s*\Z")
"""A page's head has its number, or the day's, at an edge."""
_LONGEST: Final = 400
"""Characters of the longest line of a sheet."""
_REACH: Final = 12
"""Rows without text on both sides between two that have it: a picture, the end of a shorter column."""
_APART: Final = 3
"""Empty rows inside a region."""


class Region(NamedTuple):
    """Rows of columns, and a band below that is none of their text."""

    parts: tuple[range, ...]
    """Rows of the columns; what stands between two parts crosses them, as an advertisement does."""
    x: int
    """Where the right column begins."""
    hits: int
    """Rows with text on both sides."""
    band: int
    """Where the band ends; `end` where there is none."""

    @property
    def first(self) -> int:
        """The highest row."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The row below the columns."""
        return self.parts[-1].stop


def regions_of(rows: Sequence[str]) -> list[Region]:
    """Return the regions of columns of a page from above, of those that overlap the tallest.

    A headline over two of three columns crosses the gutter between them: the other one reaches higher.
    """
    barred = [len(row) > _LONGEST or _BARRED.match(row) is not None for row in rows]
    places: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if not barred[number]:
            for gap in _GAP.finditer(row):
                places[gap.end()].append(number)
    found: list[Region] = []
    for x, exact in places.items():
        if 2 * len(exact) >= ROWS:
            near = sorted({*places.get(x - 1, ()), *exact, *places.get(x + 1, ())})
            found += _regions_at(rows, barred, x, near)
    taken: list[Region] = []
    is_taken = bytearray(len(rows))
    for region in sorted(found, key=lambda each: (each.first - each.end, -each.hits)):
        if not any(is_taken[region.first : region.band]):
            is_taken[region.first : region.band] = b"\1" * (region.band - region.first)
            taken.append(region)
    return _joined(rows, sorted(taken, key=lambda each: each.first))


def _joined(rows: Sequence[str], regions: Sequence[Region]) -> list[Region]:
    """Return `regions`, one for two of which the upper right column goes on where the lower left one ends."""
    joined: list[Region] = []
    for region in regions:
        if joined and _is_one(rows, joined[-1], region):
            above = joined.pop()
            hits = above.hits + region.hits
            joined.append(region._replace(parts=above.parts + region.parts, hits=hits))
        else:
            joined.append(region)
    return joined


def _is_one(rows: Sequence[str], above: Region, below: Region) -> bool:
    if abs(above.x - below.x) > 1 or below.first - above.band > BAND:
        return False
    left, right = columns_of([rows[at] for at in above.parts[-1]], above.x)
    lower, _ = columns_of([rows[at] for at in below.parts[0]], below.x)
    return not goes_on(left, right) and goes_on(lower, right)


def columns_of(rows: Sequence[str], x: int) -> tuple[list[str], list[str]]:
    """Return what stands on both sides of a gutter that ends at `x`, without empty lines at the ends."""
    cells = [cut(row, x) or Cells(row, "", 0) for row in rows]
    return _trimmed([cell.left for cell in cells]), _trimmed([cell.right for cell in cells])


def _trimmed(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


# -- rows that no row crosses -------------------------------------------------------------------


def _regions_at(
    rows: Sequence[str], barred: Sequence[bool], x: int, near: Sequence[int]
) -> Iterator[Region]:
    """Yield the regions whose right column begins at `x`, as some of the rows `near` say."""

    def is_open(number: int) -> bool:
        return not barred[number] and edge_near(rows[number], x) is not None

    run = [near[0]]
    for number in near[1:]:
        joins = number - run[-1] <= _REACH and all(map(is_open, range(run[-1], number + 1)))
        if not joins:
            yield from _within(rows, run, x, is_open)
            run = []
        run.append(number)
    yield from _within(rows, run, x, is_open)


def _within(
    rows: Sequence[str], run: Sequence[int], x: int, is_open: Callable[[int], bool]
) -> Iterator[Region]:
    """Yield the regions in a run of rows with text on both sides, and in what stands around them."""
    if len(run) < ROWS or not _may_run_on(rows, run, x):
        return
    blocks = list(_blocks(rows, _widened(rows, run, is_open), x))
    width = [width_of([line for block in blocks for line in block.side(side)]) for side in (0, 1)]
    group: list[Block] = []
    for block in blocks:
        belongs = block.has_both or fills(block, width)
        if not belongs or (group and block.first - group[-1].end > _APART):
            yield from _region(rows, group, x)
            group = []
        if belongs:
            group.append(block)
    yield from _region(rows, group, x)


def _may_run_on(rows: Sequence[str], run: Sequence[int], x: int) -> bool:
    """Whether right columns' lines begin in lower case as in prose: most tables are left here, at little cost."""
    begins = (rows[at][max(x - 1, 0) : x + 1].strip()[:1] for at in run)
    return sum(map(str.islower, begins)) > RUNNING / 2 * len(run)


def _widened(rows: Sequence[str], run: Sequence[int], is_open: Callable[[int], bool]) -> range:
    """Return `run` with the rest of its first block, and with rows below that do not cross."""
    first, end = run[0], run[-1] + 1
    highest, lowest = max(0, run[0] - _REACH), min(len(rows), end + 3 * _REACH)
    while first > highest and rows[first - 1] and is_open(first - 1):
        first -= 1
    while end < lowest and is_open(end):
        end += 1
    return range(first, end)


def _blocks(rows: Sequence[str], run: range, x: int) -> Iterator[Block]:
    cells: list[Cells] = []
    for number in run:
        row = cut(rows[number], x)
        if row and rows[number]:
            cells.append(row)
        elif cells:
            yield Block(number - len(cells), cells)
            cells = []
    if cells:
        yield Block(run.stop - len(cells), cells)


# -- what of them is columns --------------------------------------------------------------------


def _region(rows: Sequence[str], group: Sequence[Block], x: int) -> Iterator[Region]:
    """Yield the region of a group of blocks, if they are columns."""
    if len(group) > 1 and _is_page_head(rows, group[0]):
        group = group[1:]
    body = group[: _body_end(group)]
    hits = sum(block.hits for block in body)
    if hits >= ROWS and are_columns(body):
        end = body[-1].end
        band = _band_end(rows, group[len(body)].end) if len(body) < len(group) else end
        yield Region((range(body[0].first, end),), x, hits, band)


def _is_page_head(rows: Sequence[str], block: Block) -> bool:
    """Whether a block is what stands on top of every page: its number, the paper's name, the day."""
    above = next((rows[at] for at in reversed(range(block.first)) if rows[at]), None)
    if len(block.cells) > 2 or (above is not None and not _BARRED.match(above)):
        return False
    parts = any(WIDE.search(line) for side in (0, 1) for line in block.side(side))
    return parts or any(_EDGE.match(row) for row in rows[block.first : block.end])


def _body_end(group: Sequence[Block]) -> int:
    """Return where the text of a group ends: at its last block where that is a band below the columns."""
    last = next((at for at in reversed(range(len(group))) if group[at].has_both), 0)
    if not last or len(group[last].cells) > BAND:
        return len(group)
    left, right = (
        [line for block in group[:last] for line in block.side(side) if line] for side in (0, 1)
    )
    end = [line for line in group[last].side(1) if line][-1]
    is_full = len(group[last].cells) > 1 and len(end) > FULL * width_of(right)
    ends_open = not FINAL.search(end) and (not is_full or end[-1].isdigit())
    return last if ends_open or goes_on(left, right) else len(group)


def _band_end(rows: Sequence[str], end: int) -> int:
    """Return where a band ends whose last lines may run past the left column."""
    return next((row for row in range(end, min(len(rows), end + BAND)) if not rows[row]), end)
