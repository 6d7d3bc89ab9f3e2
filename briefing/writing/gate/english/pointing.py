"""Words that point outside their sentence, and places: what an item's reader has to have been told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile
from typing import Final

from briefing.language.base import language
from briefing.language.text import Text
from briefing.language.tokens import Token
from briefing.writing.gate.align import inside_quotes

_EN: Final = language("en")
_PERSONS: Final = _EN.words("classes.pronouns_of_persons")
_PLACES: Final = _EN.words("classes.prepositions_of_place_and_day") | {"near"}
_DEFINITE: Final = frozenset({"the"})
_INDEFINITE: Final = _EN.words("classes.articles") - _DEFINITE
_LONGEST: Final = 4
"""Words of a noun with what describes it; behind more, a verb was taken for one."""


def nameless_pronoun(text: Text) -> str:
    """Return the "he" or "his" that stands, outside quotation marks, before anything is named that it could mean; empty for none."""
    for token, quoted in zip(text.tokens, inside_quotes(text.tokens), strict=True):
        if token.low in _PERSONS and not quoted:
            return token.text
        if token.content or quoted:
            return ""
    return ""


def newly_definite(text: Text, sources: Sequence[Text]) -> Token | None:
    """Return the noun, or what stands before it, that `text` has behind "the" and its sources behind "a" alone.

    "A study by the county found" tells of it, "the study found" asks which.
    """
    known = {one.stem for source in sources for one in _behind(source, _DEFINITE)}
    new = {one.stem for source in sources for one in _behind(source, _INDEFINITE)} - known
    firsts = (
        second
        for first, second in pairwise(text.tokens)
        if first.low in _DEFINITE and second.content and not second.capital
    )
    return next((one for one in firsts if one.stem in new), None)


def _behind(text: Text, articles: AbstractSet[str]) -> Iterator[Token]:
    """The content words right behind articles: the noun, and what describes it."""
    tokens = text.tokens
    for at, token in enumerate(tokens):
        if token.low in articles:
            yield from takewhile(lambda one: one.content, tokens[at + 1 : at + 1 + _LONGEST])


def places(text: Text) -> Iterator[Sequence[Token]]:
    """Yield the names behind "in", "at", "on" and "near", outside quotation marks."""
    inside = dict(zip((one.start for one in text.tokens), inside_quotes(text.tokens), strict=True))
    before = {
        token.start: earlier.low
        for earlier, token in zip(text.tokens, text.tokens[1:], strict=False)
    }
    for name in text.names:
        if before.get(name[0].start) in _PLACES and not inside[name[0].start]:
            yield name
