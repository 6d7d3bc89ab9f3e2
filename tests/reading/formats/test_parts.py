"""The parts of a structured file, laid out as one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.parts import Part, compose, tidy, web_address
from briefing.records import Section


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n \t\n\n\nb", "a\n\nb"),
        (" \n a \n ", "a"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_text_has_one_kind_of_break_and_no_runs_of_empty_lines(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Mill burns", "It rained.", "Mill burns\n\nIt rained."),
        ("Mill burns", "MILL BURNS!\n\nIt rained.", "Mill burns\n\nIt rained."),
        (" Mill\n burns ", "It rained.", "Mill burns\n\nIt rained."),
        ("", "It rained.", "It rained."),
        ("Mill burns", "", "Mill burns"),
        ("x" * 301, "It rained.", "It rained."),
    ],
    ids=["a headline", "told twice", "on two lines", "none", "alone", "too long for one"],
)
def test_a_part_is_its_headline_and_its_body(title: str, body: str, text: str) -> None:
    assert compose([Part(title, body)], (), "x/y").text == text


def test_each_part_is_a_section_with_what_the_format_says_of_it() -> None:
    first = Part("One", "a", " Tarn\nWeekly ", " today ", "https://t.example/1", "EN-gb")
    made = compose([first, Part("", "  "), Part("Two", "b", url="file:///x")], ["a note"], "x/y")
    assert made.text == "One\n\na\n\n\nTwo\n\nb"
    assert made.sections == (
        Section(
            start=0,
            end=6,
            title="One",
            outlet="Tarn Weekly",
            published="today",
            url="https://t.example/1",
            language="en",
        ),
        Section(start=9, end=15, title="Two"),
    )
    assert (made.notes, made.media_type) == (("a note",), "x/y")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (" HTTPS://t.example/1 ", "HTTPS://t.example/1"),
        ("http://t.example", "http://t.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//t.example/1", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_is_kept(address: str, kept: str) -> None:
    assert web_address(address) == kept


@given(st.lists(st.builds(Part, st.text(max_size=20), st.text(max_size=40)), max_size=5))
def test_sections_lie_in_order_in_the_text_and_begin_with_their_titles(parts: list[Part]) -> None:
    made = compose(parts, (), "x/y")
    ends = [0]
    for one in made.sections:
        assert ends[-1] <= one.start < one.end <= len(made.text)
        assert made.text[one.start : one.end].startswith(one.title)
        ends.append(one.end)
    assert ends[-1] == len(made.text)
