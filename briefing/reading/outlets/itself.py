"""What a page says of itself: "the Tarn Post's arts editor", "Millrace is printed in Holm", "You are reading Quayline"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.reading.outlets.names import CAPITALISED, could_be_name, key_of
from briefing.reading.outlets.parts import LONGEST

_WORDS: Final = together()
_STAFF: Final = rf"['’]s?\s(?:[\w-]{{1,20}}\s){{0,2}}{_WORDS.pattern('outlets.staff')}(?!\w)"
_MADE: Final = rf"\s{_WORDS.pattern('outlets.is_made')}(?!\w)"
_OF_ITSELF: Final = re.compile(rf"{_STAFF}|{_MADE}", re.IGNORECASE)
_EMPLOYS: Final = re.compile(rf"(?P<name>{CAPITALISED})(?i:{_STAFF})")
_ADDRESSES: Final = re.compile(
    rf"(?<!\w)(?i:{_WORDS.pattern('outlets.addresses_readers')})\s(?P<name>{CAPITALISED})"
)
_LOGO: Final = re.compile(rf"!\[(?P<name>{CAPITALISED})\s(?i:{_WORDS.pattern('outlets.logos')})\]")
_SHORTEST: Final = 6
"""Letters of the shortest name in an address that is put together from a longer one."""
_MENTIONS: Final = 40
"""Mentions of a name that are looked at."""


@lru_cache(maxsize=4096)
def names_of_itself(line: str) -> tuple[str, ...]:
    """Return the names in a line of a page that are the page's own, whatever their words are."""
    return tuple(_own_names(line[: 2 * LONGEST]))


def _own_names(line: str) -> Iterator[str]:
    for pattern in (_EMPLOYS, _ADDRESSES):
        for match in pattern.finditer(line):
            name = match["name"].removeprefix("the ")
            if could_be_name(name):
                yield name


def names_of_logos(line: str) -> Iterator[str]:
    """Yield the names in what Markdown shows for a page's logo: its alternative text."""
    yield from (match["name"] for match in _LOGO.finditer(line[: 2 * LONGEST]))


def speaks_as(low: str, name: str) -> bool:
    """Whether a text in lower case tells who edits a page of this `name` or how it is made, as only the page does."""
    sought = name.casefold()
    end = 0
    for _ in range(_MENTIONS):
        start = low.find(sought, end)
        if start < 0:
            return False
        end = start + len(sought)
        if _OF_ITSELF.match(low, end) and not low[start - 1 : start].isalnum():
            return True
    return False


def addresses_of(name: str) -> Iterator[str]:
    """Yield what a name becomes in an address or a handle: "moorreporter" of "Moor & Dale Reporter", and "mdreporter"."""
    words = [word.replace("-", "").replace(".", "") for word in key_of(name).split()]
    yield "".join(words)
    if len(words) > 2:
        short = (words[0] + words[-1], "".join(word[0] for word in words[:-1] if word) + words[-1])
        yield from (one for one in short if len(one) >= _SHORTEST)


def is_in_address(low: str, word: str) -> bool:
    """Whether a text in lower case holds `word` in a host or behind the @ of a handle; "at the mill." is no host."""
    if f"@{word}" in low:
        return True
    at = low.find(f"{word}.")
    for _ in range(_MENTIONS):
        behind = at + len(word) + 1
        if at < 0 or low[behind : behind + 1].isalpha():
            return at >= 0
        at = low.find(f"{word}.", behind)
    return False
