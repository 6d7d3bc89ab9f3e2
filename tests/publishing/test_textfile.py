from __future__ import annotations

import re
from collections.abc import Callable

from briefing.publishing.page import lay_out
from briefing.publishing.textfile import Style, to_text
from briefing.records import Brief

COLOUR = re.compile(r"\x1b\[[\d;]*m")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ADDRESS = "https://harbour.example/ferry?a=1&b=2"


def test_lines_are_short_but_for_addresses(brief: Brief) -> None:
    lines = to_text(lay_out(brief, {})).splitlines()
    assert [line for line in lines if len(line) > 72 and ADDRESS not in line] == []
    assert sum(ADDRESS in line for line in lines) == 1  # with the first note that has it


def test_every_note_of_a_sentence_stands_below_its_item(brief: Brief) -> None:
    page = lay_out(brief, {})
    text = to_text(page)
    last = text.index("\n2. ")
    for line in page.marked:
        entry = f"[{line.number}] "
        assert text.count(f"\n   {entry}") == 1
        assert (text.index(f"\n   {entry}") < last) == (line.notes[0].citation.document != "bees")


def test_a_note_has_a_line_for_each_independent_report_and_says_once_how_it_was_made(
    brief: Brief,
) -> None:
    lines = to_text(lay_out(brief, {})).splitlines()
    at = lines.index(next(one for one in lines if one.startswith("   [4] Harbour Post, a_quay")))
    note = " ".join(" ".join(lines[at : at + 5]).split())
    assert (
        note.index("“A ferry with 86 people") < note.index("AFP, b.txt") < note.index("rewritten")
    )


def test_colour_adds_nothing_but_colour(brief: Brief) -> None:
    page = lay_out(brief, {})
    plain, coloured = (to_text(page, Style(one, 60)) for one in (False, True))
    assert coloured != plain
    assert COLOUR.sub("", coloured) == plain
    assert max(map(len, plain.splitlines())) <= 60


def test_no_text_of_stories_steers_the_terminal(
    hostile: tuple[str, ...], brief_saying: Callable[[str], Brief]
) -> None:
    for text in hostile:
        shown = COLOUR.sub("", to_text(lay_out(brief_saying(text), {}), Style(coloured=True)))
        assert not STEERING.search(shown)


def test_a_sentence_that_is_its_passage_is_not_printed_twice(brief: Brief) -> None:
    text = " ".join(to_text(lay_out(brief, {})).split())
    assert text.count("The bow door had been repaired only in March.") == 1
    assert "“Twelve passengers were injured, two of them badly.”" in text


def test_no_line_of_a_story_is_one_that_mail_programs_obey(
    brief_saying: Callable[[str], Brief], hostile: tuple[str, ...]
) -> None:
    for said in (*hostile, "From me " * 40, "> x " * 60, "-- " * 60, ". " * 90):
        text = to_text(lay_out(brief_saying(said), {}))
        text.encode()
        lines = [line for line in text.splitlines() if line]
        assert [one for one in lines if one.startswith(("From ", ">", "-- ", "."))] == []
        assert all(sign.isprintable() or sign == "\n" for sign in text)


def test_an_empty_day_is_told(empty_brief: Brief) -> None:
    assert "nothing to report" in to_text(lay_out(empty_brief, {}))


def test_german_words_stand_around_german_briefs(brief: Brief) -> None:
    text = to_text(lay_out(brief.model_copy(update={"language": "de"}), {}))
    assert text.startswith("Morgenlage · Dienstag, 17. Juni 2025\n")
    assert "   Unterschiedliche Angaben · " in text
