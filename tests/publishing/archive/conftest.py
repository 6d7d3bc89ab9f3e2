"""Days to make an archive of."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from briefing.language.wording import wording_for
from briefing.publishing.archive import Channel, Dated, Day, Look, lines_of, read_day
from briefing.publishing.jsonfile import to_json
from briefing.records import Brief


def day_of(day: date, *headlines: str, outlet: str = "Harbour Post", section: str = "") -> Day:
    """A day with an item of each headline."""
    items: list[dict[str, Any]] = [
        {
            "id": f"{day}-{rank}",
            "rank": rank,
            "headline": headline,
            "reports": 1,
            "section": section or None,
            "sentences": [{"text": f"It was said that {headline.lower()}.", "citations": []}],
            "stories": [{"id": f"s{day}{rank}", "file": "a.txt", "outlet": outlet}],
        }
        for rank, headline in enumerate(headlines, start=1)
    ]
    return read_day(json.dumps({"date": str(day), "mode": "model", "items": items}))


def dated(*days: Day) -> list[Dated]:
    return [Dated(day.date, line) for day in days for line in lines_of(day, "en")]


@pytest.fixture(scope="session")
def day(brief: Brief) -> Day:
    return read_day(to_json(brief))


@pytest.fixture(scope="session")
def look() -> Look:
    return Look("Morning briefs", wording_for("en"))


@pytest.fixture(scope="session")
def channel() -> Channel:
    return Channel("Morning briefs", "https://briefs.example/all/", wording_for("en"))


@pytest.fixture(scope="session")
def day_saying(brief_saying: Callable[[str], Brief]) -> Callable[[str], Day]:
    """A day in which everything that comes from stories says a text."""

    def saying(text: str) -> Day:
        item = brief_saying(text).items[0].model_copy(update={"section": text})
        return read_day(to_json(brief_saying(text).model_copy(update={"items": (item,)})))

    return saying
