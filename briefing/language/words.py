"""Words of stories: how they are cut, folded to one form, and how common they are in news.

How common a word is comes from two sources: the stories at hand and background counts.  Those of
English are shipped (`en/counts.json`), those of other languages are worked out from the frequencies
of `wordfreq`.  They are what makes a folder of five stories work, where local counts say nothing;
with many stories the local counts take over.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from briefing.language.base import FOLDER, language
from briefing.language.tokens import stem

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


@lru_cache(maxsize=65536)
def fold(word: str, clitics: tuple[str, ...] = CLITICS) -> str:
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

    def __init__(self, documents: int, counts: Mapping[str, tuple[int, int | None]]) -> None:
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
        _, tenths = self._counts.get(term, (0, None))
        return None if tenths is None else tenths / 10


@cache
def background(code: str = "en") -> Background:
    """Return the counts of the language of an ISO 639-1 `code`; they know no word where there are none.

    `training/words/count.py` makes those of English and says from what.  Those of other languages are
    what texts as long as the English ones would hold; of capitals they know nothing.
    """
    if code != "en":
        return Background(background().documents, _expected(code))
    source = resources.files(FOLDER) / "en" / "counts.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    counts = {word: (entry[0], entry[1]) for word, entry in table["words"].items()}
    return Background(table["documents"], counts)


WORDS_A_TEXT: Final = 400
"""Words of a news text."""
_NEAREST: Final = {"no": "nb", "hr": "sh", "bs": "sh"}
"""Codes under which `wordfreq` has the words of others."""
_CUT_ELSEWHERE: Final = frozenset({"ja", "ko", "zh"})
"""Languages of which `wordfreq` counts other words than :func:`surface_words` cuts."""


@cache
def frequencies(code: str) -> Mapping[str, float]:
    """Return which share of all words of a language each is (in lower case), of one in a million and more.

    None where `wordfreq` has none, or cuts words otherwise.  It is loaded when another language than
    English is first met: 0.2 s, and 20 MB a language.
    """
    import wordfreq

    name = _NEAREST.get(code, code)
    # Asked for itself, it would take what it holds for the nearest: Spanish for Basque.
    if name in _CUT_ELSEWHERE or name not in wordfreq.available_languages("small"):
        return {}
    return wordfreq.get_frequency_dict(name, wordlist="small")


def _expected(code: str) -> dict[str, tuple[int, None]]:
    """In how many of the background's texts each term of a language would stand."""
    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in frequencies(code).items():
        term = term_of(word, code)
        # One string for both, where they are the same: a third less memory.
        shares[word if term == word else term] += share
    documents = background().documents
    counts = (
        (term, documents * (1 - math.exp(-WORDS_A_TEXT * share))) for term, share in shares.items()
    )
    entries = _Entries()
    return {term: entries[round(count)] for term, count in counts}


class _Entries(dict[int, tuple[int, None]]):
    """A count as an entry of a background, which knows nothing of capitals; equal ones are one object."""

    def __missing__(self, count: int) -> tuple[int, None]:
        entry = self[count] = (count, None)
        return entry


@cache
def _clitics(code: str) -> tuple[str, ...]:
    return language(code).phrases("words.clitics")


def term_of(word: str, code: str) -> str:
    """Return what `word` counts as in the language of an ISO 639-1 `code`: folded and stemmed."""
    return stem(fold(word, _clitics(code)), code)


def without_elision(word: str, code: str) -> str:
    """Return `word` without the article or pronoun that is elided before it: `incendie` for `l'incendie`."""
    first, mark, rest = word.replace("’", "'").partition("'")
    return rest if mark and rest and first.lower() in language(code).words("words.elided") else word


COMMON: Final = 3e-4
"""Share of all words from which a word tells nothing about what happened: one in nine texts has it."""


@cache
def common_words(code: str) -> frozenset[str]:
    """Return the words, folded, that tell nothing about what happened: the commonest, and the weekdays."""
    common = (word for word, share in frequencies(code).items() if share >= COMMON)
    own = language(code).words("words.stop", "calendar.weekdays")
    return frozenset(fold(word, ()) for word in (*common, *own))
