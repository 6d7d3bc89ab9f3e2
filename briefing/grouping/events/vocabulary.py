"""The words of stories as numbered terms, in which the languages are kept apart.

A term of ordinary words belongs to one language: an English word never equals a German one.  Names and
figures belong to all, so that two stories of two languages share these alone.  English is cut and
folded as the scorer was fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.phrases import BLOCK
from briefing.grouping.events.surfaces import Surfaces, read_surfaces
from briefing.language.base import language, lexicon
from briefing.language.detect import language_of
from briefing.language.names import capitals_tell_names, is_written_as_a_name
from briefing.language.tokens import stem
from briefing.language.words import background, common_words, fold, frequencies
from briefing.records import Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Floats = NDArray[np.float64]


LEXICON: Final = lexicon("briefing.grouping.events", "scorer")
"""The words that the scorer was fitted on; `scorer.json` holds their digest and that of the counts."""
_STOP_WORDS: Final = LEXICON.words("scorer.stop")
_CLITICS: Final = LEXICON.phrases("scorer.clitics")
NAME_SHARE: Final = 0.8
"""A term is a name when this share of its occurrences is capitalised (sentence starts included)."""
SHORT: Final = 3
"""Letters up to which a word tells nothing, in a language of which it is not known how common words are."""
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,6}")
"""A figure in groups of three digits, by points as well as by commas."""


@dataclass(frozen=True)
class Vocabulary:
    """The terms of stories, and the numbered words of their titles and bodies."""

    codes: tuple[str, ...]
    """The languages of the stories, English first."""
    languages: Ints
    """The place of each story's language in `codes`."""
    titles: list[Ints]
    bodies: list[Ints]
    """The terms of the words of each story in their order, -1 for a stop word; a title is the head of its body."""
    spoken: tuple[str, ...]
    """Each term as it is first written, in the first of its languages."""
    names: Mask
    figures: Mask
    """Which terms are names, and which are figures."""
    years: list[int]
    """The terms that are years of this century."""
    outside: dict[str, tuple[Ints, Ints]]
    """For each language its terms, and in how many texts of its background each stands."""


def read_words(stories: Sequence[Story]) -> Vocabulary:
    """Return the vocabulary of `stories`."""
    spoken_in = [language_of(story) for story in stories]
    codes = tuple(sorted(set(spoken_in) or {"en"}, key=lambda code: (code != "en", code)))
    for code in codes:
        # What stays is loaded before what goes again: its memory is used anew by the words.
        background(code)
    terms = _Terms()
    nothing = np.zeros(0, dtype=np.int32)
    titles, bodies = [nothing] * len(stories), [nothing] * len(stories)
    outside = {}
    for code in codes:
        rows = [row for row, other in enumerate(spoken_in) if other == code]
        found = read_surfaces([stories[row] for row in rows], code)
        term_of, outside[code] = terms.add(code, found)
        for row, title, body in zip(rows, found.titles, found.bodies, strict=True):
            titles[row], bodies[row] = term_of[title], term_of[body]
    return Vocabulary(
        codes=codes,
        languages=np.array([codes.index(code) for code in spoken_in], dtype=np.int32),
        titles=titles,
        bodies=bodies,
        spoken=tuple(terms.spoken),
        names=np.array(terms.named, dtype=bool),
        figures=np.array(terms.figures, dtype=bool),
        years=[number for term, number in terms.shared.items() if _is_recent_year(term)],
        outside=outside,
    )


def _is_recent_year(term: str) -> bool:
    return len(term) == 4 and term.isdigit() and term.startswith("20")


class _Terms:
    """Numbers for terms, language by language."""

    def __init__(self) -> None:
        self.shared: Final[dict[str, int]] = {}
        """Terms of English, figures and names; those of other languages meet no other and are not kept."""
        self.spoken: Final[list[str]] = []
        self.named: Final = bytearray()
        self.figures: Final = bytearray()

    def add(self, code: str, found: Surfaces) -> tuple[Ints, tuple[Ints, Ints]]:
        """Return the term of each word of a language; its terms, and in how many background texts each stands."""
        terms, first, own_of = _numbered_terms(found.words, code)
        named = _are_names(terms, first, code, *_occurrences(found, own_of, len(terms)))
        numbers = np.fromiter(
            map(partial(self._number, code), terms, first, named.tolist()),
            dtype=np.int32,
            count=len(terms),
        )
        used = own_of >= 0
        term_of = np.full(len(own_of), -1, dtype=np.int32)
        term_of[used] = numbers[own_of[used]]
        return term_of, (numbers, _outside(terms, code))

    def _number(self, code: str, term: str, word: str, is_name: bool) -> int:  # noqa: FBT001  called by map
        """Return the number of a term, whose first word is `word`: of its own, or one that languages share."""
        is_shared, key = True, term
        if code != "en" and not term[0].isdigit():
            key = stem(fold(word)) if is_name else ""
            is_shared = self._is_shared(key, is_name=is_name)
        number = self.shared.get(key) if is_shared else None
        if number is None:
            number = len(self.spoken)
            self.spoken.append(word)
            self.named.append(is_name)
            self.figures.append(term[0].isdigit())
            if is_shared:
                self.shared[key] = number
        self.named[number] |= is_name
        return number

    def _is_shared(self, term: str, *, is_name: bool) -> bool:
        """Whether a name means the same in all languages: it is no word of English."""
        here, elsewhere = self.shared.get(term), background().capitals(term)
        is_word = (elsewhere or 1.0) < NAME_SHARE or (here is not None and not self.named[here])
        return is_name and not is_word


def _occurrences(found: Surfaces, term_of: Ints, terms: int) -> tuple[Floats, Floats]:
    """Return how often each term stands in the bodies, in all and with a capital."""
    met = np.zeros(len(found.words), dtype=np.float64)
    for start in range(0, len(found.bodies), BLOCK):
        block = np.concatenate(found.bodies[start : start + BLOCK])
        met += np.bincount(block, minlength=len(met))
    capital = np.array([word[0].isupper() for word in found.words], dtype=bool)
    used = term_of >= 0
    total, upper = (
        np.bincount(term_of[used], weights=weights[used], minlength=terms).astype(float)
        for weights in (met, met * capital)
    )
    return total, upper


def _numbered_terms(words: Iterable[str], code: str) -> tuple[list[str], list[str], Ints]:
    """Return the terms of `words`, the first word of each, and the number of each word's term, -1 for a stop word."""
    term_of = _english_term if code == "en" else _terms_of(code)
    numbers: dict[str, int] = {}
    first: list[str] = []
    found: list[int] = []
    for word in words:
        term = term_of(word)
        # One string for both, where they are the same.
        term = word if term == word else term
        number = numbers.setdefault(term, len(numbers)) if term else -1
        found.append(number)
        if number == len(first):
            first.append(word)
    return list(numbers), first, np.array(found, dtype=np.int32)


def _outside(terms: Sequence[str], code: str) -> Ints:
    known, english = background(code), background()
    told = ((english if term[0].isdigit() else known).frequency(term) for term in terms)
    return np.fromiter(told, dtype=np.int32, count=len(terms))


def _english_term(word: str) -> str:
    folded = fold(word, _CLITICS)
    if folded in _STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):
        return ""
    return stem(folded)


def _terms_of(code: str) -> Callable[[str], str]:
    """Return what tells the term of a word of a language but English, nothing for a stop word."""
    clitics = language(code).phrases("words.clitics")
    least = 1 if frequencies(code) else SHORT
    common = common_words(code)

    def term_of(word: str) -> str:
        if word[0].isdigit():
            return _figure(word)
        folded = fold(word, clitics)
        return stem(folded, code) if len(folded) > least and folded not in common else ""

    return term_of


def _figure(word: str) -> str:
    """Return a figure as English writes it, without the commas that part its thousands."""
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    return word.lower().replace(",", ".")


def _are_names(
    terms: Sequence[str], first: Sequence[str], code: str, total: Floats, upper: Floats
) -> Mask:
    """Which terms of a language are names, from how often they stand in all and with a capital."""
    known = background(code)
    for number, term in enumerate(terms):
        outside = known.capitals(term)
        if outside is not None:
            # Ten background occurrences: enough to overrule a handful at hand.
            upper[number] += 10 * outside
            total[number] += 10
    share: Mask = upper >= NAME_SHARE * np.maximum(total, 1)
    if not capitals_tell_names(code):
        share &= np.array([is_written_as_a_name(word, code) for word in first], dtype=bool)
    return share
