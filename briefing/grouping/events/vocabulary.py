"""The words of stories as numbered terms, in which the languages are kept apart.

A term of ordinary words belongs to one language: an English word never equals a German one.  Names and
figures belong to all, so that two stories of two languages share these alone.  English is cut and
folded as the scorer was fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.phrases import BLOCK
from briefing.grouping.events.surfaces import read_surfaces
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
    """The numbers of the words of each story; a title is the head of its body."""
    terms: tuple[str, ...]
    term_of: Ints
    """The term of each numbered word, -1 for a stop word."""
    spoken: tuple[str, ...]
    """Each term as it is first written."""
    names: Mask
    figures: Mask
    """Which terms are names, and which are figures."""
    outside: dict[str, tuple[Ints, Ints]]
    """For each language its terms, and in how many texts of its background each stands."""


def read_words(stories: Sequence[Story]) -> Vocabulary:
    """Return the vocabulary of `stories`."""
    spoken_in = [language_of(story) for story in stories]
    codes = tuple(sorted(set(spoken_in) or {"en"}, key=lambda code: (code != "en", code)))
    for code in codes:
        # What stays is loaded before what goes again: its memory is used anew by the words.
        background(code)
    titles, bodies, tables = _numbered_words(stories, spoken_in)
    met = _occurrences(bodies, sum(map(len, tables.values())))
    terms = _Terms(tables)
    outside = {code: terms.add(code, met) for code in codes}
    names = np.zeros(len(terms.numbers), dtype=bool)
    names[list(terms.names)] = True
    return Vocabulary(
        codes=codes,
        languages=np.array([codes.index(code) for code in spoken_in], dtype=np.int32),
        titles=titles,
        bodies=bodies,
        terms=tuple(terms.numbers),
        term_of=terms.term_of,
        spoken=terms.spoken(),
        names=names,
        figures=np.array([term[:1].isdigit() for term in terms.numbers], dtype=bool),
        outside=outside,
    )


def _numbered_words(
    stories: Sequence[Story], spoken_in: Sequence[str]
) -> tuple[list[Ints], list[Ints], dict[str, Sequence[str]]]:
    """Return the titles and bodies of `stories` as numbers, and the words of each language in their order."""
    nothing = np.zeros(0, dtype=np.int32)
    titles, bodies = [nothing] * len(stories), [nothing] * len(stories)
    tables: dict[str, Sequence[str]] = {}
    start = 0
    for code in dict.fromkeys(spoken_in):
        rows = [row for row, other in enumerate(spoken_in) if other == code]
        found = read_surfaces([stories[row] for row in rows], code, start)
        for row, title, body in zip(rows, found.titles, found.bodies, strict=True):
            titles[row], bodies[row] = title, body
        tables[code] = found.words
        start += len(found.words)
    return titles, bodies, tables


def _occurrences(bodies: Sequence[Ints], words: int) -> Floats:
    met = np.zeros(words, dtype=np.float64)
    for start in range(0, len(bodies), BLOCK):
        met += np.bincount(np.concatenate(bodies[start : start + BLOCK]), minlength=words)
    return met


class _Terms:
    """Numbers for terms, language by language."""

    def __init__(self, tables: Mapping[str, Sequence[str]]) -> None:
        self._tables: Final = tables
        self.numbers: Final[dict[str, int]] = {}
        self.names: Final[set[int]] = set()
        self.term_of: Final = np.full(sum(map(len, tables.values())), -1, dtype=np.int32)

    def add(self, code: str, met: Floats) -> tuple[Ints, Ints]:
        """Give the words of a language their terms; return these, and in how many background texts each stands."""
        words = self._tables.get(code, ())
        here = self._place(code)
        terms, first, own_of = _numbered_terms(words, code)
        used = own_of >= 0
        capital = np.array([word[0].isupper() for word in words], dtype=bool)
        total, upper = (
            np.bincount(own_of[used], weights=weights[used], minlength=len(terms)).astype(float)
            for weights in (met[here], met[here] * capital)
        )
        named = _are_names(terms, first, code, total, upper)
        columns = np.array(
            [
                self._number(term, word, code, is_name=is_name)
                for term, word, is_name in zip(terms, first, named.tolist(), strict=True)
            ],
            dtype=np.int32,
        )
        self.term_of[here][used] = columns[own_of[used]]
        return columns, _outside(terms, code)

    def _place(self, code: str) -> slice:
        """Where the words of a language stand among all."""
        before = takewhile(lambda other: other != code, self._tables)
        start = sum(len(self._tables[other]) for other in before)
        return slice(start, start + len(self._tables.get(code, ())))

    def spoken(self) -> tuple[str, ...]:
        """Return each term as it is first written."""
        spoken = [""] * len(self.numbers)
        words = chain.from_iterable(self._tables.values())
        for word, term in zip(words, self.term_of.tolist(), strict=True):
            if term >= 0 and not spoken[term]:
                spoken[term] = word
        return tuple(spoken)

    def _number(self, term: str, word: str, code: str, *, is_name: bool) -> int:
        """Return the number of a term, whose first word is `word`: of its own, or one that languages share."""
        key = term
        if code != "en" and not term[0].isdigit():
            key = stem(fold(word)) if is_name else ""
            if not self._is_shared(key, is_name=is_name):
                key = f"{code} {term}"
        number = self.numbers.setdefault(key, len(self.numbers))
        if is_name:
            self.names.add(number)
        return number

    def _is_shared(self, term: str, *, is_name: bool) -> bool:
        """Whether a name means the same in all languages: it is no word of English."""
        here, elsewhere = self.numbers.get(term), background().capitals(term)
        is_word = (elsewhere or 1.0) < NAME_SHARE or (here is not None and here not in self.names)
        return is_name and not is_word


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
