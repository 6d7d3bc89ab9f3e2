"""Whether an outlet writes the day before the month, by its name and its address."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import together
from briefing.reading.outlets.stated import host_of

_WORDS: Final = together()
_DAY_FIRST: Final = re.compile(
    r"\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|lk|sg|my|hk|fr|de|es|it|nl|be|at|ch|pt|br|mx|ar|pl|ru|tr|eu)\b"
    rf"|\b{_WORDS.pattern('outlets.day_first')}\b"
)
_MONTH_FIRST: Final = re.compile(rf"\b{_WORDS.pattern('outlets.month_first')}\b|\.us\b|\.gov\b")
_EDITION: Final = re.compile(r"/en[-_](us|gb|uk|au|in|nz|ie|za|sg)(?:/|$)", re.IGNORECASE)


def day_first_of(outlet: str, url: str = "") -> bool | None:
    """Return whether an outlet writes the day before the month; None where its name does not tell."""
    host = host_of(url)
    edition = _EDITION.search(url)
    if edition:
        return edition[1].lower() != "us"
    if _DAY_FIRST.search(outlet) or _DAY_FIRST.search(host):
        return True
    if _MONTH_FIRST.search(outlet) or _MONTH_FIRST.search(host):
        return False
    return None
