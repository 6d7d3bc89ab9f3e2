r"""Sentences that a program tore at their links, made whole.

::

    "The harbour of", "Tarn", "was closed, the", "port authority", "said." ─▶ "The harbour of Tarn was closed, the port authority said."

Who takes the text of a page element by element (``get_text("\n")``, ``itertext``) has each link, each word in bold on a line of its
own.  Nothing else begins lines with the comma or the full stop of a sentence, again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.language.base import together
from briefing.reading.pages.furniture import certain_rule, hint_of

_WORDS: Final = together()
_JOINING: Final = _WORDS.words(
    "classes.prepositions", "classes.articles", "classes.coordinators", "classes.relatives"
)
"""Words behind which no sentence ends."""
_MARKS: Final = ",;.:!?)]’”'\""
_MARK: Final = re.compile(r"[\"”’')\]]{0,2}[,;.:!?)\]](?=[\s\"”’)\]]|$)|[’']s\b")
"""What a line begins with that goes on right behind the last word of the line before."""
_DASH: Final = re.compile(r"[—–]\s+[^\W\d_A-ZÀ-Þ]")
_CLOSED: Final = re.compile(r"[.!?:…。！？][\"”’'»)\]]*$")
_OPENS: Final = "([{“‘«„$€£#@"
_ORDINAL: Final = re.compile(rf"(?:{'|'.join(_WORDS.words('calendar.day_endings'))})\b")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
_HEAD: Final = frozenset({"byline", "date stamp", "relative time", "credit"})
LONGEST_WORD: Final = 20
"""Characters of the longest word that joins others."""
FEWEST_MARKS, FEWEST = 2, 4
"""Lines that begin with a mark and say more, and lines that go on with a sentence in all, from which on a text is torn: of 70 real pages taken
element by element 53 have them, of some 6,000 texts of other kinds eight, all of them torn or lists with commas."""
LONGEST_LINK: Final = 10
"""Words of the longest link inside a sentence."""
LONGEST_HEADLINE: Final = 11
"""Words of a line without a final mark up to which it may be a headline, behind which a name begins a sentence."""


def mended(text: str) -> str:
    """Return `text` with the pieces of each torn sentence on one line; `text` itself where it is not torn.

    A piece goes on where the next line begins with a mark that stands right behind a word, or in lower case; where it ends with a comma or with a
    word behind which no sentence ends; and over links of few words once it has gone on, or where it is longer than a headline and goes on behind
    them.  Nothing but white space changes.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if not _is_torn(lines):
        return text
    found: list[str] = []
    blanks = 0
    gone_on = False
    for line, behind in pairwise([*lines, ""]):
        if not line.strip():
            blanks += 1
            continue
        unfinished = (gone_on or _is_inside(found, behind.strip())) and not blanks
        gone_on = bool(found) and _goes_on(found[-1], line, unfinished=unfinished)
        if gone_on:
            found[-1] += _between(found[-1], line) + line
        else:
            found += ["" for _ in range(blanks)]
            found.append(line)
        blanks = 0
    return "\n".join([*found, *("" for _ in range(blanks))])


def _is_torn(lines: Sequence[str]) -> bool:
    """Whether lines begin again and again with what goes on right behind the line before."""
    if len(_first_marks(lines)) < FEWEST_MARKS:
        return False
    marks = going = 0
    for before, line in pairwise(_said(lines)):
        if _CLOSED.search(before):
            continue
        marked = _MARK.match(line) is not None
        marks += marked and len(line) > 1
        going += marked or line[0].islower()
    return marks >= FEWEST_MARKS and going >= FEWEST


def _first_marks(lines: Sequence[str]) -> list[str]:
    """The lines that begin with a mark of any kind: most texts have none, and no line of them is looked at twice."""
    return [line for line in lines if line.lstrip()[:1] in _MARKS and line.strip()]


def _said(lines: Sequence[str]) -> Iterator[str]:
    return filter(None, (line.strip() for line in lines))


def _is_inside(found: Sequence[str], behind: str) -> bool:
    """Whether the line between these stands inside a sentence: more words than a headline has lead to it, and what is behind it goes on."""
    words = found[-1].split(maxsplit=LONGEST_HEADLINE) if found else []
    return len(words) > LONGEST_HEADLINE and _begins_inside(behind)


def _begins_inside(piece: str) -> bool:
    """Whether a line begins as none does that begins a sentence."""
    return piece[:1].islower() or _MARK.match(piece) is not None or _DASH.match(piece) is not None


def _goes_on(before: str, line: str, *, unfinished: bool) -> bool:
    """Whether a line goes on with the sentence before it; where that is `unfinished` for sure, a link of few words does."""
    last, piece = before.rstrip(), line.strip()
    if _MARK.match(piece):
        return piece[0] in ",;" or not _CLOSED.search(last[-8:])
    if _CLOSED.search(last[-8:]) or certain_rule(last) or _is_of_head(piece):
        return False
    word = _LAST_WORD.search(last[-LONGEST_WORD:])
    return (
        _begins_inside(piece)
        or last[-1] in ",(“‘"
        or (word is not None and word[0] in _JOINING)
        or (unfinished and len(piece.split(maxsplit=LONGEST_LINK)) <= LONGEST_LINK)
    )


def _is_of_head(line: str) -> bool:
    """Whether a line stands by itself: furniture, or who wrote a text and when."""
    return certain_rule(line) is not None or hint_of(line) in _HEAD


def _between(before: str, line: str) -> str:
    """What stands between two pieces: the white space that they bring along, else a space where one belongs."""
    if before[-1:].isspace() or line[:1].isspace():
        return ""
    glued = _MARK.match(line) or before[-1] in _OPENS
    return "" if glued or (before[-1].isdigit() and _ORDINAL.match(line)) else " "
