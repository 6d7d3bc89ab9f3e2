"""One input file: bytes to a `Document`, or to the reason why not.

::

    bytes ─ size? ─ gzip? ─ kind ─ encoding ─ parser ─▶ Document | Unread

A file that a parser fails on costs that file and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from typing import Final

from briefing.reading.formats import (
    Decoded,
    Kind,
    Parsed,
    PdfUnreadableError,
    binary_name,
    declared_encoding,
    decode,
    mend,
    parse_feed,
    parse_mail,
    parse_page,
    parse_pdf,
    parse_rows,
    parse_warc,
    sniff,
)
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, FileState, Unread, content_id

logger = logging.getLogger(__name__)

_MEDIA_TYPES: Final = {"text": "text/plain", "markdown": "text/markdown"}
_CHUNK: Final = 1 << 16
_MOST_LINES: Final = 100_000
"""Lines of one file.  Cutting weighs lines against each other: 100,000 take about 10 s and a million
did not end in 170 s (two busy cores); no page has as many."""


class _Refusal(Exception):
    """Carries the state and the reason of a file that is not read."""

    def __init__(self, state: FileState, reason: str) -> None:
        super().__init__(reason)
        self.state: FileState = state
        self.reason = reason


def ingest(file: str, data: bytes, settings: ReadingSettings) -> Document | Unread:
    """Return the text of one file, or the state and reason why there is none.

    `file` is the path relative to its SOURCE, with ``/``.  Never raises for any bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _read(file, sha256, data, settings)
    except _Refusal as refusal:
        state, reason = refusal.state, refusal.reason
    except Exception as error:  # a parser's fault may cost one file, never the run
        logger.debug("%s could not be parsed", file, exc_info=True)
        message = str(error).partition("\n")[0][:200]
        state, reason = "unreadable", f"could not be parsed: {type(error).__name__}: {message}"
    return Unread(file=file, sha256=sha256, state=state, reason=reason)


def _read(file: str, sha256: str, data: bytes, settings: ReadingSettings) -> Document:
    _check_size(len(data), settings.max_bytes)
    kind = sniff(file, data)
    if kind == "gzip":
        data = _unpack(data, settings.max_bytes)
        kind = sniff(file, data)
    if not data.strip():
        raise _Refusal("no_story", "the file is empty")
    _refuse_unsupported(kind, data)
    parsed, encoding, is_extracted = _parse(kind, data, settings.max_bytes)
    if not parsed.text.strip():
        raise _Refusal("no_story", _why_empty(parsed))
    if parsed.text.count("\n") > _MOST_LINES:
        raise _Refusal("too_large", f"more than {_MOST_LINES} lines: split the file")
    return Document(
        id=content_id(file, sha256),
        file=file,
        sha256=sha256,
        media_type=parsed.media_type,
        encoding=encoding,
        text=parsed.text,
        extracted=is_extracted,
        sections=parsed.sections,
        notes=parsed.notes,
    )


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise _Refusal(
            "too_large",
            f"{size / 1e6:.1f} MB are more than the limit of {limit / 1e6:.1f} MB: "
            "split the file, or raise reading.max_megabytes",
        )


def _unpack(data: bytes, limit: int) -> bytes:
    """Expand gzip (also several members), but never to more than `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    while data:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            part = member.decompress(data, _CHUNK)
            data = member.unused_data if member.eof else member.unconsumed_tail
            size += len(part)
            if size > limit:
                raise _Refusal(
                    "too_large", f"expands to more than the limit of {limit / 1e6:.1f} MB"
                )
            parts.append(part)
            if not part and not data and not member.eof:
                raise _Refusal("unreadable", "the gzip data end too early: fetch the file again")
        data = data.lstrip(b"\0")  # padding between members
    return b"".join(parts)


def _refuse_unsupported(kind: Kind, data: bytes) -> None:
    if kind == "gzip":
        raise _Refusal("unreadable", "gzip inside gzip: unpack the file once")
    if kind == "binary":
        raise _Refusal("unreadable", f"this is {binary_name(data)}: save it as text or HTML")


def _parse(kind: Kind, data: bytes, limit: int) -> tuple[Parsed, str, bool]:
    """Return the parsed text, its encoding, and whether it differs from the file's characters."""
    if kind == "mail":
        return parse_mail(data), "utf-8", True
    if kind == "pdf":
        return _pages(data, limit), "utf-8", True
    if kind == "warc":
        return _archive(data, limit), "utf-8", True
    if kind == "feed":
        feed = parse_feed(data)
        if feed.text:
            return feed, "utf-8", True
        raise _Refusal(
            "unreadable", "this XML is no RSS or Atom feed with entries: save it as HTML"
        )
    decoded = _decode(data, declared_encoding(data) if kind == "html" else "")
    if kind in {"html", "json"}:
        parsed = parse_page(decoded.text) if kind == "html" else _rows(decoded.text)
        notes = (*decoded.notes, *parsed.notes)
        return parsed._replace(notes=notes), decoded.encoding, True
    plain = Parsed(decoded.text, (), decoded.notes, _MEDIA_TYPES[kind])
    return plain, decoded.encoding, decoded.mended


def _pages(data: bytes, limit: int) -> Parsed:
    try:
        return parse_pdf(data, limit)
    except PdfUnreadableError as error:
        raise _Refusal("unreadable", str(error)) from error


def _decode(data: bytes, declared: str) -> Decoded:
    decoded = decode(data, declared)
    if decoded is None:
        raise _Refusal(
            "unreadable", f"this is {binary_name(data)}, but binary: save it as text or HTML"
        )
    return mend(decoded)


def _archive(data: bytes, limit: int) -> Parsed:
    try:
        return parse_warc(data, limit)
    except ImportError:
        raise _Refusal(
            "unreadable", "web archives need an extra: pip install briefing[warc]"
        ) from None


def _rows(text: str) -> Parsed:
    try:
        return parse_rows(text)
    except ValueError as error:
        raise _Refusal("unreadable", f"{error}: export it again, or rename it to .txt") from None


def _why_empty(parsed: Parsed) -> str:
    if parsed.media_type == "text/html":
        return "the page has no article text: " + ("; ".join(parsed.notes) or "only navigation")
    return "; ".join(parsed.notes) or "the file holds no text"
