"""Days that lack their brief, for ``make --missing``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from briefing.errors import UsageError

_MONTH: Final = 31
"""Days back that a first brief is looked for."""
_YEAR: Final = 366
"""Days back that ``--since`` may ask for."""


def missing_days(target: Path, last: date, first: date | None) -> list[date]:
    """The days up to `last` that lack a brief in `target`, oldest first: from `first`, or since the earliest of the last month.

    Raises :class:`UsageError` for a first day of more than a year ago.
    """
    there = {
        date.fromisoformat(path.parent.name)
        for path in target.glob("????-??-??/brief.json")
        if _is_day(path.parent.name)
    }
    recent = [one for one in there if last - timedelta(days=_MONTH) <= one <= last]
    start = first or min(recent, default=last)
    if (last - start).days > _YEAR:
        raise UsageError(f"--since {start}: more than {_YEAR} days back.")
    days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    return [one for one in days if one not in there]


def _is_day(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True
