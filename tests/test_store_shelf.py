"""What very many files leave lies on disk, and reads as if it were at hand."""

from __future__ import annotations

import copy
import errno
import gc
import io
import os
import pickle
import stat
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import BriefingError
from briefing.reading import ReadingSettings, ingest, read
from briefing.records import Document, Event, Reading, Report
from briefing.store import Shelf

TEXT = (
    "Mill burns\n\nPublished 17 June 2025\n\nIt rained in Tarn — all day. It snowed.\n\nShare this"
)
SETTINGS = ReadingSettings(day=date(2025, 6, 17))


@pytest.fixture
def document() -> Document:
    found = ingest("a.txt", TEXT.encode(), SETTINGS)
    assert isinstance(found, Document)
    return found


@pytest.fixture
def reading(document: Document) -> Reading:
    (found,) = read([document], SETTINGS)
    assert found.stories
    assert found.removed
    return found


def test_what_was_put_aside_reads_as_before(document: Document, reading: Reading) -> None:
    shelf = Shelf()
    text, made = shelf.document(document), shelf.reading(reading)
    assert "text" not in vars(text)
    assert "removed" not in vars(made)
    assert not {"title", "sentences", "subheads", "spans"} & vars(made.stories[0]).keys()
    story, before = made.stories[0], reading.stories[0]
    assert (text.text, made.removed) == (document.text, reading.removed)
    assert (story.title, story.sentences, story.spans) == (
        before.title,
        before.sentences,
        before.spans,
    )
    assert (story.body, story.headline, story.length) == (
        before.body,
        before.headline,
        before.length,
    )
    assert (text, made, story) == (document, reading, before)
    assert hash(story) == hash(before)


def test_a_record_is_whole_where_that_is_asked_for_and_where_it_is_sent(reading: Reading) -> None:
    story = Shelf().reading(reading).stories[0]
    for one in (story.whole(), pickle.loads(pickle.dumps(story))):  # our own
        assert type(one) is type(reading.stories[0])
        assert vars(one) == vars(reading.stories[0])
    assert reading.whole() is reading


def test_a_reading_is_whole_with_its_text_and_stories(document: Document, reading: Reading) -> None:
    shelf = Shelf()
    aside = shelf.reading(reading.model_copy(update={"document": shelf.document(document)}))
    assert aside.whole().model_dump_json() == reading.model_dump_json()


def test_a_copy_with_another_date_stays_aside(reading: Reading) -> None:
    story = Shelf().reading(reading).stories[0]
    other = story.model_copy(update={"url": "https://t.example"})
    assert "sentences" not in vars(other)
    assert other.sentences == story.sentences
    assert other != story
    assert copy.copy(story) == story


def test_an_event_is_whole_with_all_its_stories(reading: Reading) -> None:
    def event(one: Reading) -> Event:
        return Event(id="e", reports=(Report(id="r", stories=one.stories),))

    at_hand, aside = event(reading), event(Shelf().reading(reading))
    assert at_hand.whole() is at_hand
    assert "sentences" not in vars(aside.stories[0])
    assert "sentences" in vars(aside.whole().stories[0])
    assert aside.whole() == at_hand


def test_a_field_that_there_is_not_is_none_of_the_shelf(document: Document) -> None:
    with pytest.raises(AttributeError, match="no attribute 'texts'"):
        Shelf().document(document).texts  # type: ignore[attr-defined]  # noqa: B018


def test_the_file_has_no_name_and_is_private(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the program, no text of it is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shelf = Shelf()
    aside = shelf.document(document)
    assert not list(tmp_path.iterdir())
    file = shelf._file
    assert file is not None
    assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o177 == 0
    del shelf
    assert aside.text == TEXT
    del aside
    gc.collect()
    assert file.closed


class _Full:
    """A file on a disk that is full after some bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.content = b""
        self.at = 0

    def seek(self, start: int) -> None:
        self.at = start

    def write(self, content: bytes) -> int:
        if len(self.content) + len(content) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.content += content
        return len(content)

    def read(self, size: int) -> bytes:
        return self.content[self.at : self.at + size]

    def close(self) -> None:
        pass


def test_a_full_disk_costs_memory_and_one_line(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: _Full(150))
    shelf = Shelf()
    kept = [shelf.document(document) for _ in range(3)]
    assert [one.text for one in kept] == [TEXT] * 3
    assert len(shelf._held) == 2
    assert shelf.trouble.startswith("texts stay in memory, ")
    assert shelf.trouble.endswith("(No space left on device): set TMPDIR to a folder with room")


class _Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize(
    ("file", "why"),
    [(_Broken(), "Input/output error"), (io.BytesIO(b"..."), "it has become shorter")],
)
def test_what_the_file_does_not_give_back_is_told_with_the_way_out(
    document: Document, file: io.BytesIO, why: str
) -> None:
    shelf = Shelf()
    aside = shelf.document(document)
    assert shelf._file is not None
    shelf._file.close()
    shelf._file = file
    with pytest.raises(BriefingError, match=rf"cannot be read back \({why}\): set TMPDIR"):
        aside.text  # noqa: B018  # it reads


def test_without_a_folder_for_it_all_stays_in_memory(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    shelf = Shelf()
    assert shelf.document(document).text == TEXT
    assert "(Permission denied)" in shelf.trouble


def test_where_no_folder_for_temporary_files_is_found_all_stays_in_memory(
    monkeypatch: pytest.MonkeyPatch, document: Document
) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", none)
    shelf = Shelf()
    assert shelf.document(document).text == document.text
    assert shelf.trouble.startswith("texts stay in memory")


def test_what_is_written_or_copied_of_a_record_aside_is_whole(
    document: Document, reading: Reading
) -> None:
    shelf = Shelf()
    text, made = shelf.document(document), shelf.reading(reading)
    assert text.model_dump() == document.model_dump()
    assert made.model_dump_json() == reading.model_dump_json()
    assert copy.deepcopy(made.stories[0]) == reading.stories[0]
    assert made.stories[0].model_copy(update={"title": None}).whole().title is None
