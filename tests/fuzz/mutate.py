"""Inputs made from others, by chance with a seed: for machines without atheris, and for the short run of the suite."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

TOKENS: Final = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"<", b"<!--", b"<![CDATA[", b"<br", b"&#x110000;", b"&#0;", b"\xed\xa0\x80", b"9" * 400,
    b"1e400", b"-0", b"0000-00-00", b"9999-12-31", b"29 Feb 2023", b"24:60", b" million", b" and a half", b"\xe2\x80\xae", b"\xc2\xa0", b"''", b'"',
    b"\\u0000", b"\\ud800", b"{" * 300, b"[" * 300, b"[" * 3000, b"a.b." * 500, b"null", b"=?utf-8?q?=", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", b"Date: ", b"From ",
    b"\xd9\xa3\xd9\xa4", "ﬁ½²Ⅻ".encode(), b"(" * 200, b".", b"%s%n", b"\x1b[2J", b"half a ", b"two hundred thousand ", b"ago", b"yesterday", b"A" * 3000, b"A " * 700, b"a, " * 700, b"1 " * 700, b"((" * 500,
)  # fmt: skip
"""What parsers stumble over."""


def inputs(seeds: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Yield inputs without end: seeds changed in one to eight places, the same for the same `seed`."""
    chance = random.Random(seed)
    while True:
        data = bytearray(chance.choice(seeds)[:20_000])
        for _ in range(chance.choice((1, 2, 4, 8))):
            chance.choice(_WAYS)(data, seeds, chance)
        yield bytes(data)


def _flip(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _drop(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    del data[start : start + chance.choice((1, 4, 50, 1000))]


def _insert(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    data[start:start] = chance.choice(TOKENS)


def _repeat(data: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 8, 60))]
    data[start:start] = piece * chance.choice((2, 10, 200))


def _splice(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(seeds)
    start, cut = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    data[start:start] = other[cut : cut + 200]


_WAYS: Final[tuple[Callable[[bytearray, Sequence[bytes], random.Random], None], ...]] = (
    _flip,
    _drop,
    _insert,
    _insert,
    _repeat,
    _splice,
)
