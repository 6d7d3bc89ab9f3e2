"""The table of a page: one row a line, one column a feature, for the line model."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.reading.pages.cohesion import COHESION, cohesion
from briefing.reading.pages.furniture import normalise_line
from briefing.reading.pages.line_features import OWN, Facts, facts_of_page

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float32]
    Column = NDArray[np.float32]


KEY: Final = 200
"""Characters of a line by which it is told from others."""
FAR: Final = 12
"""Lines beyond which a distance counts as far."""

NEIGHBOURS: Final = (
    *("prose 1 before", "prose 2 before", "prose 3 before", "prose 1 after", "prose 2 after"),
    *("prose 3 after", "prose share 3 before", "prose share 3 after", "prose share 6 before"),
    *("prose share 6 after", "short lines before", "short lines after", "run of short lines"),
    *("hints 3 around", "hints 6 around", "capitals 3 around", "words 3 around", "first line"),
    *("second line", "last line", "no prose before", "no prose after", "same line before"),
    *("alone between prose", "page has menu", "page has menu, prose before"),
    *("words 1 before", "words 1 after", "pronoun 1 after", "tail mark 1 before", "hints 1 before"),
    *("hints 1 after", "in long run", "final mark 1 before", "final mark 1 after", "times on page"),
    *("dateline 1 after", "agency mark 1 after", "name with age 1 after", "lead mark 1 after"),
    *("like line before", "like line after", "seen 3 around", "comes back 3 around"),
    *("short, prose after, comes back", "short, prose after", "short, prose after, run before"),
    *("prose, run before", "prose, run before, no headline", "short, prose after, hint"),
    *("1-2 words, prose after", "repeated across files"),
)
FEATURES: Final = (*OWN, *COHESION, *NEIGHBOURS)


class PageEvidence(NamedTuple):
    """A page as evidence."""

    table: Table
    """One row a line, columns FEATURES."""
    bags: list[list[str]]
    """The content words of each line."""


def describe(lines: Sequence[str], repeated: Collection[str] = frozenset()) -> PageEvidence:
    """Describe a page by its lines (stripped, none empty).

    `repeated` holds normalised lines that stand in many files of the run.
    """
    described = facts_of_page(lines)
    own = np.array([each.values for each in described], dtype=np.float32).reshape(
        len(lines), len(OWN)
    )
    prose = np.array([each.prose for each in described], dtype=np.float32)
    # OpenBLAS also multiplies what lies beyond the data in its last lanes, and may warn of that.
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        linked = cohesion(
            [each.bag for each in described], [each.names for each in described], prose
        )
    keys = [normalise_line(line) if len(line) <= KEY else line[:KEY] for line in lines]
    around = _neighbours(described, own, linked, keys)
    often = np.array([[key in repeated] for key in keys], dtype=np.float32).reshape(len(lines), 1)
    return PageEvidence(np.hstack([own, linked, around, often]), [each.bag for each in described])


def _neighbours(
    described: Sequence[Facts], own: Table, linked: Table, keys: Sequence[str]
) -> Table:
    prose = np.array([each.prose for each in described], dtype=np.float32)
    hints = np.minimum(np.array([each.hints for each in described], dtype=np.float32), 2)
    words = np.array([min(each.words, 60) for each in described], dtype=np.float32)
    capital = np.array([each.capital for each in described], dtype=np.float32)
    before, after = _since(prose), _since(prose[::-1])[::-1]
    run = (before + after + 1) * (1 - prose)
    columns = [
        *_prose_around(prose), np.log1p(before), np.log1p(after), np.log1p(run),
        _window(hints, 3, 4), _window(hints, 6, 7), _window(capital, 3, 4), np.log1p(_window(words, 3, 4)),
        *_places(prose, keys),
        (1 - prose) * _shift(prose, -1) * _shift(prose, 1), *_menu(run, prose),
        np.log1p(_shift(words, -1)), np.log1p(_shift(words, 1)),
        _shift(own[:, OWN.index("starts with pronoun")], 1), _shift(own[:, OWN.index("tail mark")], -1),
        _shift(hints, -1), _shift(hints, 1), (run >= 4).astype(np.float32),
        _shift(own[:, OWN.index("final mark")], -1), _shift(own[:, OWN.index("final mark")], 1), _times(keys),
        *(_shift(own[:, OWN.index(name)], 1) for name in ("dateline", "agency mark", "name with age", "lead mark")),
        *_alike(keys),
        _window(linked[:, COHESION.index("seen in 8 before")], 3, 4),
        _window(linked[:, COHESION.index("comes back in 8 after")], 3, 4),
        *_headline(prose, before, linked, (words, hints)),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _prose_around(prose: Column) -> list[Column]:
    near = [_shift(prose, by) for by in (-1, -2, -3, 1, 2, 3)]
    ahead = _shift(prose, 1)
    return [
        *near,
        _window(prose, 3, 0),
        _window(ahead, 0, 3),
        _window(prose, 6, 0),
        _window(ahead, 0, 6),
    ]


def _places(prose: Column, keys: Sequence[str]) -> list[Column]:
    first, last = np.zeros_like(prose), np.zeros_like(prose)
    first[:1], last[-1:] = 1.0, 1.0
    left, right = np.cumsum(prose) - prose, np.cumsum(prose[::-1])[::-1] - prose
    same = np.array([i > 0 and key == keys[i - 1] for i, key in enumerate(keys)], dtype=np.float32)
    return [
        first,
        _shift(first, -1),
        last,
        (left == 0).astype(np.float32),
        (right == 0).astype(np.float32),
        same,
    ]


def _menu(run: Column, prose: Column) -> list[Column]:
    """Return the share of the page that stands in runs of four short lines or more."""
    share = float(((run >= 4) & (prose == 0)).mean()) if len(run) else 0.0
    column = np.full_like(prose, share)
    return [column, column * _shift(prose, -1)]


def _times(keys: Sequence[str]) -> Column:
    count = Counter(keys)
    return np.log(np.array([count[key] for key in keys], dtype=np.float32))


def _alike(keys: Sequence[str]) -> list[Column]:
    """Whether a line begins or ends with the very mark or words of its neighbour: lists do."""
    same = [a[:4] == b[:4] or (a[-1:] == b[-1:] and not b[-1:].isalnum() and b[-1:] not in '."\u201d?!')
            for a, b in pairwise(keys)]  # fmt: skip
    pairs = np.array([False, *same, False], dtype=np.float32)
    return [pairs[: len(keys)], pairs[1 : len(keys) + 1]]


def _headline(
    prose: Column, before: Column, linked: Table, extent: tuple[Column, Column]
) -> list[Column]:
    """Return how much a line looks like the headline of the paragraph behind it."""
    words, hints = extent
    back = linked[:, COHESION.index("comes back in 3 after")] * np.minimum(words / 6, np.float32(1))
    heads = (1 - prose) * _shift(prose, 1)
    run = np.minimum(before, 4) / 4
    no_head = _shift(1 - prose, -1) * (
        1 - np.minimum(_shift(np.asarray(back, dtype=np.float32), -1) * 4, 1)
    )
    return [
        heads * back, heads, heads * run, prose * run, prose * run * no_head,
        heads * (hints > 0), heads * (words <= 2),
    ]  # fmt: skip


def _shift(column: Column, by: int) -> Column:
    """Give each line the value of the line `by` lines later (earlier, where negative); 0 outside."""
    out = np.zeros_like(column)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def _window(column: Column, before: int, after: int) -> Column:
    """Return the mean over ``[i - before, i + after)``; lines outside the page count as 0."""
    width = before + after
    padded = np.zeros(len(column) + width + 1)
    padded[before + 1 : before + 1 + len(column)] = column
    total = np.cumsum(padded)
    out: Column = ((total[width : width + len(column)] - total[: len(column)]) / width).astype(
        np.float32
    )
    return out


def _since(flag: Column) -> Column:
    """Return how many lines stand since `flag` was last set, this line not counted; at most FAR."""
    index = np.arange(len(flag))
    last = np.maximum.accumulate(np.where(flag > 0, index, -FAR - 1))
    previous = np.concatenate([[-FAR - 1], last[:-1]])
    return np.asarray(np.minimum(index - previous - 1, FAR), dtype=np.float32)
