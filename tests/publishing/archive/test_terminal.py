"""A day as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.language.wording import wording_for
from briefing.publishing.archive import Day, Style, day_text, read_day
from briefing.publishing.jsonfile import to_json
from briefing.records import Brief

WORDS = wording_for("en")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def test_a_day_reads_from_headline_to_sources(day: Day) -> None:
    text = day_text(day, WORDS, Style(), 88)
    assert text.startswith("Morning brief · Tuesday 17 June 2025\n\n1 story has no date;")
    wanted = (
        "the day. 1 · Ferry strikes the quay",
        "2 reports (Harbour Post, AFP)",
        "struck the quay of Port Ellery.[1][2] The bow door",
        "* The reports differ on injured (contradictory): 12[4]; 15[5][6]",
        "* Only in Harbour Post: Two passengers were injured badly.[7]",
        "[3] Harbour Post: “The bow door had been repaired only in March.”",
        '2 · A "bee hotel" <b>with 400 rooms</b> & a café',
    )
    flat = " ".join(text.split())
    assert [one for one in wanted if one not in flat] == []
    assert max(map(len, text.splitlines())) <= 88
    assert "\x1b" not in text


def test_colour_adds_nothing_but_colour(day: Day) -> None:
    plain, coloured = (day_text(day, WORDS, Style(one), 60) for one in (False, True))
    assert coloured != plain
    assert COLOUR.sub("", coloured) == plain


def test_no_text_of_stories_steers_the_terminal(
    hostile: tuple[str, ...], day_saying: Callable[[str], Day]
) -> None:
    for text in hostile:
        shown = COLOUR.sub("", day_text(day_saying(text), WORDS, Style(coloured=True), 80))
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown
        )


def test_a_day_without_items_says_so(empty_brief: Brief) -> None:
    text = day_text(read_day(to_json(empty_brief)), WORDS, Style(), 80)
    assert text.endswith("There is nothing to report for this day.")
