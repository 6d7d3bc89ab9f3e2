"""One token of a text: what it counts as, its stem, and what it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from briefing.language.base import Language, language

TokenKind = Literal["word", "number", "punct"]


class WordClasses(NamedTuple):
    """The words of one language that a token is judged by."""

    function: frozenset[str]
    """The closed classes: words that are no content."""
    verbs: frozenset[str]
    """Auxiliaries and verbs of speech, in all their forms."""
    verbal_endings: tuple[str, ...]
    irregular: Mapping[str, str]
    """Irregular forms and the verb they belong to."""
    days: frozenset[str]
    """Weekdays, and days as they are told from that of the report, in lower case."""
    months: frozenset[str]
    endings: tuple[tuple[str, int, str], ...]
    """Endings that a stem lacks, the shortest word that has them, and what stands in their place."""
    suffixes: tuple[tuple[str, int], ...]
    """Endings that are cut as they are, in the order in which they are looked for, with such a word."""


@cache
def word_classes(code: str) -> WordClasses:
    """Return the words of the language of an ISO 639-1 `code` that its tokens are judged by."""
    words = language(code)
    restored = words.table("spelling.restored")
    irregular = words.forms("verbs.irregular")
    return WordClasses(
        function=words.words(*_FUNCTION),
        verbs=words.words("classes.be", "classes.perfect", "speech.reporting"),
        verbal_endings=words.phrases("spelling.verbal_endings"),
        irregular={verb: verb for verb in irregular.values()} | irregular,
        days=_low(words, "calendar.weekdays", "calendar.days", "calendar.evenings"),
        months=_low(words, "calendar.months"),
        endings=tuple(
            (ending, int(least), restored.get(ending, ""))
            for ending, least in words.numbers("spelling.endings").items()
        ),
        suffixes=tuple(
            (ending, int(least)) for ending, least in words.numbers("spelling.suffixes").items()
        ),
    )


def _low(words: Language, *names: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words.words(*names))


_FUNCTION: Final = (
    "classes.articles",
    "classes.be",
    "classes.be_or_possessive",
    "classes.perfect",
    "classes.modals",
    "classes.prepositions",
    "classes.coordinators",
    "classes.relatives",
    "classes.subordinators",
    "classes.pronouns",
    "classes.function",
)


class Token(NamedTuple):
    """One token: its text, what it counts as, and where it stands."""

    text: str
    low: str
    stem: str
    kind: TokenKind
    sentence: int
    start: int
    end: int
    code: str = "en"
    """The language that it is read in."""

    @property
    def content(self) -> bool:
        """Whether it is a number or a word outside the closed classes."""
        return self.kind == "number" or (
            self.kind == "word" and self.low not in word_classes(self.code).function
        )

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.kind == "word" and self.text[:1].isupper()

    @property
    def calendar(self) -> bool:
        """Whether it is a weekday, a month, a day or a year."""
        return (
            self.low in word_classes(self.code).days
            or (self.capital and self.low in word_classes(self.code).months)
            or bool(re.fullmatch(r"(?:1[89]|20)\d\d", self.text))
        )

    @property
    def verbal(self) -> bool:
        """Whether it looks like a verb: an auxiliary, a known form, or a word in -ed."""
        low, known = self.low, word_classes(self.code)
        return self.kind == "word" and (
            low in known.verbs
            or (low in known.irregular and not self.capital)
            or (
                low.endswith(known.verbal_endings)
                and len(low) > 4  # not "need", "seed"
                and not self.capital
            )
        )


QUOTES: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"}
)
_QUOTE: Final = re.compile(f"[{''.join(map(chr, QUOTES))}]")


def normal(text: str) -> str:
    """`text` with straight quotation marks and single spaces, for comparison of strings."""
    # Of the marks one is of ASCII.
    has_none = text.isascii() and "`" not in text
    return " ".join((text if has_none else _QUOTE.sub(_straight, text)).split())


def _straight(quote: re.Match[str]) -> str:
    return quote[0].translate(QUOTES)


def stem(word: str, code: str = "en", irregular: Mapping[str, str] | None = None) -> str:
    """A light stem: irregular verbs by table, then plural, -ed, -ing, -ly and final -e cut.

    A language without endings in its data keeps its words whole.  `irregular` stands in for the
    language's own table.
    """
    low = word.lower()
    return _stem(low, code) if irregular is None else _of_table(low, code, irregular)


@lru_cache(maxsize=16384)
def _stem(low: str, code: str) -> str:
    return _of_table(low, code, word_classes(code).irregular)


def _of_table(low: str, code: str, table: Mapping[str, str]) -> str:
    if low in table:
        return table[low].rstrip("e") if len(low) > 3 else table[low]
    return _cut(low, code)


@lru_cache(maxsize=16384)
def _cut(low: str, code: str) -> str:
    known = word_classes(code)
    for ending, least in known.suffixes:
        if low.endswith(ending) and len(low) >= least:
            return low[: -len(ending)]
    endings = known.endings
    for ending, least, put in endings:
        if low.endswith(ending) and len(low) >= least:
            return _single(low[: -len(ending)] + put)
    return _singular(low) if endings else low


def _singular(low: str) -> str:
    if low.endswith("es") and low[-3:-2] in {"x", "h", "z"} and len(low) > 4:
        return low[:-2]
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return low.rstrip("e") if len(low) > 3 else low


def _single(root: str) -> str:
    doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "sl"
    return root[:-1] if doubled else root.rstrip("e") if len(root) > 3 else root
