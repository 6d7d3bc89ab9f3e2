"""How much processor time one file may take: a page that was made to be slow costs itself alone.

Time is that of the processor, so that a busy machine or a slow disk refuses nothing.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_LEAST: Final = 10.0
"""Seconds for any file."""
_PER_MEGABYTE: Final = 6.0
"""Seconds for each megabyte: plain pages take .7, HTML 3.6 (one core of a server of 2024)."""
_AGAIN: Final = 1.0
"""Seconds after which a limit that a library has swallowed is told again."""


class TooSlow(BaseException):
    """A file took more time than it may.  Not an `Exception`: parsers catch those of every kind."""


def seconds_for(size: int) -> float:
    """Return the processor time that a file of `size` bytes may take."""
    return _LEAST + _PER_MEGABYTE * size / 1e6


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlow` in the block after `seconds` of this process's time.

    Works in the main thread, where systems can interrupt a program; elsewhere there is no limit.  A call into a library in C is interrupted when
    it returns.
    """
    timer = getattr(signal, "ITIMER_VIRTUAL", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # signal's shape
        raise TooSlow

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(timer, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(signal.SIGVTALRM, former)
