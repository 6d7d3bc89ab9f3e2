"""What a line of a mail is: of a story, of the letter itself, or a way to somewhere else."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefing.language.base import together
from briefing.reading.formats.tails import says_read_on

_WORDS: Final = together()
_HEAD: Final = re.compile(rf"\W{{0,3}}{_WORDS.pattern('letters.lines.head')}", re.IGNORECASE)
_FOOT: Final = re.compile(_WORDS.pattern("letters.lines.foot"), re.IGNORECASE)
_FOOT_WORD: Final = re.compile(_WORDS.pattern("letters.lines.foot_words"), re.IGNORECASE)
_PROMOTION: Final = re.compile(
    rf"\W{{0,3}}{_WORDS.pattern('letters.lines.promotion')}", re.IGNORECASE
)
_ADVERTISEMENT: Final = re.compile(
    rf"\W{{0,5}}{_WORDS.pattern('furniture.certain.advertisement')}\W{{0,5}}", re.IGNORECASE
)
_WEB_LINE: Final = re.compile(
    r"[\w ]{1,30}:?\s?(?:https?://|www\.)?[\w.-]{1,60}\.[a-z]{2,10}(?:/\S{0,200})?[\W_]{0,6}",
    re.IGNORECASE,
)
"""A line that leads to a page: "Read more: gazette.example/bridge"."""
_RULE: Final = re.compile(r"(?:[-=_*~#•·–—+][ \t]{0,3}){3,200}")
PROSE_WORDS: Final = 12
"""Words of the shortest paragraph that is surely one."""
FOOT_WORDS: Final = 40
"""Words of the longest line that speaks of the letter."""
_LISTED: Final = 6
"""Words of a line that can be nothing but a link of the letter ("Unsubscribe", "Privacy policy")."""


class Line(NamedTuple):
    """A line of a mail."""

    text: str
    is_heading: bool = False
    is_link: bool = False
    """Whether all of it is one link."""


def is_rule(text: str) -> bool:
    """Whether a line is drawn with signs."""
    return _RULE.fullmatch(text.strip()) is not None


def is_sign(text: str) -> bool:
    """Whether a line is empty or drawn."""
    return not text.strip() or is_rule(text)


def marks_advertisement(text: str) -> bool:
    """Whether a line says that what stands below it is an advertisement."""
    return _ADVERTISEMENT.fullmatch(text.strip()) is not None


def promotes(text: str) -> bool:
    """Whether a line is an advertisement as a whole."""
    return (
        " " in text.strip()
        and not marks_advertisement(text)
        and _PROMOTION.fullmatch(text.strip()) is not None
    )


def is_pointer(line: Line) -> bool:
    """Whether a line only leads to another page."""
    text = line.text.strip()
    is_link = line.is_link and len(text.split()) < PROSE_WORDS
    return is_link or says_read_on(text) or _WEB_LINE.fullmatch(text) is not None


def opens_letter(text: str, outlet: str) -> bool:
    """Whether a line is the masthead, or tells how to see the letter elsewhere."""
    is_name = bool(outlet) and key_of(text) == key_of(outlet)
    return is_name or _HEAD.fullmatch(text.strip()) is not None


def closes_letter(text: str, outlet: str) -> bool:
    """Whether a line tells why the letter came, how to end it, or whose it is."""
    text = text.strip()
    if len(text.split()) > FOOT_WORDS or not text:
        return False
    is_listed = len(text.split()) <= _LISTED or re.search(r"[|·•©@/]", text) is not None
    if _FOOT_WORD.search(text) and is_listed:
        return True
    has_address = bool(outlet) and text.casefold().startswith(outlet.casefold())
    return bool(_FOOT.search(text)) or (
        has_address and bool(re.search(r",.{0,40}\d|\d.{0,60},", text))
    )


def key_of(text: str) -> str:
    """Return the letters and figures of a line, by which two are the same."""
    return re.sub(r"\W+", "", text).casefold()
