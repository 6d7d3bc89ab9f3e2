"""Texts that nobody would write: what functions of text are timed on, by name and of any length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

UNITS: Final[Mapping[str, str]] = {
    "one letter": "a",
    "one capital": "A",
    "spaces": " ",
    "lines": "\n",
    "tabs": "\t",
    "returns": "\r",
    "zeros": "\0",
    "quotes": '"',
    "opening quotes": "“",
    "apostrophes": "'",
    "words in quotes": "“x” ",
    "quotes said": "“Yes,” she said. ",
    "said": "said ",
    "he said,": "he said, ",
    "dollars": "$1 ",
    "percent": "5% ",
    "3 of 4": "3 of 4 ",
    "digits": "1",
    "ones": "1 ",
    "digits, commas": "1,",
    "thousands": "1,000,",
    "digits, points": "1.",
    "ranges": "1-2 ",
    "slashes": "1/2/",
    "times": "10:30 ",
    "hundreds": "one hundred ",
    "hundred and": "one hundred and ",
    "millions": "million ",
    "half a": "half a ",
    "one": "one ",
    "more than": "more than ",
    "commas": ",",
    "spaced commas": ", ",
    "words, commas": "a, ",
    "clauses": "which, he said, ",
    "capitals": "A ",
    "names": "Anna Berg ",
    "names, commas": "Anna Berg, ",
    "initials": "A. ",
    "titles": "Mr. ",
    "abbreviations": "U.S. ",
    "colons": "a: ",
    "semicolons": "a; ",
    "brackets": "(",
    "closing brackets": ")",
    "brackets, words": "(a ",
    "square brackets": "[",
    "links of Markdown": "[a](b ",
    "braces": '{"a":',
    "lists of JSON": "[1,",
    "backslashes": "\\",
    "days": "17 June 2025 ",
    "ISO days": "2025-06-17 ",
    "months": "June ",
    "weekdays": "Monday ",
    "ago": "5 minutes ago ",
    "lines of ago": "5 minutes ago\n",
    "updated": "Updated: 17 June 2025\n",
    "addresses": "https://a.example/b ",
    "one address": "https://a.example/b?",
    "www": "www.",
    "mail addresses": "a@b.example ",
    "at signs": "@",
    "hyphens": "-",
    "words-hyphens": "a-",
    "dashes": "– ",
    "rules": "-----\n",
    "bullets": "* a\n",
    "headings": "# a\n",
    "tables": "|a",
    "points": ".",
    "spaced points": ". ",
    "marks": "?!",
    "and": "and ",
    "the": "the ",
    "not": "not ",
    "who": "who ",
    "of the": "of the ",
    "tiny sentences": "It is so. ",
    "lines of one word": "Menu\n",
    "paragraphs of one word": "Menu\n\n",
    "entities": "&amp;",
    "open entities": "&#",
    "tags": "<p>",
    "nested tags": "<div><b>",
    "open tags": "<",
    "links": '<a href="b">',
    "attributes": '<a b="',
    "comments": "<!--",
    "CDATA": "<![CDATA[",
    "scripts": "<script>",
    "tables of HTML": "<table><tr><td>",
    "encoded words": "=?utf-8?q?a?= ",
    "quoted-printable": "=3D",
    "headers": "From: a\n",
    "quoted lines": "> ",
    "columns": '"a","b",',
    "tabs, columns": "a\tb\t",
    "gutters": "word      word\n",
    "combining marks": "\u0301",
    "letters, combining marks": "e\u0301",
    "zero width": "\u200b",
    "joined signs": "\U0001f469\u200d",
    "right to left": "\u202e\u05d0 ",
    "Arabic": "\u0642\u0627\u0644 ",
    "Chinese": "\u4eca\u5929",
    "replacement": "\ufffd",
    "long s": "ſ",
    "Cyrillic": "сказал, что ",
    "German": "sagte, daß ",
    "bars": " | ",
    "by": "By Anna Berg\n",
    "credits": "Photo: Anna Berg / Reuters\n",
    "rights": "© 2025 ",
    "please": "Please write ",
}
"""What is written again and again."""


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def of(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + closing * depth

    return of


def _words(count: int, seed: int) -> list[str]:
    draw = Random(seed)  # draws text, no secrets
    syllables = ("ba", "ne", "ri", "so", "tu", "lan", "mer", "kos", "vi", "den")
    return ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(count)]


def _long_word(size: int) -> str:
    return "".join(_words(size, 1))[:size]


def _long_sentence(size: int) -> str:
    return " ".join(_words(size // 2, 2))[:size]


def _named(size: int) -> str:
    return " ".join(word.capitalize() for word in _words(size // 2, 3))[:size]


def _figures(size: int) -> str:
    return " ".join(f"{number} {word}" for number, word in enumerate(_words(size // 4, 4)))[:size]


def _sentences(size: int) -> str:
    words = iter(_words(size, 5))
    made = (" ".join(next(words) for _ in range(9)).capitalize() for _ in range(size // 45))
    return ". ".join(made)[:size] + "."


def _lines(size: int) -> str:
    return _sentences(size).replace(". ", "\n\n")


def _quoted(size: int) -> str:
    return _sentences(size).replace(". ", ",” she said. “")


def _said_of_figures(size: int) -> str:
    words = _words(size // 10, 6)
    rows = (
        f"At least {number} people of {word.capitalize()} were hurt, the port said."
        for number, word in enumerate(words)
    )
    return " ".join(rows)[:size]


PATTERNS: Final[Mapping[str, Callable[[int], str]]] = {
    **{name: _repeated(unit) for name, unit in UNITS.items()},
    "nested brackets": _nested("(", ")"),
    "nested tags, closed": _nested("<div>", "</div>"),
    "nested lists of JSON": _nested("[", "]"),
    "one long word": _long_word,
    "one long sentence": _long_sentence,
    "one long name": _named,
    "figures of things": _figures,
    "sentences": _sentences,
    "sentences of figures": _said_of_figures,
    "sentences in quotes": _quoted,
    "lines of sentences": _lines,
}
"""Makers of texts, by what they are made of; each gives the number of characters that it is asked for, or hardly fewer."""


def texts(name: str, sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield the text of a pattern in each of the sizes, in characters."""
    yield from map(PATTERNS[name], sizes)
