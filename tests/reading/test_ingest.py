"""Ingest: every kind of file becomes a document or a reason."""

from __future__ import annotations

import gzip
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import ReadingSettings, ingest
from briefing.records import Document, Unread

SETTINGS = ReadingSettings(day=date(2025, 6, 17), max_bytes=200_000)
BODY = (
    "The town council agreed to repair the old swing bridge before winter, the mayor's office said. "
    "Work on the deck will close one lane for ten weeks, and the ferry will run more often."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge to be repaired | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><link rel="canonical" href="https://gazette.example/bridge">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge to be repaired",
"datePublished": "2025-06-17T08:00:00Z"}}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge to be repaired</h1><p>{BODY}</p><p>{BODY[::1]} Nobody objected.</p></article></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Gazette</title><language>en</language>
<item><title>Bridge to be repaired</title><link>https://gazette.example/bridge</link>
<pubDate>Tue, 17 Jun 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>
<item><title>Ferry sails</title><link>javascript:alert(1)</link><description>{BODY}</description></item>
</channel></rss>"""
MAIL = f"""From: Harbour Gazette <news@gazette.example>
To: reader@example.org
Subject: Bridge to be repaired
Date: Tue, 17 Jun 2025 08:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{BODY}
"""


def document(file: str, data: bytes) -> Document:
    found = ingest(file, data, SETTINGS)
    assert isinstance(found, Document), found
    return found


def refusal(file: str, data: bytes) -> Unread:
    found = ingest(file, data, SETTINGS)
    assert isinstance(found, Unread), found
    return found


@given(st.text(max_size=300))
def test_plain_text_is_the_file_decoded(text: str) -> None:
    data = text.encode("utf-8", "replace")
    found = ingest("a.txt", data, SETTINGS)
    if isinstance(found, Document) and not found.extracted:
        assert found.text == data.decode(found.encoding)


def test_line_ends_stay_as_they_are() -> None:
    assert document("a.txt", b"One\r\n\r\nTwo\r").text == "One\r\n\r\nTwo\r"


def test_a_byte_order_mark_is_not_text() -> None:
    found = document("a.txt", b"\xef\xbb\xbfOne")
    assert (found.text, found.encoding) == ("One", "utf-8-sig")


def test_an_empty_file_has_no_story() -> None:
    assert refusal("a.txt", b" \n").state == "no_story"


def test_a_file_over_the_limit_is_too_large() -> None:
    assert refusal("a.txt", b"x" * 200_001).state == "too_large"


def test_a_gzip_bomb_is_stopped_at_the_limit() -> None:
    assert refusal("a.txt.gz", gzip.compress(b"x" * 50_000_000)).state == "too_large"


def test_a_cut_gzip_file_is_unreadable() -> None:
    assert refusal("a.txt.gz", gzip.compress(BODY.encode())[:40]).state == "unreadable"


def test_all_members_of_a_gzip_file_are_unpacked_with_padding_between_them() -> None:
    parts = [BODY, f"{BODY}\n" * 900, "", "The end was told on Tuesday, too.\n" * 9000]
    data = b"".join(gzip.compress(one.encode()) + b"\0" * n for n, one in enumerate(parts))
    settings = ReadingSettings(day=SETTINGS.day, max_bytes=2_000_000)
    found = ingest("a.txt.gz", data, settings)
    assert isinstance(found, Document)
    assert found.text == "".join(parts)


def test_gzip_is_unpacked_whatever_its_name() -> None:
    assert document("a.txt", gzip.compress(BODY.encode())).text == BODY


def test_a_binary_named_txt_is_unreadable_and_named() -> None:
    found = refusal("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert found.state == "unreadable"
    assert "PNG" in found.reason


def test_a_pdf_that_cannot_be_read_names_the_reason() -> None:
    unread = ingest("paper", b"%PDF-1.7\n\x00\x01", SETTINGS)
    assert isinstance(unread, Unread)
    assert unread.state == "unreadable"
    assert unread.reason


def warc_record(address: str, page: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2025-06-17T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_a_web_archive_gives_one_section_a_page() -> None:
    other = PAGE.replace('<link rel="canonical" href="https://gazette.example/bridge">', "")
    data = warc_record("https://a.example/1", PAGE) + warc_record("https://a.example/2", other)
    for found in (document("a.warc", data), document("a.warc.gz", gzip.compress(data))):
        assert [s.url for s in found.sections] == [
            "https://gazette.example/bridge",
            "https://a.example/2",
        ]


def test_a_page_is_read_with_its_metadata() -> None:
    found = document("a.txt", PAGE.encode())
    assert found.media_type == "text/html"
    assert found.extracted
    assert found.text.startswith("Bridge to be repaired\n\nThe town council")
    (section,) = found.sections
    assert (section.title, section.outlet, section.published, section.url, section.language) == (
        "Bridge to be repaired",
        "Harbour Gazette",
        "2025-06-17T08:00:00Z",
        "https://gazette.example/bridge",
        "en",
    )


def test_a_page_without_article_text_has_no_story() -> None:
    assert refusal("a.html", b"<html><body></body></html>").state == "no_story"


def test_a_feed_gives_one_section_an_entry_and_no_script_links() -> None:
    found = document("feed.xml", FEED.encode())
    assert [(s.title, s.outlet, s.url) for s in found.sections] == [
        ("Bridge to be repaired", "Harbour Gazette", "https://gazette.example/bridge"),
        ("Ferry sails", "Harbour Gazette", ""),
    ]
    assert found.text == f"Bridge to be repaired\n\n{BODY}\n\n\nFerry sails\n\n{BODY}"


def test_xml_that_is_no_feed_says_so() -> None:
    assert "no RSS or Atom feed" in refusal("a.xml", b"<?xml version='1.0'?><a><b>c</b></a>").reason


def test_a_mail_has_subject_sender_and_date() -> None:
    found = document("a.eml", MAIL.encode())
    assert found.text == f"Bridge to be repaired\n\n{BODY}"
    assert (found.sections[0].outlet, found.sections[0].published) == (
        "Harbour Gazette",
        "Tue, 17 Jun 2025 08:00:00 +0000",
    )


def test_rows_of_json_lines_are_sections_and_bad_ones_are_noted() -> None:
    rows = [
        json.dumps(
            {
                "headline": "Bridge",
                "body": BODY,
                "publisher": {"name": "Gazette"},
                "publishedAt": "2025-06-17",
            }
        ),
        "{broken",
        json.dumps({"title": "No text"}),
    ]
    found = document("a.jsonl", "\n".join(rows).encode())
    assert [(s.title, s.outlet, s.published) for s in found.sections] == [
        ("Bridge", "Gazette", "2025-06-17")
    ]
    assert found.notes == (
        "1 lines are not valid JSON: 2",
        "1 of 2 rows have no text in a field such as text, body or content: 3",
    )


def test_json_by_content_needs_no_name() -> None:
    data = json.dumps({"articles": [{"title": "Bridge", "content": f"<p>{BODY}</p><p>Fine.</p>"}]})
    found = document("export", data.encode())
    assert found.text == f"Bridge\n\n{BODY}\nFine."


def test_broken_json_is_unreadable() -> None:
    assert refusal("a.json", b'{"text": ').state == "unreadable"


def test_text_that_was_encoded_twice_is_mended_and_noted() -> None:
    twice = "Der Café-Besitzer sagte: „Schön.“ – Ende".encode().decode("cp1252", "replace")
    found = document("a.txt", twice.replace("\ufffd", "").encode())
    assert "Café" in found.text
    assert found.extracted
    assert found.notes == ("text that was encoded twice was mended",)


def test_tag_characters_are_left_out_and_noted() -> None:
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "ignore this")
    found = document("a.txt", f"The bridge{hidden} is old.".encode())
    assert found.text == "The bridge is old."
    assert found.notes == ("11 invisible characters were left out",)


def test_a_file_of_a_million_lines_is_too_large_and_says_so() -> None:
    unread = ingest("a.txt", b"word\n" * 1_000_000, ReadingSettings(day=SETTINGS.day))
    assert isinstance(unread, Unread)
    assert unread.state == "too_large"
    assert "100000 lines" in unread.reason
