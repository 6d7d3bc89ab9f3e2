"""One token of a text: what it counts as, its stem, and what it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from briefing.language.classes import (
    BE,
    FUNCTION,
    IRREGULAR,
    MONTHS,
    PERFECT,
    REPORTING,
    WEEKDAYS,
)

TokenKind = Literal["word", "number", "punct"]


class Token(NamedTuple):
    """One token: its text, what it counts as, and where it stands."""

    text: str
    low: str
    stem: str
    kind: TokenKind
    sentence: int
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Whether it is a number or a word outside the closed classes."""
        return self.kind == "number" or (self.kind == "word" and self.low not in FUNCTION)

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.kind == "word" and self.text[:1].isupper()

    @property
    def calendar(self) -> bool:
        """Whether it is a weekday, a month, a day or a year."""
        return (
            self.low in WEEKDAYS
            or (self.capital and self.low in MONTHS)
            or self.low in {"today", "yesterday", "tomorrow", "tonight"}
            or bool(re.fullmatch(r"(?:1[89]|20)\d\d", self.text))
        )

    @property
    def verbal(self) -> bool:
        """Whether it looks like a verb: an auxiliary, a known form, or a word in -ed."""
        low = self.low
        return self.kind == "word" and (
            low in BE - {"'s"}
            or low in PERFECT
            or low in REPORTING - {"according"}
            or (low in IRREGULAR and not self.capital)
            or (low.endswith("ed") and len(low) > 4 and not self.capital)  # not "need", "seed"
        )


QUOTES: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"}
)


def normal(text: str) -> str:
    """`text` with straight quotation marks and single spaces, for comparison of strings."""
    return " ".join(text.translate(QUOTES).split())


def stem(word: str, irregular: Mapping[str, str] = IRREGULAR) -> str:
    """A light stem: irregular verbs by table, then plural, -ed, -ing, -ly and final -e cut."""
    low = word.lower()
    if low in irregular:
        return irregular[low].rstrip("e") if len(low) > 3 else irregular[low]
    return _cut(low)


@lru_cache(maxsize=65536)
def _cut(low: str) -> str:
    for ending, least, put in (
        ("ies", 5, "y"),
        ("ied", 5, "y"),
        ("sses", 6, "ss"),
        ("ing", 6, ""),
        ("ed", 5, ""),
        ("ly", 6, ""),
    ):
        if low.endswith(ending) and len(low) >= least:
            return _single(low[: -len(ending)] + put)
    if low.endswith("es") and low[-3:-2] in {"x", "h", "z"} and len(low) > 4:
        return low[:-2]
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return low.rstrip("e") if len(low) > 3 else low


def _single(root: str) -> str:
    doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "sl"
    return root[:-1] if doubled else root.rstrip("e") if len(root) > 3 else root
