"""How large the state is after a thousand days: ``python -m tests.faults.thousand_days [--days 1000]``.

Each day keeps what a large day keeps: the answers of the models for its sentences, what its stories said, and mails to ten people.
None of it is asked for again, as with new stories every day.  The clock of the state is moved on by a day each time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from unittest import mock

from pydantic import TypeAdapter

from briefing.models.base import Answer
from briefing.store import MailStore, database

FORM: Final = TypeAdapter(list[Answer])
ANSWERS: Final = 60
"""Batches of answers of a day of some 200 stories: drafts, trees, vectors and scores."""
LENGTH: Final = 15_000
"""Characters of each."""
SENTENCES: Final = 4000
"""Sentences of 200 stories, which the next days are compared with."""
PEOPLE: Final = 10
FIRST: Final = date(2025, 1, 1)


def live(path: Path, day: date) -> int:
    """Live through one day; returns the bytes of the state behind it."""
    now = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)
    with mock.patch.object(database, "datetime") as clock:
        clock.now.return_value = now
        with MailStore(path) as store:
            for number in range(ANSWERS):
                text = f"{day} {number} ".ljust(LENGTH, "x")
                store.keep_rows(f"{day} {number}", FORM, [Answer(text=text, finish="stop")])
            said = [{"text": f"{day} {one} ".ljust(130, "y"), "id": f"{one:040}"} for one in range(SENTENCES)]  # fmt: skip
            store.keep_brief("/briefs", day, said)
            for one in range(PEOPLE):
                mail = (f"<{day}-{one}@example.org>", f"reader{one}@example.org")
                store.begin_mail(*mail, "/briefs", day)
                store.end_mail(*mail, arrived=True)
    return path.stat().st_size


def main() -> None:
    """Print the size from time to time."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--days", type=int, default=1000)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.sqlite"
        most = 0
        for number in range(told.days):
            size = live(path, FIRST + timedelta(days=number))
            most = max(most, size)
            if number % 100 == 99 or number == told.days - 1:
                sys.stdout.write(
                    f"day {number + 1}: {size / 1e6:.1f} MB, {most / 1e6:.1f} MB at most\\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
