"""How well a text bears the loss of some of its words, read off one pass over it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch

from briefing.models.base import Deletion, Prompt

Row = tuple[Prompt, tuple[Deletion, ...]]


class Coded(NamedTuple):
    """A text as tokens; `edges` holds the index of the token that begins at a character."""

    text: str
    ids: list[int]
    edges: dict[int, int]


def edges(text: str, starts: Sequence[int]) -> dict[int, int]:
    """Return the index of the token that begins at a character of `text`, for all that begin one.

    Tokenizers differ in whether a token's offsets hold the space before the word; here a token
    begins at its first character that is no space.
    """
    found: dict[int, int] = {}
    for index, start in enumerate(starts):
        found.setdefault(_behind_spaces(text, start), index)
    return found


def read_scores(
    logs: torch.Tensor,
    coded: Coded,
    deletions: Sequence[Deletion],
    opening: Callable[[str], int],
) -> tuple[float, ...]:
    """Return the scores of one text; `logs` has shape (tokens + 1, vocabulary).

    `opening` gives the token that begins an answer that begins with a text.
    """
    scores = []
    for start, end in deletions:
        at = coded.edges.get(_behind_spaces(coded.text, start))
        to = coded.edges.get(_behind_spaces(coded.text, end))
        if at is None or to is None or to >= len(coded.ids):
            scores.append(-math.inf)
            continue
        if start:
            scores.append(_seam(logs, coded.ids, at, to))
        else:
            landing = opening(_capitalised(coded.text[end:]))
            scores.append(float(logs[at, landing] - logs[at, coded.ids[at]]))
    return tuple(scores)


def _seam(logs: torch.Tensor, ids: Sequence[int], at: int, to: int) -> float:
    """How much rather the text goes on behind a gap.

    Told where the two ways part: "in Tarn in May" without "in Tarn" still goes on with "in".
    """
    ahead = 0
    while to + ahead < len(ids) and ids[to + ahead] == ids[at + ahead]:
        ahead += 1
    if to + ahead == len(ids):
        return -math.inf
    behind, here = ids[to + ahead], ids[at + ahead]
    return float(logs[at + ahead, behind] - logs[at + ahead, here])


def _capitalised(rest: str) -> str:
    rest = rest.lstrip()
    return rest[:1].upper() + rest[1:]


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
