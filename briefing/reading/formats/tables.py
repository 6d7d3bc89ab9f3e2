"""Tables as text (CSV, TSV): each row with text is one story.

The mark between the cells is the one that cuts the first lines into most cells of the same number; a
first row whose cells are short and name something holds the names of the fields.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import bounded, compose_rows
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.rows import Row
from briefing.reading.limits import MOST_ROWS

_ENDINGS: Final = frozenset({".csv", ".tsv", ".tab", ".psv"})
_MARKS: Final = ",;\t|"
_FIRST: Final = 20
"""Rows by which the mark is told."""
_MOST_COLUMNS: Final = 300
_NAME_LIMIT: Final = 40
"""Characters of the longest name of a field."""
_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KNOWN: Final = FIELDS.words(
    *(f"fields.rows.{role}" for role in ("title", "body", "outlet", "date", "url", "language")),
    *(f"fields.parts.{role}" for role in ("title", "body", "outlet", "date", "published")),
)
_CELLS: Final = re.compile(rb"[,;\t|]")


def parse_table(text: str) -> Parsed:
    """Return the rows of a table with text; what cannot be read is in the notes by its row number.

    A cell is read up to the bound of Python's own reader (131,072 characters), a row with a longer one
    is lost.
    """
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    mark = declared[1] if declared else _mark_of(text)
    bad: list[int] = []
    rows = list(bounded(_records(text, mark, bad), MOST_ROWS + 1))  # and a head
    has_head = bool(rows) and _is_head(rows[0][1])
    names = rows[0][1] if has_head else []
    stories = [Row(number, dict(_fields(names, cells))) for number, cells in rows[has_head:]]
    notes = (
        [f"{len(bad)} rows of the table are broken: {', '.join(map(str, bad[:20]))}"] if bad else []
    )
    return compose_rows(stories, notes, "text/csv")


def _records(text: str, mark: str, bad: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row; `bad` takes the numbers of those that are broken."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=mark)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            bad.append(number)
            continue
        if any(cell.strip() for cell in cells):
            yield number, cells[:_MOST_COLUMNS]


def _mark_of(text: str) -> str:
    return max(_MARKS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """Rows with as many cells as the first has, and how many these are; nothing for one cell."""
    widths = [len(cells) for _, cells in islice(_records(text[:200_000], mark, []), _FIRST)]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row names the fields: short, all different, none a number or an address."""
    names = [cell.strip() for cell in cells if cell.strip()]
    short = all(len(name) <= _NAME_LIMIT and not re.search(r"\d{4}|://", name) for name in names)
    return short and len(set(names)) == len(names)


def _fields(names: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(cells):
        if cell.strip():
            name = names[number].strip() if number < len(names) else ""
            yield name or f"column {number + 1}", _unescaped(cell)


def _unescaped(cell: str) -> str:
    r"""A cell with the line breaks that databases write as ``\n`` where they quote nothing."""
    return cell if "\n" in cell or "\\n" not in cell else re.sub(r"(?:\\r)?\\n", "\n", cell)


def _recognises(sample: Sample) -> bool:
    """Whether a file is called a table, or its first row has known names and its second as many cells."""
    first, _, rest = sample.head[:20_000].partition(b"\n")
    cells = [
        re.sub(rb"\W+", b"_", cell.strip(b'" \r')).lower() for cell in _CELLS.split(first[:2000])
    ]
    if len(cells) < 2 or sample.ending in _ENDINGS:
        return len(cells) > 1
    known = sum(1 for cell in cells if cell.decode("utf-8", "ignore") in _KNOWN)
    return known >= 3 and 2 * known > len(cells) and len(_CELLS.findall(rest)) >= len(cells) - 1


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data)
    rows = parse_table(decoded.text)
    return rows._replace(notes=(*decoded.notes, *rows.notes), encoding=decoded.encoding)


FORMAT: Final = Format("table", _recognises, _parse)
