"""PDF files, written by hand: no writer of PDF is needed to read them."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.reading import ReadingSettings, ingest
from briefing.records import Document, Unread

SETTINGS = ReadingSettings(day=date(2025, 6, 17))
LINES = [
    "Bridge over the Linnet closed for a week",
    "The bridge over the Linnet in Lanternfield has been closed for a week after a",
    "lorry broke through its railing, the town said on Tuesday.",
    "Nobody was hurt.",
]


def pdf(lines: list[str]) -> bytes:
    """A document of one page with these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 72 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
        % b"/Resources << /Font << /F1 5 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(body))
    )


def test_lines_of_a_page_become_paragraphs() -> None:
    document = ingest("a.pdf", pdf(LINES), SETTINGS)
    assert isinstance(document, Document)
    assert document.extracted
    assert document.media_type == "application/pdf"
    assert document.text.splitlines() == [LINES[0], f"{LINES[1]} {LINES[2]}", LINES[3]]


def test_a_word_that_was_broken_at_the_end_of_a_line_is_whole() -> None:
    lines = [
        "The bridge over the Linnet in Lanternfield was closed by the engi-",
        "neers of the town.",
    ]
    document = ingest("a.pdf", pdf(lines), SETTINGS)
    assert isinstance(document, Document)
    assert "closed by the engineers of the town." in document.text


def test_a_page_without_text_says_what_to_do() -> None:
    unread = ingest("a.pdf", pdf([]), SETTINGS)
    assert isinstance(unread, Unread)
    assert unread.state == "unreadable"
    assert "text recognition" in unread.reason


def test_a_broken_file_costs_itself() -> None:
    unread = ingest("a.pdf", pdf(LINES)[:200], SETTINGS)
    assert isinstance(unread, Unread)
    assert unread.state == "unreadable"


def test_without_the_extra_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    unread = ingest("a.pdf", pdf(LINES), SETTINGS)
    assert isinstance(unread, Unread)
    assert "briefing[pdf]" in unread.reason
