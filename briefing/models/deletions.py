"""Where a text and the same text without some of its words go different ways, as tokens.

Knows no torch: what a model makes of it is read off in :mod:`briefing.models.networks` and :mod:`briefing.models.hf`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.models.base import Deletion, Prompt

Row = tuple[Prompt, tuple[Deletion, ...]]


class Coded(NamedTuple):
    """A text as tokens; `edges` holds the index of the token that begins at a character."""

    text: str
    ids: list[int]
    edges: dict[int, int]


class Fork(NamedTuple):
    """A place where a text with a deletion and without it part: behind `at` tokens."""

    at: int
    behind: int
    """The token that comes next where the words are left out."""
    here: int
    """The token that comes next as the text stands."""


def edges(text: str, starts: Sequence[int]) -> dict[int, int]:
    """Return the index of the token that begins at a character of `text`, for all that begin one.

    Tokenizers differ in whether a token's offsets hold the space before the word; here a token
    begins at its first character that is no space.
    """
    found: dict[int, int] = {}
    for index, start in enumerate(starts):
        found.setdefault(_behind_spaces(text, start), index)
    return found


def forks(
    coded: Coded, deletions: Sequence[Deletion], opening: Callable[[str], int]
) -> list[Fork | None]:
    """Return where each deletion of one text is decided; None where an edge is no token boundary.

    `opening` gives the token that begins an answer that begins with a text.
    """
    found: list[Fork | None] = []
    for start, end in deletions:
        at = coded.edges.get(_behind_spaces(coded.text, start))
        to = coded.edges.get(_behind_spaces(coded.text, end))
        if at is None or to is None or to >= len(coded.ids):
            found.append(None)
        elif start:
            found.append(_seam(coded.ids, at, to))
        else:
            found.append(Fork(at, opening(_capitalised(coded.text[end:])), coded.ids[at]))
    return found


def _seam(ids: Sequence[int], at: int, to: int) -> Fork | None:
    """Where the text goes on behind a gap, told where the two ways part.

    "in Tarn in May" without "in Tarn" still goes on with "in".
    """
    ahead = 0
    while to + ahead < len(ids) and ids[to + ahead] == ids[at + ahead]:
        ahead += 1
    if to + ahead == len(ids):
        return None
    return Fork(at + ahead, ids[to + ahead], ids[at + ahead])


def _capitalised(rest: str) -> str:
    rest = rest.lstrip()
    return rest[:1].upper() + rest[1:]


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
