"""The words of a line as the line model's features ask for them, in the language of the line.

A page's language is not known yet, and a page may hold several: a line is taken to be English unless
it is prose that another language's function words explain better.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.language.base import either, every, language, optional
from briefing.language.calendar import days_so_far

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.language.base import Language


PROSE_SHARE: Final = 0.2
"""Function words among all of a line of prose."""
PROSE_WORDS: Final = 7
"""A line of fewer words is no paragraph of prose (99 % of the paragraphs in glued_pages have more)."""
CLEARLY: Final = 2
"""Times as many function words as English has in a line that is another language's."""
LEAST_STEM: Final = 3
"""Letters that are left of a word without its ending."""
KEPT_WORDS: Final = 1 << 16
"""Words of a language of which it is kept what is compared of them, some 13 MB."""
DAY_REACH: Final = 300
"""Characters of a line in which a day is looked for."""


class _Kept(dict[str, str]):
    """What was made of words: a news day has few, and each comes again and again.

    All are forgotten where there are too many: to know the oldest takes as long as the rest.
    """

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make: Final = make

    def __missing__(self, word: str) -> str:
        if len(self) >= KEPT_WORDS:
            self.clear()
        made = self[word] = self._make(word)
        return made


class LineWords:
    """The lists of one language (``lines.toml``)."""

    def __init__(self, own: Language) -> None:
        self.function_words: Final = own.words("lines.function_words")
        self.pronouns: Final = own.words("lines.pronouns")
        self.connectives: Final = own.words("lines.connectives")
        self.titles: Final = own.words("lines.titles")
        self.definite: Final = own.words("lines.definite")
        self.indefinite: Final = own.words("lines.indefinite")
        self.reporting: Final = own.words("lines.reporting")
        self._endings: Final = own.phrases("lines.endings")
        self._last_letters: Final = frozenset(ending[-1] for ending in self._endings)
        endings = optional(own.phrases("calendar.weekday_endings"))
        self._days: Final = re.compile(rf"\b{either(days_so_far(own))}{endings}\b")
        self._day_parts: Final = own.phrases("lines.day_parts")
        self.content: Final = _Kept(self._content).__getitem__

    def known(self, words: Sequence[str]) -> int:
        """Return how many of `words`, in lower case, are function words."""
        return sum(map(self.function_words.__contains__, words))

    def names_day(self, line: str) -> bool:
        """Whether a day stands in the first characters of a line ("on Monday", "today")."""
        start = line[:DAY_REACH]
        return any(part in start for part in self._day_parts) and (
            self._days.search(line, 0, DAY_REACH) is not None
        )

    def _content(self, word: str) -> str:
        """Return a content word without its commonest ending, "" for a function word.

        Enough to see that a word comes back.
        """
        if len(word) < 3 or word in self.function_words:
            return ""
        if len(word) < 5 or word[-1] not in self._last_letters:
            return word
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
                return word[: -len(ending)]
        return word


ENGLISH: Final = LineWords(language("en"))
OTHERS: Final = tuple(
    LineWords(one) for one in every("lines.function_words") if one is not language("en")
)


def words_of_line(words: Sequence[str]) -> tuple[LineWords, int]:
    """Return the lists for a line of `words`, in lower case, and how many of them are function words."""
    known = ENGLISH.known(words)
    if known >= PROSE_SHARE * len(words) or len(words) < PROSE_WORDS:
        return ENGLISH, known
    for other in OTHERS:
        found = other.known(words)
        if found >= PROSE_SHARE * len(words) and found > CLEARLY * known:
            return other, found
    return ENGLISH, known
