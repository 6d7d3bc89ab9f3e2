"""Words as they are looked for: the same in the program's own search and on the archive's page without a server.

A term is a run of letters and digits without marks, in lower case ("Café" is found by "cafe").  Scripts that put no
spaces between words give a term for each character, which a phrase joins again.  The page's script folds in the same way
(`publishing/archive/search.js`); a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from briefing.language.scripts import HAN, KANA, LETTERS

_WORDS: Final = re.compile(r"[^\W_]+")
_ALONE: Final = f"[{HAN}{KANA}{LETTERS}]"
_UNSPACED: Final = re.compile(f"({_ALONE})")
_QUERY: Final = re.compile(r'"([^"]*)(?:"\*?|$)|(\S+)')
_SHOWN: Final = re.compile(rf"{_ALONE}|(?:(?!{_ALONE})[^\W_]|[\u0300-\u036f])+")


class Term(NamedTuple):
    """What a query asks for in one place: terms that follow one another."""

    words: tuple[str, ...]
    prefix: bool
    """Whether the last of them may go on ("ferr*")."""


class _Unmarked(dict[int, int | None]):
    """For :meth:`str.translate`: combining marks go.  Answers are kept, a text has few kinds of characters."""

    def __missing__(self, sign: int) -> int | None:
        kept = None if unicodedata.category(chr(sign)).startswith("M") else sign
        self[sign] = kept
        return kept


_UNMARKED: Final = _Unmarked()


def terms(text: str) -> list[str]:
    """Return the terms of `text` in their order."""
    return _WORDS.findall(_folded(text))


def parse_query(text: str) -> tuple[Term, ...]:
    """Read what somebody looks for: words, "phrases", and beginnings of words with an asterisk.

    Nothing is an error: signs that mean nothing here part words.  Empty where no word is left.
    """
    found = []
    for match in _QUERY.finditer(text):
        asked = match[2] if match[2] is not None else match[1]
        words = tuple(terms(asked))
        if words:
            found.append(Term(words, match[0].rstrip('"').endswith("*")))
    return tuple(dict.fromkeys(found))


def hits(text: str, query: Iterable[Term]) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, each with whether it is a word that the query asks for."""
    asked = [*query]
    whole = {word for one in asked for word in (one.words[:-1] if one.prefix else one.words)}
    begun = tuple(one.words[-1] for one in asked if one.prefix)
    last = 0
    for match in _SHOWN.finditer(text):
        word = "".join(terms(match[0]))
        if word in whole or (begun and word.startswith(begun)):
            yield text[last : match.start()], False
            yield match[0], True
            last = match.end()
    yield text[last:], False


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).translate(_UNMARKED).lower()
    return _UNSPACED.sub(r" \1 ", plain)
