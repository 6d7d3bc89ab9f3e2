"""The words of stories as numbered terms, in which the languages are kept apart.

A term of ordinary words belongs to one language: an English word never equals a German one.  Names and
figures belong to all, so that two stories of two languages share these alone.  English is cut and
folded as the scorer was fitted on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.phrases import BLOCK
from briefing.language.base import language, lexicon
from briefing.language.detect import language_of
from briefing.language.names import capitals_tell_names, is_written_as_a_name
from briefing.language.tokens import stem
from briefing.language.words import (
    background,
    common_words,
    fold,
    frequencies,
    surface_words,
    term_of,
    without_elision,
)
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
LEAD_WORDS: Final = 80
"""Words of title and first sentences that make the lead view."""
BODY_WORDS: Final = 700
"""Words of a story that are looked at; what comes later is background in news writing."""
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
    own: dict[str, dict[str, int]]
    """For each language its terms as it counts them in its background, with their numbers."""


def read_words(stories: Sequence[Story]) -> Vocabulary:
    """Return the vocabulary of `stories`."""
    spoken_in = [language_of(story) for story in stories]
    codes = tuple(sorted(set(spoken_in) or {"en"}, key=lambda code: (code != "en", code)))
    pairs = list(zip(stories, spoken_in, strict=True))
    capitals = {
        code: _capitals_inside(story for story, other in pairs if other == code)
        for code in codes
        if code != "en"
    }
    words = _Words()
    titles, bodies = [], []
    for story, code in pairs:
        title, body = _words_of(story, code, capitals.get(code, ()))
        titles.append(words.numbered(title, code))
        own_title = titles[-1][: len(title) if story.title else 0]
        bodies.append(np.concatenate([own_title, words.numbered(body, code)]))
    met = _occurrences(bodies, len(words))
    terms = _Terms(len(words))
    own = {code: terms.add(code, words.tables.get(code, {}), met) for code in codes}
    names = np.zeros(len(terms.numbers), dtype=bool)
    names[list(terms.names)] = True
    return Vocabulary(
        codes=codes,
        languages=np.array([codes.index(code) for code in spoken_in], dtype=np.int32),
        titles=titles,
        bodies=bodies,
        terms=tuple(terms.numbers),
        term_of=terms.term_of,
        spoken=_spoken(words, terms),
        names=names,
        figures=np.array([term[:1].isdigit() for term in terms.numbers], dtype=bool),
        own=own,
    )


class _Words:
    """Numbers for surface words, those of each language in a table of its own."""

    def __init__(self) -> None:
        self.tables: Final[dict[str, defaultdict[str, int]]] = {}
        self._next: Final = count()

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))

    def numbered(self, words: Sequence[str], code: str) -> Ints:
        """Return the numbers of `words` of one language."""
        if code not in self.tables:
            self.tables[code] = defaultdict(self._next.__next__)
        number = self.tables[code].__getitem__
        return np.fromiter(map(number, words), dtype=np.int32, count=len(words))


def _capitals_inside(stories: Iterable[Story]) -> frozenset[str]:
    """Return the words that stand with a capital inside sentences of `stories`."""
    sentences = (sentence.text for story in stories for sentence in story.sentences)
    inside = (word for text in sentences for word in _cut(text, BODY_WORDS)[1:])
    return frozenset(word for word in inside if word[0].isupper())


def _words_of(story: Story, code: str, capitals: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the first words of a story's title and of its body.

    Those of English stand as they are written.  In other languages a word that opens a sentence is written
    as it is inside one, with `capitals` for what has a capital there, and stands without elided words.
    """
    if code == "en":
        return _cut(story.headline, LEAD_WORDS), _cut(story.body, BODY_WORDS)
    texts = [(story.headline, LEAD_WORDS), *((one.text, BODY_WORDS) for one in story.sentences)]
    title, *body = (
        [without_elision(word, code) for word in _opened(_cut(*text), code, capitals)]
        for text in texts
    )
    return title, [word for words in body for word in words][:BODY_WORDS]


def _cut(text: str, limit: int) -> list[str]:
    # Twelve characters a word are ample: slicing first spares cutting words nobody looks at.
    return surface_words(text[: limit * 12])[:limit]


def _opened(words: list[str], code: str, capitals: Collection[str]) -> list[str]:
    known = frequencies(code)
    if words and words[0] not in capitals and (not known or words[0].lower() in known):
        return [words[0].lower(), *words[1:]]
    return words


def _occurrences(bodies: Sequence[Ints], words: int) -> Floats:
    met = np.zeros(words, dtype=np.float64)
    for start in range(0, len(bodies), BLOCK):
        met += np.bincount(np.concatenate(bodies[start : start + BLOCK]), minlength=words)
    return met


class _Terms:
    """Numbers for terms, language by language."""

    def __init__(self, words: int) -> None:
        self.numbers: Final[dict[str, int]] = {}
        self.names: Final[set[int]] = set()
        self.term_of: Final = np.full(words, -1, dtype=np.int32)

    def add(self, code: str, table: Mapping[str, int], met: Floats) -> dict[str, int]:
        """Give the words of a language their terms; return the terms as it counts them itself."""
        words = np.fromiter(table.values(), dtype=np.int32, count=len(table))
        first: dict[str, str] = {}
        own_of = _numbered_terms(table, code, first)
        used = own_of >= 0
        counts = met[words] * used
        capital = np.array([word[0].isupper() for word in table], dtype=bool)
        total, upper = (
            np.bincount(own_of[used], weights=weights[used], minlength=len(first)).astype(float)
            for weights in (counts, counts * capital)
        )
        named = _are_names(first, code, total, upper)
        columns = [
            self._number(term, word, code, is_name=is_name)
            for (term, word), is_name in zip(first.items(), named.tolist(), strict=True)
        ]
        self.term_of[words[used]] = np.array(columns, dtype=np.int32)[own_of[used]]
        return dict(zip(first, columns, strict=True))

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


def _numbered_terms(words: Iterable[str], code: str, first: dict[str, str]) -> Ints:
    """Return the number of the term of each word, -1 for a stop word; `first` gets terms and first words."""
    numbers: dict[str, int] = {}
    found = []
    for word in words:
        term = _english_term(word) if code == "en" else _term(word, code)
        found.append(numbers.setdefault(term, len(numbers)) if term else -1)
        if term:
            first.setdefault(term, word)
    return np.array(found, dtype=np.int32)


def _english_term(word: str) -> str:
    folded = fold(word, _CLITICS)
    if folded in _STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):
        return ""
    return stem(folded)


def _term(word: str, code: str) -> str:
    """Return the term of a word that is not English, nothing for a stop word."""
    if word[0].isdigit():
        return _figure(word)
    folded = fold(word, language(code).phrases("words.clitics"))
    tells = len(folded) > (1 if frequencies(code) else SHORT) and folded not in common_words(code)
    return term_of(word, code) if tells else ""


def _figure(word: str) -> str:
    """Return a figure as English writes it, without the commas that part its thousands."""
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    return word.lower().replace(",", ".")


def _are_names(first: Mapping[str, str], code: str, total: Floats, upper: Floats) -> Mask:
    """Which terms of a language are names, from how often they stand in all and with a capital."""
    known = background(code)
    for number, term in enumerate(first):
        outside = known.capitals(term)
        if outside is not None:
            # Ten background occurrences: enough to overrule a handful at hand.
            upper[number] += 10 * outside
            total[number] += 10
    share: Mask = upper >= NAME_SHARE * np.maximum(total, 1)
    if not capitals_tell_names(code):
        share &= np.array([is_written_as_a_name(word, code) for word in first.values()], dtype=bool)
    return share


def _spoken(words: _Words, terms: _Terms) -> tuple[str, ...]:
    spoken = [""] * len(terms.numbers)
    for table in words.tables.values():
        for surface, number in table.items():
            term = terms.term_of[number]
            if term >= 0 and not spoken[term]:
                spoken[term] = surface
    return tuple(spoken)
