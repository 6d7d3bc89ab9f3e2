"""The frame of a letter: what speaks of the letter itself."""

from __future__ import annotations

import pytest

from briefing.reading.formats.letter_lines import Line
from briefing.reading.formats.letters import below_headline, without_frame

RAIN = "It rained in Tarn all day on Monday, and the river rose by two metres, the mayor said."
SNOW = "Snow fell in Corrie for the first time since 2009, and children were sent home at noon."


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


@pytest.mark.parametrize(
    "foot",
    [
        "You are receiving this because you signed up.",
        "Unsubscribe",
        "Manage preferences | Unsubscribe | Privacy policy",
        "Tarn Post Ltd, 4 Mill Lane, Tarn",
        "© 2026 Tarn Post",
        "Sie erhalten diese E-Mail, weil Sie sie bestellt haben.",
        "Vous recevez cette lettre car vous êtes abonné.",
        "Darse de baja",
        "Was this mail forwarded to you? Sign up here.",
        "Sent from my phone",
    ],
)
def test_a_foot_goes_with_all_below_it(foot: str) -> None:
    assert without_frame(lines(RAIN, "", foot, "", "Tarn"), "Tarn Post") == lines(RAIN)


@pytest.mark.parametrize(
    "last",
    [
        "Residents can opt out of the scheme until March, the council said.",
        "The firm has changed its privacy policy for tickets, a spokesman said.",
        "Thousands want to unsubscribe, a survey of the county's readers shows.",
        "Tarn Post offices will not be hit, the minister said.",
        "Tarn 2, Corrie 1",
    ],
)
def test_the_end_of_a_story_is_no_foot(last: str) -> None:
    assert without_frame(lines(RAIN, last), "Tarn Mail") == lines(RAIN, last)


@pytest.mark.parametrize(
    "top", ["View this email in your browser", "TARN POST", "Trouble reading this email? Click", "Im Browser ansehen"]
)  # fmt: skip
def test_what_stands_over_the_letter_goes(top: str) -> None:
    assert without_frame(lines(top, "", RAIN), "Tarn Post") == lines("", RAIN)


def test_a_signature_goes_and_a_rule_stays() -> None:
    assert without_frame(lines(RAIN, "-- ", "Ida", "12 Harbour Row"), "") == lines(RAIN)
    assert without_frame(lines(RAIN, "--", SNOW), "") == lines(RAIN, "--", SNOW)


def test_a_single_story_begins_at_its_headline() -> None:
    made = [Line("Subscribe here", is_link=True), Line("Rain in Tarn"), Line("In app", is_link=True), Line(RAIN)]  # fmt: skip
    assert [line.text for line in below_headline(made, "Rain in Tarn")] == ["Rain in Tarn", RAIN]


def test_hostile_lines_take_no_time() -> None:
    for piece in ("you are receiving ", "*", "1. ", "- ", "a@b ", "view this ", "from: ", "x.y "):
        long = [Line(piece * 20_000)] + [Line(piece)] * 20_000
        without_frame(long, "Tarn Post")
