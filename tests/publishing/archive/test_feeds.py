"""The feeds, read by a reader of feeds and held against the rules of their formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import feedparser
from lxml import etree, html

from briefing.language.wording import wording_for
from briefing.publishing.archive import Channel, atom, json_feed
from briefing.publishing.page import Page
from briefing.publishing.plaintext import one_line
from briefing.records import Brief

from .conftest import page_of

HERE = Channel("Morning briefs", "", wording_for("en"))
ATOM = "{http://www.w3.org/2005/Atom}"


def check_json_feed(text: str) -> dict[str, Any]:
    """Hold a feed against JSON Feed 1.1 (jsonfeed.org/version/1.1); returns it."""
    feed: dict[str, Any] = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    known = {"version", "title", "home_page_url", "feed_url", "language", "items", "_briefing"}
    assert set(feed) <= known
    assert isinstance(feed["items"], list)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert isinstance(item["content_html"], str)
        assert set(item) <= {"id", "url", "title", "content_html", "date_published", "tags"}
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(isinstance(tag, str) and tag for tag in item.get("tags", []))
    for address in (
        feed.get("home_page_url"),
        feed.get("feed_url"),
        *(one.get("url") for one in feed["items"]),
    ):
        assert address is None or urlsplit(address).scheme == "https"
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    return feed


def check_atom(text: str) -> Any:
    """Hold a feed against what RFC 4287 requires of feeds and entries; returns the tree."""
    feed = etree.fromstring(text.encode())
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert UUID(element.findtext(f"{ATOM}id"))
        alternates = [
            one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"
        ]
        assert len(alternates) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def test_a_reader_of_feeds_gets_the_day_and_its_events(page: Page, channel: Channel) -> None:
    text = atom([page], channel)
    check_atom(text)
    read = feedparser.parse(text)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [
        "Morning brief · Tuesday 17 June 2025",
        *(item.headline for item in page.brief.items),
    ]
    assert read.entries[1].link == "https://briefs.example/all/2025-06-17/brief.html#item-1"
    assert read.entries[1].content[0].type == "text/html"
    assert read.feed.links[1].href == "https://briefs.example/all/feed.atom"


def test_an_event_comes_with_its_sentences_their_passages_and_who_printed_them(
    page: Page, channel: Channel
) -> None:
    content = feedparser.parse(atom([page], channel)).entries[1].content[0].value
    body = html.fromstring(f"<div>{content}</div>")
    assert [one.text_content() for one in body.xpath("p")][:6] == [
        "Harbour Post, AFP · 2 reports, 1 agency, 1 copy · 17 June 2025",
        "New since 16 June 2025: The bow door had been repaired only in March.[1]",
        "Changed: Fifteen are hurt.[2] On 15 June 2025: Nine are hurt.[3]",
        "A ferry with 86 people on board struck the quay of Port Ellery.[4]",
        "The reports differ · injured · contradictory Harbour Post: 12[5]; AFP: 15[2]",
        "Only in Harbour Post: Two passengers were injured badly.[6]",
    ]
    (notes,) = body.xpath("h4/following-sibling::p")
    assert {one.text: one.get("href") for one in notes.xpath("a")} == {
        "Harbour Post": "https://harbour.example/ferry?a=1&b=2"
    }
    for line in notes.xpath("br"):
        line.tail = f"\n{line.tail or ''}"
    sources = notes.text_content().splitlines()
    assert sources[0] == "[1] Harbour Post · quoted"
    assert sources[3] == (
        "[4] Harbour Post: “A ferry with 86 people on board struck the stone quay”; "
        "AFP: “a ferry struck the quay of Port Ellery on Monday evening” · rewritten"
    )


def test_a_mark_has_the_number_that_it_has_on_the_page(page: Page, channel: Channel) -> None:
    content = feedparser.parse(atom([page], channel)).entries[2].content[0].value
    assert page.articles[1].lines[0].number > 1
    assert f"<sup>[{page.articles[1].lines[0].number}]</sup>" in content


def test_both_feeds_hold_the_same_entries(page: Page, channel: Channel) -> None:
    feed = check_json_feed(json_feed([page], channel))
    entries = check_atom(atom([page], channel)).findall(f"{ATOM}entry")
    assert [(item["id"], item["title"], item["content_html"]) for item in feed["items"]] == [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content"))
        for entry in entries
    ]
    assert feed["feed_url"] == "https://briefs.example/all/feed.json"


def test_an_archive_without_an_address_links_beside_the_feed_and_claims_none(page: Page) -> None:
    feed = check_json_feed(json_feed([page], HERE))
    assert "home_page_url" not in feed
    assert "url" not in feed["items"][0]
    tree = check_atom(atom([page], HERE))
    hrefs = [one.get("href") for one in tree.iter(f"{ATOM}link")]
    assert hrefs[:2] == ["index.html", "2025-06-17/brief.html"]


def test_ids_outlive_a_day_that_is_made_again_with_more(brief: Brief, channel: Channel) -> None:
    def ids(made: Brief) -> list[str]:
        return [item["id"] for item in json.loads(json_feed([page_of(made)], channel))["items"]]

    more = brief.items[0].model_copy(update={"id": "another", "headline": "Other", "rank": 2})
    first = brief.items[1].model_copy(update={"rank": 1})
    again = brief.model_copy(update={"items": (first, more)})
    day, ferry, bees = ids(brief)
    assert ids(again) == [day, bees, ferry]


def test_other_archives_have_other_ids(page: Page, channel: Channel) -> None:
    feeds = [
        json.loads(json_feed([page], one))
        for one in (channel, HERE, Channel("Other", "", HERE.words))
    ]
    assert len({feed["items"][0]["id"] for feed in feeds}) == 3


def test_no_text_of_stories_acts_in_a_feed(
    hostile: tuple[str, ...], day_saying: Callable[[str], Brief]
) -> None:
    for text in (*hostile, "\ufffe\uffff", "]]>"):
        channel = Channel(f"Briefs {one_line(text)}", "", HERE.words)
        tree = check_atom(atom([page_of(day_saying(text))], channel))
        feed = check_json_feed(json_feed([page_of(day_saying(text))], channel))
        for entry, item in zip(tree.findall(f"{ATOM}entry"), feed["items"], strict=True):
            content = html.fromstring(f"<div>{entry.findtext(f'{ATOM}content')}</div>")
            assert {one.tag for one in content.iter()} <= {
                *["div", "p", "ol", "li", "b", "i", "sup", "h4", "br"]
            }
            assert [*content.xpath("//@*")] == []
            assert item["content_html"] == entry.findtext(f"{ATOM}content")


def test_a_day_without_items_has_an_entry_that_says_so(
    empty_brief: Brief, channel: Channel
) -> None:
    page = page_of(empty_brief)
    (item,) = check_json_feed(json_feed([page], channel))["items"]
    assert item["content_html"].startswith("<p>There is nothing to report for this day.</p>")
    check_atom(atom([page], channel))
    assert check_json_feed(json_feed([], channel))["items"] == []
    check_atom(atom([], channel))
