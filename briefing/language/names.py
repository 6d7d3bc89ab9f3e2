"""Names: the longest runs of capitalised words, and the terms of a text that are mostly capitalised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from briefing.language.base import language
from briefing.language.calendar import find_days
from briefing.language.spellings import canonical
from briefing.language.tokens import Token, stem
from briefing.language.words import STOP_WORDS, background, fold, frequencies

Name = tuple[Token, ...]
"""The words of a name as they stand in a text, marks between them left out."""

_CAPITAL: Final = re.compile(r"(?<!\w)[A-Z][\w'’-]*")
MOSTLY: Final = 0.6
"""Share of its occurrences in news from which a term that is written with a capital is a name."""


def find_names(tokens: Sequence[Token]) -> Iterator[Name]:
    """Yield the longest runs of capitalised content words, titles and days left out.

    None where a language writes its nouns with capitals as well, as German does.
    A hyphen does not end a name ("Evian-les-Bains").  The first word of a sentence has a capital in
    any case: alone there it may be no name (:func:`opens_sentence`).
    """
    run: list[Token] = []
    if tokens and not capitals_tell_names(tokens[0].code):
        return
    for at, token in enumerate(tokens):
        if token.capital and token.content and not token.calendar:
            if token.low not in _honorifics(token.code):
                run.append(token)
        elif not _inside_word(tokens, at) and run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


@cache
def capitals_tell_names(code: str) -> bool:
    """Whether a capital inside a sentence tells a name, in the language of an ISO 639-1 `code`."""
    return language(code).text("names.capitals") != "nouns"


def is_written_as_a_name(word: str, code: str) -> bool:
    """Whether a word that has a capital inside a sentence is a name, in the language of `code`.

    Where nouns have capitals as well, it is what the language does not know for a word, or English for a name.
    """
    if capitals_tell_names(code) or word.casefold() not in frequencies(code):
        return True
    return (background().capitals(stem(fold(word))) or 0.0) >= MOSTLY


@cache
def _honorifics(code: str) -> frozenset[str]:
    return language(code).words("names.honorifics")


def _inside_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a hyphen, or stands between two, with no space: "Evian-les-Bains"."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, token, after = tokens[at - 1 : at + 2]
    glued = before.end == token.start and token.end == after.start
    return glued and (token.text == "-" or before.text == after.text == "-")


def opens_sentence(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether only punctuation stands before `token` in its sentence, or a quotation begins."""
    before = [one for one in tokens if one.end <= token.start and one.sentence == token.sentence]
    return all(one.kind == "punct" for one in before) or before[-1].text in {'"', "“", ":"}


def name_terms(text: str) -> frozenset[str]:
    """Return the terms of `text` that are names: written with a capital where most words are not."""
    found = _CAPITAL.findall(canonical(text))
    known = background()
    words = {fold(word) for word in found if not find_days(f"{word} 1", None)}
    terms = {stem(word) for word in words - STOP_WORDS}
    return frozenset(term for term in terms if (known.capitals(term) or 1.0) >= MOSTLY)
