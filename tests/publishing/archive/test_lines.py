"""Items as lines: what is kept of all days."""

from __future__ import annotations

import json
from datetime import timedelta

from lxml import html

from briefing.publishing import Style, to_text
from briefing.publishing.archive import (
    OUTLETS,
    Channel,
    Dated,
    Look,
    by_outlets,
    index_page,
    json_feed,
    line_text,
    list_pages,
    read_line,
)
from briefing.publishing.html import to_html
from briefing.records import Brief
from tests.briefs import lines_of

from .conftest import page_of


def test_lines_stand_by_rank_whatever_the_order_of_the_items(brief: Brief) -> None:
    turned = brief.model_copy(update={"items": brief.items[::-1]})
    assert lines_of(turned, "en") == lines_of(brief, "en")


def test_a_line_is_kept_and_read_again(brief: Brief) -> None:
    for line in lines_of(brief, "en"):
        assert read_line(line_text(line)) == line


def test_a_line_can_be_found_by_all_that_is_printed_of_it(brief: Brief) -> None:
    ferry = lines_of(brief, "en")[0]
    assert ferry.place == 1
    assert ferry.outlets == ("Harbour Post", "AFP")
    assert {"quay", "bow", "badly", "afp", "harbour"} <= {*ferry.words}
    assert ferry.names == ("Ferry", "Port Ellery")
    assert ferry.opening == "Ferry"


def test_what_an_editor_decided_is_told_wherever_the_day_is(
    brief: Brief, channel: Channel, look: Look
) -> None:
    edited = ("pin", "of a later release", "headline")
    item = brief.items[0].model_copy(update={"edited": edited})
    note = "Edited by hand: 1 event put first."
    page = page_of(brief.model_copy(update={"items": (item,), "notes": (note,)}))
    told = "put first by the editor · headline by the editor"
    lines = [Dated(page.brief.date - timedelta(days=1), lines_of(page.brief, "en")[0])]
    pages = [text for _, text in list_pages(look, {OUTLETS: by_outlets(lines)})]
    index = index_page(look, [page.brief.date], page, {}, "search/x")
    whole, event = json.loads(json_feed([page], channel))["items"]
    shown = [to_text(page), to_html(page), whole["content_html"], event["content_html"], index]
    for one in (*shown, *pages):
        assert told in " ".join(html.fromstring(f"<div>{one}</div>").text_content().split())
    assert all(note in one for one in (shown[0], shown[1], whole["content_html"], index))
    assert told in " ".join(to_text(page, Style(width=40)).split())
