"""When a brief was last made: what a monitor asks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

_NAME: Final = "last-success"


class Success(NamedTuple):
    """The last run that wrote a brief."""

    ended: datetime
    day: date


def note_success(state: Path, ended: datetime, day: date) -> None:
    """Note a run that wrote the brief of `day`; a state that cannot be written to has been told of already."""
    with suppress(OSError):
        aside = state / f".{_NAME}.part"
        aside.write_text(f"{ended.isoformat(timespec='seconds')} {day}\n", encoding="utf-8")
        aside.replace(state / _NAME)


def last_success(state: Path) -> Success | None:
    """Return the last run that wrote a brief; None where nothing tells of one."""
    try:
        ended, day = (state / _NAME).read_text(encoding="utf-8").split()
        found = Success(datetime.fromisoformat(ended), date.fromisoformat(day))
    except (OSError, ValueError):
        return None
    return found if found.ended.tzinfo else None  # without a zone it was not noted here
