"""Newspaper columns that stand side by side in plain text, put one below the other.

::

    text ─ pages ─ gutters.regions_of (side_by_side) ─▶ Region ─ left, right (each again) ─ broken_words ─▶ text

A page set in columns comes out of a PDF with its columns on the same lines, a gutter of spaces in between
(``pdftotext -layout``).  Whoever reads along the lines mixes their sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from briefing.reading.formats.broken_words import without_breaks
from briefing.reading.formats.gutters import Region, columns_of, regions_of
from briefing.reading.formats.side_by_side import ROWS, goes_on

_ANY: Final = re.compile(r"\S(?: {2,}| *\t[ \t]*)\S")
_INDENT: Final = 2
"""Spaces by which the first line of a paragraph stands in."""


def unfolded(text: str) -> str:
    """Return `text` with columns one below the other, each whole; `text` itself where there are none.

    Tabs are expanded, and words that were broken at the end of a column's line are made whole; nothing
    else but white space changes.
    """
    if "  " not in text and "\t" not in text:
        return text  # a tenth of the time of the search for rows
    if len(list(islice(_ANY.finditer(text), ROWS))) < ROWS:
        return text
    pages = [[row.rstrip() for row in page.split("\n")] for page in text.expandtabs().split("\f")]
    ordered = [_in_order(rows) for rows in pages]
    if ordered == pages:
        return text
    return "\f".join(map("\n".join, ordered))


def _in_order(rows: list[str]) -> list[str]:
    """Return the rows of a page, those of its columns column by column."""
    ordered: list[str] = []
    at = 0
    for region in regions_of(rows):
        ordered += [*rows[at : region.first], *_unfold(rows, region)]
        at = region.band
    return [*ordered, *rows[at:]] if at else rows


def _unfold(rows: Sequence[str], region: Region) -> list[str]:
    """Return the left column, then the right one, then what stands across them and below."""
    left, right = columns_of([rows[at] for part in region.parts for at in part], region.x)
    between = [] if goes_on(left, right) else [""]
    lines = without_breaks([*_laid_out(left), *between, *_laid_out(right)])
    for above, below in pairwise(region.parts):
        lines += ["", *rows[above.stop : below.start]]
    if region.band > region.end:
        first, second = columns_of(rows[region.end : region.band], region.x)
        lines += ["", *first, "", *second]
    return lines


def _laid_out(column: list[str]) -> list[str]:
    """Return the lines of a column, which may hold columns of its own."""
    ordered = _in_order(column)
    return _parted(column) if ordered is column else ordered


def _parted(column: Sequence[str]) -> list[str]:
    """Return the lines of a column, an empty one before each that begins a paragraph by its indent."""
    indents = [len(line) - len(line.lstrip()) for line in column]
    edges = sorted(indent for indent, line in zip(indents, column, strict=True) if line)
    edge = edges[len(edges) // 4] + _INDENT
    is_usual = 3 * sum(indent >= edge for indent in edges) > len(edges)
    lines: list[str] = []
    for indent, line in zip(indents, column, strict=True):
        if line and indent >= edge and not is_usual and lines and lines[-1]:
            lines.append("")
        lines.append(line.strip())
    return lines
