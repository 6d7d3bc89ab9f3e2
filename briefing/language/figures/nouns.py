"""What a figure counts: the noun behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from briefing.language.base import Language, either
from briefing.language.tokens import stem
from briefing.language.words import STOP_WORDS, fold

_DIRECTLY: Final = re.compile(r"[\s-]([^\W\d_][\w'’]*)")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, eq=False)
class Nouns:
    """The reader of one language."""

    tongue: Language

    @cached_property
    def _stops(self) -> frozenset[str]:
        return STOP_WORDS | self.tongue.words("figures.noun_stops")

    @cached_property
    def _skips(self) -> frozenset[str]:
        return self.tongue.words("figures.noun_skips")

    @cached_property
    def _plural(self) -> re.Pattern[str]:
        words = either(self.tongue.phrases("figures.noun_plurals"))
        return re.compile(rf"{words}$|.*{self.tongue.pattern('figures.noun_plural')}")

    @cached_property
    def _no_plurals(self) -> frozenset[str]:
        return self.tongue.words("figures.noun_no_plurals")

    def is_plural(self, after: str) -> bool:
        """Whether the word directly behind a number is a plural."""
        match = _DIRECTLY.match(after)
        folded = fold(match[1]) if match else ""
        return folded not in self._no_plurals and bool(self._plural.match(folded))

    @cached_property
    def _of(self) -> frozenset[str]:
        return self.tongue.words("figures.of")

    def read(self, after: str, *, vague: bool = False) -> tuple[str, str]:
        """Return the stem of the counted noun, and the text up to its end.

        It is the first plural of the phrase behind the figure, else its first word: `three undersea
        cables` counts cables, while `five wounded` and `48-page` have no plural.  Behind a `vague` number
        it may follow `of`: `dozens of boats`.
        """
        first: tuple[str, str] | None = None
        phrase = re.split(r"[.,;:()\"“”]", after)[0]
        for match in islice(_WORD.finditer(phrase), 3):
            word, folded = match.group(), fold(match.group())
            if folded in self._skips or (vague and folded in self._of):
                continue
            if folded in self._stops and not word.isupper():
                break
            found = stem(folded), after[: match.end()]
            if self._plural.match(folded):
                return found
            first = first or found
        return first or ("", "")
