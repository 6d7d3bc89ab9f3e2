"""What the pages of an archive gather."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.publishing.archive import Dated, by_outlets, by_topics
from briefing.publishing.archive.topics import page_name
from tests.briefs import brief_of, lines_of

from .conftest import dated

MONDAY, TUESDAY, WEDNESDAY, LATER = (date(2025, 6, day) for day in (16, 17, 18, 27))


def test_an_outlet_gathers_its_items_newest_first() -> None:
    days = (
        brief_of(MONDAY, "Bees swarm", outlet="The Tidewater Post"),
        brief_of(TUESDAY, "Ferry sinks", "Bees again", outlet="The Tidewater Post"),
        brief_of(TUESDAY, "Another"),
    )
    post, tidewater = by_outlets(dated(*days))
    assert post.name == "Harbour Post"
    assert [one.line.headline for one in tidewater.dated] == [
        "Ferry sinks",
        "Bees again",
        "Bees swarm",
    ]


def test_a_name_has_a_page_when_headlines_of_three_days_have_it() -> None:
    days = [
        brief_of(day, f"Trams of Port Ellery stop for {n}")
        for n, day in enumerate((MONDAY, TUESDAY), 1)
    ]
    assert by_topics(dated(*days)) == []
    (topic,) = by_topics(dated(*days, brief_of(LATER, "Port Ellery votes", "A cow escapes")))
    assert (topic.name, len(topic.dated)) == ("Port Ellery", 3)


def test_a_word_that_only_opens_headlines_is_no_name() -> None:
    days = [brief_of(day, "Hospital opens", "Hospital shuts") for day in (MONDAY, TUESDAY, LATER)]
    assert by_topics(dated(*days)) == []


def test_sections_and_followed_words_are_topics_from_the_first_item_on() -> None:
    days = (
        brief_of(MONDAY, "Ferry late", section="Harbour"),
        brief_of(TUESDAY, "A new ferry of Tarn"),
    )
    found = by_topics(dated(*days), ["ferry", "…", "submarine"])
    assert [(one.name, len(one.dated)) for one in found] == [("ferry", 2), ("Harbour", 1)]


def test_a_language_that_writes_nouns_with_capitals_has_no_names_by_them() -> None:
    days = [brief_of(day, "Die Fähre in Hamburg steht") for day in (MONDAY, TUESDAY, LATER)]
    assert by_topics([Dated(day.date, line) for day in days for line in lines_of(day, "de")]) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a" * 999, "東京", "<b>", "\ud800", "CON", ".", ""]
)
def test_any_name_makes_a_file_name_of_its_own(name: str) -> None:
    page = page_name(name)
    assert page.isascii()
    assert len(page) <= 49
    assert not {*page} & {*"/\\.<>:% "}
    assert page != page_name(f"{name} ")
