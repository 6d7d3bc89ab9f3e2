"""A sentence read once: its tokens, words, figures, days, names and quotations.

Every room asks here.  Each part is read when it is first asked for and kept with the text, and the
texts of some hundred stories are kept, so that no sentence of a day is read twice.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from briefing.language import requests
from briefing.language.calendar import Day, find_days
from briefing.language.figures import Figure, find_figures
from briefing.language.instructions import addresses_a_model
from briefing.language.names import Name, find_names, name_terms
from briefing.language.quotes import find_quotes
from briefing.language.tokenise import tokenise
from briefing.language.tokens import Token, normal
from briefing.language.words import surface_words

KEPT: Final = 8192
"""Texts kept, some 8 kB each once all of their parts were asked for."""


class Text:
    """A sentence or a short passage, and what stands in it."""

    def __init__(self, text: str, code: str = "en") -> None:
        self.text: Final = text
        self.code: Final = code
        """ISO 639-1 code of the language that it is read in."""
        self._days: Final[dict[date | None, tuple[Day, ...]]] = {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, fixed pairs and figures of several words each one token."""
        return tokenise(self.text, self.code)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as they are written, figures kept whole."""
        return tuple(surface_words(self.text))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures, ranks and identifiers among them."""
        return find_figures(self.text, self.code)

    @cached_property
    def counts(self) -> tuple[Figure, ...]:
        """Its figures that count or measure something."""
        return tuple(figure for figure in self.figures if figure.counts)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names: the longest runs of capitalised words."""
        return tuple(find_names(self.tokens))

    @cached_property
    def name_terms(self) -> frozenset[str]:
        """The stems of its words that are names wherever they stand."""
        return name_terms(self.text)

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """The strings inside its quotation marks."""
        return find_quotes(self.text)

    @cached_property
    def _normal(self) -> str:
        return normal(self.text)

    @cached_property
    def addresses_a_model(self) -> bool:
        """Whether it tells somebody what to answer, instead of telling news; marks make no difference."""
        if self._normal != self.text:
            return read(self._normal, self.code).addresses_a_model
        return addresses_a_model(self.text, self.code)

    @cached_property
    def is_request(self) -> bool:
        """Whether it asks somebody to write, rank or leave out something."""
        return requests.is_request(self._normal, self.code)

    def days(self, published: date | None) -> tuple[Day, ...]:
        """Return the days that it names, resolved against the day of its publication."""
        if published not in self._days:
            self._days[published] = find_days(self.text, published)
        return self._days[published]


def read(text: str, code: str = "en") -> Text:
    """Return `text`, read in the language of an ISO 639-1 `code`; the same object each time."""
    return _kept(text, code)


_kept: Final = lru_cache(maxsize=KEPT)(Text)
