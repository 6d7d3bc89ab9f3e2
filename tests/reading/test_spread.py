"""Reading many files: the same result in one process and in several, whatever happens to one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing import work
from briefing.language import detect
from briefing.reading import ReadingSettings, ingest_all, read, spread
from briefing.records import Document, Undecided, Unread

ALONE = ReadingSettings(day=date(2025, 6, 17), scraped_at={"3.txt": datetime(2025, 6, 17, 12)})
SPREAD = ALONE._replace(workers=2)
PAGE = """Harbour Gazette
{n} minutes ago
- Harbour Gazette
Bridge number {n} to be repaired before winter
The town council agreed to repair the old swing bridge number {n} before winter, the mayor said.
Residents had asked for the repair since a survey found rust in the main girders of the bridge.
Comments
No comments yet...
"""


def files(count: int) -> Iterator[tuple[str, bytes | Unread]]:
    for n in range(count):
        yield f"{n}.txt", PAGE.format(n=n).encode()
    yield "gone.txt", Unread(file="gone.txt", sha256="", state="unreadable", reason="gone")
    yield "noise.txt", b"\x00\x01\x02" * 100
    for n in range(3):
        yield f"{n}.html", f"<html><body><p>{PAGE.format(n=n)}</p></body></html>".encode()


def documents(settings: ReadingSettings, count: int) -> list[Document]:
    return [each for each in ingest_all(files(count), settings) if isinstance(each, Document)]


def test_many_files_read_in_two_processes_give_what_one_process_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spread, "FEW_FILES", 20)
    monkeypatch.setattr(spread, "CHUNK_FILES", 7)
    count = spread.FEW_FILES + 5
    assert list(ingest_all(files(count), SPREAD)) == list(ingest_all(files(count), ALONE))
    made = documents(ALONE, count)
    assert read(made, SPREAD) == read(made, ALONE)


@pytest.mark.parametrize(
    ("name", "is_there"),
    [("", True), ("of another machine", False), ("that cannot be looked for" * 20, False)],
    ids=["there", "missing", "refused"],
)
def test_a_worker_is_told_where_languages_lie_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, name: str, is_there: bool
) -> None:
    monkeypatch.setattr(detect, "_KEPT_IN", [])
    folder = tmp_path / name

    class Here:
        count, at_hand = 2, True

        def over(
            self, job: Callable[[Sequence[Any]], list[Any]], chunks: Iterable[Sequence[Any]]
        ) -> Iterator[list[Any]]:
            detect._KEPT_IN.clear()  # another process knows of nothing but its job
            yield from map(job, chunks)

    detect.keep_in(folder)
    assert len(read(documents(ALONE, 1), SPREAD, Here())) == 4
    assert detect.kept_in() == (folder if is_there else None)


def test_few_files_of_plain_text_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "Spread", Idle)
    made = list(ingest_all([(f"{n}.txt", PAGE.format(n=n).encode()) for n in range(3)], SPREAD))
    assert len(read([one for one in made if isinstance(one, Document)], SPREAD)) == 3


def test_a_large_file_beside_small_ones_is_read_in_this_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "Spread", Idle)
    monkeypatch.setattr(spread, "FEW_BYTES", 4_000)
    large, *small = documents(ALONE, 3)
    large = large.model_copy(update={"text": f"{large.text}\n\n" * 30})
    assert len(read([large, *small], SPREAD)) == 1 + len(small)


class Idle:
    """Stands in for processes that must get nothing to do."""

    def __init__(self, *_: object) -> None:
        pass

    def over(self, chunks: Iterable[Sequence[Any]]) -> Iterator[list[None]]:
        assert list(chunks) == []
        return iter([])


class AllDie:
    """Stands in for processes that end on every item."""

    def __init__(self, *_: object) -> None:
        pass

    def over(self, chunks: Iterable[Sequence[Any]]) -> Iterator[list[None]]:
        for chunk in chunks:
            yield [None] * len(chunk)


def test_even_a_single_page_that_ends_its_reader_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = b"<html><body><p>The ferry sails again.</p></body></html>"
    gone = Unread(file="z", sha256="", state="unreadable", reason="gone")
    given: list[tuple[str, bytes | Unread]] = [
        ("a.txt", b"The ferry sails again."),
        ("b.html", page),
        ("c.txt", b"The ferry sails."),
        ("z", gone),
    ]
    monkeypatch.setattr(work, "Spread", AllDie)
    found = list(ingest_all(given, SPREAD))
    sha256 = hashlib.sha256(page).hexdigest()
    assert [one.file for one in found] == ["a.txt", "b.html", "c.txt", "z"]
    assert found[1] == Unread(file="b.html", sha256=sha256, state="unreadable", reason=spread.DIED)
    assert [type(one) for one in found] == [Document, Unread, Document, Unread]


def test_a_document_that_ends_its_reader_loses_its_stories_and_no_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = documents(ALONE, spread.FEW_FILES)
    monkeypatch.setattr(work, "Spread", AllDie)
    first = read(made, SPREAD)[0]
    assert (first.stories, first.undecided) == ((), (Undecided(words=spread.DIED),))
    (removed,) = first.removed
    assert first.document.text[removed.start : removed.end] == first.document.text.strip()
