"""Words that point outside their sentence, and places: what an item's reader has to have been told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.text import Text
from briefing.language.tokens import Token
from briefing.writing.gate.align import inside_quotes

_EN: Final = language("en")
_PERSONS: Final = _EN.words("classes.pronouns_of_persons")
_PLACES: Final = _EN.words("classes.prepositions_of_place_and_day") | {"near"}


def nameless_pronoun(text: Text) -> str:
    """Return the "he" or "his" that stands, outside quotation marks, before anything is named that it could mean; empty for none."""
    for token, quoted in zip(text.tokens, inside_quotes(text.tokens), strict=True):
        if token.low in _PERSONS and not quoted:
            return token.text
        if token.content or quoted:
            return ""
    return ""


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
