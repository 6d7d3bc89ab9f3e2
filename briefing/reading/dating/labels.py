"""Words beside a date that make it a story's publication date: labels, bylines, datelines.

Everything here looks at one short string and the dates found in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import WEEKDAY, Clock, Found, find_dates

_WORDS: Final = together()
_WEEKDAY: Final = rf"(?:{WEEKDAY}\.?,?\s*)?"
_ON: Final = (
    rf"\s*{_WORDS.either('labels.before_colon')}?\s*[:|–—-]?\s*(?:{_WORDS.either('labels.before_date')}\s+)?"
    + _WEEKDAY
)
_PUBLISHED: Final = re.compile(rf"\b{_WORDS.pattern('labels.published')}{_ON}$", re.IGNORECASE)
_UPDATED: Final = re.compile(rf"\b{_WORDS.pattern('labels.updated')}{_ON}$", re.IGNORECASE)
_OTHER: Final = re.compile(rf"©|\(c\)|\b{_WORDS.pattern('labels.other')}\b", re.IGNORECASE)
_FETCH_WORD: Final = re.compile(rf"\b{_WORDS.pattern('labels.fetched')}", re.IGNORECASE)
_FETCH_PARTS: Final = _WORDS.phrases("labels.fetched_parts")
_FETCHED: Final = re.compile(rf"\b{_WORDS.pattern('labels.fetched')}{_ON}$", re.IGNORECASE)
_FURNITURE: Final = re.compile(rf"(?i)\b{_WORDS.pattern('labels.of_date_line')}\b")
_DATELINE_PLACE: Final = re.compile(
    rf"^\W{{0,3}}(?:\([A-Za-z ]{{2,20}}\)\s*)?(?:(?:\[?[A-ZÄÖÜ][\w.'’/-]*\]?|al-\w+|{_WORDS.pattern('labels.of_place')})"
    r"(?:[\s,:(–—]+(?:-\s)?|$)){1,8}(?:\([A-Za-z ]{2,20}\)[\s,]*)?$"
)
_DATELINE_END: Final = re.compile(
    r"^\.?,?\s*(?:\)\s*)?(?:[(/][A-Za-z][^()]{1,40}[)/]|(?:--|[–—-]|:)(?=\s)|\)\s*[–—-])"
)
_DATELINE_STOP: Final = re.compile(rf"^{_WORDS.pattern('labels.behind_datelines')}")
_AGENCY_END: Final = re.compile(r"^\s*\([A-Z][A-Za-z .]{1,25}\)\s*(?:--|[–—-])")
_STAMP_END: Final = re.compile(r"^\s*(?:$|[-–—|:)•·]|\s[A-Z\"'“‘])")
PUBLISHED_RANK: Final = 3
BARE_RANK: Final = 2
UPDATED_RANK: Final = 1


def label_of(before: str) -> tuple[int, str]:
    """Return the rank of the words in front of a date, 0 for none, and the label in words."""
    tail = before[-60:]
    if _UPDATED.search(tail):
        return UPDATED_RANK, "updated: "
    if _PUBLISHED.search(tail):
        return PUBLISHED_RANK, "published: "
    return 0, ""


def speaks_of_other(text: str) -> bool:
    """Whether a line's date is that of something else: a copyright, an event, a comment."""
    return _OTHER.search(text) is not None


def may_tell_fetch(text: str) -> bool:
    """Whether a line has one of the words that go before a fetch date."""
    return any(part in text for part in _FETCH_PARTS) and _FETCH_WORD.search(text) is not None


def is_fetch_date(before: str) -> bool:
    """Whether the words in front of a date say when the file was fetched."""
    return _FETCHED.search(before[-60:]) is not None


def is_bare(text: str, dates: Sequence[Found], words_limit: int = 8) -> bool:
    """Whether a line holds little but its dates: a byline, an outlet, a place."""
    if not dates or speaks_of_other(text):
        return False
    if text.rstrip().endswith((".", "!", "?")) and dates[-1].end < len(text.rstrip()) - 1:
        return False  # a sentence
    rest = text
    for found in reversed(dates):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    words = re.findall(r"[^\W\d_][\w'’.-]*", _FURNITURE.sub(" ", rest))
    return len(words) <= words_limit and sum(word[0].islower() for word in words) <= 1


def is_stamp(head: str, found: Found) -> bool:
    """Whether a date is glued to the start of a text ("2025-06-17 The council …")."""
    opening = re.fullmatch(r"[\s\W]{0,4}" + _WEEKDAY, head[: found.start], re.IGNORECASE)
    return bool(opening and found.has_year and _STAMP_END.match(head[found.end :] + " "))


def find_dateline(text: str, clock: Clock) -> Found | None:
    """Return the date of a dateline that opens `text` ("ASTANA, June 17 (Xinhua) --")."""
    head = text[:140]
    for found in find_dates(head, clock)[:1]:
        opening, rest = head[: found.start], head[found.end :]
        ended = _DATELINE_END.match(rest) or (found.has_year and _DATELINE_STOP.match(rest))
        if _DATELINE_PLACE.match(opening) and ended:
            return found
        if opening.startswith("(") and rest.startswith(")") and _DATELINE_PLACE.match(opening):
            return found
        if not opening.strip() and _AGENCY_END.match(rest):
            return found
    return None
