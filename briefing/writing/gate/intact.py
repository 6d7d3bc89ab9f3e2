"""Whether a draft is whole sentences of its source: the rule of a language whose grammar is not known.

Where nothing tells what a word governs, none may go and none may move: a "nicht" left out turns the
claim round.  Figures may be written otherwise, since each is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.language.tokens import Token


def is_intact(draft: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the words and marks of `draft` are those of whole sentences of `source`, in their order."""
    wanted, known = [_form(token) for token in draft], [_form(token) for token in source]
    starts = {0} | {
        at + 1 for at, (one, next_) in enumerate(pairwise(source)) if _parts(one, next_)
    }
    return any(
        known[at : at + len(wanted)] == wanted and at + len(wanted) in {*starts, len(known)}
        for at in starts
    )


def _parts(token: Token, following: Token) -> bool:
    """Whether a sentence ends between two neighbouring tokens."""
    return token.sentence != following.sentence


def _form(token: Token) -> str:
    """What may not differ: the value of a figure, the kind of a mark, the letters of a word."""
    return {"number": token.stem, "punct": token.low}.get(token.kind, token.text)
