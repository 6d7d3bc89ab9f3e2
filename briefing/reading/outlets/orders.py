"""Whether an outlet writes the day before the month, by its name and its address."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import CALENDARS
from briefing.reading.outlets.stated import host_of

_WORDS: Final = together()
_DAY_FIRST: Final = re.compile(
    r"\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|lk|sg|my|hk|fr|de|es|it|nl|be|at|ch|pt|br|mx|ar|pl|ru|tr|eu)\b"
    rf"|\b{_WORDS.pattern('outlets.day_first')}\b"
)
_MONTH_FIRST: Final = re.compile(rf"\b{_WORDS.pattern('outlets.month_first')}\b|\.us\b|\.gov\b")
_EDITION: Final = re.compile(r"/en[-_](us|gb|uk|au|in|nz|ie|za|sg)(?:/|$)", re.IGNORECASE)
_REGION: Final = re.compile(r"en[-_](?:gb|uk|au|in|nz|ie|za|sg|pk|ng|ke)\b", re.IGNORECASE)
"""English that is not American.  ``en-US`` says nothing: many a template has it that nobody changed."""


def day_first_of(outlet: str, url: str = "", language: str = "") -> bool | None:
    """Return whether an outlet writes the day before the month; None where nothing tells.

    `language` is that of its page, an ISO 639-1 code, perhaps with a region.  All languages whose months
    are known write the day first but for English, which does both.
    """
    host = host_of(url)
    edition = _EDITION.search(url)
    if edition:
        return edition[1].lower() != "us"
    if _DAY_FIRST.search(outlet) or _DAY_FIRST.search(host):
        return True
    if _MONTH_FIRST.search(outlet) or _MONTH_FIRST.search(host):
        return False
    return True if _REGION.match(language) or _is_day_first(language) else None


def _is_day_first(code: str) -> bool:
    return code[:2].lower() != "en" and any(one.code == code[:2].lower() for one in CALENDARS)
