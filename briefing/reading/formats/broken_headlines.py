"""A headline that a page breaks behind a word that cannot end it, made whole where the page's title has it in a row.

::

    "Tarn Man Sentenced for Burning Down the Mill - Harbour Office"   the page's title, its first line
    "Tarn Man Sentenced for", "Burning Down the Mill"  ─▶  "Tarn Man Sentenced for Burning Down the Mill"

A typesetter breaks a headline where the column ends; the title of its page, which nobody sees set, has it on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.language.base import language, together
from briefing.language.detect import find_language

FEWEST: Final = 3
"""Words of the first piece: shorter ones are items of menus ("News from")."""
LONGEST: Final = 300
"""Characters of a title, with the name of its site."""
_CLASSES: Final = ("classes.prepositions", "classes.articles", "classes.coordinators")
_OPEN: Final = together().words(*_CLASSES)
"""Words behind which no headline ends, in one language or another: by them most texts are left before theirs is told."""
_MAY_GO_ON: Final = re.compile(r"(?!\d{1,3}[.)]\s)[\w\"“‘'„«$£€](?=[^\n]*[^\W\d_]{2})")
"""What a headline goes on with: no item of a list, and no figures alone."""
_APART: Final = frozenset({"byline", "date stamp", "relative time", "credit"})


def with_whole_headlines(text: str) -> str:
    """Return `text` with each headline on one line that is broken behind a preposition, an article or a conjunction; `text` itself where none is.

    The first line that holds anything must have the pieces in a row, as they are written, and no blank line may stand between them.  Nothing changes but
    the white space at the breaks.
    """
    lines = text.split("\n")
    title = _spaced(next((line for line in lines if line.strip()), "")[: LONGEST + 1])
    if len(title) > LONGEST:
        return text
    if all(_pieces(lines, at, title, _OPEN) == 1 for at in range(len(lines))):
        return text
    own = language(find_language(text)).words(*_CLASSES)
    found: list[str] = []
    at = 0
    while at < len(lines):
        count = _pieces(lines, at, title, own)
        *before, last = lines[at : at + count]
        found.append(" ".join([*map(str.strip, before), last.lstrip()]) if before else last)
        at += count
    return "\n".join(found) if len(found) < len(lines) else text


def _pieces(lines: Sequence[str], first: int, title: str, words: frozenset[str]) -> int:
    """How many lines from `first` on are one headline; 1 where they are none, or the title does not have all of them."""
    if len(lines[first]) > LONGEST or len(lines[first].split(maxsplit=FEWEST)) < FEWEST:
        return 1
    last, joined = first, _spaced(lines[first])
    while joined in title and _is_open(lines[last], words):
        last += 1
        if last == len(lines) or not _may_go_on(lines[last].strip()):
            return 1
        joined = f"{joined}{_spaced(lines[last])[1:]}"
    return last - first + 1 if joined in title else 1


def _is_open(line: str, words: frozenset[str]) -> bool:
    """Whether a line ends in one of `words`."""
    return not words.isdisjoint(line.lower().split()[-1:])


def _may_go_on(line: str) -> bool:
    """Whether a headline may go on in a line: not with who wrote it, and when."""
    from briefing.reading.pages import hint_of  # with the cutter: few texts have such a line

    goes_on = len(line) <= LONGEST and _MAY_GO_ON.match(line) is not None
    return goes_on and hint_of(line) not in _APART


def _spaced(line: str) -> str:
    return f" {' '.join(line.split())} "
