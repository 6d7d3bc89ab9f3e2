"""Rows of JSON: which objects are stories, and which of their fields are what."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.exports import FORMAT, parse_rows
from briefing.reading.formats.parts import Refusal

ROW = {"title": "Mill burns", "text": "It rained in Tarn."}
TEXT = "Mill burns\n\nIt rained in Tarn."


@pytest.mark.parametrize(
    "value",
    [
        ROW,
        [ROW],
        {"articles": [ROW]},
        {"results": {"articles": [ROW]}},
        {"_source": ROW},
        {"Title": ROW["title"], "TEXT": ROW["text"]},
        {"title": ROW["title"], "content": {"value": "<p>It rained in <b>Tarn</b>.</p>"}},
        {"title": ROW["title"], "body": ["It rained in Tarn."]},
    ],
    ids=["one", "a list", "in a container", "twice", "wrapped", "in capitals", "markup", "lines"],
)
def test_a_row_is_found_wherever_it_is_put(value: object) -> None:
    assert parse_rows(json.dumps(value)).text == TEXT


def test_fields_become_what_the_section_says() -> None:
    row = ROW | {"source": {"name": "Tarn Weekly"}, "date": 1750147200, "url": "https://t.example"}
    (section,) = parse_rows(json.dumps(row)).sections
    assert (section.outlet, section.published, section.url) == (
        "Tarn Weekly",
        "1750147200",
        "https://t.example",
    )


def test_rows_of_lines_are_read_past_a_bad_one() -> None:
    made = parse_rows(f"{json.dumps(ROW)}\n\n{{half\n{json.dumps(ROW)}\n")
    assert made.media_type == "application/jsonl"
    assert len(made.sections) == 2
    assert len(made.notes) == 1
    assert made.notes[0].endswith("3")


def test_rows_without_text_are_counted_and_left_out() -> None:
    made = parse_rows(json.dumps([ROW, {"title": "Only this"}, {"text": " "}, {"text": True}]))
    assert made.text == TEXT
    assert [note[:6] for note in made.notes] == ["3 of 4"]


@pytest.mark.parametrize("text", ["", "half {", "1\n2", '"a"\nx'])
def test_what_has_no_object_is_no_json(text: str) -> None:
    with pytest.raises(ValueError, match="JSON"):
        parse_rows(text)


def test_a_file_that_is_no_json_is_refused_with_a_way_out() -> None:
    with pytest.raises(Refusal) as refused:
        FORMAT.parse(b"{half", 10)
    assert refused.value.state == "unreadable"


def test_containers_are_opened_so_deep_and_no_deeper() -> None:
    nested: object = [ROW]
    for _ in range(30):
        nested = {"articles": nested}
    assert parse_rows(json.dumps(nested)).sections == ()


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "items", "data", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_is_rows_or_none(value: object) -> None:
    made = parse_rows(json.dumps(value))
    assert bool(made.text) == bool(made.sections)
    assert made.text or made.notes


def test_each_row_that_is_not_read_is_named() -> None:
    rows = [ROW, {"title": "x"}, 3, {"title": "y"}, ROW, {}]
    assert parse_rows(json.dumps(rows)).notes[0].endswith(": 2\u20134, 6")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (1767693600, "1767693600"),
        (1767693600000, "1767693600000"),
        (1767693600000000, "1767693600"),
        ("/Date(1767693600000+0100)/", "1767693600000"),
        ({"$date": "2026-01-06T10:00:00Z"}, "2026-01-06T10:00:00Z"),
    ],
)
def test_moments_are_taken_as_programs_write_them(value: object, meant: str) -> None:
    (section,) = parse_rows(json.dumps(ROW | {"published": value})).sections
    assert section.published == meant


def test_a_whole_page_in_a_field_is_read_as_a_page() -> None:
    page = f"<!doctype html><html><body><nav>Home</nav><article><h1>Mill burns</h1><p>{'It rained in Tarn all day. ' * 9}</p></article></body></html>"
    made = parse_rows(json.dumps({"title": "Mill burns", "html": page}))
    assert made.text.startswith("Mill burns\n\nIt rained")
    assert "Home" not in made.text
