"""Pages of a web archive, each a story."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import Page, read_page
from briefing.reading.formats.parts import Refusal
from briefing.reading.formats.warc import parse_warc

pytest.importorskip("fastwarc")

PAGE = "<html><head><title>{0}</title></head><body><p>It rained in {0} all day.</p></body></html>"
CRLF = "\r\n"


def record(
    page: str,
    address: str = "https://t.example/1",
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
) -> bytes:
    body = page.encode()
    http = f"HTTP/1.1 {status}{CRLF}Content-Type: {kind}{CRLF}{CRLF}".encode() + body
    head = CRLF.join(
        [
            "WARC/1.0",
            "WARC-Type: response",
            f"WARC-Target-URI: {address}",
            "WARC-Date: 2025-06-17T08:00:00Z",
            "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(http)}",
        ]
    )
    return f"{head}{CRLF}{CRLF}".encode() + http + (CRLF * 2).encode()


def test_each_page_is_a_section_with_the_address_it_was_saved_from() -> None:
    data = record(PAGE.format("Tarn")) + record(PAGE.format("Corrie"), "https://t.example/2")
    made = parse_warc(data, 10_000)
    assert [(one.title, one.url) for one in made.sections] == [
        ("Tarn", "https://t.example/1"),
        ("Corrie", "https://t.example/2"),
    ]
    assert "It rained in Corrie all day." in made.text
    assert made.media_type == "application/warc"


def test_what_is_no_page_is_left_out() -> None:
    data = record("body {}", kind="text/css") + record(PAGE, status="404 Not Found")
    data += record(PAGE.format("Tarn"))
    assert len(parse_warc(data, 10_000).sections) == 1


def test_a_page_is_read_so_far_and_no_further() -> None:
    long = PAGE.format("Tarn").replace("</body>", "<p>And it snowed.</p>" * 500 + "</body>")
    assert parse_warc(record(long), 200).text.count("snowed") < 10


def test_a_page_of_endless_tags_costs_itself_alone() -> None:
    endless = PAGE.format("Sorn").replace("</body>", "<p>Hail.</p>" * 40_000 + "</body>")
    made = parse_warc(record(endless) + record(PAGE.format("Tarn")), 1_000_000)
    assert [one.title for one in made.sections] == ["Tarn"]


def test_a_page_that_cannot_be_parsed_costs_that_page_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(text: str, address: str) -> Page:
        if "Tarn" in text:
            raise RuntimeError
        return read_page(text, address)

    monkeypatch.setattr("briefing.reading.formats.warc.read_page", read)
    made = parse_warc(record(PAGE.format("Tarn")) + record(PAGE.format("Corrie")), 10_000)
    assert [one.title for one in made.sections] == ["Corrie"]
    assert any("RuntimeError" in note for note in made.notes)


def test_without_the_extra_an_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.warc", None)
    with pytest.raises(Refusal, match="briefing"):
        parse_warc(b"WARC/1.0", 10)
