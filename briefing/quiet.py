"""Libraries keep silent, and to one core: what they have to say is for programmers, and other cores are for other work."""

from __future__ import annotations

import gc
import logging
import os
import sys
import warnings
from contextlib import suppress
from typing import Final

_NEW_OBJECTS: Final = 100_000
"""After which cycles are looked for among the new ones; Python's own 700 mean a thousand looks while torch is imported."""


class Errors:
    """Where the program's own last words go: what processes that are being started must not write to is put aside meanwhile."""

    number: int = 2
    """Of the stream."""

    def write(self, line: str) -> None:
        """Write a line at once, without any buffer: a signal may have come in the middle of a write to it."""
        with suppress(OSError):
            os.write(self.number, f"{line}\n".encode())


ERRORS: Final = Errors()


def hush() -> None:
    """Keep warnings and logs of libraries off the terminal: they are for programmers, and cron mails every word.

    ``-W`` and ``PYTHONWARNINGS`` bring warnings back.
    """
    logging.lastResort = logging.NullHandler()  # without any, a line says that there is none
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def count_alone() -> None:
    """Let numpy multiply in the thread that asks, unless the user says otherwise: set before it is imported, which reads it once.

    The threads that its library starts beside it wait for work by turning in a circle: beside products as small as ours they took 4 to 17 s of
    the processor for 100 stories, where other programs had both cores, and the first thread twice its time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))


def collect_rarely() -> None:
    """Let Python look for cycles of objects a hundred times less often: of millions of objects of a run a few thousand are in one.

    A look at all that lives goes through what the libraries made when they were imported: it took an eighth of a first brief's time.
    """
    gc.set_threshold(_NEW_OBJECTS, 20, 100)
