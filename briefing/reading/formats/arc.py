"""Old web archives (ARC, before WARC): each saved HTML page is one story.

A record is one line of fields, the last its length in bytes, and as many bytes; FastWARC reads none of
these.  Burner and Kahle, The Archive File Format, 1996.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefing.reading.formats.base import Format
from briefing.reading.formats.html import Page
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.warc import compose_pages, page_of

_FIRST: Final = b"filedesc://"
_LINE: Final = re.compile(
    rb"^([a-z][a-z0-9+.-]{1,15}:[!-~]{1,8000}) [0-9a-fA-F.:]{1,45} \d{8,14} [!-~]{1,100}(?: [!-~]{1,300}){0,5} (\d{1,12})\r?\n",
    re.MULTILINE,
)
_HEADER_LIMIT: Final = 65_536
_MOST_RECORDS: Final = 100_000
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


class Record(NamedTuple):
    """A saved answer of a server."""

    address: str
    content: bytes


def parse_arc(data: bytes, limit: int) -> Parsed:
    """Return the HTML pages of an archive; what cannot be read is a note.

    `limit` bounds the bytes of one unpacked page.
    """
    pages: list[Page] = []
    notes: list[str] = []
    for record in _records(data, notes):
        try:
            page = _page(record, limit)
        except Exception as error:  # noqa: BLE001  one page of many, whatever its parser raises
            notes.append(f"{record.address[:100]} could not be parsed: {type(error).__name__}")
            continue
        pages += [page] if page else []
    return compose_pages(pages, notes, "application/arc")


def _records(data: bytes, notes: list[str]) -> Iterator[Record]:
    """Yield the records of an archive.

    One whose length is wrong ends where the next one's line is; without any, it is the last.
    """
    line = _LINE.search(data)
    for _ in range(_MOST_RECORDS):
        if line is None:
            return
        begin, end = line.end(), line.end() + int(line[2])
        following = _LINE.match(data, _past_breaks(data, end))
        if following is None and _past_breaks(data, end) != len(data):
            following = _LINE.search(data, begin)
            end = following.start() if following else len(data)
            notes.append(f"the length of the record at byte {line.start()} is wrong")
        yield Record(line[1].decode("utf-8", "replace"), data[begin:end])
        line = following


def _past_breaks(data: bytes, position: int) -> int:
    """The place behind the line breaks at `position`, of which writers leave one or two."""
    while position < len(data) and data[position] in b"\r\n":
        position += 1
    return min(position, len(data))


def _page(record: Record, limit: int) -> Page | None:
    """The page of a record, None for what is no page or no good answer."""
    if not record.address.startswith(("http://", "https://")):
        return None
    head, body = _parted(record.content)
    status, *lines = head.split("\n")
    if status.startswith("HTTP/") and " 200" not in status[:16]:
        return None
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}  # fmt: skip
    kind = headers.get("content-type", "text/html" if not head else "")
    if "html" not in kind.lower():
        return None
    body = _joined(body) if "chunked" in headers.get("transfer-encoding", "").lower() else body
    body = _expanded(body, headers.get("content-encoding", "").lower(), limit)
    label = _CHARSET.search(kind)
    return page_of(body[:limit], label[1] if label else "", record.address)


def _parted(content: bytes) -> tuple[str, bytes]:
    """Headers and body; all of it is the body where no server's answer was kept."""
    if not content.startswith(b"HTTP/"):
        return "", content
    end = re.search(rb"\r?\n\r?\n", content[:_HEADER_LIMIT])
    if end is None:
        return "", b""
    return content[: end.start()].decode("latin-1").replace("\r", ""), content[end.end() :]


def _joined(body: bytes) -> bytes:
    """A body that came in chunks, each behind its length; what is none of that is kept as it is."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line = re.compile(rb"\r?\n?([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, position)
        if line is None:
            return b"".join(pieces) if pieces else body
        size = int(line[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[line.end() : line.end() + size])
        position = line.end() + size


def _expanded(body: bytes, coding: str, limit: int) -> bytes:
    """A body without its compression, at most `limit` bytes of it."""
    if coding not in {"gzip", "x-gzip", "deflate"} or not body:
        return body
    width = -15 if coding == "deflate" and body[:1] != b"\x78" else 47
    try:
        return zlib.decompressobj(wbits=width).decompress(body, limit)
    except zlib.error:
        return body


FORMAT: Final = Format("arc", lambda sample: sample.start.startswith(_FIRST), parse_arc)
