"""Files that are no text are named by their first bytes."""

from __future__ import annotations

import pytest

from briefing.reading.formats.binary import FORMAT
from briefing.reading.formats.parts import Refusal
from briefing.reading.formats.sniff import sample_of


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"PK\x03\x04", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Rar!\x1a", "RAR"),
        (b"SQLite format 3\0", "SQLite"),
        (b"{\\rtf1", "rich-text"),
        (b"MZ\x90\0", "program"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_its_name(start: bytes, word: str) -> None:
    assert FORMAT.recognises(sample_of("a.txt", start + b"..."))
    with pytest.raises(Refusal, match=word):
        FORMAT.parse(start + b"...", 0)


@pytest.mark.parametrize("start", [b"", b"PK and Lund", b" PK\x03\x04", b"MZ", b"<p>GIF8"])
def test_what_only_looks_like_it_is_left_to_others(start: bytes) -> None:
    assert not FORMAT.recognises(sample_of("a.png", start))
