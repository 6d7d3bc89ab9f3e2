"""Texts as sets of hashed word n-grams, and what two of them have in common.

The measure is containment, the share of the smaller set that the larger one holds (Broder 1997):
a copy with a new opening and a cut end keeps it high, where Jaccard falls to a third.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from sys import getsizeof
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.grouping.events.matrices import distinct
from briefing.language.words import fold, surface_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]
    Numbers = NDArray[np.uint64]
    Ints = NDArray[np.int64]


SIZE: Final = 5
"""Words of a shingle: five rarely recur by chance, and survive an edit every few sentences."""
TEXTS: Final = 500
"""Texts that one worker cuts at a time: some 2 MB."""

KEPT_WORDS: Final = 65_536
"""Words that are remembered."""
KEPT_BYTES: Final = 40_000_000
"""Of the sentences that are, some 40,000 of news: copies are of one length, and read one after the other."""
LONGEST_KEPT: Final = 1_000
"""Characters of the longest sentence that is."""
A_SENTENCE: Final = 450
"""Bytes of a sentence that is remembered, beside its text and its numbers."""

_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_HALF: Final = np.uint64(32)
_NOTHING: Final = np.zeros(0, dtype=np.uint64)


class _Numbers(dict[str, int]):
    """A number for each word, made when it is first asked for; all are forgotten where there are too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT_WORDS:
            self.clear()
        # crc32 twice: stable between runs, unlike hash(), and wide enough together.
        raw = _folded(word).encode("utf-8", "surrogatepass")
        number = self[word] = zlib.crc32(raw) << 32 | zlib.crc32(raw, 0x5BD1)
        return number


def _folded(word: str) -> str:
    """The word as `fold` gives it: most have nothing to fold but capitals, and each block of texts asks for its own anew."""
    plain = word.isascii() and word.isalpha()
    return word.lower() if plain else fold(word)


class Shingler:
    """Turns texts into sorted arrays of distinct shingle hashes; remembers the words it has seen."""

    def __init__(self, size: int = SIZE) -> None:
        self.size: Final = size
        self._words: Final = _Numbers()

    def sequence(self, text: str) -> Hashes:
        """Return the shingle hashes of `text` in order; a shorter text gives one hash, or none.

        32 bits each: two of the 400 of one news text fall together once in 50,000 texts.
        """
        numbers = self.numbers(text)
        return _mixed(numbers, min(self.size, len(numbers)))

    def numbers(self, text: str) -> Numbers:
        """Return the numbers of the words of `text`, the same one for words that are folded to one."""
        words = surface_words(text)
        return np.fromiter(map(self._words.__getitem__, words), dtype=np.uint64, count=len(words))

    def __call__(self, text: str) -> Hashes:
        """Return the distinct shingle hashes of `text`, sorted."""
        return distinct(self.sequence(text))


def _mixed(numbers: Numbers, width: int) -> Hashes:
    """Return a hash of each run of so many numbers."""
    count = max(0, len(numbers) - width + 1) if width else 0
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        hashes = (hashes ^ numbers[offset : offset + count]) * _MIX
        hashes ^= hashes >> np.uint64(29)
    return (hashes >> _HALF).astype(np.uint32)


class Print(NamedTuple):
    """What a text is recognised by."""

    hashes: Hashes
    """Its distinct shingles, sorted."""
    sentences: Ints
    """A number for each of its sentences, in order; none where one is so short that others may say it as well."""


class Said(NamedTuple):
    """A sentence in numbers."""

    folded: Numbers
    """One for each word, the same for words that are folded to one."""
    written: Ints
    """One for each word as it is written, letter case aside: folded, "10,5" would be 105."""
    number: int
    """One for the sentence, by its words as they are written; 0 for a short one."""


class _Sentences(dict[str, Said]):
    """Sentences in numbers; copies have the same ones."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: Final = _Numbers()
        self._written: Final = _Written()
        self._bytes = 0

    def __missing__(self, sentence: str) -> Said:
        words = surface_words(sentence)
        folded = np.fromiter(map(self._folded.__getitem__, words), np.uint64, len(words))
        own = self._numbered(words)
        number = _digest(own.tobytes()) or 1 if len(words) >= SIZE else 0
        made = Said(folded, own, number)
        if len(sentence) <= LONGEST_KEPT:
            if self._bytes >= KEPT_BYTES:
                self.clear()
                self._bytes = 0
            self._bytes += A_SENTENCE + getsizeof(sentence) + folded.nbytes + own.nbytes
            self[sentence] = made
        return made

    def written(self, sentence: str) -> Ints:
        """Return the numbers of the words as they are written."""
        known = self.get(sentence)
        return self._numbered(surface_words(sentence)) if known is None else known.written

    def _numbered(self, words: Sequence[str]) -> Ints:
        return np.fromiter(map(self._written.__getitem__, words), np.int64, len(words))


class _Written(dict[str, int]):
    """A number for each word, letter case aside; all are forgotten where there are too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT_WORDS:
            self.clear()
        number = self[word] = _digest(word.casefold().encode("utf-8", "surrogatepass"))
        return number


def _digest(content: bytes) -> int:
    """A number of 64 bits, the same one in all processes."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


def prints(texts: Sequence[Sequence[str]]) -> list[Print]:
    """Return what each text, given by its sentences, is recognised by."""
    read = [[*map(said, text)] for text in texts]
    words = [np.concatenate([_NOTHING, *(one.folded for one in text)]) for text in read]
    own = [[one.number for one in text] for text in read]
    return [
        Print(hashes, np.array([] if 0 in numbers else numbers, dtype=np.int64))
        for hashes, numbers in zip(_shingles(words), own, strict=True)
    ]


def said(sentence: str) -> Said:
    """Return a sentence in numbers, which are remembered."""
    return _sentences()[sentence]


def written(sentence: str) -> Ints:
    """Return the numbers of its words as they are written, of a sentence that may not come again: it is not remembered."""
    return _sentences().written(sentence)


def forget() -> None:
    """Let go of the sentences that are remembered."""
    _sentences.cache_clear()


@cache
def _sentences() -> _Sentences:
    return _Sentences()


def _shingles(texts: Sequence[Numbers]) -> list[Hashes]:
    """Return the distinct shingle hashes of each text, sorted: those of all texts are made at once."""
    lengths = np.array([len(one) for one in texts], dtype=np.int64)
    hashes = _mixed(np.concatenate([_NOTHING, *texts]), SIZE)
    # What begins among the last words of a text runs on into the next.
    behind = np.cumsum(lengths)
    counts = np.maximum(lengths - SIZE + 1, 0)
    places = np.repeat(behind - lengths - np.cumsum(counts) + counts, counts)
    places += np.arange(len(places))
    codes = np.repeat(np.arange(len(texts), dtype=np.uint64), counts) << _HALF
    codes |= hashes[places]
    codes = distinct(codes)
    ends = codes.searchsorted(np.arange(1, len(texts), dtype=np.uint64) << _HALF)
    found = np.split(codes.astype(np.uint32), ends)
    for number in np.flatnonzero((lengths > 0) & (lengths < SIZE)).tolist():
        found[number] = _mixed(texts[number], int(lengths[number]))
    return found[: len(texts)]


def containment(first: Hashes, second: Hashes) -> float:
    """Return the share of the smaller set that the larger holds, 0 to 1 (0 for an empty set)."""
    fewer = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / fewer if fewer else 0.0
