"""A line of a page taken apart: "The Tarn Post · 2 hours ago" is a name and a time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import DATE, WEEKDAY, find_relative

_WORDS: Final = together()
_BETWEEN: Final = re.compile(
    r"\s*[|·•⋅›»‹«⋯]\s*|\s*(?<!\d)/\s*|\s+[-–—>]+\s+|\s{2,}|\t|,\s+|\s*[(\[]|[)\]]:?\s*|:\s+"
)
_PHRASE: Final = re.compile(r"\s*[|·•⋅›»‹«⋯]\s*|\s+[-–—>/]+\s+|\s{2,}|\t")
_DIGIT: Final = re.compile(r"\d")
_TIME: Final = re.compile(
    rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}[:.]\d\d\b|\b(?i:{DATE})|^\d{{1,3}}\s?[^\W\d_]{{1,5}}\.?$"
)
_DAY: Final = re.compile(
    rf"{_WORDS.pattern('outlets.moments')}|(?=\S{{4}}){WEEKDAY}", re.IGNORECASE
)
"""A part that is the day of a story: "ayer", "Tuesday"; of three letters, "Sun" is a paper."""
_TAGLINE: Final = re.compile(
    rf"(?<![\w-]){_WORDS.pattern('outlets.in_taglines')}(?![\w-])", re.IGNORECASE
)
_SHORTEST_TAGLINE: Final = 3
_DATE: Final = re.compile(rf"(?<!\w)(?i:(?:{WEEKDAY},?\s)?{DATE})")
_YEAR: Final = re.compile(rf"\b(?:19|20)\d\d\b|\b(?i:{DATE})")
_PRICE: Final = re.compile(
    r"[€£$¥₹₽]\s?\d|\d[.,]\d\d\s?(?:[€£$¥₹₽]|[^\W\d_]{2,8}\b)"
    rf"|(?<!\w)(?i:{_WORDS.pattern('outlets.issue_marks')})\s?\d"
)
_FREQUENCY: Final = re.compile(r"\s\d{2,3}[.,]\d(?:\s?(?:FM|MHz))?$")
_MARKS: Final = ' \t-–—•|*_#>"“”‹›«»⋯≡=~'
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
LONGEST: Final = 160
"""Characters of a line that is taken apart; a longer one is a sentence."""


@lru_cache(maxsize=4096)
def parts_of(line: str) -> tuple[str, ...]:
    """Return the parts of a line between the marks that pages put between name, time and place."""
    if len(line) > LONGEST:
        return ()
    pieces = (_without_frequency(piece) for piece in _BETWEEN.split(plain(line)))
    parts = [part for piece in pieces for part in _undated(piece) if part]
    return tuple(part.rstrip(":") for part in parts) if len(parts) > 1 else tuple(parts)


def _without_frequency(piece: str) -> str:
    """A part without the marks at its edges and, of a station, without the frequency: "Radio Tarn 94.2"."""
    bare = piece.strip(_MARKS)
    return _FREQUENCY.sub("", bare) if bare[-1:].isdigit() or bare.endswith(("FM", "Hz")) else bare


def _undated(piece: str) -> tuple[str, ...]:
    """A name and the date behind it, where no mark parts them: "THE TARN STAR 8 MARCH 2026 17"."""
    date = _DATE.search(piece) if _DIGIT.search(piece) else None
    if date is None or not date.start():
        return (piece,)
    words = piece[: date.start()].split()
    while words and words[-1].islower():
        words.pop()
    return (" ".join(words), piece[date.start() :])


@lru_cache(maxsize=4096)
def columns_of(line: str) -> tuple[str, ...]:
    """Return the parts of a line, those with a comma or a bracket in them whole."""
    if len(line) > LONGEST:
        return ()
    pieces = (_without_frequency(piece) for piece in _PHRASE.split(plain(line)))
    return tuple(piece for piece in pieces if piece)


@lru_cache(maxsize=4096)
def tells_time(part: str) -> bool:
    """Whether a part of a line is or holds a date, a clock time or a distance ("2 hours ago", "3h")."""
    if _DAY.fullmatch(part) or (_DIGIT.search(part) and _TIME.search(part)):
        return True
    return find_relative(part) is not None


def marks_of(line: str) -> tuple[str, ...]:
    """Return the marks that part a line, in order: what two lines that are built alike have in common."""
    if len(line) > LONGEST:
        return ()
    return tuple(mark.strip() for mark in _BETWEEN.findall(plain(line)))


def is_tagline(part: str) -> bool:
    """Whether a part of a line says what the page is beside whose name it stands: "a magazine of ideas"."""
    words = len(part.split())
    return words >= _SHORTEST_TAGLINE and not tells_time(part) and bool(_TAGLINE.search(part))


@lru_cache(maxsize=4096)
def is_imprint(line: str) -> bool:
    """Whether a short line says when, in which number or for how much an issue came out."""
    if len(line) > LONGEST or not _DIGIT.search(line):
        return False
    return bool(_YEAR.search(line) or _PRICE.search(line))


def has_price(line: str) -> bool:
    """Whether a short line tells the price or the number of an issue."""
    return len(line) <= LONGEST and _PRICE.search(line) is not None


def plain(line: str) -> str:
    """Return a line without Markdown's links and the marks at its edges."""
    return (_LINK.sub(r"\1", line) if "](" in line else line).strip(_MARKS)
