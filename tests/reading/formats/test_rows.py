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


def chat(*messages: dict[str, object], **said: object) -> list[str]:
    """The outlets of a chat's messages, as Telegram exports them."""
    service = {"id": 1, "type": "service", "action": "create_channel", "title": "x", "text": ""}
    return [row.outlet for row in find_rows({"messages": [service, *messages], **said})]


def message(**said: object) -> dict[str, object]:
    return {
        "id": 7,
        "type": "message",
        "text": PROSE,
        "from": "Tarn Now",
        "from_id": "channel9",
    } | said


def test_the_posts_of_a_channel_are_of_the_house_whose_it_is() -> None:
    assert chat(message(), message(), name="Tarn Now", type="public_channel") == [
        "",
        *["Tarn Now"] * 2,
    ]


@pytest.mark.parametrize(
    ("messages", "name"),
    [
        ([message(), message(**{"from": "Otto Falk", "from_id": "user4"})], "Tarn Now"),
        ([message(), message(from_id="channel8")], "Tarn Now"),
        ([message(from_id="user9")], "Tarn Now"),
        ([message(from_id=9)], "Tarn Now"),
        ([message()], "Friends of Tarn"),
        ([message()], ["Tarn Now"]),
        ([message(forwarded_from="Marel Post")], "Tarn Now"),
        ([{"type": "message", "user": "U1", "ts": "1772528400.0", "text": PROSE}], "general"),
    ],
    ids=[
        "a group",
        "two channels",
        "a person",
        "a number",
        "another's",
        "no name",
        "forwarded",
        "no ids",
    ],
)
def test_what_people_say_in_a_chat_is_of_no_house(
    messages: list[dict[str, object]], name: object
) -> None:
    assert set(chat(*messages, name=name, type="public_channel")) == {""}


def test_what_a_file_states_goes_before_the_name_of_a_channel() -> None:
    assert chat(message(), name="Tarn Now", publisher="Tarn Post") == ["Tarn Post"] * 2


def test_answers_to_a_channel_s_posts_are_of_no_house() -> None:
    answers = [{"from": "Otto Falk", "text": f"{PROSE} {PROSE}"}, {"from": "Mira", "text": PROSE}]
    assert set(chat(message(text="Short.", replies=answers), name="Tarn Now")) == {""}
