"""The table of a page: one row a line, one column a feature, for the line model.

A row says what a line is by itself: its words (:mod:`line_features`), how it is set (:mod:`line_marks`),
how its words hang together with the text around (:mod:`cohesion`), and what the page says of it: where it
stands, how often a line of its shape comes.  What stands around it the model sees in the other rows.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.reading.pages.cohesion import COHESION, cohesion
from briefing.reading.pages.furniture import normalise_line, without_marks
from briefing.reading.pages.line_features import OWN, Facts, facts_of_page
from briefing.reading.pages.line_marks import MARKS, marks, shape

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.reading.pages.lines import Line

    Table = NDArray[np.float32]
    Column = NDArray[np.float32]
    Places = NDArray[np.intp]


HEAD: Final = 2_000
TAIL: Final = 250
"""Characters of a line that are looked at: its beginning and its end."""
KEY: Final = 200
"""Characters of a line by which it is told from others."""
PROSE: Final = "P"
"""The shape of all lines that are too long to have one."""
_PLAIN: Final = frozenset({PROSE, "^", "$"})
MOST_BLANK: Final = 3
BLOCK: Final = 300
"""Lines whose words are compared at once: bounds the table of words (some 10 MB)."""
MARGIN: Final = 20
"""Lines of context on both sides of a block; no column looks further."""

ON_PAGE: Final = (
    *("blank lines before", "blank lines after", "times on page", "times of its shape"),
    *(
        "times of its shape and the next",
        "lines from the top",
        "lines to the end",
        "lines of the page",
    ),
    *("length against prose", "first line", "last line", "same line before"),
)
FEATURES: Final = (*OWN, *COHESION, *MARKS, *ON_PAGE)
_BLANKS_BEFORE, _BLANKS_AFTER = map(FEATURES.index, ("blank lines before", "blank lines after"))


class PageEvidence(NamedTuple):
    """A page as evidence."""

    table: Table
    """One row a line, columns FEATURES."""
    heads: list[str]
    """Each line as it is looked at: without Markdown's marks, long ones without their middle."""
    keys: list[str]
    """Each line as lines of several files are compared."""
    facts: list[Facts]
    alike: list[Places]
    """Groups of lines that are set alike, by their own shape, by theirs and the next line's, and by those of three
    lines: the number of each line's group, -1 for a line that has no other like it."""


def describe(text: str, lines: Sequence[Line]) -> PageEvidence:
    """Describe the lines of a page; time and memory are linear in their number."""
    raw = [_looked_at(text, line) for line in lines]
    heads = [without_marks(line) for line in raw]
    facts = facts_of_page(heads)
    own = _table([each.values for each in facts], len(OWN))
    keys = [normalise_line(line) if len(line) <= KEY else line[:KEY] for line in heads]
    prose = np.array([each.prose for each in facts], dtype=np.float32)
    shapes = [shape(line) or PROSE for line in raw]
    page = (
        np.stack(_on_page((raw, keys, shapes), prose, _blanks(text, lines)), axis=1)
        if lines
        else _table([], len(ON_PAGE))
    )
    table = np.hstack([own, _linked(facts, prose), _table(list(map(marks, raw)), len(MARKS)), page])
    return PageEvidence(table.astype(np.float32), heads, keys, facts, _alike(shapes))


def without_blanks(table: Table) -> Table | None:
    """Return the table of a page without the blank lines that stand between all its lines; None where none do."""
    everywhere = table[1:, _BLANKS_BEFORE].min() if len(table) > 1 else 0
    if everywhere < 1:
        return None
    found = table.copy()
    found[1:, _BLANKS_BEFORE] -= everywhere
    found[:-1, _BLANKS_AFTER] -= everywhere
    return found


def _looked_at(text: str, line: Line) -> str:
    if line.end - line.start <= HEAD + TAIL:
        return text[line.start : line.end]
    return text[line.start : line.start + HEAD] + text[line.end - TAIL : line.end]


def _table(rows: Sequence[array[float]], columns: int) -> Table:
    return np.frombuffer(b"".join(rows), dtype=np.float32).reshape(len(rows), columns)


def _linked(facts: Sequence[Facts], prose: Column) -> Table:
    """Return the columns COHESION, of one block after the other."""
    parts = [_table([], len(COHESION))]
    for low in range(0, len(facts), BLOCK):
        first, last = max(0, low - MARGIN), low + BLOCK + MARGIN
        near = facts[first:last]
        # OpenBLAS also multiplies what lies beyond the data in its last lanes, and may warn of that.
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            rows = cohesion(
                [each.bag for each in near], [each.names for each in near], prose[first:last]
            )
        parts.append(rows[low - first : low - first + BLOCK])
    return np.concatenate(parts)


def _blanks(text: str, lines: Sequence[Line]) -> Column:
    """Return how many blank lines stand before each line, at most three; none before the first."""
    ends = [lines[0].start, *(line.end for line in lines[:-1])] if lines else []
    breaks = (
        [text.count("\n", end, line.start) for end, line in zip(ends, lines, strict=True)]
        if lines
        else []
    )
    found = [each - (number > 0) for number, each in enumerate(breaks)]
    return np.minimum(np.maximum(np.array(found, dtype=np.float32), 0), MOST_BLANK)


def _on_page(
    lines: tuple[Sequence[str], Sequence[str], Sequence[str]], prose: Column, blanks: Column
) -> list[Column]:
    raw, keys, shapes = lines
    place = np.arange(len(raw), dtype=np.float32)
    same = [False, *(a == b for a, b in pairwise(keys))]
    length = np.log1p(np.array([len(line) for line in raw], dtype=np.float32))
    usual = length[prose > 0].mean() if prose.any() else length.mean()
    shaped = np.array([each != PROSE for each in shapes], dtype=np.float32)
    return [
        blanks, np.append(blanks[1:], np.float32(0)), _times(keys), _times(shapes) * shaped,
        _times(list(zip(shapes, [*shapes[1:], ""], strict=True))) * shaped,
        np.log1p(place), np.log1p(place[::-1]), np.full_like(place, np.log(len(raw))), length - usual,
        (place == 0).astype(np.float32), (place == len(raw) - 1).astype(np.float32), np.array(same, dtype=np.float32),
    ]  # fmt: skip


def _times(keys: Sequence[object]) -> Column:
    count = Counter(keys)
    return np.log(np.array([count[key] for key in keys], dtype=np.float32))


def _alike(shapes: Sequence[str]) -> list[Places]:
    before, after = ["^", *shapes][:-1], [*shapes, "$"][1:]
    pairs = list(zip(shapes, after, strict=True))
    return [
        _groups([(each,) for each in shapes]),
        _groups(pairs),
        _groups(list(zip(before, shapes, after, strict=True))),
    ]


def _groups(keys: Sequence[tuple[str, ...]]) -> Places:
    """Number the keys that come more than once; paragraphs of prose alone make no group."""
    count = Counter(keys)
    number = {
        key: place
        for place, (key, times) in enumerate(count.items())
        if times > 1 and not _PLAIN.issuperset(key)
    }
    return np.array([number.get(key, -1) for key in keys], dtype=np.intp)
