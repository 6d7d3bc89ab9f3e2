"""The day that an address or the name of a file holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from briefing.language.calendar.names import ANY_MONTH, month_of
from briefing.language.calendar.notations import valid

_IN_PATH: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d{1,3}(?:\D|$))"
)
_WORDS_IN_PATH: Final = re.compile(
    rf"(?<![^\W_])(?:(?P<y1>(?:19|20)\d\d)[-_/ ](?P<m1>{ANY_MONTH})[-_/ ](?P<d1>[0-3]?\d)"
    rf"|(?P<d2>[0-3]?\d)[-_ ](?P<m2>{ANY_MONTH})[-_ ](?P<y2>(?:19|20)\d\d)"
    rf"|(?P<m3>{ANY_MONTH})[-_ ](?P<d3>[0-3]?\d)[-_, ]{{1,2}}(?P<y3>(?:19|20)\d\d))(?![^\W_])",
    re.IGNORECASE,
)


_ARCHIVED: Final = re.compile(r"/web/\d{14}[a-z_]{0,4}/")
"""When a web archive took a page: no day of the page's own."""


def day_in_path(path: str) -> date | None:
    """Return the last day that a path or address holds (``/2025/06/17/``, ``20250617``)."""
    path = _ARCHIVED.sub("/", path)
    for match in reversed(list(_IN_PATH.finditer(path))):
        day = valid(int(match[1]), int(match[2]), int(match[3]))
        if day is not None:
            return day
    return _day_in_words(path)


def _day_in_words(path: str) -> date | None:
    """Return the day of ``/2025/jun/17/``, ``17-june-2025`` or ``june-17-2025``."""
    for match in _WORDS_IN_PATH.finditer(path):
        part = match.groupdict()
        month = month_of(part["m1"] or part["m2"] or part["m3"])
        year, day = (part[f"{key}1"] or part[f"{key}2"] or part[f"{key}3"] for key in "yd")
        found = valid(int(year), month, int(day)) if month else None
        if found is not None:
            return found
    return None
