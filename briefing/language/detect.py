"""In which language a story is written."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.records import UNKNOWN

_WORD = re.compile(r"[a-z']+")
_ENGLISH = frozenset(
    [
        *("the", "and", "that", "with", "from", "which", "were", "would", "their", "been", "who"),
        *("this", "they", "said", "has", "have", "by", "at"),
    ]
)
"""Frequent words; no other language has more than a few of them."""


_ENOUGH = 200  # characters; py3langid errs on shorter text (19 of 20 headlines right)
_OTHER_SCRIPT = re.compile("[^\\W\\d_\u0000-\u024f\u1e00-\u1eff]")
_ENOUGH_OTHER = 30  # letters outside the Latin alphabets: few languages share a script
_SAMPLE = 250  # characters: 0.4 ms, in proportion


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of `text`, or ``unknown`` where it is too short to tell."""
    sample = text[:_SAMPLE]
    if len(text) < _ENOUGH and len(_OTHER_SCRIPT.findall(sample)) < _ENOUGH_OTHER:
        return UNKNOWN
    return "en" if _is_surely_english(sample) else _classify(sample)


def _is_surely_english(sample: str) -> bool:
    """Whether "the" and three more English words make up a tenth of the sample: 20 times faster."""
    words = _WORD.findall(sample.lower())
    known = [word for word in words if word in _ENGLISH]
    return len(known) * 10 >= len(words) and "the" in known and len(set(known)) >= 4


@lru_cache(maxsize=1024)
def _classify(sample: str) -> str:
    import py3langid

    code = str(py3langid.classify(sample)[0])
    if len(code) == 2:
        return code
    # Three letters stand for languages outside ISO 639-1, often a near relative by mistake.
    return next((str(name) for name, _ in py3langid.rank(sample) if len(name) == 2), UNKNOWN)
