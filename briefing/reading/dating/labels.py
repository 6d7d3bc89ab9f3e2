"""Words beside a date that make it a story's publication date: labels, bylines, datelines.

Everything here looks at one short string and the dates found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import WEEKDAY, Clock, Found, find_dates, find_relative

_WORDS: Final = together()
_WEEKDAY: Final = rf"(?:{WEEKDAY}\.?,?\s*)?"
_ON: Final = (
    rf"\s*{_WORDS.either('labels.before_colon')}?\s*[:|–—-]?\s*(?:{_WORDS.either('labels.before_date')}\s+)?"
    + _WEEKDAY
)
_PUBLISHED: Final = re.compile(rf"\b{_WORDS.pattern('labels.published')}{_ON}$", re.IGNORECASE)
_ARCHIVED: Final = re.compile(rf"\b{_WORDS.pattern('labels.archived')}{_ON}$", re.IGNORECASE)
_ARCHIVE: Final = re.compile(rf"\b{_WORDS.pattern('labels.archived')}", re.IGNORECASE)
_DATED: Final = re.compile(rf"\b{_WORDS.pattern('labels.dated')}{_ON}$", re.IGNORECASE)
_UPDATED: Final = re.compile(rf"\b{_WORDS.pattern('labels.updated')}{_ON}$", re.IGNORECASE)
_OTHER: Final = re.compile(rf"©|\(c\)|\b{_WORDS.pattern('labels.other')}\b", re.IGNORECASE)
_FETCH_WORD: Final = re.compile(rf"\b{_WORDS.pattern('labels.fetched')}", re.IGNORECASE)
_FETCH_PARTS: Final = _WORDS.phrases("labels.fetched_parts")
_FETCHED: Final = re.compile(rf"\b{_WORDS.pattern('labels.fetched')}{_ON}$", re.IGNORECASE)
_ANY_WEEKDAY: Final = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_FURNITURE: Final = re.compile(rf"(?i)\b{_WORDS.pattern('labels.of_date_line')}\b")
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞŁŚŻŹĆŠČŘŽŞİĞА-ЯЁІЇЄ"
_DATELINE_PLACE: Final = re.compile(
    rf"^\W{{0,3}}(?:\([A-Za-z ]{{2,20}}\)\s*)?(?:(?:\[?[{_CAPITAL}][\w.'’/-]*\]?|al-\w+|{_WORDS.pattern('labels.of_place')})"
    r"(?:[\s,:(–—]+(?:-\s)?|$)){1,8}(?:\([A-Za-z/ ]{2,20}\)[\s,–—-]*)?$"
)
_DATELINE_END: Final = re.compile(
    r"^\.?,?\s*(?:\)\s*)?(?:[(/][A-Za-zА-Я][^()]{1,40}[)/]|(?:--|[–—-]|:)(?=\s)|\)\s*[–—-]|\)[.:]?(?=\s))"
)
_DATELINE_STOP: Final = re.compile(rf"^{_WORDS.pattern('labels.behind_datelines')}")
_AGENCY_END: Final = re.compile(r"^\s*\([A-Z][A-Za-z .]{1,25}\)\s*(?:--|[–—-])")
_STAMP_END: Final = re.compile(r"^\s*(?:$|[-–—|:)•·]|\s[A-Z\"'“‘])")
_COLUMN_GAP: Final = re.compile(r"\s{0,20}[|·•]\s{0,20}|\t+|\s{2,20}|\s[—–]\s")
_FEW_WORDS: Final = 3
"""Words that may stand in one column with a date: an outlet, a place, an edition."""
_MOST_SMALL_WORDS: Final = 5
PUBLISHED_RANK: Final = 3
BARE_RANK: Final = 2
UPDATED_RANK: Final = 1
ARCHIVED: Final = "from the archive of "
DATED: Final = "date: "
"""The label of a date that may be an event's as well."""


def label_of(before: str) -> tuple[int, str]:
    """Return the rank of the words in front of a date, 0 for none, and the label in words."""
    tail = before[-60:]
    if _ARCHIVED.search(tail):
        return PUBLISHED_RANK, ARCHIVED
    if _UPDATED.search(tail):
        return UPDATED_RANK, "updated: "
    if _PUBLISHED.search(tail):
        return PUBLISHED_RANK, "published: "
    if _DATED.search(tail):
        return PUBLISHED_RANK, DATED
    return 0, ""


@lru_cache(maxsize=4096)
def speaks_of_other(text: str) -> bool:
    """Whether a line's date is that of something else: a copyright, an event, a comment."""
    return _OTHER.search(text) is not None


def may_tell_fetch(text: str) -> bool:
    """Whether a line has one of the words that go before a fetch date."""
    return any(part in text for part in _FETCH_PARTS) and _FETCH_WORD.search(text) is not None


def is_fetch_date(before: str) -> bool:
    """Whether the words in front of a date say when the file was fetched."""
    return _FETCHED.search(before[-60:]) is not None


def names_archive(text: str) -> bool:
    """Whether a line says that an old report is printed again."""
    return _ARCHIVE.search(text) is not None


def is_bare(text: str, dates: Sequence[Found], words_limit: int = 8) -> bool:
    """Whether a line holds little but its dates: a byline, an outlet, a place.

    So does one of its columns, as between the bars of a page's head, where the rest is no sentence.
    """
    if not dates or speaks_of_other(text):
        return False
    return _holds_little(text, dates, words_limit) or _has_bare_column(text, dates)


def _holds_little(text: str, dates: Sequence[Found], words_limit: int) -> bool:
    words = _other_words(text, dates)
    small = sum(word[0].islower() for word in words)
    if text.rstrip().endswith((".", "!", "?")):
        ends_in_date = dates[-1].end >= len(text.rstrip()) - 1
        if small or not ends_in_date:
            return False  # a sentence
    return len(words) <= words_limit and small <= 1


def _other_words(text: str, dates: Sequence[Found]) -> list[str]:
    """The words of a line that are no date, no distance in time and no word of date lines."""
    rest = text
    for found in reversed(dates):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    ago = find_relative(rest)
    rest = f"{rest[: ago.start]} {rest[ago.end :]}" if ago else rest
    rest = _FURNITURE.sub(" ", _ANY_WEEKDAY.sub(" ", rest))
    return re.findall(r"[^\W\d_][\w'’.-]*", rest)


def _has_bare_column(text: str, dates: Sequence[Found]) -> bool:
    """Whether a column of a line is nothing but a date and a name or two."""
    columns = list(_columns(text))
    if len(columns) < 2 or any(_is_sentence(text[start:end]) for start, end in columns):
        return False
    for start, end in columns:
        inside = [one for one in dates if start <= one.start < end]
        within = [one._replace(start=one.start - start, end=one.end - start) for one in inside]
        words = _other_words(text[start:end], within)
        if inside and len(words) <= _FEW_WORDS and not any(word[0].islower() for word in words):
            return True
    return False


def _columns(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _COLUMN_GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _is_sentence(text: str) -> bool:
    """Whether a column is running text: a final mark, or many small words."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    small = sum(word[0].islower() for word in words)
    return small > _MOST_SMALL_WORDS or (small > 1 and text.rstrip().endswith((".", "!", "?")))


def is_stamp(head: str, found: Found) -> bool:
    """Whether a date is glued to the start of a text ("2025-06-17 The council …")."""
    opening = re.fullmatch(r"[\s\W]{0,4}" + _WEEKDAY, head[: found.start], re.IGNORECASE)
    return bool(opening and found.has_year and _STAMP_END.match(head[found.end :] + " "))


def find_dateline(text: str, clock: Clock) -> Found | None:
    """Return the date of a dateline that opens `text` ("ASTANA, June 17 (Xinhua) --")."""
    head = text[:140]
    for found in find_dates(head, clock)[:1]:
        opening, rest = head[: found.start], head[found.end :]
        if speaks_of_other(opening):
            return None
        ended = _DATELINE_END.match(rest) or (found.has_year and _DATELINE_STOP.match(rest))
        if _DATELINE_PLACE.match(opening) and ended:
            return found
        if opening.startswith("(") and rest.startswith(")") and _DATELINE_PLACE.match(opening):
            return found
        if not opening.strip() and _AGENCY_END.match(rest):
            return found
    return None
