"""What formats look at: the beginning of a file and the ending of its name."""

from __future__ import annotations

from typing import Final

from briefing.reading.formats.base import Sample

_HEAD: Final = 65536
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def suffix(file: str) -> str:
    """Return the last ending of a file name in lower case (``.gz`` taken off), "" where none."""
    name = file.rpartition("/")[2].lower()
    name = name.removesuffix(".gz")
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def sample_of(file: str, data: bytes) -> Sample:
    """Return what a file is recognised by."""
    head = data[:_HEAD]
    if data.startswith(_UTF16_MARKS) or b"\0" in head[:1024]:
        head = head.replace(b"\0", b"")  # UTF-16: what is ASCII becomes readable
    return Sample(suffix(file), data[:64], head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
