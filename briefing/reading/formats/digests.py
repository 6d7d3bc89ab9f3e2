"""Letters with several stories: where each begins, by what marks the headlines.

HTML has headings, bold or large type and links; plain text numbers its headlines, sets rules over them,
stars around them, or writes them in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.reading.formats.letter_lines import (
    FOOT_WORDS,
    PROSE_WORDS,
    Line,
    closes_letter,
    is_pointer,
    is_rule,
    is_sign,
    key_of,
    marks_advertisement,
    opens_letter,
)

_NUMBER: Final = re.compile(r"\(?(\d{1,2})[.)][ \t]{1,4}(?=\S)")
_STARRED: Final = re.compile(r"(?:\*{1,2}|#{1,4}\s|_)\s?(?=\S)(.{3,200}?)\s?(?:\*{1,2}|#{0,4}|_)")
_DRAWN: Final = re.compile(r"[-=_*]{4,}\s?\w[\w ]{2,40}\s?[-=_*]{4,}")
_HEAD: Final = 8
"""Lines in which the headline of an article that is passed on stands."""
_DATED: Final = re.compile(r"\d{1,2}\D{1,12}(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d")
_FINAL: Final = (".", "!", ":", ";", ",", "…")
_TITLE_WORDS: Final = 25
_STORY_WORDS: Final = 8
"""Words under a heading; fewer are a label over the next heading."""
_GREETING_WORDS: Final = 60
"""Words that a letter says before its first story; with more, its headings are those of one story."""


class Piece(NamedTuple):
    """One story of a letter."""

    title: str
    lines: Sequence[Line]
    label: str = ""
    """The line over the headline, where it holds a date of the story's own ("From our archive: …")."""


def pieces_of(lines: Sequence[Line], names: Sequence[str]) -> list[Piece]:
    """Return the stories of a letter with at least two headings, [] for any other.

    `names` are the letter's own (its sender, its subject): a heading of that name over a greeting is
    none of a story.
    """
    marked = _with_headings(lines)
    places = [number for number, line in enumerate(marked) if line.is_heading]
    if not places or _words(marked[: places[0]]) > _GREETING_WORDS:
        return []
    stretches = [*pairwise([*places, len(marked)])]
    pieces = [_piece(marked[start:end]) for start, end in stretches]
    own = {key_of(name) for name in names if name}
    full = [one for one in pieces if _is_story(one, own)]
    return full if len(full) > 1 and not _is_one_story(full, own) else []


def passed_on(lines: Sequence[Line]) -> Piece | None:
    """Return the article that somebody passes on in a mail, with what is said above it as its label.

    It stands between lines drawn round words, or below a headline in capitals or between stars.  What is said round it in
    more than a few words stays where it is.
    """
    texts = [line.text.strip() for line in lines]
    drawn = [number for number, text in enumerate(texts) if _DRAWN.fullmatch(text)]
    begin, end = (
        (drawn[0] + 1, drawn[1] if len(drawn) > 1 else len(lines)) if drawn else (0, len(lines))
    )
    inside = lines[begin:end]
    head = range(min(len(inside), _HEAD)) if drawn else range(len(inside))
    place = next(
        (number for number in head if _opens_article(inside, number, plain=bool(drawn))), None
    )
    above = [*lines[: max(0, begin - 1)], *inside[: place or 0]]
    if place is None or _words(above) > _GREETING_WORDS:
        return None
    label = "\n".join(line.text for line in above)
    said = [line for line in above if _DATED.search(line.text) or _is_paragraph(line)]
    below = [line for line in lines[end + 1 :] if _is_paragraph(line)]
    return Piece(_bare(inside[place].text), [*said, *inside[place + 1 :], *below], label)


def _is_paragraph(line: Line) -> bool:
    return len(line.text.split()) >= _STORY_WORDS


def _opens_article(lines: Sequence[Line], number: int, *, plain: bool) -> bool:
    """Whether a line is the headline of an article, marked where it may as well be `plain`; a line with the day may stand below."""
    text = lines[number].text.strip()
    if not (plain or _STARRED.fullmatch(text) or _is_in_capitals(text)) or _DATED.search(text):
        return False
    title, *below = lines[number : number + 2 * _HEAD]
    if below and _DATED.search(below[0].text):
        del below[0]
    return _is_title([title, *below], 0)


def _is_one_story(pieces: Sequence[Piece], own: set[str]) -> bool:
    """Whether the headings are those of one story: the first is the mail's, and all name what it names."""
    first, *others = pieces
    names = _names(first)
    return key_of(first.title) in own and all(len(names & _names(one)) > 1 for one in others)


def _names(piece: Piece) -> set[str]:
    """The longer words in capitals that do not open a line or a sentence."""
    text = " ".join(line.text for line in piece.lines)
    return set(re.findall(r"(?<=[^.!?\s\"“] )[^\W\d_a-z]\w{3,30}", text[:20_000]))


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _piece(lines: Sequence[Line]) -> Piece:
    title, *rest = lines
    rest = rest[: _end_of_story(rest)]
    while rest and _is_between(rest[-1]):
        rest.pop()
    body = [line for line in rest if not is_pointer(line)]
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
        if left > FOOT_WORDS:
            break
        if is_rule(text) or marks_advertisement(text):
            end = number
    return end


def _is_between(line: Line) -> bool:
    """Whether a line at the end of a story belongs to the next one or to none: a rule, a label."""
    text = line.text.strip()
    few = len(text.split()) < 4 and not text.endswith((".", "!", "?", "”", '"', ")"))
    return is_sign(text) or few or is_pointer(line)


def _is_story(piece: Piece, own: set[str]) -> bool:
    words = _words(piece.lines)
    is_greeting = key_of(piece.title) in own and words < _GREETING_WORDS
    return words >= _STORY_WORDS and not is_greeting


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines with the headings that plain text marks: numbers, rules, capitals, stars."""
    if sum(line.is_heading for line in lines) >= 2:
        return list(lines)
    for find in (_numbered, _ruled, _written, _linked):
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
        if not is_rule(line.text.strip()):
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


def _linked(lines: Sequence[Line]) -> dict[int, str]:
    """Links over prose that say more than where to read on."""
    return {
        number: line.text.strip()
        for number, line in enumerate(lines)
        if line.is_link and len(line.text.split()) > 3 and _is_title(lines, number)
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
    if is_rule(text) or closes_letter(text, "") or opens_letter(text, ""):
        return False
    below = [line.text.strip() for line in lines[number + 1 : number + 8]]
    alone = not below or not below[0] or len(below[0].split()) >= PROSE_WORDS
    return alone and any(len(text.split()) >= _STORY_WORDS for text in below)
