"""Days read from `brief.json`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from briefing.publishing.archive import Day, line_text, lines_of, read_day, read_line
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
