"""Read the files of a run, in this process or spread over several; the result is the same.

::

    (name, bytes)… ─ open_archives, ingest_all ─▶ Document | Unread …   (plain text here, the rest in workers)
    Document…      ─ read_all ──▶ repeated lines ─▶ Reading …   (many documents in workers)

What comes back from a reader is small: offsets and labels, no text that is known here already.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from briefing.faults import Faults, TooSlow, time_limit
from briefing.language.detect import keep_in, kept_in
from briefing.reading.archives import File, open_archives
from briefing.reading.assemble import TOO_LONG, assemble
from briefing.reading.ingest import ingest, needs_a_parser
from briefing.reading.limits import (
    BEHIND_ALL_STORIES,
    BEHIND_THE_STORY,
    PROSE_IN_ONE_LINE,
    seconds_for,
)
from briefing.reading.packing import Packed, pack, unpack
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, Reading, Removed, Undecided, Unread
from briefing.work import Processes, Workers

logger = logging.getLogger(__name__)

Piece = TypeVar("Piece")

FEW_FILES: Final = 200
"""Fewer are read in this process: two workers take 1.5 s to start, 200 dumps 1.5 s to read."""
FEW_BYTES: Final = 8_000_000
"""Input beside the largest file beyond which workers pay for fewer files, too."""
CHUNK_FILES: Final = 40
CHUNK_BYTES: Final = 2_000_000
"""Input that is sent to a worker at once (a larger file goes alone): bounds what is in flight."""
_FAILED: Final = "not read: its reader failed"
"""The rule by which all of a document is removed on which the program fails."""
NOT_READ: Final = frozenset(
    {_FAILED, TOO_LONG, BEHIND_THE_STORY, BEHIND_ALL_STORIES, PROSE_IN_ONE_LINE}
)
"""The rules of what may have said something: it is told."""
DIED: Final = "reading it ended the process that read it; nothing of it was read"


# -- bytes to documents -------------------------------------------------------------------------


def ingest_all(
    files: Iterable[File], settings: ReadingSettings, workers: Workers | None = None
) -> Iterator[Document | Unread]:
    """Yield the document of each file, or why there is none, in order.

    An archive gives those of the files inside it.  A file that is `Unread` already is passed on.  `workers`, or as many processes as
    ``settings.workers`` says, read the files that need a parser: a crash of one costs the file that it happens on.
    """
    inside: set[str] = set()
    workers = workers or Processes(settings.workers)
    for got in _in_order(_opened(files, settings, inside), settings, workers):
        is_text = isinstance(got, Document) and got.file in inside and not got.extracted
        # The text of a file inside an archive cannot be looked up at its place: it is stored.
        yield got.model_copy(update={"extracted": True}) if is_text else got


def _opened(files: Iterable[File], settings: ReadingSettings, inside: set[str]) -> Iterator[File]:
    """The files with those inside archives, whose names are put into `inside`."""
    for name, data in files:
        for inner, content in open_archives([(name, data)], settings):
            if inner != name:
                inside.add(inner)
            yield inner, content


def _in_order(
    files: Iterable[File], settings: ReadingSettings, workers: Workers
) -> Iterator[Document | Unread]:
    if workers.count < 2:
        yield from (_ingest_one(file, settings) for file in files)
        return
    found: dict[int, Document | Unread] = {}
    due = 0
    for place, got in _ingest_apart(files, settings, workers):
        found[place] = got
        while due in found:
            yield found.pop(due)
            due += 1


class _Sent(NamedTuple):
    """A file that needs a parser."""

    place: int
    name: str
    data: bytes


def _ingest_one(file: File, settings: ReadingSettings) -> Document | Unread:
    name, data = file
    return data if isinstance(data, Unread) else ingest(name, data, settings)


def _ingest_chunk(files: Sequence[_Sent], settings: ReadingSettings) -> list[Document | Unread]:
    return [ingest(name, data, settings) for _, name, data in files]


def _ingest_apart(
    files: Iterable[File], settings: ReadingSettings, workers: Workers
) -> Iterator[tuple[int, Document | Unread]]:
    """Yield place and document of each file: plain text is decoded here, the rest is sent away."""
    here: deque[tuple[int, Document | Unread]] = deque()
    sent: deque[Sequence[_Sent]] = deque()

    def to_parse() -> Iterator[_Sent]:
        for place, (name, data) in enumerate(files):
            if isinstance(data, bytes) and needs_a_parser(name, data):
                yield _Sent(place, name, data)
            else:
                here.append((place, _ingest_one((name, data), settings)))
        import_module(
            "briefing.reading.pages.cutting"
        )  # needed next; a worker may be starting meanwhile

    def remembered() -> Iterator[Sequence[_Sent]]:
        for chunk in _chunks(to_parse(), lambda one: len(one.data)):
            sent.append(chunk)
            yield chunk

    job = partial(_ingest_chunk, settings=_portable(settings))
    for results in workers.over(job, remembered()):
        yield from _drained(here)
        for one, got in zip(sent.popleft(), results, strict=True):
            yield one.place, _lost(one) if got is None else got
    yield from _drained(here)


def _drained(waiting: deque[Piece]) -> Iterator[Piece]:
    while waiting:
        yield waiting.popleft()


def _lost(one: _Sent) -> Unread:
    sha256 = hashlib.sha256(one.data).hexdigest()
    return Unread(file=one.name, sha256=sha256, state="unreadable", reason=DIED)


# -- documents to readings ----------------------------------------------------------------------


def read_all(
    documents: Sequence[Document],
    settings: ReadingSettings,
    workers: Workers | None = None,
    keep: Callable[[Reading], Reading] = Reading.whole,
) -> list[Reading]:
    """Cut documents into dated stories; one reading each, as `keep` makes of it, in order."""
    from briefing.reading.pages import repeated_lines

    workers = workers or Processes(settings.workers)
    repeated = repeated_lines(document.text for document in documents)
    sizes = [len(document.text) for document in documents]
    beside = sum(sizes) - max(sizes, default=0)  # nothing is won where one has all the work
    few = len(documents) < FEW_FILES and beside < FEW_BYTES
    if workers.count < 2 or (few and not workers.at_hand):
        return [
            keep(_of(document, _read_one(document.whole(), repeated, settings)))
            for document in documents
        ]
    job = partial(_read_chunk, repeated=repeated, settings=_portable(settings), languages=kept_in())
    chunks = list(_chunks(documents, lambda document: len(document.text)))
    found: list[Reading] = []
    for chunk, results in zip(chunks, workers.over(job, chunks), strict=True):
        found += [
            keep(_of(document, _unpacked(document.whole(), got)))
            for document, got in zip(chunk, results, strict=True)
        ]
    return found


def _of(document: Document, made: Reading) -> Reading:
    """A reading of this very document, which may be one whose text was put aside."""
    if made.document is document:
        return made
    return made.model_copy(update={"document": document})


def _unpacked(document: Document, packed: Packed | None) -> Reading:
    return unpack(document, packed) if packed is not None else _not_read(document, DIED)


def _not_read(document: Document, why: str) -> Reading:
    start = len(document.text) - len(document.text.lstrip())
    whole = Removed(start=start, end=len(document.text.rstrip()), rule=_FAILED)
    undecided = (Undecided(words=why),)
    return Reading(document=document, stories=(), removed=(whole,), undecided=undecided)


def _read_chunk(
    documents: Sequence[Document],
    repeated: Collection[str],
    settings: ReadingSettings,
    languages: Path | None,
) -> list[Packed]:
    """Read documents in a worker; `languages` is where what tells languages lies unpacked, which would take each of them .6 s."""
    # Another machine may not have it, or another user may not look into it: `Path.is_dir` raises then.
    if languages is not None and os.path.isdir(languages):  # noqa: PTH112
        keep_in(languages)
    return [pack(_read_one(document, repeated, settings)) for document in documents]


def _read_one(document: Document, repeated: Collection[str], settings: ReadingSettings) -> Reading:
    """The stories of a document.  A fault, or a text that takes too long, costs this document alone."""
    from briefing.reading.pages import cut

    try:
        with time_limit(seconds_for(len(document.text))):
            return assemble(document, cut(document.text, repeated, _bounds(document)), settings)
    except (TooSlow, MemoryError):
        return _not_read(document, "it takes too long or too much memory: split the file")
    except Exception as error:
        if not Faults.spares:
            raise
        logger.debug("%s could not be cut", document.file, exc_info=True)
        return _not_read(document, f"it could not be cut into stories ({type(error).__name__})")


def _bounds(document: Document) -> list[tuple[int, int]]:
    """Where one story begins and ends by the format; a mail without headings may hold several."""
    if document.media_type in {"message/rfc822", "text/markdown"} and len(document.sections) < 2:
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
