"""What reading must be told: the day of the brief, its time zone, the limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

MAX_BYTES = 20_000_000
"""Largest input in bytes, compressed and expanded.  trafilatura's own limit for one page is 20 MB."""


class ReadingSettings(NamedTuple):
    """Settings of the reading room; the same for every file of a run."""

    day: date
    """The day of the brief: completes dates without a year and stands in for the scrape time."""
    tz: str | None = "UTC"
    """IANA name of the time zone in which the brief's days begin and end.  None: times stay as
    each outlet prints them, so that a story is of the day that stands on its page."""
    max_bytes: int = MAX_BYTES
    scraped_at: Mapping[str, datetime] = MappingProxyType({})
    """When a file was fetched, by ``Document.file`` (naive: in `tz`), where that is known."""
    day_first: bool | None = None
    """How to read ``06/07/2025``; None: by the outlet and by the rest of the file, else not at all."""
    outlets: tuple[tuple[str, str], ...] = ()
    """Pattern of a file's path or name (``*`` and ``?``), and the outlet of all such files, in the order
    in which they are tried; case does not matter."""
    workers: int = 1
    """Processes that read many files at once.  The result is the same; with one, everything happens
    in this process.  More need a main module that can be imported without side effects."""
