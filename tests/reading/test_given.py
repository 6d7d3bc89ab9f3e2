from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.reading.given import _is_furniture, given_story, sentence_texts
from briefing.records import UNKNOWN, UNKNOWN_WHEN, When

TEXT = "The hall was closed.\n\nNobody was hurt. The town said so.\n"


def test_a_row_becomes_a_story_with_its_id() -> None:
    story = given_story("a7", TEXT, "Hall closed", date(2025, 6, 17), "Northgate Herald")
    assert story is not None
    assert (story.id, story.file, story.headline, story.outlet) == (
        "a7",
        "a7",
        "Hall closed",
        "Northgate Herald",
    )
    assert story.when == When.on(date(2025, 6, 17), "stated", "given with the text: 2025-06-17")
    assert [(one.text, one.paragraph) for one in story.sentences] == [
        ("The hall was closed.", 0),
        ("Nobody was hurt.", 1),
        ("The town said so.", 1),
    ]


def test_notices_and_the_lines_of_pictures_are_left_out_where_there_is_more() -> None:
    shown = "The hall on Monday. Photo: Ulla Kern"
    story = given_story("a", f"{shown}\nThe hall was closed.\nShare this with others")
    assert story is not None
    assert [one.text for one in story.sentences] == ["The hall was closed."]
    alone = given_story("a", shown)
    assert alone is not None
    assert alone.body.startswith("The hall on Monday.")


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law will be changed next year, the minister said on Monday.",
        "The firm will let users change their privacy settings, it said.",
        '"Your browser is spying on you," the minister told parliament',
        "The products were chosen by a team of doctors",
        "The bridge of Sorn was closed on Monday after a crack was found (see picture)",
        "Video: a man was seen on the roof of the town hall of Tarn, the police said",
    ],
)
def test_news_of_such_things_stays(line: str) -> None:
    story = given_story("a", f"{line}\nMore will follow.")
    assert story is not None
    assert len(story.sentences) == 2


def test_a_last_sentence_with_its_owner_behind_it_stays() -> None:
    last = "The ferry Tarn will be sold to a yard in the south by the end of May."
    story = given_story("a", f"Islanders have asked for a new ferry.\n{last} © Delta Post")
    assert story is not None
    assert last in [one.text for one in story.sentences]


def test_what_the_row_does_not_say_is_unknown() -> None:
    story = given_story("a", "The hall was closed.")
    assert story is not None
    assert (story.title, story.outlet, story.when, story.language) == (
        None,
        UNKNOWN,
        UNKNOWN_WHEN,
        UNKNOWN,
    )


def test_a_blank_title_is_none_and_a_blank_text_no_story() -> None:
    story = given_story("a", "The hall was closed.", " \n")
    assert story is not None
    assert story.title is None
    assert given_story("a", " \n\n", "Hall closed") is None


def test_sentences_end_with_their_line() -> None:
    assert sentence_texts("Hall closed\r\nNobody was hurt. It rained.\n\n") == [
        "Hall closed",
        "Nobody was hurt.",
        "It rained.",
    ]


def test_sentences_end_as_in_the_language_of_their_text() -> None:
    german = ["Der 2. Brückentag fällt aus.", "Das kostet ca. 3 Mio. Kronen."]
    assert sentence_texts(" ".join(german)) == german
    story = given_story("a", " ".join(german))
    assert story is not None
    assert [one.text for one in story.sentences] == german


@given(text=st.text(max_size=200), title=st.text(max_size=20))
@example(text="0\n©", title="")
def test_every_sentence_is_the_passage_it_says(text: str, title: str) -> None:
    head = title.strip()
    whole = f"{head}\n{text}" if head else text
    story = given_story("a", text, title)
    assert (story is None) == (not sentence_texts(text))
    if story is not None:
        for one in story.sentences:
            assert whole[one.start : one.end] == one.text
            assert one.text == one.text.strip()
        told = [one for one in text.split("\n") if not _is_furniture(one.strip())]
        assert [one.text for one in story.sentences] == (
            sentence_texts("\n".join(told)) or sentence_texts(text)
        )
        assert sorted(story.spans) == list(story.spans)
        assert all(start < end for start, end in story.spans)
