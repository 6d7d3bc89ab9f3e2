"""The number words of a language, put up once for reading: what each word is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final

from briefing.language.base import NOTHING, Language, either, language

_LONGEST_WORD: Final = 60
"""Letters of the longest word that is tried as several number words written together."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Number words in lower case with their values, and the words that may stand between them."""

    tongue: Language

    def _values(self, name: str) -> Mapping[str, float]:
        return {word.lower(): value for word, value in self.tongue.numbers(name).items()}

    def _words(self, name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in self.tongue.phrases(name))

    @cached_property
    def ones(self) -> Mapping[str, float]:
        """Numbers below twenty."""
        return self._values("figures.ones")

    @cached_property
    def tens(self) -> Mapping[str, float]:
        """Tens, and the numbers up to a hundred that are written as one word."""
        tens = self._values("figures.tens")
        ones = {**self.ones, **self._glued_ones}
        form = self.tongue.text("figures.glued")
        made = {
            form.format(one=one, ten=ten): tens[ten] + value
            for ten in tens
            for one, value in ones.items()
            if form and 0 < value < 10 and value % 1 == 0
        }
        return {**tens, **made}

    @cached_property
    def _glued_ones(self) -> Mapping[str, float]:
        return self._values("figures.glued_ones")

    @cached_property
    def small(self) -> Mapping[str, float]:
        """All numbers below a hundred."""
        return {**self.ones, **self.tens}

    @cached_property
    def scales(self) -> Mapping[str, float]:
        """Words that multiply what stands in front of them."""
        return self._values("figures.scales")

    @cached_property
    def bare_scales(self) -> frozenset[str]:
        """Scales that are a number by themselves."""
        return self._words("figures.bare_scales")

    @cached_property
    def short_scales(self) -> Mapping[str, float]:
        """Scales behind digits alone."""
        return self._values("figures.short_scales")

    @cached_property
    def letter_scales(self) -> Mapping[str, float]:
        """Scales behind digits alone, without a space."""
        return {**self.short_scales, **self._values("figures.letter_scales")}

    @cached_property
    def plural_scales(self) -> Mapping[str, float]:
        """Scales that count nothing exactly: `dozens`."""
        return self._values("figures.plural_scales")

    @cached_property
    def fractions(self) -> Mapping[str, float]:
        """Parts behind an article or nothing, and how many make a whole."""
        return self._values("figures.fractions")

    @cached_property
    def fractions_many(self) -> Mapping[str, float]:
        """Parts behind a number above one."""
        return self._values("figures.fractions_many")

    @cached_property
    def ordinals(self) -> Mapping[str, float]:
        """Ordinals of one word."""
        return self._values("figures.ordinals")

    @cached_property
    def decade_parts(self) -> Mapping[str, tuple[int, int]]:
        """The first and the last year of the part of a decade."""
        parts = self.tongue.table("figures.decade_parts")
        return {word: (int(span.split()[0]), int(span.split()[-1])) for word, span in parts.items()}

    @cached_property
    def something(self) -> frozenset[str]:
        """What makes a whole decade of a round number."""
        return self._words("figures.something")

    @cached_property
    def somethings(self) -> Mapping[str, float]:
        """Round numbers with that written behind them."""
        return {f"{ten}{end}": value for ten, value in self.tens.items() for end in self.something}

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words between the parts of a number."""
        return self._words("figures.and")

    @cached_property
    def between(self) -> frozenset[str]:
        """Words behind which a joiner parts two numbers."""
        return self._words("figures.between")

    @cached_property
    def articles(self) -> frozenset[str]:
        """Words that stand for one in front of a scale or a fraction."""
        return self._words("lines.indefinite") | self._words("figures.articles")

    @cached_property
    def of(self) -> frozenset[str]:
        """Words between a fraction and its whole."""
        return self._words("figures.of")

    @cached_property
    def vague(self) -> frozenset[str]:
        """Words in front of a scale that nobody counted."""
        return self._words("figures.vague")

    @cached_property
    def one(self) -> frozenset[str]:
        """Numbers that are pronouns too."""
        return self._words("figures.one")

    @cached_property
    def shares_of(self) -> frozenset[str]:
        """Words behind a fraction that is a share."""
        return self._words("figures.shares_of")

    @cached_property
    def bare_fractions(self) -> frozenset[str]:
        """Fractions that need no article."""
        return self._words("figures.bare_fractions")

    @cached_property
    def shares_bare(self) -> frozenset[str]:
        """Words behind a fraction that needs no article."""
        return self._words("figures.shares_bare")

    @cached_property
    def shares_not(self) -> frozenset[str]:
        """Words in front of a fraction that is none."""
        return self._words("figures.shares_not_after")

    @cached_property
    def ordinal_endings(self) -> frozenset[str]:
        """What makes an ordinal of digits."""
        return self._words("calendar.day_endings")

    @cached_property
    def decade_endings(self) -> frozenset[str]:
        """What makes a decade of digits."""
        return self._words("figures.decade_endings")

    @cached_property
    def signs(self) -> frozenset[str]:
        """What stands in front of a number as its unit."""
        return self._words("figures.signs")

    @cached_property
    def unit_words(self) -> frozenset[str]:
        """What stands behind a number as its unit."""
        return frozenset(word.lower() for word in self.tongue.forms("figures.units"))

    @cached_property
    def decimal(self) -> str:
        """The mark in front of decimals."""
        return self.tongue.text("figures.decimal")

    @cached_property
    def grouping(self) -> str:
        """The mark between groups of digits."""
        return self.tongue.text("figures.grouping")

    @cached_property
    def number(self) -> re.Pattern[str]:
        """Digits with these marks: `1,234.5`, and `12,34,567` as in India."""
        rest = rf"(?:{re.escape(self.decimal)}\d+)?" if self.decimal else ""
        mark = re.escape(self.grouping)
        groups = rf"\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}|" if mark else ""
        return re.compile(rf"(?:{groups}\d+){rest}")

    @cached_property
    def known(self) -> frozenset[str]:
        """All words that can stand in a number."""
        return frozenset().union(
            *(self.small, self.scales, self.short_scales, self.plural_scales, self.fractions),
            *(self.fractions_many, self.ordinals, self.decade_parts, self.somethings),
            *(self.something, self.joiners, self.articles, self.of, self.vague),
        )

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Words that are numbers or scales."""
        return frozenset((*self.small, *self.scales, *self.short_scales, *self.letter_scales))

    @cached_property
    def is_glued(self) -> bool:
        """Whether number words are written together as one."""
        return self.tongue.has("figures.glued")

    @cached_property
    def _glued(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        words = (*self.small, *self._glued_ones, *self.scales, *self.joiners)
        form = either(words) if self.is_glued else NOTHING
        return re.compile(f"(?:{form}){{2,8}}"), re.compile(form)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the number words that `word` is made of, none where it is no such word."""
        whole, part = self._glued
        if len(word) > _LONGEST_WORD or not whole.fullmatch(word):
            return ()
        return tuple(part.findall(word))

    def scale_behind(self, word: str) -> bool:
        """Whether `word` multiplies the digits to which it is glued."""
        return word in self.letter_scales or word in self.scales

    def ends_with_sign(self, text: str) -> bool:
        """Whether the last word of `text` is a sign of a unit."""
        return re.split(r"[\W\d_]+", text.lower())[-1] in self.signs


@cache
def lexicon_of(code: str) -> Lexicon:
    """Return the number words of the language with ISO 639-1 `code`; empty where it has none."""
    return Lexicon(language(code))


@lru_cache(maxsize=1)
def spelt_words() -> frozenset[str]:
    """Return the English words that are numbers or scales."""
    return lexicon_of("en").spelt
