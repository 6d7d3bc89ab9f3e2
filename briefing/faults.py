"""Faults of the program on one file or event: they cost this one, or one step of it, never the brief.

An unattended program meets texts that nobody foresaw.  What fails on one of them is left out, counted, told on stderr and in
``run.json``, and the rest of the brief is written.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, TypeVar

from briefing.errors import BriefingError

Got = TypeVar("Got")


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
    def sparing(self, what: str) -> Iterator[None]:
        """Run the block; an exception in it that is not the project's own ends the block alone."""
        try:
            yield
        except BriefingError:
            raise
        except Exception as error:  # whatever it is: that is the purpose
            if not (self.spares and self._sparing):
                raise
            self.told.append(f"{what}: {type(error).__name__}: {error} ({_place_of(error)})")

    def tell(self, error: BriefingError) -> None:
        """Keep what one of the project's own errors says, of a step that can be done without."""
        self.told.append(str(error).rstrip("."))

    def spare(self, what: str, job: Callable[[], Got], instead: Got) -> Got:
        """Return what `job` gives, or `instead` where it fails."""
        with self.sparing(what):
            return job()
        return instead


def _place_of(error: Exception) -> str:
    """The innermost line of our own that was running."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    last = (own or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
