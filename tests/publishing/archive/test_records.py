"""Days read from `brief.json`."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml import html

from briefing.publishing.archive import (
    Channel,
    Day,
    Look,
    Style,
    day_text,
    index_page,
    json_feed,
    line_text,
    lines_of,
    read_day,
    read_line,
)
from briefing.publishing.archive.records import Differing, Valued
from briefing.publishing.jsonfile import to_json
from briefing.records import Brief


def test_a_day_is_what_its_brief_says(day: Day) -> None:
    ferry, bees = day.items
    assert (day.date, day.mode) == (date(2025, 6, 17), "model")
    assert ferry.outlets == ("Harbour Post", "AFP")
    assert [told.text for told in ferry.only_in[0].sentences] == [
        "Two passengers were injured badly."
    ]
    assert bees.stories[0].name == "d|e.txt"


def test_items_stand_by_rank_whatever_the_order_of_the_file(brief: Brief) -> None:
    body = json.loads(to_json(brief))
    body["items"].reverse()
    body["a field of a later release"] = body["items"][0]["another"] = 1
    assert [item.rank for item in read_day(json.dumps(body)).items] == [1, 2]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"date": "2025-06-17"}', '{"date": 1, "items": {}}']
)
def test_what_is_no_brief_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"validation error|Expecting"):
        read_day(text)


def test_an_event_keeps_its_name_when_stories_join_it(day: Day) -> None:
    ferry = day.items[0]
    assert ferry.key == min(story.id for story in ferry.stories) != ferry.id


def test_a_line_is_kept_and_read_again(day: Day) -> None:
    for line in lines_of(day, "en"):
        assert read_line(line_text(line)) == line


def test_a_line_can_be_found_by_all_that_is_printed_of_it(day: Day) -> None:
    ferry = lines_of(day, "en")[0]
    assert ferry.place == 1
    assert {"quay", "bow", "badly", "afp", "harbour"} <= {*ferry.words}
    assert ferry.names == ("Ferry", "Port Ellery")
    assert ferry.opening == "Ferry"


def test_what_an_editor_decided_is_told_wherever_the_day_is(
    brief: Brief, channel: Channel, look: Look
) -> None:
    item = brief.items[0].model_copy(update={"edited": ("pin", "headline")})
    note = "Edited by hand: 1 event put first."
    text = to_json(brief.model_copy(update={"items": (item,), "notes": (note,)}))
    day = read_day(text.replace('"pin",', '"pin", "of a later release",'))
    told = "put first by the editor · headline by the editor"
    shown = " ".join(day_text(day, channel.words, Style(), 88).split())
    whole, event = json.loads(json_feed([day], channel))["items"]
    index = index_page(look, [day.date], day, {}, "search/x")
    assert f"2 reports (Harbour Post, AFP) · {told}" in shown
    assert f"<i>Harbour Post, AFP · {told}</i>" in whole["content_html"]
    assert told in event["content_html"]
    assert told in " ".join(html.fromstring(index).text_content().split())
    assert all(note in one for one in (shown, whole["content_html"], index))


def test_the_kind_stands_beside_the_later_value_where_it_is_known() -> None:
    plain = Differing("injured", "update", (Valued("12"), Valued("15")))
    known = Differing("injured", "update", (Valued("12"), Valued("15", later=True)))
    assert plain.told("later figure") == ("injured (later figure)", [("12", ()), ("15", ())])
    assert known.told("later figure") == ("injured", [("12", ()), ("15 (later figure)", ())])
