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
CLOSING: Final = 8
"""Characters at the end of a line in which its last mark stands."""
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
    sentence = _Pieces("")
    for line, behind in pairwise([*lines, ""]):
        if not line.strip():
            blanks += 1
        elif sentence.goes_on(line.strip(), behind.strip(), is_below=not blanks):
            sentence.add(line)
            blanks = 0
        else:
            found += [sentence.whole, *("" for _ in range(blanks))]
            sentence, blanks = _Pieces(line), 0
    return "\n".join([*found[1:], sentence.whole, *("" for _ in range(blanks))])


class _Pieces:
    """The pieces of a sentence so far; only the last of them is looked at, however many there are."""

    def __init__(self, first: str) -> None:
        self._pieces = [first]
        self._words = len(first.split())
        self._raised = False

    @property
    def whole(self) -> str:
        """The sentence in one line."""
        return "".join(self._pieces)

    def add(self, line: str) -> None:
        """Let it go on in another line."""
        last = self._pieces[-1]
        self._raised = _is_raised(last.rstrip(), line.strip())
        self._words += len(line.split())
        self._pieces += [_between(last, line), line]

    def goes_on(self, piece: str, behind: str, *, is_below: bool) -> bool:
        """Whether it goes on in a line; `behind` is the line after that, `is_below` says that no blank one lies between."""
        last = self._pieces[-1].rstrip()
        if not last:
            return False
        if (self._raised and is_below) or _is_raised(last, piece):
            return True
        if _MARK.match(piece):
            return piece[0] in ",;" or not _CLOSED.search(last[-CLOSING:])
        is_alone = len(self._pieces) == 1
        if _CLOSED.search(last[-CLOSING:]) or (is_alone and certain_rule(last)):
            return False
        inside = self._words > LONGEST_HEADLINE and _begins_inside(behind)
        link = len(piece.split(maxsplit=LONGEST_LINK)) <= LONGEST_LINK
        word = _LAST_WORD.search(last[-LONGEST_WORD:])
        goes_on = (
            _begins_inside(piece)
            or last[-1] in ",(“‘"
            or (word is not None and word[0] in _JOINING)
            or (is_below and link and (inside or not is_alone))
        )
        return goes_on and not _is_of_head(piece)


def _is_torn(lines: Sequence[str]) -> bool:
    """Whether lines begin again and again with what goes on right behind the line before."""
    if len(_first_marks(lines)) < FEWEST_MARKS:
        return False
    marks = going = 0
    for before, line in pairwise(_said(lines)):
        if _CLOSED.search(before):
            continue
        raised = _is_raised(before, line)
        marked = raised or _MARK.match(line) is not None
        marks += marked and len(line) > 1
        going += 2 if raised else marked or line[0].islower()
    return marks >= FEWEST_MARKS and going >= FEWEST


def _first_marks(lines: Sequence[str]) -> list[str]:
    """The lines that begin with a mark of any kind: most texts have none, and no line of them is looked at twice."""
    found = (line.strip() for line in lines)
    return [line for line in found if line and (line[0] in _MARKS or _ORDINAL.fullmatch(line))]


def _said(lines: Sequence[str]) -> Iterator[str]:
    return filter(None, (line.strip() for line in lines))


def _begins_inside(piece: str) -> bool:
    """Whether a line begins as none does that begins a sentence."""
    return piece[:1].islower() or _MARK.match(piece) is not None or _DASH.match(piece) is not None


def _is_raised(before: str, line: str) -> bool:
    """Whether a line is nothing but the raised letters of the number before: "23" / "rd"."""
    return before[-1:].isdigit() and _ORDINAL.fullmatch(line) is not None


def _is_of_head(line: str) -> bool:
    """Whether a line stands by itself: furniture, or who wrote a text and when."""
    return certain_rule(line) is not None or hint_of(line) in _HEAD


def _between(before: str, line: str) -> str:
    """What stands between two pieces: the white space that they bring along, else a space where one belongs."""
    if before[-1:].isspace() or line[:1].isspace():
        return ""
    glued = _MARK.match(line) or before[-1] in _OPENS
    return "" if glued or (before[-1].isdigit() and _ORDINAL.match(line)) else " "
