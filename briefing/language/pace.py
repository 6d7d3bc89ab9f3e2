"""How long a text takes to read."""

from __future__ import annotations

from math import ceil
from typing import Final

WORDS_PER_MINUTE: Final = 238
"""Silent reading of English non-fiction by adults: mean of 190 studies with 17,887 readers
(Brysbaert 2019, Journal of Memory and Language 109:104047)."""


def reading_minutes(words: int) -> int:
    """Return the whole minutes that so many words take, at least 1 where there are any."""
    return ceil(words / WORDS_PER_MINUTE)
