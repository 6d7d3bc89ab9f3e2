"""What time it is where the program runs."""

from __future__ import annotations

from datetime import UTC, datetime


def now_here() -> datetime:
    """Return the time in the zone of this machine; in UTC where its ``TZ`` names none that can be, a day or more away."""
    try:
        return datetime.now().astimezone()
    except ValueError:
        return datetime.now(UTC)
