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


_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(0?[1-9]|[12]\d|3[01])([-_.])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)"
)
_NO_YEAR: Final = re.compile(
    rf"(?<![^\W_])(?:(?P<d1>[0-3]?\d)[-_. ]?(?P<m1>{ANY_MONTH})|(?P<m2>{ANY_MONTH})[-_. ]?(?P<d2>[0-3]?\d))(?![^\W_])",
    re.IGNORECASE,
)
_NEAR: Final = 7
"""Days: a name without a year is that of a file of the week."""


def day_in_path(path: str) -> date | None:
    """Return the last day that a path or address holds (``/2025/06/17/``, ``20250617``)."""
    path = _ARCHIVED.sub("/", path)
    for match in reversed(list(_IN_PATH.finditer(path))):
        day = valid(int(match[1]), int(match[2]), int(match[3]))
        if day is not None:
            return day
    return _day_in_words(path) or _day_before_month(path)


def _day_before_month(path: str) -> date | None:
    """Return the day of ``28.04.2025``; None where day and month cannot be told apart by dot or number."""
    for match in _DAY_FIRST.finditer(path):
        if match[2] == "." or int(match[1]) > 12:
            day = valid(int(match[4]), int(match[3]), int(match[1]))
            if day is not None:
                return day
    return None


def day_in_name(path: str, reference: date) -> date | None:
    """Return the day of a file's name without a year (``28apr``), if it is of the week up to `reference`."""
    for match in _NO_YEAR.finditer(path):
        part = match.groupdict()
        month, day = month_of(part["m1"] or part["m2"] or ""), int(part["d1"] or part["d2"] or 0)
        found = valid(reference.year, month, day) if month else None
        if found is not None and 0 <= (reference - found).days <= _NEAR:
            return found
    return None


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
