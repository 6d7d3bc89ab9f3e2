"""Texts as sets of hashed word n-grams, and which texts share many of them.

An inverted index over the hashes finds the pairs that share any; each is then compared exactly.
The measure is containment, the share of the smaller set that the larger one holds (Broder 1997):
a copy with a new opening and a cut end keeps it high, where Jaccard falls to a third.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

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
KEEP_ALL: Final = 256
"""Texts with at most this many shingles are indexed with all of them."""
SAMPLE: Final = 8
"""Of longer texts, shingles whose hash is divisible by this are indexed (one in eight)."""
CROWD: Final = 24
"""A shingle in more texts than this pairs each text with a few neighbours only, not with all."""

AT_A_TIME: Final = 8_000_000
"""Hashes that are sorted at a time: in 300 MB."""

TEXTS: Final = 500
"""Texts that one worker cuts at a time: some 2 MB."""

_ENDING: Final = np.uint32(0xFFFF)
"""The bits of a hash by which it is told from most others."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


class _Numbers(dict[str, int]):
    """A number for each word, made when it is first asked for."""

    def __missing__(self, word: str) -> int:
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
        words = surface_words(text)
        numbers: Numbers = np.fromiter(
            map(self._words.__getitem__, words), dtype=np.uint64, count=len(words)
        )
        width = min(self.size, len(numbers))
        count = len(numbers) - width + 1 if width else 0
        hashes = np.zeros(count, dtype=np.uint64)
        for offset in range(width):
            hashes = (hashes ^ numbers[offset : offset + count]) * _MIX
            hashes ^= hashes >> np.uint64(29)
        return (hashes >> np.uint64(32)).astype(np.uint32)

    def __call__(self, text: str) -> Hashes:
        """Return the distinct shingle hashes of `text`, sorted."""
        return distinct(self.sequence(text))


def shingles(texts: Sequence[str]) -> list[Hashes]:
    """Return the distinct shingle hashes of each text."""
    shingler = Shingler()
    return [shingler(text) for text in texts]


def containment(first: Hashes, second: Hashes) -> float:
    """Return the share of the smaller set that the larger holds, 0 to 1 (0 for an empty set)."""
    return containments(first, [second])[0]


def containments(one: Hashes, others: Sequence[Hashes]) -> list[float]:
    """Return the :func:`containment` of one set and each of the others, all at once: a text of a large day lies near dozens."""
    if not len(one) or not others:
        return [0.0] * len(others)
    sizes = np.array([len(other) for other in others])
    every = np.concatenate(others)
    ends_alike = np.zeros(int(_ENDING) + 1, dtype=bool)
    ends_alike[one & _ENDING] = True
    at = np.flatnonzero(
        ends_alike.take(every & _ENDING)
    )  # few others: to look up all took six times as long
    places = np.minimum(one.searchsorted(every[at]), len(one) - 1)
    held = at[one[places] == every[at]]
    ends = held.searchsorted(np.cumsum(sizes))
    shared = np.concatenate([ends[:1], ends[1:] - ends[:-1]])
    found: list[float] = (shared / np.minimum(np.maximum(sizes, 1), len(one))).tolist()
    return found


def sharing_pairs(sets: Sequence[Hashes]) -> Ints:
    """Return the pairs (k x 2, first < second, sorted) of `sets` that share an indexed hash.

    Linear in the number of hashes: a hash held by more than `CROWD` sets, a stock phrase or a text
    with very many copies, pairs neighbours only.  Part by part, from the least hashes to the greatest: all
    those of 350,000 texts at once would be sorted in 3 GB.
    """
    indexed = [_indexed(hashes) for hashes in sets]
    parts = 1 + sum(map(len, indexed)) // AT_A_TIME
    low = [0] * len(indexed)
    found: list[Ints] = []
    for bound in [*((part << 32) // parts for part in range(1, parts)), 0]:
        # The last part has what is left.
        high = [
            len(one) if not bound else int(one.searchsorted(np.uint32(bound))) for one in indexed
        ]
        cut = [one[a:b] for one, a, b in zip(indexed, low, high, strict=True)]
        found.append(_sharing(cut))
        low = high
    codes = distinct(np.concatenate(found))
    return np.stack([codes // len(sets), codes % len(sets)], axis=1)


def _sharing(sets: Sequence[Hashes]) -> Ints:
    """The pairs of sets that share a hash: the number of the first, times their count, and that of the second."""
    owner = np.repeat(np.arange(len(sets), dtype=np.int32), [len(hashes) for hashes in sets])
    if not len(owner):
        return np.zeros(0, dtype=np.int64)
    hashes = np.concatenate(sets)
    # Owners ascend already, and a stable sort keeps them so within a run.
    order = np.argsort(hashes, kind="stable")
    hashes, owner = hashes[order], owner[order]
    del order
    sizes = np.diff(np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1], True]))
    few = np.repeat(sizes <= CROWD, sizes)
    found: list[Ints] = [np.zeros(0, dtype=np.int64)]
    for step in range(1, CROWD):
        # Neighbours at distance `step` in the run of one hash; crowds stop after three steps.
        same = hashes[step:] == hashes[:-step]
        if step > 3:
            same &= few[:-step]
        if not same.any():
            break
        codes = owner[:-step][same].astype(np.int64) * len(sets) + owner[step:][same]
        found.append(distinct(codes))
    return distinct(np.concatenate(found))


def _indexed(hashes: Hashes) -> Hashes:
    if len(hashes) <= KEEP_ALL:
        return hashes
    sampled: Hashes = hashes[hashes % np.uint32(SAMPLE) == 0]
    return sampled
