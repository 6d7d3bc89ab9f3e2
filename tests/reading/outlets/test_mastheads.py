"""The name at the head or foot of a page, by the witnesses that speak for it."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.mastheads import Page, masthead
from briefing.reading.outlets.surroundings import Surroundings


def named(
    top: list[str],
    foot: list[str] | None = None,
    story: str = "The mill burned.",
    file: str = "a.txt",
) -> str:
    lines = Surroundings(tuple(top), tuple(foot or ()), (), ())
    return masthead(Page(lines, "\n".join([*top, story, *(foot or ())]), file))


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        (["The Tarn Argus", "Thursday, 12 March 2026 | No. 18,204"], "The Tarn Argus"),
        (["THE TARN COURIER       Thursday, 19 February 2026"], "THE TARN COURIER"),
        (["Millrace", "Issue 212 · 10 March 2026 · free"], "Millrace"),
        (["QUAYLINE  ·  Scores  ·  Fixtures  ·  Tables"], "QUAYLINE"),
        (["Skip to content", "Tarn Today", "Home | News | Sport"], "Tarn Today"),
        (["AP", "WORLD  U.S.  POLITICS  SPORTS"], "AP"),
        (["Ilse Brandt", "10 March 2026"], ""),
        (["Tarn, 10 March 2026"], ""),
        (["Rising Star", "Market Movers", "Green Tech", "Contact"], ""),
        (["POLITICS", "10 March 2026"], ""),
        (["FEED 7", "10-03-2026"], ""),
    ],
)
def test_a_page_is_headed_by_a_name(top: list[str], outlet: str) -> None:
    assert named(top) == outlet


def test_what_the_stories_are_about_is_no_masthead() -> None:
    assert named(["Tarn", "10 March 2026"]) == "Tarn"
    assert named(["Tarn", "10 March 2026"], story="The mill of Tarn burned.") == ""


def test_rights_at_the_foot_name_the_page_but_not_an_agency() -> None:
    assert named([], ["© 2026 Lock Tribune Media Ltd. All rights reserved."]) == "Lock Tribune"
    assert named([], ["© 2026 The Associated Press. All rights reserved."]) == ""


def test_a_files_name_is_a_witness_and_never_the_only_one() -> None:
    assert named([], ["Subscribe to the Tarn Echo"], file="tarn_echo_p1.txt") == "Tarn Echo"
    assert named([], ["Subscribe to the Tarn Echo"]) == ""
    assert named([], file="tarn_echo_p1.txt") == ""


def test_a_file_named_after_an_agency_is_its_own_page_where_the_page_names_it_too() -> None:
    foot = ["Our standards: the Reuters handbook.", "Sign up for the Reuters letter."]
    assert named([], foot, file="reuters_mill_fire.txt") == "Reuters"
    assert named([], foot, file="mill_fire.txt") == ""
    assert named([], file="reuters_mill_fire.txt") == ""
    tiere = ["dpa-europa / Tiere", "19.02.2026 13:12", "Von Ilse Brandt, dpa"]
    assert named(tiere, file="dpa_0219.txt") == "dpa"
