"""How long a text takes to read."""

from __future__ import annotations

import re
from math import ceil
from typing import Final

from briefing.language.scripts import HAN, KANA, LETTERS

WORDS_PER_MINUTE: Final = 238
"""Silent reading of English non-fiction by adults: mean of 190 studies with 17,887 readers
(Brysbaert 2019, Journal of Memory and Language 109:104047)."""
_SIGNS: Final = tuple(
    (re.compile(f"[{signs}]"), WORDS_PER_MINUTE / per_minute)
    for signs, per_minute in ((HAN, 255), (KANA, 357), (LETTERS, 987))
)
"""Signs of scripts without spaces, each with the words that one takes as long as.  Signs a minute that Chinese, Japanese and, for alphabets, English
readers read (Trauzettel-Klosinski and Dietz 2012, Investigative Ophthalmology & Visual Science 53:5452)."""
_SAID: Final = re.compile(r"\S*[^\W_]\S*")


def words_to_read(text: str) -> float:
    """Return how many words take as long to read as `text`: those between spaces and, in scripts without spaces, a share for each sign."""
    words = 0.0
    if not text.isascii():
        for sign, share in _SIGNS:
            text, found = sign.subn(" ", text)
            words += found * share
    return words + len(_SAID.findall(text))


def reading_minutes(words: float) -> int:
    """Return the whole minutes that so many words take, at least 1 where there are any."""
    return ceil(words / WORDS_PER_MINUTE)
