"""What kind of file some bytes are: by content first, by name where content leaves it open."""

from __future__ import annotations

import re
from typing import Final, Literal

from briefing.reading.formats.mail import looks_like_mail

Kind = Literal["text", "markdown", "html", "json", "feed", "mail", "gzip", "pdf", "warc", "binary"]

_MAGIC: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
)
_BINARIES: Final = (
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF picture, sound or film"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich-text document"),
    (b"bplist", "a property list"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS: Final = re.compile(rb"</(?:p|div|article|section|h[1-6]|ul|table|span|a)\s*>", re.IGNORECASE)
_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def suffix(file: str) -> str:
    """Return the last ending of a file name in lower case (``.gz`` taken off), "" where none."""
    name = file.rpartition("/")[2].lower()
    name = name.removesuffix(".gz")
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def binary_name(data: bytes) -> str:
    """Return what a file that is no text looks like, in words."""
    return next((words for magic, words in _BINARIES if data.startswith(magic)), "no text")


def sniff(file: str, data: bytes) -> Kind:
    """Return the kind of file that `data` is; `file` decides only between kinds of text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind  # type: ignore[return-value]  # mypy widens the literals of the table
    if any(data.startswith(magic) for magic, _ in _BINARIES):
        return "binary"
    head = data[:65536]
    if data.startswith(_UTF16_MARKS) or b"\0" in head[:1024]:
        head = head.replace(b"\0", b"")  # UTF-16: what is ASCII becomes readable
    return _textual(suffix(file), head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))


def _textual(ending: str, head: bytes) -> Kind:
    start = head[:2048]
    if ending in {".eml", ".mht", ".mhtml"} or looks_like_mail(head):
        return "mail"
    if start.startswith(b"<") and _FEED.search(start) and not _PAGE.match(start):
        return "feed"
    if _is_page(ending, head):
        return "html"
    if ending in {".json", ".jsonl", ".ndjson"} or _is_json(head):
        return "json"
    return _by_ending(ending, start)


def _by_ending(ending: str, start: bytes) -> Kind:
    if ending in {".xml", ".rss", ".atom"} and start.startswith(b"<"):
        return "feed"
    return "markdown" if ending in {".md", ".markdown"} else "text"


def _is_page(ending: str, head: bytes) -> bool:
    if head.startswith(b"<") and _PAGE.search(head[:4096]):
        return True
    if ending in {".html", ".htm", ".xhtml"}:
        return b"<" in head
    # A piece of a page without head and body: closing tags all over, not one in a sentence.
    return head.startswith(b"<") and len(_TAGS.findall(head)) >= 3


def _is_json(head: bytes) -> bool:
    return re.match(rb'[\[{]\s*(?:[\[{"\]}]|$)', head) is not None and b'"' in head[:4096]
