"""Web archives (WARC): each saved HTML page is one story."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from briefing.reading.formats.base import Format
from briefing.reading.formats.encoding import decode, mend
from briefing.reading.formats.html import Page, declared_encoding, page_notes, read_page
from briefing.reading.formats.parts import Parsed, Refusal, compose


def parse_warc(data: bytes, limit: int) -> Parsed:
    """Return the HTML pages of an archive; a page that cannot be parsed is a note.

    `limit` bounds the bytes of one unpacked page.  Raises :class:`Refusal` where FastWARC is missing.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise Refusal("web archives need an extra: pip install briefing[warc]") from None

    pages: list[Page] = []
    notes: list[str] = []
    records = ArchiveIterator(
        io.BytesIO(data), record_types=WarcRecordType.response, auto_decode="all", fsspec_args=False
    )
    for record in records:
        status = record.http_headers.status_code if record.http_headers else None
        if "html" not in (record.http_content_type or "") or status not in {None, 200}:
            continue
        address = record.headers.get("WARC-Target-URI") or ""
        try:
            page = page_of(record.reader.read(limit), record.http_charset or "", address)
        except Exception as error:  # noqa: BLE001  one page of many, whatever its parser raises
            notes.append(f"{address[:100]} could not be parsed: {type(error).__name__}")
            continue
        pages.append(page)
    return compose_pages(pages, notes, "application/warc")


def compose_pages(pages: Sequence[Page], notes: Sequence[str], media_type: str) -> Parsed:
    """Lay the pages of an archive one after another, with what is to be said of them."""
    parts = (part for page in pages for part in page.parts)
    return compose(parts, [*page_notes(pages), *notes], media_type)


def page_of(data: bytes, label: str, address: str) -> Page:
    """Return the page that `data` holds; `label` is the encoding that its server has named."""
    decoded = decode(data, label or declared_encoding(data))
    if decoded is None:
        return Page()
    return read_page(mend(decoded).text, address)


FORMAT: Final = Format("warc", lambda sample: sample.start.startswith(b"WARC/"), parse_warc)
