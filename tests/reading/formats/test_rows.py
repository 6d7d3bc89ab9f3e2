"""Which objects are rows, whatever they are wrapped in."""

from __future__ import annotations

import pytest

from briefing.reading.formats.rows import find_rows

PROSE = "It rained in Tarn all day long, and the river rose by two metres before the evening."
ROW = {"heading": "Mill burns", "words": PROSE}


@pytest.mark.parametrize(
    "value",
    [
        [ROW],
        {"hits": {"total": {"value": 1}, "hits": [{"_id": "1", "_source": ROW}]}},
        {"data": {"posts": {"edges": [{"cursor": "x", "node": ROW}]}}},
        {"export": "July", "unheard_of": [ROW]},
        {"description": "News of Tarn", "items": [ROW]},
        {"columns": ["heading", "words"], "data": [["Mill burns", PROSE]]},
        {"heading": {"0": "Mill burns"}, "words": {"0": PROSE}},
        {"heading": ["Mill burns"], "words": [PROSE]},
        [["heading", "words"], ["Mill burns", PROSE]],
    ],
    ids=["list", "search", "graph", "unknown", "described", "split", "frame", "columns", "lists"],
)
def test_a_row_is_found_wherever_it_is_put(value: object) -> None:
    (row,) = find_rows(value)
    last = {path.rpartition(".")[2]: text for path, text in row.fields.items()}
    assert (last["heading"], last["words"]) == ("Mill burns", PROSE)


def test_rows_under_their_ids_are_rows() -> None:
    assert len(list(find_rows({"a": ROW, "b": ROW, "c": ROW}))) == 3


@pytest.mark.parametrize("beside", ["related", "tags", "comments", "unheard_of"])
def test_a_story_with_a_list_beside_it_is_one_row(beside: str) -> None:
    (row,) = find_rows({"text": PROSE, beside: [{"name": "weather"}, {"name": "rivers"}]})
    assert row.fields["text"] == PROSE


def test_the_paragraphs_of_a_story_are_no_rows() -> None:
    blocks = [{"type": "text", "content": "It rained."}, {"type": "text", "content": "It snowed."}]
    (row,) = find_rows({"title": "Weather", "body": blocks})
    assert row.fields["body"] == "It rained.\n\nIt snowed."


def test_what_surrounds_the_rows_speaks_for_them() -> None:
    (row,) = find_rows({"publisher": "Tarn Weekly", "lang": "en", "articles": [ROW]})
    assert (row.outlet, row.language) == ("Tarn Weekly", "en")
    (row,) = find_rows({"version": "https://jsonfeed.org/version/1", "title": "T", "items": [ROW]})
    assert row.outlet == "T"
    (row,) = find_rows({"feed": {"title": "Tarn Weekly", "link": "x"}, "items": [ROW]})
    assert row.outlet == "Tarn Weekly"


def test_items_that_are_no_objects_are_counted() -> None:
    rows = list(find_rows([ROW, 3, None, ROW]))
    assert [(row.number, bool(row.fields)) for row in rows] == [
        (1, True),
        (2, False),
        (3, False),
        (4, True),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {str(n): [{"x": 1}] for n in range(20_000)},
        {str(n): {str(m): m for m in range(30)} for n in range(3_000)},
        {str(n): {"x": [{"y": [{"z": 1}]}]} for n in range(5_000)},
        [[["a"] * 100] * 100] * 30,
        [{"a": [{"b": [{"c": "word"}] * 20}] * 20}] * 20,
    ],
    ids=["lists", "objects", "both", "lists in lists", "deep"],
)
def test_hostile_wrappings_take_no_time(value: object) -> None:
    assert len(list(find_rows(value))) <= 10**6


MESSAGES = [
    {"id": 1, "type": "service", "action": "create_channel", "title": "Tarn Now", "text": ""},
    {"id": 7, "type": "message", "date": "2026-03-03T09:00:00", "from": "Tarn Now", "text": PROSE},
]


def test_the_posts_of_a_channel_are_of_the_house_whose_it_is() -> None:
    rows = find_rows({"name": "Tarn Now", "type": "public_channel", "messages": MESSAGES})
    assert [row.outlet for row in rows] == ["Tarn Now", "Tarn Now"]


@pytest.mark.parametrize("kind", ["personal_chat", "private_group", "public_supergroup", ""])
def test_what_people_say_in_a_chat_is_of_no_house(kind: str) -> None:
    rows = find_rows({"name": "Friends of Tarn", "type": kind, "messages": MESSAGES})
    assert [row.outlet for row in rows] == ["", ""]
