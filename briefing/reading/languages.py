"""In which language a story is written."""

from __future__ import annotations

from functools import lru_cache

from briefing.records import UNKNOWN

__all__ = ["find_language"]

_ENOUGH = 200  # characters; py3langid errs on shorter text (19 of 20 headlines right)
_SAMPLE = 1000  # characters; more changes nothing and costs time


def find_language(text: str, inherited: str = "") -> str:
    """Return the ISO 639-1 code of `text`; short text inherits the file's language."""
    if len(text) < _ENOUGH:
        return inherited or UNKNOWN
    return _classify(text[:_SAMPLE])


@lru_cache(maxsize=1024)
def _classify(sample: str) -> str:
    import py3langid

    return str(py3langid.classify(sample)[0])
