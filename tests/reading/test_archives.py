"""Archives and mailboxes: what is inside, each as a file of its own, within bounds."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.reading import ReadingSettings, archives, ingest_all
from briefing.reading.archives import open_archives
from briefing.records import Document, Unread

SETTINGS = ReadingSettings(day=date(2026, 1, 8), max_bytes=100_000)
PAGE = b"<html><body><article><h1>Rain</h1><p>It rained in Tarn all day, the mayor said.</p></article></body></html>"
MAIL = b"From: Tarn Post <a@tarn.example>\nTo: b@b.example\nSubject: Rain\n\nIt rained in Tarn.\n"


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def opened(data: bytes, name: str = "a.zip") -> dict[str, str]:
    """Names and states of what is in an archive; "open" for what can be read."""
    files = open_archives([(name, data)], SETTINGS)
    return {file: one.state if isinstance(one, Unread) else "open" for file, one in files}


def test_each_file_of_an_archive_is_one_in_the_ledger() -> None:
    data = packed({"day/rain.html": PAGE, "rain.eml": MAIL, "note.txt": b"It rained.\n"})
    found = list(ingest_all([("a.zip", data)], SETTINGS))
    assert [one.file for one in found] == ["a.zip/day/rain.html", "a.zip/rain.eml", "a.zip/note.txt"]  # fmt: skip
    assert all(isinstance(one, Document) and one.extracted for one in found)


def test_names_inside_are_labels_that_lead_nowhere() -> None:
    names = ["../../etc/x.html", "/abs/y.html", "..\\w\\z.html", "a\x07b.html", "n" * 900 + ".html"]
    labels = list(opened(packed(dict.fromkeys(names, PAGE))))
    assert labels[:4] == ["a.zip/etc/x.html", "a.zip/abs/y.html", "a.zip/w/z.html", "a.zip/a\ufffdb.html"]  # fmt: skip
    assert len(labels[4]) < 300


def test_what_is_hidden_is_no_file_and_what_belongs_to_a_page_no_story() -> None:
    names = (".DS_Store", "__MACOSX/._a.html", "a/.git/x", "Thumbs.db", "a.html", "a_files/b.css")
    assert opened(packed(dict.fromkeys(names, PAGE))) == {
        "a.zip/a.html": "open",
        "a.zip/a_files/b.css": "no_story",
    }


def test_an_archive_inside_an_archive_stays_closed() -> None:
    (inner,) = ingest_all([("a.zip", packed({"b.zip": packed({"c.html": PAGE})}))], SETTINGS)
    assert isinstance(inner, Unread)


def test_an_office_document_is_no_archive_to_its_owner() -> None:
    assert opened(packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"})) == {"a.zip": "open"}  # fmt: skip


def test_no_file_expands_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_EXPANDED", 1)
    bomb = packed({"a.txt": b"a" * 90_000, "b.txt": b"b" * 90_000, "c.txt": b"c" * 9_000})
    assert opened(bomb) == {"a.zip/a.txt": "open", "a.zip/b.txt": "too_large", "a.zip/c.txt": "open"}  # fmt: skip
    assert opened(packed({"a.txt": b"a" * 100_001})) == {"a.zip/a.txt": "too_large"}


def test_only_so_many_files_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    few = packed({f"{n}.txt": b"x" for n in range(3)})
    assert list(opened(few).values()) == ["open", "open", "too_large"]
    many = packed({f"{n}.txt": b"x" for n in range(11)})
    assert opened(many) == {"a.zip": "too_large"}


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_in_a_rare_way_is_not_unpacked(method: int) -> None:
    assert opened(packed({"a.txt": b"x"}, method)) == {"a.zip/a.txt": "unreadable"}


def test_what_is_encrypted_or_broken_says_so() -> None:
    good = packed({"a.txt": b"It rained." * 9})
    locked = good.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    assert opened(locked) == {"a.zip/a.txt": "unreadable"}
    assert opened(good[:40]) == {"a.zip": "unreadable"}
    assert opened(packed({})[:0] + b"PK\x03\x04") == {"a.zip": "unreadable"}


@given(st.integers(0, 400), st.integers(0, 255))
@example(place=273, value=0)  # a file without a name
def test_a_damaged_archive_costs_no_more_than_its_files(place: int, value: int) -> None:
    data = bytearray(packed({"a.html": PAGE, "b.eml": MAIL}))
    data[4 + place % (len(data) - 4)] = value
    assert opened(bytes(data))


def test_a_mailbox_is_its_mails() -> None:
    line = b"From a@tarn.example Wed Jan  7 06:30:00 2026\n"
    second = MAIL.replace(
        b"It rained", b"From the shore it seemed to rain.\n\n>From afar it rained"
    )
    found = dict(open_archives([("box", line + MAIL + b"\n" + line + second)], SETTINGS))
    assert found == {
        "box/1.eml": MAIL.rstrip(b"\n"),
        "box/2.eml": second.replace(b">From", b"From"),
    }


def test_a_mailbox_inside_an_archive_is_its_mails() -> None:
    line = b"From a@tarn.example Wed Jan  7 06:30:00 2026\n"
    assert list(opened(packed({"in.mbox": line + MAIL}))) == ["a.zip/in.mbox/1.eml"]


@pytest.mark.parametrize("text", [b"From Tarn to Corrie it rained.\n", b"From: a@b.example\n", b""])
def test_a_text_that_begins_with_from_is_no_mailbox(text: bytes) -> None:
    assert opened(text, "a.txt") == {"a.txt": "open"}
