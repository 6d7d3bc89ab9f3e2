"""Lines that are built alike beside several stories of a file: where one's outlet stands, the others' stand.

A reader's export opens its blocks alike, whatever their names are: where "The Tarn Post / Ilse Brandt / 1h"
names a paper, "Green Acre / Staff / 2d" does so at the same place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.reading.agencies import is_agency
from briefing.reading.outlets.names import could_be_name, key_of
from briefing.reading.outlets.parts import LONGEST, marks_of, parts_of, plain, tells_time


class Row(NamedTuple):
    """How a line beside a story is built, and which of its parts is looked at."""

    marks: tuple[str, ...]
    """What stands between its parts; of a line that is a name alone, nothing."""
    times: tuple[int, ...]
    """Which parts are times; of a name alone, on which side of it a time stands."""
    part: int


def rows_of(lines: Sequence[str]) -> dict[Row, str]:
    """Return what could be a name in `lines`, one after the other, by the row in which it stands.

    The first of its row counts: it is the nearest to the headline.
    """
    found: dict[Row, str] = {}
    for row, name in (*_parted(lines), *_alone(lines)):
        if could_be_name(name) and not tells_time(name):
            found.setdefault(row, name)
    return found


def _parted(lines: Sequence[str]) -> Iterator[tuple[Row, str]]:
    for line in lines:
        parts = parts_of(line)
        times = tuple(at for at, part in enumerate(parts) if tells_time(part))
        if times and len(parts) > len(times):
            marks = marks_of(line)
            yield from ((Row(marks, times, at), part) for at, part in enumerate(parts))


def _alone(lines: Sequence[str]) -> Iterator[tuple[Row, str]]:
    """The lines that stand alone before or behind a line that is a time."""
    for first, second in pairwise(line for line in lines if len(line) <= LONGEST):
        if len(parts_of(first)) == 1 and tells_time(second):
            yield Row((), (1,), 0), plain(first)
        if len(parts_of(second)) == 1 and tells_time(first):
            yield Row((), (-1,), 0), plain(second)


def row_that_names(rows: Mapping[Row, str], outlet: str) -> Row | None:
    """Return the row of a story's lines in which its outlet stands, None where it stands in none."""
    return next((row for row, name in rows.items() if key_of(name) == key_of(outlet)), None)


def name_in_rows(rows: Mapping[Row, str], wanted: Collection[Row]) -> str:
    """Return the name that stands in the one of a story's rows that is `wanted`, "" where none or several.

    An agency there wrote the text, beside stories of the outlet's own people.
    """
    names = {name for row, name in rows.items() if row in wanted and not is_agency(name)}
    return names.pop() if len(names) == 1 else ""
