"""Days to make an archive of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.language.wording import wording_for
from briefing.publishing.archive import Channel, Dated, Look
from briefing.publishing.page import Page, lay_out
from briefing.records import Brief
from tests.briefs import lines_of


def dated(*briefs: Brief) -> list[Dated]:
    return [Dated(brief.date, line) for brief in briefs for line in lines_of(brief, "en")]


def page_of(brief: Brief) -> Page:
    """A day as the archive lays it out: without the texts of its files."""
    return lay_out(brief, {})


@pytest.fixture(scope="session")
def page(brief: Brief) -> Page:
    return page_of(brief)


@pytest.fixture(scope="session")
def look() -> Look:
    return Look("Morning briefs", wording_for("en"))


@pytest.fixture(scope="session")
def channel() -> Channel:
    return Channel("Morning briefs", "https://briefs.example/all/", wording_for("en"))


@pytest.fixture(scope="session")
def day_saying(brief_saying: Callable[[str], Brief]) -> Callable[[str], Brief]:
    """A day in which everything that comes from stories says a text."""

    def saying(text: str) -> Brief:
        item = brief_saying(text).items[0].model_copy(update={"section": text})
        return brief_saying(text).model_copy(update={"items": (item,)})

    return saying
