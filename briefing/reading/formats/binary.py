"""What is no text at all: it is named, so that its owner knows what to do."""

from __future__ import annotations

from typing import Final

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.parts import Parsed, Refusal

_KINDS: Final = {
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a RIFF picture, sound or film",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "an SQLite database",
    b"{\\rtf": "a rich-text document",
    b"bplist": "a property list",
    b"ID3": "a sound file",
    b"OggS": "a sound file",
}
"""How files of a kind begin, and what the kind is called."""


def _recognises(sample: Sample) -> bool:
    return sample.start.startswith(tuple(_KINDS))


def _parse(data: bytes, _limit: int) -> Parsed:
    kind = next(words for start, words in _KINDS.items() if data.startswith(start))
    raise Refusal(f"this is {kind}: save it as text or HTML")


FORMAT: Final = Format("binary", _recognises, _parse, apart=False)
