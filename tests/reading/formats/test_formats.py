"""The seam of file kinds: what is recognised by what, and one more of them."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.reading import ReadingSettings, formats, ingest
from briefing.reading.formats import Format, Parsed, recognise
from briefing.records import Document

SETTINGS = ReadingSettings(day=date(2025, 6, 17))
MAIL = b"From: a@gazette.example\nTo: b@example.org\nSubject: Bridge\n\nIt is closed.\n"
RECOGNISED = (
    ("a.txt", b"%PDF-1.4 ...", "pdf"),
    ("a.txt", b"WARC/1.0\r\n", "warc"),
    ("a.txt", b"filedesc://a.arc 0.0.0.0 20260110000000 text/plain 9\n", "arc"),
    ("a.txt", b"PK\x03\x04 \xff", "binary"),
    ("a.txt", MAIL, "mail"),
    ("a.eml", b"Closed.", "mail"),
    ("a.txt", b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
    ("a.rss", b"<?xml version='1.0'?><entries/>", "feed"),
    ("a.xml", b"<html><body>Closed.</body></html>", "html"),
    ("a.html", b"Closed <b>today</b>.", "html"),
    ("a.html", b"Closed today.", "text"),
    ("a.txt", b"<p>One</p><p>Two</p><p>Three</p>", "html"),
    ("a.txt", "<html><body>Closed.".encode("utf-16"), "html"),
    ("a.txt", b'\xef\xbb\xbf [{"text": "Closed."}]', "json"),
    ("a.jsonl.gz", b"Closed.", "json"),
    ("a.txt", b"[Closed]", "text"),
    ("a.MD", b"# Closed", "markdown"),
    ("a", b"Closed.", "text"),
)


@pytest.mark.parametrize(("file", "data", "name"), RECOGNISED)
def test_a_file_is_recognised_by_its_content_first(file: str, data: bytes, name: str) -> None:
    assert recognise(file, data).name == name


def _parse(data: bytes, _limit: int) -> Parsed:
    return Parsed(data.decode().removeprefix("TELEX ").title(), media_type="text/telex")


TELEX = Format("telex", lambda sample: sample.start.startswith(b"TELEX "), _parse)


def test_a_format_and_a_line_add_a_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TELEX, *formats.FORMATS))
    found = ingest("a.txt", b"TELEX BRIDGE CLOSED", SETTINGS)
    assert isinstance(found, Document)
    assert (found.text, found.media_type, found.extracted) == ("Bridge Closed", "text/telex", True)
