"""A headline that a page sets over two or three lines, made whole where its own title tells how it goes on.

::

    "Tarn Man Sentenced for Burning Down the Mill - Harbour Office"   the page's title, its first line
    "Tarn Man Sentenced for", "Burning Down the Mill"  ─▶  "Tarn Man Sentenced for Burning Down the Mill"

A typesetter breaks a headline where the column ends; the title of its page, which nobody sees set, has it on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from briefing.reading.titles import PARTS

TOP: Final = 3
"""Lines that hold anything at the head of a page, one of which may be its title."""
FEWEST: Final = 3
"""Words of the first piece of a headline."""
MOST_PIECES: Final = 4
"""Lines over which a headline is set."""
LONGEST: Final = 400
"""Characters of a title, with the name of its site."""
_STOPS: Final = (".", "!", "?", "…")


def with_whole_headlines(text: str) -> str:
    """Return `text` with each headline on one line that is set over several and is the title of the page; `text` itself where there is none.

    A title that ends as a sentence does may be a teaser, headline and first sentence in one: it joins nothing.  Nothing but white space changes.
    """
    lines = text.split("\n")
    titles = set(_titles(lines))
    if not titles:
        return text
    firsts = {title[:FEWEST] for title in titles}
    found: list[str] = []
    at = 0
    while at < len(lines):
        opens = len(lines[at]) <= LONGEST and _words(lines[at])[:FEWEST] in firsts
        pieces = _pieces(lines, at, titles) if opens else 1
        found.append(
            " ".join(line.strip() for line in lines[at : at + pieces]) if pieces > 1 else lines[at]
        )
        at += pieces
    return "\n".join(found) if len(found) < len(lines) else text


def _titles(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of the page's title, with and without the name of its site behind it."""
    for line in islice((line.strip() for line in lines if line.strip()), TOP):
        if len(line) > LONGEST:
            continue
        ends = [len(line), *(mark.start() for mark in PARTS.finditer(line))]
        for title in (line[:end] for end in ends):
            if not title.endswith(_STOPS) and len(_words(title)) > FEWEST:
                yield _words(title)


def _pieces(lines: Sequence[str], first: int, titles: set[tuple[str, ...]]) -> int:
    """How many lines from `first` on are a title together, of which each is one part; 1 where none are."""
    words = _words(lines[first])
    for count in range(2, MOST_PIECES + 1):
        line = lines[first + count - 1].strip() if first + count <= len(lines) else ""
        if not line or len(line) > LONGEST:
            return 1
        words += _words(line)
        if words in titles:
            return count
    return 1


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.casefold().split())
