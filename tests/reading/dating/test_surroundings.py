"""The lines around and inside a story, as its date and outlet are read from them."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.dating.surroundings import Place, _lines, places
from briefing.records import Document, Section


class Piece(NamedTuple):
    start: int
    end: int
    role: str


def document(text: str, *sections: Section) -> Document:
    return Document(
        id="d",
        file="a.txt",
        sha256="0",
        media_type="text/plain",
        encoding="utf-8",
        text=text,
        sections=sections,
    )


def place_of(text: str, *stories: str, sections: tuple[Section, ...] = ()) -> list[Place]:
    """The places of stories that are each one piece of the text; the first of two is a headline."""
    pieces = []
    for story in stories:
        lines = story.split("\n")
        at = [text.index(line) for line in lines]
        roles = ["headline", "text"] if len(lines) > 1 else ["text"]
        pieces.append(
            [Piece(a, a + len(b), role) for a, b, role in zip(at, lines, roles, strict=True)]
        )
    return places(document(text, *sections), pieces)


def texts(lines: tuple[object, ...]) -> list[str]:
    return [str(line[2]) for line in lines]  # type: ignore[index]


def test_a_story_sees_what_stands_above_in_and_below_it() -> None:
    (one,) = place_of(
        "Tarn Weekly\n \nMill burns\nIt rained.\n\nShare\nMore", "Mill burns\nIt rained."
    )
    assert one.title is not None
    assert one.title.text == "Mill burns"
    assert [
        texts(lines) for lines in (one.before, one.paragraphs, one.head, one.tail, one.after)
    ] == [
        ["Tarn Weekly"],
        ["It rained."],
        ["Mill burns", "It rained."],
        ["Mill burns", "It rained."],
        ["Share", "More"],
    ]


def test_lines_between_two_stories_belong_to_the_nearer() -> None:
    first, second = place_of("AA\n1\n2\n3\n4\nBB", "AA", "BB")
    assert texts(first.after) == ["1", "2"]
    assert texts(second.before) == ["3", "4"]


def test_far_lines_are_navigation() -> None:
    text = "\n".join([*(f"above {n}" for n in range(20)), "AA", *(f"below {n}" for n in range(20))])
    (one,) = place_of(text, "AA")
    assert texts(one.before) == [f"above {n}" for n in range(8, 20)]
    assert texts(one.after) == [f"below {n}" for n in range(12)]
    (alone,) = place_of("above\n" + " " * 2000 + "\nAA\n" + " " * 2000 + "\nbelow", "AA")
    assert (alone.before, alone.after) == ((), ())


def test_every_story_sees_the_head_and_the_foot_of_its_page() -> None:
    first, second = place_of("Tarn Weekly\nAA\n1\n2\nBB\nPage 4", "AA", "BB")
    for one in (first, second):
        assert (texts(one.masthead), texts(one.foot)) == (["Tarn Weekly"], ["Page 4"])
    assert (texts(first.between), texts(second.between)) == ([], ["1", "2"])


def test_rows_have_no_head_in_common() -> None:
    sections = (Section(start=0, end=6, title="one"), Section(start=7, end=13, title="two"))
    first, second = place_of("1\n\nAA\n\n2\n\nBB", "AA", "BB", sections=sections)
    assert (first.masthead, second.masthead, second.foot) == ((), (), ())


def test_a_story_has_the_section_that_it_begins_in() -> None:
    sections = (Section(start=0, end=2, title="one"), Section(start=5, end=7, title="two"))
    first, second = place_of("AA\n\n\nBB", "AA", "BB", sections=sections)
    assert [one.section and one.section.title for one in (first, second)] == ["one", "two"]
    (outside,) = place_of("AA\n\n\nBB", "BB", sections=sections[:1])
    assert outside.section is None


@given(st.text(alphabet="ab \n\r", min_size=8, max_size=80), st.data())
def test_every_line_is_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=4)))
    stories = [[Piece(cuts[0], cuts[1], "text")], [Piece(cuts[2], cuts[3], "text")]]
    for place in places(document(text), stories):
        for line in (*place.before, *place.head, *place.tail, *place.after, *place.paragraphs):
            assert text[line.start : line.end] == line.text


@given(st.text(alphabet="a \r\n\u2028", max_size=20), st.integers(0, 8))
def test_a_line_ends_at_either_mark(text: str, start: int) -> None:
    plainly = [one for one in re.finditer(r"[^\r\n]+", text[start:]) if one[0].strip()]
    spans = [(start + one.start(), start + one.end(), one[0]) for one in plainly]
    assert _lines(text, start, len(text)) == spans
