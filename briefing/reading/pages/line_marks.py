"""How a line is set, whatever it says: numbers and bullets in front, stamps, separators, signs.

Pages set their stories alike: an outlet and an age under each headline, a number in front, a clock time
before each paragraph.  These facts hold in any language; what they mean, the line model decides from the
lines around and from the rest of the page.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from math import log1p
from typing import Final

from briefing.language.calendar import DATE, find_relative
from briefing.reading.pages.conventions import CLOCK, STAMP_LABEL, WORDS

STAMP: Final = 32
"""Characters of the longest stamp."""
SHORT: Final = 120
"""Characters of the longest line in which stamps are looked for."""
_DATE: Final = re.compile(rf"(?<!\w){DATE}(?!\w)")
_CLOCK: Final = re.compile(rf"(?<![\d.,:]){CLOCK}(?![\d%])")
_LABELLED: Final = re.compile(STAMP_LABEL)
_NUMBERED: Final = re.compile(
    r"\W{0,3}(?:#\s?)?\d{1,3}(?:[.):]|\s[-\u2013\u2014|/])\s?(?=\D)|#\d{1,3}\b|[\u2460-\u2473\u2776-\u2793]|\d\ufe0f?\u20e3"
)
_BULLET: Final = re.compile(
    r"[\u2022\u25aa\u25a0\u25cf\u25ba\u25b6\u2023\u25e6\u2192\u00bb\u203a\u2013\u2014*+\u2605\u2666-]\s*(?=\w)"
)
_LABEL: Final = re.compile(r"\W{0,3}[^\W\d_][\w ./&'\u2019-]{0,24}:(?=\s|\Z)")
_SPEAKER: Final = re.compile(r"[\w .@~'\u2019-]{2,30}[,:]?\s*[\[(<]?\d{1,2}[:.]\d{2}")
_ADDRESS: Final = re.compile(
    r"https?:|www\.|\S@\w|\b[a-z][a-z-]{2,30}\.[a-z]{2,7}\b(?!\.)", re.IGNORECASE
)
_MAY_BE_ADDRESS: Final = re.compile(r"[.:@](?:[^\W\d]|(?<=@)\d|/|(?<=:)\Z)")
"""A mark with a letter or a stroke right behind it, as every address has: 10 times cheaper than _ADDRESS."""
_PART_OF_NAME: Final = rf"(?:[A-Z][\w.'\u2019-]+|{WORDS.either('labels.name_particles')})"
NAME_LINE: Final = re.compile(
    rf"{_PART_OF_NAME}(?:\s+{_PART_OF_NAME}){{1,3}}(?:\s*[,|]\s*[A-Z][\w ,.'\u2019-]{{2,40}}"
    rf"|\s{WORDS.either('labels.name_places')}\s(?:[A-Z][\w.'\u2019-]+\s?){{1,3}})?\Z"
)
"""A name, perhaps with an office or a place: "Ilse Kern, Court reporter", "Ilse Kern in Port Ellery"."""
_MONEY: Final = re.compile(r"[\u20ac\u00a3$\u20b9]\s?\d|\d\s?[\u20ac\u00a3$%]")
_SEPARATOR: Final = re.compile(r"[|\u00b7\u2022\u203a\u00bb/>\u2014\u2013]")
_PARTED: Final = re.compile(r"\s[|\u00b7\u2022\u203a/\u2014\u2013-]\s")
_SIGN: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
_GROUPS: Final = re.compile(r"(\d+)|([^\W\d_]+)")
_RUN: Final = re.compile(r"(?:a ?){2,}|(?:A ?){2,}|(?:C ?){2,}")

MARKS: Final = (
    *("set as a heading", "quoted line", "bold line", "numbered", "bulleted", "bracket in front"),
    *("date inside", "clock inside", "age inside", "stamp label inside", "label in front"),
    *("name and clock", "address inside", "money inside", "separators", "separator between spaces"),
    *(
        "pictogram in front",
        "pictograms",
        "no letter",
        "rule of signs",
        "two spaces inside",
        "a name",
    ),
    *("ends with digit", "digits only", "commas", "first letter small", "characters"),
)


@lru_cache(maxsize=16384)
def marks(line: str) -> array[float]:
    """Return the facts MARKS of one line as it stands in the file, stripped, in single precision."""
    head = line[:200]
    short = len(line) <= SHORT
    low = head.lower() if short else ""
    first = head[:1]
    digits = any(map(str.isdigit, low))
    letters = any(map(str.isalpha, head))
    values = (
        float(first == "#"), float(first == ">"), float(head.startswith(("**", "__"))), float(_NUMBERED.match(head) is not None),
        float(_BULLET.match(head) is not None), float(first in "[(<"),
        float(digits and _DATE.search(low) is not None), float(digits and _CLOCK.search(low) is not None),
        float(short and find_relative(line) is not None), float(short and _LABELLED.search(low) is not None),
        float(_LABEL.match(head) is not None), float(short and _SPEAKER.match(head) is not None),
        float(_MAY_BE_ADDRESS.search(head) is not None and _ADDRESS.search(head) is not None), float(short and _MONEY.search(head) is not None),
        log1p(len(_SEPARATOR.findall(head))) if short else 0.0, float(short and _PARTED.search(head) is not None),
        float(_SIGN.match(head) is not None), 0.0 if head.isascii() else log1p(len(_SIGN.findall(head))), float(not letters),
        float(not letters and len(line) > 2 and len(set(line.replace(" ", ""))) <= 3), float(short and "  " in head),
        float(short and NAME_LINE.match(line) is not None), float(line[-1:].isdigit()), float(first.isdigit() and line.replace(" ", "").isdigit()),
        log1p(head.count(",")), float(first.islower()), log1p(len(line)),
    )  # fmt: skip
    return array("f", values)


def is_stamp(line: str) -> bool:
    """Whether a short line says when, and hardly anything else: "14:20", "3 hrs ago", "2 March, 9.15 am"."""
    if len(line) > STAMP:
        return False
    return _CLOCK.search(line.lower()) is not None or find_relative(line) is not None


@lru_cache(maxsize=16384)
def shape(line: str) -> str:
    """Return how a short line is built: words as letters, numbers as a nought, marks as they are.

    Two lines of one shape play one part on their page: "Delta Post · 2 hours ago", "Lowland Radio · 3 hours ago".
    """
    if len(line) > SHORT:
        return ""
    return _RUN.sub("W ", _GROUPS.sub(_group, line))


def _group(match: re.Match[str]) -> str:
    word = match[2]
    if word is None:
        return "0"
    return "a" if word[0].islower() else "C" if len(word) > 1 and word.isupper() else "A"
