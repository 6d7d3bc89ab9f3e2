"""A story of very many sentences takes time by its length, not by its square."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefing.assembly.pipeline import make
from briefing.assembly.run import Run
from tests.fingerprints import settings


def test_a_story_of_twenty_thousand_sentences_is_made_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefing.reading.assemble.MOST_SENTENCES", 30_000)
    monkeypatch.setattr("briefing.reading.pages.portions.MOST_OF_A_PAGE", 30_000)
    text = "The ferry sailed on Monday, the town said.\n" * 20_000
    start = time.process_time()
    made = make([("a.txt", text.encode())], Run(date(2025, 6, 17), settings(), None))
    # A bound for what took half a minute, not a measurement.
    assert time.process_time() - start < 12
    assert (len(made.brief.items), made.statistics.faults.told) == (1, [])
