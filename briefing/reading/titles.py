"""The headline that a page shows, out of its line: without list marks, Markdown and the site's name."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from briefing.language.calendar import Clock, find_dates, find_days

_OPENING: Final = re.compile(
    r"(?:[#>*•·▪●◆►▶‣–—-]{1,6}\s+|\*{1,3}(?=\S)|_{1,3}(?=\S)|\[(?=[^\[\]]{1,300}\]\())"
)
_NUMBER: Final = re.compile(
    r"#?(?P<number>\d{1,2})(?P<mark>[.):]|\s[-–—])\s+(?=\S)|\((?P<inner>\d{1,2})\)\s+(?=\S)|#\d{1,2}\s+(?=\S)"
)
_CLOSING: Final = re.compile(r"(?:\s#{1,6}|\*{1,3}|_{1,3}|\]\([^()\s]{0,500}\))$")
_MARKS_AT_MOST: Final = 4
_SITE: Final = re.compile(r"\s+(?:[|–—·»-]|::)\s+(?P<name>[^|–—·»]{2,45})$")
_UNDERSCORED: Final = re.compile(r"(?:_[^_]{1,30}){1,3}$")

FEWEST: Final = 5
"""Words of a headline that is looked for in front of its story's first sentence, and of what is left behind it."""
FURTHEST: Final = 120
"""Characters that may stand before it: the name of a site, a section, an office."""
CONTENT: Final = 4
"""Letters from which any word of a headline with capitals throughout has one, and such words of a headline that can be told from a name."""
PARTS: Final = re.compile(r"\s+(?:[|–—·»-]|::)\s+")
_STOPS: Final = re.compile(r"[.,;:!?]")
_CLOCK: Final = Clock(reference=date.min, zone=None, day_first=True)
_GOES_ON: Final = re.compile(r"\s+(?=[\"'“‘]?[A-Z\d])|\Z")


def title_span(text: str, start: int, end: int, outlet: str) -> tuple[int, int]:
    """Return where the headline proper begins and ends in ``text[start:end]``, its whole line.

    A number in front goes where the text counts on (a line with the next or the last number of the same
    form); the name behind the line goes where it is the story's `outlet`.
    """
    begin, stop = _inside(text, start, end)
    number = _NUMBER.match(text, begin, stop)
    if number and _counts_on(text, number):
        begin, stop = _inside(text, number.end(), stop)
    return begin, _without_site(text, begin, stop, outlet)


def _inside(text: str, begin: int, stop: int) -> tuple[int, int]:
    """Leave out the marks at both edges, a few of each."""
    first = begin
    for _ in range(_MARKS_AT_MOST):
        opening = _OPENING.match(text, begin, stop)
        if opening is None or not any(map(str.isalnum, text[opening.end() : stop])):
            break
        begin = opening.end()
    closing = _CLOSING.search(text[begin:stop]) if begin > first else None
    while closing and closing.start():
        stop = begin + closing.start()
        closing = _CLOSING.search(text[begin:stop])
    return begin, begin + len(text[begin:stop].rstrip())


def _counts_on(text: str, match: re.Match[str]) -> bool:
    """Whether another line has the number before or after this one, written alike."""
    number, mark = match["number"], match["mark"] or ""
    if number is None or mark == ")" or match[0].startswith("#"):
        return True
    others = rf"(?:{int(number) - 1}|{int(number) + 1})"
    return (
        re.search(rf"^[ \t#*>_]{{0,8}}{others}{re.escape(mark)}\s", text, re.MULTILINE) is not None
    )


def _without_site(text: str, begin: int, stop: int, outlet: str) -> int:
    line = text[begin:stop]
    tail = _SITE.search(line)
    if tail and _same(tail["name"], outlet):
        return begin + tail.start()
    tail = _UNDERSCORED.search(line)
    if tail and tail.start() and _same(line.rpartition("_")[2], outlet):
        return begin + tail.start()
    return stop


def site_behind(line: str) -> str:
    """Return the name that stands behind a headline and may be its site's, or ""."""
    tail = _SITE.search(line)
    if tail:
        return tail["name"].strip()
    headline, _, name = line.rpartition("_")
    return name.strip() if headline and " " not in name else ""


def _same(name: str, outlet: str) -> bool:
    return _key(name) == _key(outlet)


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()


def repeated_end(sentence: str, title: str) -> int:
    """Return where a sentence proper begins behind its story's headline, which a page glued in front of it; 0 where it did not.

    Behind the headline stands its day with the year, or nothing; what stands before it goes along, a few words of a site or section: "Harbour News Council shuts the old
    harbour 4 May 2025, 3 p.m. The council …".  Without such a day a sentence may well open as its headline does and go on, but for one
    With Capitals Throughout.
    """
    for part in sorted(PARTS.split(title), key=len, reverse=True):
        at = sentence.find(part, 0, FURTHEST + len(part)) if len(part.split()) >= FEWEST else -1
        before, behind = sentence[: max(0, at)], _GOES_ON.match(sentence, at + len(part))
        if at < 0 or behind is None or len(before.split()) > FEWEST or _STOPS.search(before):
            continue
        begin = _behind_stamp(sentence, behind.end())
        whole = begin == len(sentence)
        parted = begin > behind.end() or (
            at == 0 and part == title and _is_parted(part, sentence[begin:])
        )
        if whole or (parted and len(sentence[begin:].split()) >= FEWEST):
            return begin
    return 0


def _is_parted(title: str, behind: str) -> bool:
    """Whether a headline has capitals throughout, as no sentence has, and what stands behind it begins with one.

    Behind small letters a capital may well go on: "… the order Orr signed".
    """
    words = [word for word in title.split() if word.isalpha() and len(word) >= CONTENT]
    return (
        len(words) >= CONTENT
        and all(word[0].isupper() and not word.isupper() for word in words)
        and behind[:1].isupper()
    )


def _behind_stamp(text: str, begin: int) -> int:
    """Where a text goes on behind a day with its year, a weekday in front of it, and the time beside it."""
    rest = text[begin : begin + FURTHEST]
    stamp = next((one for one in find_dates(rest, _CLOCK) if one.has_year), None)
    named = next((day for day in find_days(rest, None) if day.start == 0 and day.weekday), None)
    if stamp is None or stamp.start > (named.end + len(", ") if named else 0):
        return begin
    behind = _GOES_ON.match(rest, len(rest[: stamp.end].rstrip()))
    return begin + behind.end() if behind else begin
