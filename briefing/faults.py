"""Faults of the program on one file or event: they cost this one, or one step of it, never the brief.

An unattended program meets texts that nobody foresaw.  What fails on one of them is left out, counted, told on stderr and in
``run.json``, and the rest of the brief is written.
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import ClassVar, Final, TypeVar

from briefing.errors import BriefingError

Got = TypeVar("Got")

_AGAIN: Final = 1.0
"""Seconds after which a limit that a library has swallowed is told again."""


class Faults:
    """Runs steps that may fail, and keeps what failed."""

    spares: ClassVar[bool] = True
    """Whether faults are survived, of files too.  Tests turn it off: a fault that is hidden there would never be found."""

    def __init__(self, *, sparing: bool = True) -> None:
        """With `sparing` False all faults escape: for commands whose answer would be wrong without what failed."""
        self._sparing = sparing
        self.told: list[str] = []
        """One line each: what was worked on, the exception, and the line of the program."""

    @contextmanager
    def sparing(self, what: str, seconds: float = 0.0) -> Iterator[None]:
        """Run the block; an exception in it that is not the project's own ends the block alone.

        So does more than `seconds` of processor time, where they are given: a text may be made to be slow.
        """
        try:
            with time_limit(seconds) if seconds else nullcontext():
                yield
        except BriefingError:
            raise
        except (Exception, TooSlow) as error:  # whatever it is: that is the purpose
            if not (self.spares and self._sparing):
                raise
            self.told.append(f"{what}: {type(error).__name__}: {error} ({_place_of(error)})")

    def tell(self, error: BriefingError) -> None:
        """Keep what one of the project's own errors says, of a step that can be done without; once, however many steps it costs."""
        told = str(error).rstrip(".")
        if told not in self.told:
            self.told.append(told)

    def spare(self, what: str, job: Callable[[], Got], instead: Got, seconds: float = 0.0) -> Got:
        """Return what `job` gives, or `instead` where it fails (:meth:`sparing`)."""
        with self.sparing(what, seconds):
            return job()
        return instead


class TooSlow(BaseException):
    """Work on one thing took more time than it may.  Not an `Exception`: parsers catch those of every kind."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlow` in the block after `seconds` of this thread's time on the processor.

    Works in the main thread, where systems can interrupt a program; elsewhere there is no limit.  A call into a library in C is interrupted when
    it returns.
    """
    timer = getattr(signal, "ITIMER_VIRTUAL", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    begun, done = time.thread_time(), False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # signal's shape
        # The timer runs for all threads together; and it may ring when the block has just ended.
        if not done and time.thread_time() - begun >= seconds:
            raise TooSlow

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(timer, seconds, _AGAIN)
    try:
        yield
    finally:
        done = True
        signal.setitimer(timer, 0)
        signal.signal(signal.SIGVTALRM, former)


def _place_of(error: BaseException) -> str:
    """The innermost line of our own that was running."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    last = (own or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
