"""Entries of a saved feed, each a story."""

from __future__ import annotations

import pytest

from briefing.reading.formats.feeds import parse_feed
from briefing.reading.formats.parts import Refusal

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
    made = parse_feed(
        feed(RSS, "<item><title>A &nbsp; B</title><description>It rained.</description></item>")
    )
    assert made.text.startswith("A")
    assert len(made.notes) == 1


@pytest.mark.parametrize("data", [b"<a/>", b"", b"/etc/passwd", b"https://t.example/feed"])
def test_what_has_no_entries_is_refused_and_never_opened(data: bytes) -> None:
    with pytest.raises(Refusal):
        parse_feed(data)


@pytest.mark.parametrize("shell", [RSS, ATOM])
def test_a_feed_without_entries_has_no_story_and_is_no_fault(shell: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_feed(feed(shell))
    assert refused.value.state == "no_story"


def test_an_aggregator_names_the_outlet_behind_the_headline() -> None:
    links = "<description>&lt;a href='x'&gt;Rain&lt;/a&gt;&amp;nbsp;&lt;font&gt;Tarn Post&lt;/font&gt;</description>"
    items = (f"<item><title>Rain - Tarn Post</title>{links}{source}</item>" for source in ("", "<source url='x'>Tarn Post</source>"))  # fmt: skip
    made = parse_feed(feed(RSS, *items))
    assert [(one.title, one.outlet) for one in made.sections] == [("Rain", "Tarn Post")] * 2
    assert "2 of 2" in made.notes[0]


def test_letters_that_were_encoded_twice_are_mended_in_fields() -> None:
    item = "<item><title>Fen\u00c3\u00aatre ouverte</title><description>\u00c3\u2030t\u00c3\u00a9 \u00c3\u00a0 Tarn.</description></item>"
    assert parse_feed(feed(RSS, item)).text == "Fenêtre ouverte\n\nÉté à Tarn."


def test_a_headline_that_stands_twice_is_taken_once() -> None:
    item = "<item><title>{0}{0}</title><description>It rained.</description></item>"
    made = parse_feed(feed(RSS, item.format("Rain in Tarn again"), item.format("Bora ")))
    assert [one.title for one in made.sections] == ["Rain in Tarn again", "Bora Bora"]


def test_xhtml_is_read_as_its_text() -> None:
    body = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It <b>rained</b>.</p></div></content>"
    assert (
        parse_feed(feed(ATOM, f"<entry><title>Rain</title>{body}</entry>")).text
        == "Rain\n\nIt rained."
    )


def test_a_feed_of_other_sites_is_no_outlet() -> None:
    item = (
        "<item><title>R</title><link>{}</link><description>It rained in Tarn.</description></item>"
    )
    links = ("https://www.tarn.example/1", "https://corrie.example/2", "https://g.example/url?url=https://wick.example/3")  # fmt: skip
    made = parse_feed(feed(RSS, *map(item.format, links)))
    assert [(one.outlet, one.url[-1]) for one in made.sections] == [("", "1"), ("", "2"), ("", "3")]
    made = parse_feed(feed(RSS, *map(item.format, ("https://a.tarn.example/1", "https://tarn.example/2"))))  # fmt: skip
    assert {one.outlet for one in made.sections} == {"Tarn Weekly"}


@pytest.mark.parametrize(
    "reference", ["&#x110000;", "&#1114112;", "&#99999999999999;", "&#xFFFFFFFFF"]
)
def test_a_reference_to_no_character_costs_a_character_not_the_feed(reference: str) -> None:
    shell = '<rss version="2.0"><channel><title>Tarn Tribune</title>%s</channel></rss>'
    entry = f"<item><title>Leak {reference} closes the hall &#8211; for now</title><description>Fog.</description></item>"
    text = parse_feed((shell % entry).encode()).text
    assert "closes the hall – for now" in text
    assert "Leak" in text


@pytest.mark.parametrize(
    "declared",
    [
        b'<?xml version="1.0" encoding="utf-8\xda"?>',
        b'<?xml version="1.0" encoding="%s\xda"?>' % (b"\xa5" * 3000),
        b"<?xml-%s encoding='\xda-8'?>" % (b"x" * 200),
        b'<?xml encoding="utf-8"?><?x encoding="\xda"?>',
    ],
)
def test_a_damaged_name_of_an_encoding_costs_nothing(declared: bytes) -> None:
    shell = b'%s<rss version="2.0"><channel><title>Tarn</title>%%s</channel></rss>' % declared.replace(b"%", b"%%")  # fmt: skip
    entry = "<item><title>Leak closes the hall – for now</title></item>".encode()
    assert "Leak closes the hall – for now" in parse_feed(shell % entry).text
