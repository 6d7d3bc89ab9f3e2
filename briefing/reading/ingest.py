"""One input file: bytes to a `Document`, or to the reason why not.

::

    bytes ─ size? ─ gzip? ─ formats.recognise ─ parse ─▶ Document | Unread

A file that a parser fails on costs that file and nothing else.
"""

from __future__ import annotations

import hashlib
import logging
import re
import zlib
from typing import Final

from briefing.faults import TooSlow, time_limit
from briefing.reading.formats import Refusal, recognise, require_lines
from briefing.reading.limits import seconds_for
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, FileState, Unread, content_id

logger = logging.getLogger(__name__)

_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 16
_PADDING: Final = re.compile(rb"\0*")
"""Between members."""


def ingest(file: str, data: bytes, settings: ReadingSettings) -> Document | Unread:
    """Return the text of one file, or the state and reason why there is none.

    `file` is the path relative to its SOURCE, with ``/``.  Never raises for any bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    state: FileState
    try:
        with time_limit(seconds_for(len(data))):
            return _read(file, sha256, data, settings)
    except Refusal as refusal:
        state, reason = refusal.state, refusal.reason
    except (TooSlow, MemoryError):
        state, reason = "too_large", "reading it takes too long or too much memory: split the file"
    except Exception as error:  # a parser's fault may cost one file, never the run
        logger.debug("%s could not be parsed", file, exc_info=True)
        message = str(error).partition("\n")[0][:200]
        state, reason = "unreadable", f"could not be parsed: {type(error).__name__}: {message}"
    return Unread(file=file, sha256=sha256, state=state, reason=reason)


def needs_a_parser(file: str, data: bytes) -> bool:
    """Whether a file is worth sending to another process, or costs less to read at once."""
    return data.startswith(_GZIP) or recognise(file, data).apart


def _read(file: str, sha256: str, data: bytes, settings: ReadingSettings) -> Document:
    _check_size(len(data), settings.max_bytes)
    data = _unpacked(data, settings.max_bytes)
    if not data.strip():
        raise Refusal("the file is empty", "no_story")
    parsed = recognise(file, data).parse(data, settings.max_bytes)
    if not parsed.text.strip():
        raise Refusal("; ".join(parsed.notes) or "the file holds no text", "no_story")
    require_lines(parsed.text.count("\n"))
    return Document(
        id=content_id(sha256),
        file=file,
        sha256=sha256,
        media_type=parsed.media_type,
        encoding=parsed.encoding,
        text=parsed.text,
        extracted=parsed.extracted,
        sections=parsed.sections,
        notes=parsed.notes,
    )


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise Refusal(
            f"{size / 1e6:.1f} MB are more than the limit of {limit / 1e6:.1f} MB: "
            "split the file, or raise reading.max_megabytes",
            "too_large",
        )


def _unpacked(data: bytes, limit: int) -> bytes:
    """The bytes themselves, or what they hold where they are gzip."""
    if not data.startswith(_GZIP):
        return data
    inner = _gunzip(data, limit)
    if inner.startswith(_GZIP):
        raise Refusal("gzip inside gzip: unpack the file once")
    return inner


def _gunzip(data: bytes, limit: int) -> bytes:
    """Expand gzip (also several members), but never to more than `limit` bytes.

    Bytes are handed over piece by piece: what a member leaves is copied, for each of 300,000 empty ones.
    """
    parts: list[bytes] = []
    size = at = 0
    while at < len(data):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            piece = data[at : at + _CHUNK]
            part = member.decompress(piece, _CHUNK)
            left = member.unused_data if member.eof else member.unconsumed_tail
            at += len(piece) - len(left)
            size += len(part)
            if size > limit:
                raise Refusal(
                    f"expands to more than the limit of {limit / 1e6:.1f} MB", "too_large"
                )
            parts.append(part)
            if not part and not piece and not member.eof:
                raise Refusal("the gzip data end too early: fetch the file again")
        padding = _PADDING.match(data, at)
        at = padding.end() if padding else at
    return b"".join(parts)
