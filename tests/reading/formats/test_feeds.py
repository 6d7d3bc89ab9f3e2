"""Entries of a saved feed, each a story."""

from __future__ import annotations

import pytest

from briefing.reading.formats.base import Refusal
from briefing.reading.formats.feeds import parse_feed

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Tarn Weekly</title><language>en-gb</language>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Weekly</title>{}</feed>"""


def feed(shell: str, *entries: str) -> bytes:
    return shell.format("".join(entries)).encode()


def test_an_entry_says_what_its_feed_says_for_all() -> None:
    made = parse_feed(
        feed(
            RSS,
            "<item><title>Mill &amp;amp; pier</title><description>&lt;p&gt;It rained.&lt;/p&gt;</description>"
            "<link>https://t.example/1</link><pubDate>Tue, 17 Jun 2025 08:00:00 GMT</pubDate></item>",
        )
    )
    (section,) = made.sections
    assert made.text == "Mill & pier\n\nIt rained."
    assert section.model_dump() | {"start": 0, "end": 0} == {
        "start": 0,
        "end": 0,
        "title": "Mill & pier",
        "outlet": "Tarn Weekly",
        "published": "Tue, 17 Jun 2025 08:00:00 GMT",
        "url": "https://t.example/1",
        "language": "en",
    }


def test_the_longer_of_summary_and_content_is_the_body() -> None:
    item = "<item><description>Rain.</description><content:encoded>{}</content:encoded></item>"
    texts = [parse_feed(feed(RSS, item.format(body))).text for body in ("It rained all day.", "R.")]
    assert texts == ["It rained all day.", "Rain."]


def test_an_entry_of_another_outlet_keeps_its_name_and_its_last_date() -> None:
    made = parse_feed(
        feed(
            ATOM,
            "<entry><title>A</title><updated>2025-06-17T08:00:00Z</updated>"
            "<source><title>Corrie Post</title></source></entry>",
            "<entry><title>B</title><published>2025-06-16T08:00:00Z</published>"
            "<updated>2025-06-17T08:00:00Z</updated></entry>",
        )
    )
    assert [(one.outlet, one.published) for one in made.sections] == [
        ("Corrie Post", "2025-06-17T08:00:00Z"),
        ("Tarn Weekly", "2025-06-16T08:00:00Z"),
    ]


def test_a_feed_that_is_broken_is_read_with_a_note() -> None:
    made = parse_feed(feed(RSS, "<item><title>A &nbsp; B</title></item><item>"))
    assert made.text.startswith("A")
    assert len(made.notes) == 1


@pytest.mark.parametrize("data", [b"<a/>", b"", b"/etc/passwd", b"https://t.example/feed"])
def test_what_has_no_entries_is_refused_and_never_opened(data: bytes) -> None:
    with pytest.raises(Refusal):
        parse_feed(data)
