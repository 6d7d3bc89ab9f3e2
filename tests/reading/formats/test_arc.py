"""Pages of an old web archive, each a story."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.arc import parse_arc

PAGE = "<html><head><title>{0}</title></head><body><p>It rained in {0} all day.</p></body></html>"
HEAD = b"filedesc://a.arc 0.0.0.0 20260110000000 text/plain 15\n1 0 Somebody\nURL\n"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = (f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(content: bytes, url: str = "https://t.example/1", size: int | None = None) -> bytes:
    length = len(content) if size is None else size
    return f"{url} 10.0.0.1 20260110000102 text/html {length}\n".encode() + content + b"\n"


def titles(*records: bytes) -> list[str]:
    return [one.title for one in parse_arc(HEAD + b"".join(records), 100_000).sections]


def test_each_page_is_a_section_with_its_address() -> None:
    second = record(http(PAGE.format("Corrie").encode()), "https://t.example/2")
    made = parse_arc(HEAD + record(http(PAGE.format("Tarn").encode())) + second, 10_000)
    assert [(one.title, one.url) for one in made.sections] == [
        ("Tarn", "https://t.example/1"),
        ("Corrie", "https://t.example/2"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        record(http(b"<p>Gone</p>", status="404 Not Found")),
        record(b"GIF89a"),
        record(http(b"body {}").replace(b"text/html;", b"text/css;")),
        record(b"20260110\nt.example. 1 IN A 10.0.0.1", "dns:t.example"),
    ],
)
def test_what_is_no_page_is_left_out(other: bytes) -> None:
    assert titles(other, record(http(PAGE.format("Tarn").encode()))) == ["Tarn"]


def test_pages_are_read_through_chunks_and_compression() -> None:
    body = PAGE.format("Tarn").encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    assert titles(record(http(chunked, "Transfer-Encoding: chunked"))) == ["Tarn"]
    assert titles(record(http(gzip.compress(body), "Content-Encoding: gzip"))) == ["Tarn"]


def test_a_record_with_a_wrong_length_ends_where_the_next_begins() -> None:
    page = http(PAGE.format("Tarn").encode())
    for size in (5, len(page) + 20, 10**11):
        made = parse_arc(HEAD + record(page, size=size) + record(page), 10_000)
        assert [one.title for one in made.sections][:1] == ["Tarn"]
        assert made.notes


def test_a_page_expands_so_far_and_no_further() -> None:
    body = PAGE.format("Tarn").encode() + b"<p>And it snowed.</p>" * 50_000
    made = parse_arc(HEAD + record(http(gzip.compress(body), "Content-Encoding: gzip")), 300)
    assert made.text.count("snowed") < 20


@given(st.binary(max_size=300))
def test_any_bytes_are_pages_or_none(data: bytes) -> None:
    made = parse_arc(HEAD + data, 1000)
    assert bool(made.text) == bool(made.sections)
