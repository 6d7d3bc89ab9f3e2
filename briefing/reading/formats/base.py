"""What a kind of file is to the rest of reading: how it is recognised, and how it becomes text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefing.reading.formats.parts import Parsed


class Sample(NamedTuple):
    """What a file is recognised by."""

    ending: str
    """Of its name, in lower case, ".html"; ``.gz`` taken off; "" where there is none."""
    start: bytes
    """Its first bytes as they are."""
    head: bytes
    """Up to 64 KiB, without marks and white space in front; of UTF-16 what is ASCII."""


class Format(NamedTuple):
    """A kind of file."""

    name: str
    recognises: Callable[[Sample], bool]
    parse: Callable[[bytes, int], Parsed]
    """Bytes, and the most bytes or characters that may be unpacked from them, to text.

    Raises :class:`Refusal` where there is none; whatever else it raises costs the file as well."""
    apart: bool = True
    """Whether it is worth sending to another process: False where bytes are decoded and no more."""
