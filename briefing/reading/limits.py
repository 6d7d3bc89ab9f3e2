"""How much processor time one file may take: a page that was made to be slow costs itself alone.

Time is that of the processor, so that a busy machine or a slow disk refuses nothing.
"""

from __future__ import annotations

from typing import Final

_LEAST: Final = 10.0
"""Seconds for any file."""
_PER_MEGABYTE: Final = 6.0
"""Seconds for each megabyte: plain pages take .7, HTML 3.6 (one core of a server of 2024)."""


def seconds_for(size: int) -> float:
    """Return the processor time that a file of `size` bytes may take."""
    return _LEAST + _PER_MEGABYTE * size / 1e6
