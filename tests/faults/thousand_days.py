"""How large the state is after a thousand days: ``python -m tests.faults.thousand_days [--days 1000] [--make]``.

Each day keeps what a large day keeps: the answers of the models for its sentences, what its stories said, and mails to ten people.
None of it is asked for again, as with new stories every day.  The clock of the state is moved on by a day each time.

With ``--make`` each day is a run of ``briefing make`` without a model, of eight small stories of that day, on one output and one state.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from unittest import mock

from pydantic import TypeAdapter

from briefing.models.base import Answer
from briefing.store import MailStore, database
from tests.faults.place import Place

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


TOWNS: Final = ("Tarn", "Port Ellery", "Dunmore", "Vellmar", "Arnfell", "Marrin Cross", "Oltamar", "Skerrivore")  # fmt: skip
EVENTS: Final = (
    "A fire in the {thing} of {town} was put out by {count} firefighters on {day}, the brigade said.",
    "The council of {town} voted on {day} to spend {count} million crowns on the {thing}, its clerk said.",
    "A van hit the wall of the {thing} in {town} on {day} and {count} people were hurt, the police said.",
    "Some {count} swimmers crossed the bay of {town} on {day} in aid of the {thing}, the club said.",
)
THINGS: Final = ("school", "harbour", "library", "theatre", "hospital", "old mill", "tram depot")


def make(place: Place, day: date) -> int:
    """Make the brief of one day of eight stories; returns the bytes of the state behind it."""
    number = (day - FIRST).days
    for at, town in enumerate(TOWNS):
        thing, count = THINGS[(number * 3 + at) % len(THINGS)], 2 + (number * 7 + at * 5) % 90
        event = EVENTS[(number + at) % len(EVENTS)]
        lead = event.format(thing=thing, town=town, count=count, day=f"{day:%A}")
        rest = f"It was the {number + at + 2}th of its kind in {count + 3} years. Work there goes on until week {at + 2} of the next month."
        text = f"{day:%B} news of {town}: the {thing}\n\n{day:%A, %B} {day.day}, {day.year}\n\n{lead} {rest}\n"
        (place.source / f"{at}.txt").write_text(text, encoding="utf-8")
    done = place.run("make", str(place.source), "--out", str(place.out), "--date", f"{day}", "--model", "none", "--quiet")  # fmt: skip
    if done.code or done.err:
        raise SystemExit(f"{day}: exit {done.code}: {done.err}")
    return sum(path.stat().st_size for path in place.state.rglob("*") if path.is_file())


def main() -> None:
    """Print the size from time to time."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--days", type=int, default=1000)
    asked.add_argument("--make", action="store_true")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one_day: Callable[[date], int]
        if told.make:
            place = Place(Path(folder) / "place")
            for path in place.source.iterdir():
                path.unlink()
            one_day = partial(make, place)
        else:
            one_day = partial(live, Path(folder) / "state.sqlite")
        most, start = 0, time.monotonic()
        for number in range(told.days):
            size = one_day(FIRST + timedelta(days=number))
            most = max(most, size)
            if number % 100 == 99 or number == told.days - 1:
                sys.stdout.write(
                    f"day {number + 1}: {size / 1e6:.2f} MB, {most / 1e6:.2f} MB at most, {time.monotonic() - start:.0f} s\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
