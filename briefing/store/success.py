"""When a brief was last made: what a monitor asks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from briefing.errors import BriefingError

_NAME: Final = "last-success"
_DAMAGED: Final = (
    "{} is damaged: it does not say when a brief was last made; the next brief writes it anew."
)


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
    """Return the last run that wrote a brief; None where none was noted.

    Raises :class:`BriefingError` where the note cannot be read, or is none.
    """
    note = state / _NAME
    try:
        ended, day = note.read_text(encoding="utf-8").split()
        found = Success(datetime.fromisoformat(ended), date.fromisoformat(day))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BriefingError(f"{note} cannot be read ({error.strerror}).") from error
    except ValueError:
        raise BriefingError(_DAMAGED.format(note)) from None
    if not found.ended.tzinfo:  # without a zone it was not noted here
        raise BriefingError(_DAMAGED.format(note))
    return found
