"""Pages in another script, or in a language of which no word is known; their layout stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from training.layouts.pages import Page

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC: Final = "\u0430\u0431\u0446\u0434\u0435\u0444\u0433\u0445\u0438\u0436\u043a\u043b\u043c\u043d\u043e\u043f\u044f\u0440\u0441\u0442\u0443\u0432\u0448\u0447\u044b\u0437"
_OTHER_LATIN: Final = "ebdfugkhijlmnprostvxyzwcaq"
_SIGNS: Final = 0x4E00
"""The first of the Chinese signs; a word becomes one or two of the 2,000 behind it."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = str.maketrans(
    {".": "\u3002", ",": "\uff0c", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"}
)


def disguised(page: Page, random: Random) -> Page:
    """Return the page in another script or language, line for line."""
    change = random.choice(CHANGES)
    return page._replace(lines=tuple(line._replace(text=change(line.text)) for line in page.lines))


def _lettered(letters: str) -> Callable[[str], str]:
    table = str.maketrans(_LATIN + _LATIN.upper(), letters + letters.upper())
    return lambda text: text.translate(table)


def _without_spaces(text: str) -> str:
    """Write each word as a sign or two, without the spaces between them, with the marks of Chinese."""
    signs = _WORD.sub(_sign, text)
    joined = re.sub(r"(?<=[\u4e00-\u9fff,.]) (?=[\u4e00-\u9fff\d])", "", signs)
    return re.sub(r"(?<=[\u4e00-\u9fff])[.,:?!]", lambda mark: mark[0].translate(_MARKS), joined)


def _sign(word: re.Match[str]) -> str:
    key = sum(map(ord, word[0].lower()))
    return "".join(
        chr(_SIGNS + key * (place + 7) % 2000) for place in range(1 + (len(word[0]) > 4))
    )


CHANGES: Final[Sequence[Callable[[str], str]]] = (
    _lettered(_CYRILLIC),
    _lettered(_OTHER_LATIN),
    _without_spaces,
)
