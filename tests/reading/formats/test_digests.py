"""Letters with several stories: where each begins."""

from __future__ import annotations

import pytest

from briefing.reading.formats.digests import pieces_of
from briefing.reading.formats.letter_lines import Line

RAIN = "It rained in Tarn all day on Monday, and the river rose by two metres, the mayor said."
SNOW = "Snow fell in Corrie for the first time since 2009, and children were sent home at noon."


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


@pytest.mark.parametrize(
    "marks", [("1. {}", "2. {}"), ("## {}", "## {}"), ("*{}*", "**{}**"), ("-----\n{}", "-----\n{}")]
)  # fmt: skip
def test_plain_letters_are_cut_at_what_marks_their_headlines(marks: tuple[str, str]) -> None:
    first, second = (mark.format(title) for mark, title in zip(marks, ("Rain in Tarn", "Snow in Corrie"), strict=True))  # fmt: skip
    text = f"Good morning!\n\n{first}\n\n{RAIN}\n\n{second}\n\n{SNOW}"
    assert [one.title for one in pieces_of(lines(*text.split("\n")), ())] == ["Rain in Tarn", "Snow in Corrie"]  # fmt: skip


def test_capitals_over_paragraphs_are_headlines() -> None:
    text = f"RAIN FALLS IN TARN\n\n{RAIN}\n\nSNOW FALLS IN CORRIE\n\n{SNOW}"
    assert len(pieces_of(lines(*text.split("\n")), ())) == 2


def test_links_over_prose_are_headlines_and_other_links_are_none() -> None:
    titles = ("Rain falls in Tarn again", "Snow falls in old Corrie")
    made = [Line(titles[0], is_link=True), Line(RAIN), Line("Read more", is_link=True), Line(titles[1], is_link=True), Line(SNOW)]  # fmt: skip
    assert [(one.title, [line.text for line in one.lines]) for one in pieces_of(made, ())] == [
        (titles[0], [RAIN]),
        (titles[1], [SNOW]),
    ]


def test_an_advertisement_between_stories_is_of_neither() -> None:
    made = [Line("Rain in Tarn", is_heading=True), Line(RAIN), Line("Advertisement"), Line("Socks that forgive you, 20% off."), Line("CORRIE"), Line("Snow in Corrie", is_heading=True), Line(SNOW)]  # fmt: skip
    assert [[line.text for line in one.lines] for one in pieces_of(made, ())] == [[RAIN], [SNOW]]


def test_a_letters_own_name_over_a_greeting_is_no_story() -> None:
    made = [Line("Your Tuesday", is_heading=True), Line("Good morning, here is what you need to know today."), Line("Rain", is_heading=True), Line(RAIN), Line("Snow", is_heading=True), Line(SNOW)]  # fmt: skip
    assert [one.title for one in pieces_of(made, ("Tarn Post", "Your Tuesday"))] == ["Rain", "Snow"]


def test_a_column_from_the_archive_has_the_day_of_its_label() -> None:
    text = (
        f"RAIN FALLS IN TARN\n\n{RAIN}\n\nFROM OUR PAPER OF 4 MAY 1971\n\nSnow in Corrie\n\n{SNOW}"
    )
    _, old = pieces_of(lines(*text.split("\n")), ())
    assert (old.title, old.label) == ("Snow in Corrie", "FROM OUR PAPER OF 4 MAY 1971")


def test_one_story_is_no_letter() -> None:
    assert pieces_of(lines("Rain in Tarn", "", RAIN, "", SNOW), ()) == []


def test_headings_inside_one_story_cut_nothing() -> None:
    text = f"{RAIN} {SNOW} {RAIN} {SNOW}\n\n## What is known\n\n{RAIN}\n\n## What is not\n\n{SNOW}"
    assert pieces_of(lines(*text.split("\n")), ()) == []
    parts = ("Rain and snow", "What is known", "What is not")
    told = "It rained on Mayor Holm of Tarn, and it snowed on the bridge of Corrie at noon. " * 4
    made = [line for part in parts for line in (Line(part, is_heading=True), Line(told))]
    assert pieces_of(made, ("Rain and snow",)) == []
    assert len(pieces_of(made, ("Morning letter",))) == 3


def test_hostile_lines_take_no_time() -> None:
    for piece in ("you are receiving ", "*", "1. ", "- ", "a@b ", "view this ", "from: ", "x.y "):
        long = [Line(piece * 20_000)] + [Line(piece)] * 20_000
        pieces_of(long, ("Tarn Post",))
