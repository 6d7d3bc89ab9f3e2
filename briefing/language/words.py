"""Words of stories: how they are cut, folded to one form, and how common they are in news.

How common a word is comes from two sources: the stories at hand and a shipped table of background
counts (`en/counts.json`).  The table is what makes a folder of five stories work, where local counts
say nothing; with many stories the local counts take over.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from briefing.language.base import FOLDER, language

# A word is letters and digits, with inner apostrophes and with figures kept whole: 1,200 and 3.5.
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\w*|\d+(?:[.,]\d+)*\w*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*\w*|\d+(?:[.,]\d+)*\w*", re.ASCII)
"""The same for text in ASCII, cut in half the time."""

_EN: Final = language("en")
STOP_WORDS: Final = _EN.words("words.stop")
"""Words that tell nothing about what happened, weekdays and words of news furniture among them."""
CLITICS: Final = _EN.phrases("words.clitics")
"""Endings that belong to the sentence, not to the word; they are looked for in this order."""


def surface_words(text: str) -> list[str]:
    """Return the words of `text` in order, as they are written."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


@cache
def _without_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(word: str, clitics: Sequence[str] = CLITICS) -> str:
    """Return `word` in lower case without accents, possessive endings and group separators."""
    folded = word.lower() if word.isascii() else _without_marks(word.casefold())
    if folded[:1].isdigit():
        return folded.replace(",", "")
    folded = folded.replace("’", "'")
    for ending in clitics:
        if folded.endswith(ending):
            return folded[: -len(ending)] + ("s" if ending == "s'" else "")
    return folded


class Background:
    """How many of `documents` news texts hold a word, and how often it stands capitalised there."""

    def __init__(self, documents: int, counts: dict[str, tuple[int, int]]) -> None:
        self.documents: Final = documents
        self._counts: Final = counts

    @property
    def digest(self) -> str:
        """SHA-256 of all its numbers in hexadecimal digits."""
        numbers = json.dumps([self.documents, self._counts], sort_keys=True)
        return hashlib.sha256(numbers.encode()).hexdigest()

    def frequency(self, term: str) -> int:
        """Return in how many background texts `term` (folded and stemmed) occurs."""
        return self._counts.get(term, (0, 0))[0]

    def capitals(self, term: str) -> float | None:
        """Return the share of capitalised occurrences of `term`, None where it is unknown."""
        entry = self._counts.get(term)
        return None if entry is None else entry[1] / 10


@cache
def background() -> Background:
    """Return the shipped counts; `training/words/count.py` makes them and says from what."""
    source = resources.files(FOLDER) / "en" / "counts.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    counts = {word: (entry[0], entry[1]) for word, entry in table["words"].items()}
    return Background(table["documents"], counts)
