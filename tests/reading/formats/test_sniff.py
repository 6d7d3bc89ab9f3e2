"""What a file is recognised by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.sniff import sample_of, suffix


@pytest.mark.parametrize(
    ("file", "ending"),
    [
        ("a.HTML", ".html"),
        ("news/a.b.json", ".json"),
        ("a.json.gz", ".json"),
        ("a.gz", ""),
        ("a", ""),
        ("news.d/a", ""),
        (".hidden", ".hidden"),
    ],
)
def test_an_ending_is_the_last_one_of_the_name(file: str, ending: str) -> None:
    assert suffix(file) == ending


@pytest.mark.parametrize(
    ("data", "head"),
    [
        (b" \r\n<html>", b"<html>"),
        (b"\xef\xbb\xbf {", b"{"),
        ("<html>".encode("utf-16"), b"<html>"),
        ("<html>".encode("utf-16-be"), b"<html>"),
        (b"", b""),
    ],
)
def test_the_head_begins_with_what_a_reader_sees(data: bytes, head: bytes) -> None:
    assert sample_of("a", data).head == head


@given(st.binary(max_size=200))
def test_the_start_is_as_it_is_and_the_head_bounded(data: bytes) -> None:
    sample = sample_of("a.txt", data * 1000)
    assert sample.start == (data * 1000)[:64]
    assert len(sample.head) <= 65536
