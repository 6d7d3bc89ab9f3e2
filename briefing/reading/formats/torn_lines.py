r"""Sentences that a program tore at their links, made whole.

::

    "The harbour of", "Tarn", "was closed, the", "port authority", "said." ─▶ "The harbour of Tarn was closed, the port authority said."

Who takes the text of a page element by element (``get_text("\n")``, ``itertext``) has each link, each word in bold on a line of its
own.  Nothing else begins lines with the comma or the full stop of a sentence, again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final

from briefing.language.base import together

_WORDS: Final = together()
_JOINING: Final = _WORDS.words(
    "classes.prepositions", "classes.articles", "classes.coordinators", "classes.relatives"
)
"""Words behind which no sentence ends."""
_FUNCTION: Final = _JOINING | _WORDS.words("classes.function", "classes.pronouns")
"""Words that begin a sentence rather than a link inside one."""
_MARKS: Final = ",;.:)]’”'\""
_MARK: Final = re.compile(r"[\"”’')\]]{0,2}[,;.:)\]](?=[\s\"”’)\]]|$)|[’']s\s+(?=[^\W\d_A-ZÀ-Þ])")
"""What a line begins with that goes on right behind the last word of the line before."""
_CLOSED: Final = re.compile(
    r"[.!?:…。।؟！？]\s?[\"”“’'»)\]]*(?:\s*\([^()]{1,40}\)|\s*\[[^\[\]]{1,40}\])?$"
)
"""How a sentence ends, perhaps with who signs it behind."""
_DASH: Final = re.compile(r"[—–]\s+[^\W\d_A-ZÀ-Þ]")
_OPENS: Final = "([{"
_RAISED: Final = re.compile(
    "|".join(sorted(one for one in _WORDS.words("calendar.day_endings") if one.isalpha()))
)
_HEAD: Final = frozenset({"byline", "date stamp", "relative time", "credit"})
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
LONGEST_WORD, CLOSING = 20, 60
"""Characters of the longest word that joins others, and of the end of a line in which its last mark stands."""
FEWEST_MARKS, FEWEST = 2, 4
"""Lines that begin with a mark and say more, and lines that go on with a sentence in all, from which on a text is torn: of 70 real pages taken
element by element 39 are changed, of 3,430 texts of labelled sets four (docs/experiments/reading.md)."""
LONGEST_LINK: Final = 10
"""Words of the longest link inside a sentence."""


def mended(text: str) -> str:
    """Return `text` with the pieces of each torn sentence on one line; `text` itself where it is not torn.

    A piece goes on where the next line begins with a mark that stands right behind a word, or in lower case; and over a link of few words behind which it
    goes on so, where it ends with a comma or a word behind which no sentence ends, or has gone on before.  What comes together so is a sentence only if it
    ends like one: menus, headlines and lists stay as they are.  Nothing but white space changes.
    """
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if not _is_torn(lines):
        return text
    found: list[str] = []
    at = 0
    while at < len(lines):
        pieces = _pieces(lines, at)
        last = lines[pieces[-1]].rstrip()
        ends = len(pieces) > 1 and _CLOSED.search(last[-CLOSING:])
        if ends and _may_begin(lines[at], lines[at - 1] if at else ""):
            found.append(_joined([lines[each] for each in pieces]))
        else:
            found += lines[at : pieces[-1] + 1]
        at = pieces[-1] + 1
    return "\n".join(found)


def _may_begin(line: str, above: str) -> bool:
    """Whether a sentence may begin with a line: a name right below what is no sentence may be its end ("Police denied reports" / "Otto Falk" / "was held.")."""
    if _begins_inside(line.strip()) or not any(map(str.isalpha, line)):
        return False
    before, first = above.strip(), line.split(maxsplit=1)[0].lower()
    is_part = len(before.split(maxsplit=2)) > 2 and not _CLOSED.search(before[-CLOSING:])
    return first in _FUNCTION or not is_part or _is_of_head(before)


def _pieces(lines: Sequence[str], first: int) -> list[int]:
    """Return the places of the lines that may be one sentence, from `first` on; only the last of them is looked at, however many there are."""
    found = [first]
    if not lines[first].strip() or _is_certain(lines[first].strip()):
        return found
    place = _behind(lines, first)
    while place < len(lines):
        then = _behind(lines, place)
        behind = lines[then].strip() if then == place + 1 and then < len(lines) else ""
        if not _goes_on(lines, found, place, behind):
            break
        found.append(place)
        place = then
    return found


def _behind(lines: Sequence[str], place: int) -> int:
    """Return the place of the next line that holds something."""
    place += 1
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place


def _goes_on(lines: Sequence[str], found: Sequence[int], place: int, behind: str) -> bool:
    """Whether the pieces `found` go on in the line at `place`, behind which stands `behind`."""
    last, piece = lines[found[-1]].strip(), lines[place].strip()
    if _MARK.match(piece):
        return piece[0] in ",;" or not _CLOSED.search(last[-CLOSING:])
    if place > found[-1] + 1 or _CLOSED.search(last[-CLOSING:]):
        return False
    was_raised = len(found) > 1 and _is_raised(lines[found[-2]].strip(), last)
    if was_raised or _is_raised(last, piece):
        return True
    if _is_of_head(piece):
        return False
    word = _LAST_WORD.search(last[-LONGEST_WORD:])
    begins = piece.split(maxsplit=1)[0].lower() in _FUNCTION
    leads_on = last[-1] in ",([{" or (word is not None and word[0] in _JOINING)
    is_open = leads_on or (len(found) > 1 and not begins)
    is_link = len(piece.split(maxsplit=LONGEST_LINK)) <= LONGEST_LINK
    return _begins_inside(piece) or (is_open and is_link and _begins_inside(behind))


def _joined(pieces: Sequence[str]) -> str:
    between = (_between(one, other) for one, other in pairwise(pieces))
    return "".join(chain.from_iterable(zip(pieces, chain(between, [""]), strict=True)))


def _is_torn(lines: Sequence[str]) -> bool:
    """Whether lines begin again and again with what goes on right behind the line before."""
    if len(_first_marks(lines)) < FEWEST_MARKS:
        return False
    marks = going = 0
    for before, line in pairwise(filter(None, map(str.strip, lines))):
        if _CLOSED.search(before[-CLOSING:]):
            continue
        raised = _is_raised(before, line)
        marked = raised or _MARK.match(line) is not None
        marks += marked and len(line) > 1
        going += 2 if raised else marked or line[0].islower()
    return marks >= FEWEST_MARKS and going >= FEWEST


def _first_marks(lines: Sequence[str]) -> list[str]:
    """The lines that begin with a mark of any kind: most texts have none, and no line of them is looked at twice."""
    found = map(str.strip, lines)
    return [line for line in found if line and (line[0] in _MARKS or _RAISED.fullmatch(line))]


def _begins_inside(piece: str) -> bool:
    """Whether a line begins as none does that begins a sentence."""
    return piece[:1].islower() or _MARK.match(piece) is not None or _DASH.match(piece) is not None


def _is_raised(before: str, line: str) -> bool:
    """Whether a line is nothing but the raised letters of the number before: "23" / "rd"."""
    return before[-1:].isdigit() and _RAISED.fullmatch(line) is not None


def _is_certain(line: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    from briefing.reading.pages import certain_rule  # with the cutter: few texts are torn

    return certain_rule(line) is not None


def _is_of_head(line: str) -> bool:
    """Whether a line stands by itself: furniture, or who wrote a text and when."""
    from briefing.reading.pages import hint_of

    return _is_certain(line) or hint_of(line) in _HEAD


def _between(before: str, line: str) -> str:
    """What stands between two pieces: the white space that they bring along, else a space where one belongs."""
    if before[-1:].isspace() or line[:1].isspace():
        return ""
    glued = _MARK.match(line) or before[-1] in _OPENS or _is_raised(before, line)
    return "" if glued else " "
