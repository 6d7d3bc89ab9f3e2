"""Names: the longest runs of capitalised words, and the terms of a text that are mostly capitalised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from briefing.language.base import language
from briefing.language.calendar import find_days
from briefing.language.spellings import canonical
from briefing.language.tokens import Token, stem
from briefing.language.words import CLITICS, STOP_WORDS, background, fold, frequencies

Name = tuple[Token, ...]
"""The words of a name as they stand in a text, marks between them left out."""

_CAPITAL: Final = re.compile(r"(?<!\w)[A-Z][\w'’-]*")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
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


def written_names(text: str, code: str) -> tuple[str, ...]:
    """Return the runs of capitalised content words of `text`, each once, as they are written.

    What :func:`find_names` finds, but without tokens, a fortieth of the time: for the headlines of years.  None where a language writes its nouns with
    capitals as well.
    """
    if not capitals_tell_names(code):
        return ()
    runs: list[list[str]] = [[]]
    end = 0
    for match in _WORD.finditer(text):
        word = _without_clitic(match[0])
        if text[end : match.start()] != " " or not _may_name(word, code):
            runs.append([])
        if _may_name(word, code):
            runs[-1].append(word)
        end = match.start() + len(word)
    return tuple(dict.fromkeys(" ".join(run) for run in runs if run))


def _without_clitic(word: str) -> str:
    if word.isalnum():  # most words: clitics have an apostrophe
        return word
    plain = word.replace("’", "'")
    ending = next((one for one in CLITICS if plain.endswith(one)), "")
    return word[: len(word) - len(ending)] if ending != "s'" else word[:-1]


@lru_cache(maxsize=1 << 14)
def _may_name(word: str, code: str) -> bool:
    return word[:1].isupper() and word.lower() not in _no_names(code)


@cache
def _no_names(code: str) -> frozenset[str]:
    """Words that are no part of a name though they have a capital: stop words, titles, numbers."""
    words = language(code)
    numbers = (words.numbers(f"figures.{kind}") for kind in ("ones", "tens"))
    return frozenset().union(words.words("words.stop"), _honorifics(code), *numbers)


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


@lru_cache(maxsize=1 << 14)
def _is_of_calendar(word: str) -> bool:
    """Whether a word with a number behind it is a day."""
    return bool(find_days(f"{word} 1", None))


def name_terms(text: str) -> frozenset[str]:
    """Return the terms of `text` that are names: written with a capital where most words are not."""
    found = _CAPITAL.findall(canonical(text))
    known = background()
    words = {fold(word) for word in found if not _is_of_calendar(word)}
    terms = {stem(word) for word in words - STOP_WORDS}
    return frozenset(term for term in terms if (known.capitals(term) or 1.0) >= MOSTLY)
