"""The lines of a mail or a newsletter: which are its stories, and which are the letter's own.

What stands over the first story and below the last one speaks of the letter: how to see it in a
browser, why it came, how to end it, who sends it from where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.language.base import together

_WORDS: Final = together()
_HEAD: Final = re.compile(rf"\W{{0,3}}{_WORDS.pattern('letters.lines.head')}", re.IGNORECASE)
_FOOT: Final = re.compile(_WORDS.pattern("letters.lines.foot"), re.IGNORECASE)
_PROMOTION: Final = re.compile(
    rf"\W{{0,3}}{_WORDS.pattern('letters.lines.promotion')}", re.IGNORECASE
)
_ADVERTISEMENT: Final = re.compile(
    rf"\W{{0,5}}{_WORDS.pattern('furniture.certain.advertisement')}\W{{0,5}}", re.IGNORECASE
)
_READ_ON: Final = re.compile(
    rf"[\W_]{{0,4}}(?:{_WORDS.pattern('entries.read_on')}|[\w ]{{1,30}}:?\s?(?:https?://|www\.)?[\w.-]{{1,60}}\.[a-z]{{2,10}}(?:/\S{{0,200}})?)[\W_]{{0,6}}",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"(?:[-=_*~#•·–—+][ \t]{0,3}){3,200}")
_NUMBER: Final = re.compile(r"\(?(\d{1,2})[.)][ \t]{1,4}(?=\S)")
_STARRED: Final = re.compile(r"(?:\*{1,2}|#{1,4}\s|_)\s?(?=\S)(.{3,200}?)\s?(?:\*{1,2}|#{0,4}|_)")
_DATED: Final = re.compile(r"\d{1,2}\D{1,12}(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d")
_FINAL: Final = (".", "!", ":", ";", ",", "…")
_TITLE_WORDS: Final = 25
_PROSE_WORDS: Final = 12
"""Words of the shortest paragraph that is surely one."""
_STORY_WORDS: Final = 8
"""Words under a heading; fewer are a label over the next heading."""
_FOOT_WORDS: Final = 40
"""Words of the longest line that speaks of the letter."""
_TOP: Final = 8
"""Lines from the top among which the letter speaks of itself."""


class Line(NamedTuple):
    """A line of a mail."""

    text: str
    is_heading: bool = False
    is_link: bool = False
    """Whether all of it is one link."""


class Piece(NamedTuple):
    """One story of a letter."""

    title: str
    lines: Sequence[Line]
    label: str = ""
    """The line over the headline, where it holds a date of the story's own ("From our archive: …")."""


def without_frame(lines: Sequence[Line], outlet: str) -> list[Line]:
    """Return the lines of a letter without those that speak of the letter.

    `outlet` is its sender: a line that is this name and no more is the masthead.
    """
    kept = [line for line in lines if not _promotes(line.text.strip())]
    kept = kept[: _foot(kept, outlet)]
    top = [number for number, line in enumerate(kept) if line.text.strip()][:_TOP]
    own = {number for number in top if _is_own(kept[number].text.strip(), outlet)}
    return [line for number, line in enumerate(kept) if number not in own]


def _promotes(text: str) -> bool:
    """Whether a line is an advertisement as a whole; the mark over one stays until it is cut off."""
    return " " in text and not _ADVERTISEMENT.fullmatch(text) and bool(_PROMOTION.fullmatch(text))


def _foot(lines: Sequence[Line], outlet: str) -> int:
    """Where the foot begins: the first line of which and of all below none is prose."""
    place = len(lines)
    for number in reversed(range(len(lines))):
        text = lines[number].text.strip()
        if _speaks_of_letter(text, outlet):
            place = number
        elif len(text.split()) >= _PROSE_WORDS or text.endswith((".", "!", "?", "”", '"')):
            break
    while place and _is_sign(lines[place - 1].text):
        place -= 1
    return _before_signature(lines, place)


def _is_sign(text: str) -> bool:
    return not text.strip() or _RULE.fullmatch(text.strip()) is not None


def _before_signature(lines: Sequence[Line], place: int) -> int:
    """The line of "-- " over a few short lines, RFC 3676."""
    for number in range(max(0, place - 10), place):
        if lines[number].text.rstrip() in {"--", "—"}:
            below = [line.text for line in lines[number + 1 : place]]
            return number if all(len(text.split()) < _PROSE_WORDS for text in below) else place
    return place


def _speaks_of_letter(text: str, outlet: str) -> bool:
    if len(text.split()) > _FOOT_WORDS or not text:
        return False
    has_address = bool(outlet) and text.casefold().startswith(outlet.casefold())
    return bool(_FOOT.search(text)) or (
        has_address and bool(re.search(r",.{0,40}\d|\d.{0,60},", text))
    )


def _is_own(text: str, outlet: str) -> bool:
    is_name = bool(outlet) and _key(text) == _key(outlet)
    return is_name or _HEAD.fullmatch(text) is not None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


# -- stories ------------------------------------------------------------------------------------


def pieces_of(lines: Sequence[Line], names: Sequence[str]) -> list[Piece]:
    """Return the stories of a letter with at least two headings, [] for any other.

    `names` are the letter's own (its sender, its subject): a heading of that name over a greeting is
    none of a story.
    """
    marked = _with_headings(lines)
    places = [number for number, line in enumerate(marked) if line.is_heading]
    stretches = [*pairwise([*places, len(marked)])]
    pieces = [_piece(marked[start:end]) for start, end in stretches]
    own = {_key(name) for name in names if name}
    full = [one for one in pieces if _is_story(one, own)]
    return full if len(full) > 1 else []


def _piece(lines: Sequence[Line]) -> Piece:
    title, *rest = lines
    rest = rest[: _end_of_story(rest)]
    while rest and _is_between(rest[-1]):
        rest.pop()
    body = [line for line in rest if not _is_pointer(line)]
    below = next((n for n, line in enumerate(body) if line.text.strip()), 0)
    if _DATED.search(title.text) and body and _is_title(body, below):
        return Piece(_bare(body[below].text), body[below + 1 :], title.text)
    return Piece(title.text, body)


def _end_of_story(lines: Sequence[Line]) -> int:
    """Where a rule or the mark of an advertisement ends a story: few words stand below."""
    left = 0
    end = len(lines)
    for number in reversed(range(len(lines))):
        text = lines[number].text.strip()
        left += len(text.split())
        if left > _FOOT_WORDS:
            break
        if _RULE.fullmatch(text) or _ADVERTISEMENT.fullmatch(text):
            end = number
    return end


def _is_between(line: Line) -> bool:
    """Whether a line at the end of a story belongs to the next one or to none: a rule, a label."""
    text = line.text.strip()
    few = len(text.split()) < 4 and not text.endswith((".", "!", "?", "”", '"', ")"))
    return _is_sign(text) or few or _is_pointer(line)


def _is_pointer(line: Line) -> bool:
    text = line.text.strip()
    return (line.is_link and len(text.split()) < _PROSE_WORDS) or _READ_ON.fullmatch(
        text
    ) is not None


def _is_story(piece: Piece, own: set[str]) -> bool:
    words = sum(len(line.text.split()) for line in piece.lines)
    is_greeting = _key(piece.title) in own and words < 60
    return words >= _STORY_WORDS and not is_greeting


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines with the headings that plain text marks: numbers, rules, capitals, stars."""
    if sum(line.is_heading for line in lines) >= 2:
        return list(lines)
    for find in (_numbered, _ruled, _written):
        found = find(lines)
        if len(found) > 1:
            return [
                Line(found[number], is_heading=True) if number in found else line
                for number, line in enumerate(lines)
            ]
    return list(lines)


def _numbered(lines: Sequence[Line]) -> dict[int, str]:
    """Headings that count from one."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        match = _NUMBER.match(line.text.strip())
        if match and int(match[1]) == len(found) + 1 and _is_title(lines, number):
            found[number] = line.text.strip()[match.end() :]
    return found


def _ruled(lines: Sequence[Line]) -> dict[int, str]:
    """The first lines below rules, where they stand alone."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        if not _RULE.fullmatch(line.text.strip()):
            continue
        below = next((n for n in range(number + 1, len(lines)) if lines[n].text.strip()), None)
        if below is not None and _is_title(lines, below):
            found[below] = _bare(lines[below].text)
    return found


def _written(lines: Sequence[Line]) -> dict[int, str]:
    """Lines in capitals or between stars."""
    return {
        number: _bare(line.text)
        for number, line in enumerate(lines)
        if (_STARRED.fullmatch(line.text.strip()) or _is_in_capitals(line.text))
        and _is_title(lines, number)
    }


def _bare(text: str) -> str:
    starred = _STARRED.fullmatch(text.strip())
    return starred[1].strip() if starred else text.strip()


def _is_in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(text.split()) > 2 and len(letters) > 8 and all(c == c.upper() for c in letters)


def _is_title(lines: Sequence[Line], number: int) -> bool:
    """Whether a line stands alone, is short and open, and has prose below."""
    text = lines[number].text.strip()
    if not 2 <= len(text.split()) <= _TITLE_WORDS or text.endswith(_FINAL):
        return False
    if _RULE.fullmatch(text) or _FOOT.search(text) or _HEAD.fullmatch(text):
        return False
    below = [line.text.strip() for line in lines[number + 1 : number + 8]]
    alone = not below or not below[0] or len(below[0].split()) >= _PROSE_WORDS
    return alone and any(len(text.split()) >= _STORY_WORDS for text in below)
