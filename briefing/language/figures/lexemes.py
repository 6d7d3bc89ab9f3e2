"""What numbers are made of: digits, number words and codes, in the order of a text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefing.language.figures.lexicon import Lexicon

_LEXEME: Final = re.compile(
    r"(?P<code>(?<![\w$€£¥₹.-])(?P<letters>[A-Z]{1,3})-?\d{1,4}s?(?![\w%]|[.,:/-]\d))"
    r"|(?P<digits>\d+(?:[.,:/]\d+)*[½⅓⅔¼¾]?|[½⅓⅔¼¾])"
    r"|(?P<word>[^\W\d_]+)"
)
_WORD_BEFORE: Final = re.compile(r"(\w+)\W$")
_WORD_BEHIND: Final = re.compile(r"\s(\w+)")
_END: Final = re.compile(r"\s*(?:$|[.,;:!?)\]\"”])")


class Lexeme(NamedTuple):
    """A word of numbers in lower case, digits, or a code."""

    text: str
    kind: str
    start: int
    end: int


class Row:
    """The lexemes of a text, asked for one by one."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text: Final = text
        self.words: Final = words
        self.lexemes: Final = tuple(_lexemes(text, words))

    def next(self, at: int) -> str:
        """Return the text of lexeme `at` where it directly follows the one before it, else nothing."""
        if at >= len(self.lexemes):
            return ""
        gap = self.text[self.lexemes[at - 1].end : self.lexemes[at].start]
        return self.lexemes[at].text if gap in {"", "-", "‑"} or gap.isspace() else ""

    def glued(self, at: int) -> bool:
        """Whether lexeme `at` follows the one before it without a space."""
        return at < len(self.lexemes) and self.lexemes[at - 1].end == self.lexemes[at].start

    def skip(self, at: int, words: frozenset[str]) -> int:
        """Return the lexeme behind `at` where that is one of `words`, else `at`."""
        return at + (self.next(at) in words)

    def before(self, at: int) -> str:
        """Return the word in front of lexeme `at` in lower case."""
        start = self.lexemes[at].start
        match = _WORD_BEFORE.search(self.text[max(0, start - 20) : start])
        return match[1].lower() if match else ""

    def stands_alone(self, after: int, words: frozenset[str]) -> bool:
        """Whether one of `words`, or the end of a clause, follows what ends before lexeme `after`."""
        behind = self.text[self.lexemes[after - 1].end :][:20]
        match = _WORD_BEHIND.match(behind)
        return bool(_END.match(behind)) or (match is not None and match[1].lower() in words)


def _lexemes(text: str, words: Lexicon) -> Iterator[Lexeme]:
    last = -1  # the end of the last digits: what is glued to them belongs to them
    for match in _LEXEME.finditer(text):
        kind, (start, end), low = match.lastgroup, match.span(), match.group().lower()
        if kind != "word":
            letters = (match["letters"] or "").lower()
            if letters in words.signs:
                start, low, kind = match.end("letters"), low[len(letters) :], "digits"
            strange = kind == "digits" and text[start - 1 : start].isalpha()
            opaque = strange and not words.ends_with_sign(text[max(0, start - 6) : start])
            yield Lexeme(low, "opaque" if opaque else kind or "", start, end)
            last = end
        elif low in words.known or start == last:
            dot = text[end : end + 1] == "." and f"{low}." in words.short_scales
            yield Lexeme(f"{low}." if dot else low, "word", start, end + dot)
        elif words.is_glued:
            yield from _parts(low, start, words)


def _parts(low: str, start: int, words: Lexicon) -> Iterator[Lexeme]:
    """Yield the number words that are written together as one."""
    for part in words.split(low):
        yield Lexeme(part, "word", start, start + len(part))
        start += len(part)


class Sum:
    """A number in words, word by word: 200, 250, 250 thousand."""

    def __init__(self, *, joins: bool) -> None:
        self.joins: Final = joins
        self.total = 0.0
        self.group = 0.0
        self.least = math.inf
        self.scale = 1.0

    @property
    def value(self) -> float:
        """What has been added up so far."""
        return self.total + self.group

    def takes(self, small: float) -> bool:
        """Whether a number below a hundred can follow."""
        rest = self.group % 100
        return rest == 0 or (small < 10 and rest >= 20 and rest % 10 == 0)

    def multiply(self, scale: float) -> bool:
        """Take a scale, where one can follow."""
        if scale == 100 and 0 < self.group < 100:
            self.group *= 100
        elif scale != 100 and self.group and scale < self.least:
            self.total, self.group, self.least = self.total + self.group * scale, 0, scale
        elif scale != 100 and self.total and not self.group:
            self.total *= scale
        else:
            return False
        self.scale = scale
        return True
