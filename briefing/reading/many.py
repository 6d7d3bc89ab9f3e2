"""Read the files of a run, in this process or spread over several; the result is the same.

::

    (name, bytes)… ─ ingest_all ─▶ Document | Unread …          (chunks of files)
    Document…      ─ read_all ──▶ repeated lines ─▶ Reading …   (chunks of documents)

What comes back from a worker is small: offsets and labels, no text that is known here already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final, TypeVar

from briefing.reading.assemble import assemble
from briefing.reading.ingest import ingest
from briefing.reading.packing import Packed, pack, unpack
from briefing.reading.settings import ReadingSettings
from briefing.reading.workers import Spread
from briefing.records import Document, Reading, Removed, Unread

__all__ = ["ingest_all", "read_all"]

File = tuple[str, bytes | Unread]
Piece = TypeVar("Piece")

FEW_FILES: Final = 200
"""Fewer are read in this process: two workers take 1.5 s to start, 200 dumps 1.5 s to read."""
FEW_BYTES: Final = 8_000_000
"""Input beyond which workers pay for fewer files, too."""
CHUNK_FILES: Final = 40
CHUNK_BYTES: Final = 2_000_000
"""Input that is sent to a worker at once (a larger file goes alone): bounds what is in flight."""
DIED: Final = "reading it ended the process that read it; nothing of it was read"


# -- bytes to documents -------------------------------------------------------------------------


def ingest_all(files: Iterable[File], settings: ReadingSettings) -> Iterator[Document | Unread]:
    """Yield the document of each file, or why there is none, in order.

    A file that is `Unread` already is passed on.  With ``settings.workers`` and many files, other
    processes read them: a crash there costs the file that it happens on.
    """
    rest = iter(files)
    first: list[File] = []
    if settings.workers > 1:
        first, size = [], 0
        for file in rest:
            first.append(file)
            size += _size(file)
            if len(first) >= FEW_FILES or size > FEW_BYTES:
                yield from _ingest_spread(chain(first, rest), settings)
                return
    for file in chain(first, rest):
        yield _ingest_one(file, settings)


def _size(file: File) -> int:
    return 0 if isinstance(file[1], Unread) else len(file[1])


def _ingest_one(file: File, settings: ReadingSettings) -> Document | Unread:
    name, data = file
    return data if isinstance(data, Unread) else ingest(name, data, settings)


def _ingest_chunk(files: Sequence[File], settings: ReadingSettings) -> list[Document | Unread]:
    return [_ingest_one(file, settings) for file in files]


def _ingest_spread(files: Iterable[File], settings: ReadingSettings) -> Iterator[Document | Unread]:
    sent: list[Sequence[File]] = []

    def remembered() -> Iterator[Sequence[File]]:
        for chunk in _chunks(files, _size):
            sent.append(chunk)
            yield chunk

    spread = Spread(partial(_ingest_chunk, settings=_portable(settings)), settings.workers)
    for results in spread.over(remembered()):
        for (name, data), got in zip(sent.pop(0), results, strict=True):
            yield got if got is not None else _lost(name, data)


def _lost(name: str, data: bytes | Unread) -> Unread:
    if isinstance(data, Unread):
        return data
    sha256 = hashlib.sha256(data).hexdigest()
    return Unread(file=name, sha256=sha256, state="unreadable", reason=DIED)


# -- documents to readings ----------------------------------------------------------------------


def read_all(documents: Sequence[Document], settings: ReadingSettings) -> list[Reading]:
    """Cut documents into dated stories; one reading each, in order."""
    from briefing.reading.clean import repeated_lines

    repeated = repeated_lines(document.text for document in documents)
    size = sum(len(document.text) for document in documents)
    if settings.workers < 2 or (len(documents) < FEW_FILES and size < FEW_BYTES):
        return [_read_one(document, repeated, settings) for document in documents]
    job = partial(_read_chunk, repeated=repeated, settings=_portable(settings))
    chunks = list(_chunks(documents, lambda document: len(document.text)))
    found: list[Reading] = []
    for chunk, results in zip(chunks, Spread(job, settings.workers).over(chunks), strict=True):
        found += [_unpacked(document, got) for document, got in zip(chunk, results, strict=True)]
    return found


def _unpacked(document: Document, packed: Packed | None) -> Reading:
    if packed is not None:
        return unpack(document, packed)
    start = len(document.text) - len(document.text.lstrip())
    whole = Removed(start=start, end=len(document.text.rstrip()), rule="not read: its reader died")
    return Reading(document=document, stories=(), removed=(whole,), undecided=(DIED,))


def _read_chunk(
    documents: Sequence[Document], repeated: Collection[str], settings: ReadingSettings
) -> list[Packed]:
    return [pack(_read_one(document, repeated, settings)) for document in documents]


def _read_one(document: Document, repeated: Collection[str], settings: ReadingSettings) -> Reading:
    from briefing.reading.split import cut

    return assemble(document, cut(document.text, repeated, _bounds(document)), settings)


def _bounds(document: Document) -> list[tuple[int, int]]:
    """Where one story begins and ends by the format; a mail without headings may hold several."""
    if document.media_type == "message/rfc822" and len(document.sections) < 2:
        return []
    return [(section.start, section.end) for section in document.sections]


def _portable(settings: ReadingSettings) -> ReadingSettings:
    """The settings as they can be sent to a worker, which starts none itself."""
    return settings._replace(scraped_at=dict(settings.scraped_at), workers=1)


def _chunks(pieces: Iterable[Piece], size_of: Callable[[Piece], int]) -> Iterator[list[Piece]]:
    """Yield the pieces in lists of at most CHUNK_FILES and, more than one, CHUNK_BYTES."""
    chunk: list[Piece] = []
    size = 0
    for piece in pieces:
        own = size_of(piece)
        if chunk and (len(chunk) == CHUNK_FILES or size + own > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(piece)
        size += own
    if chunk:
        yield chunk
