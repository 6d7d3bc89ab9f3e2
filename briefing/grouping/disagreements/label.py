"""What a difference is about: the thing counted, with what happened to it where the sources agree on the word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.grouping.disagreements.slots import Filled
from briefing.language.base import language
from briefing.language.text import read
from briefing.language.tokens import Token

REACH: Final = 8
"""Words behind what is counted in which its verb stands."""
_EN: Final = language("en")
_PARTICIPLE: Final = re.compile(_EN.pattern("events.participles"), re.IGNORECASE)
_SAYING: Final = _EN.words("classes.be", "classes.perfect", "speech.reporting", "speech.saying")
_CLAUSE: Final = _EN.words("events.clause_openers") | frozenset(",;:.–—-")


def label_of(heads: Sequence[Filled]) -> str:
    """Return what `heads`, a value each, are about: "people evacuated" where all sentences have that participle behind theirs.

    The word is the first sentence's own.  Without one that all share it is what the value counts.
    """
    about = heads[0].about
    if not heads[0].slot.startswith("count"):
        return about
    first, *others = ({one.stem: one for one in _participles(head)} for head in heads)
    shared = [word for word in first if all(word in other for other in others)]
    return f"{about} {first[shared[0]].low}" if shared else about


def _participles(head: Filled) -> Iterator[Token]:
    """The participles of the clause behind what is counted, which say what was done to it or what it did."""
    figure = head.quantity
    if figure is None or not figure.counted:
        return
    behind = head.sentence.text[figure.end + len(figure.counted) :]
    for token in read(behind).tokens[:REACH]:
        if token.low in _CLAUSE:
            return
        if token.verbal and token.low not in _SAYING and _PARTICIPLE.fullmatch(token.low):
            yield token
