"""Conventions of news pages: the patterns that furniture is made of.

Words and phrases are data (``furniture.toml``, ``labels.toml`` of each language); a page may be in any
language, so all are looked for at once.  :mod:`briefing.reading.pages.furniture` reads what is made here.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import DATE

WORDS: Final = together()
"""The words of all languages."""

CLOCK: Final = r"(?:\d{4}(?=\s?(?:gmt|utc|GMT|UTC))|\d{1,2}(?:[:.h]\d{2}|\s?(?=[ap]\.?m))(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)"
ZONE: Final = rf"(?:\s*\(?(?:{WORDS.pattern('labels.zones')}|z|[+-]\d{{2}}:?\d{{2}})\b\)?)?"
STAMP: Final = (
    rf"(?:{CLOCK}{ZONE},?\s*(?:{WORDS.either('labels.before_date')}\s+)?)?{DATE}"
    rf"(?:\s*[,|@\u2013-]?\s*(?:{WORDS.either('labels.before_time')}\s+)?{CLOCK}{ZONE}|T\d\d:\d\d\S*)?"
)
STAMP_LABEL: Final = WORDS.pattern("labels.stamp")

CERTAIN_RULES: Final = (
    "advertisement",
    "share line",
    "player line",
    "read more link",
    "picture",
    "menu",
    "comment section",
    "newsletter box",
    "hand-off line",
    "browser notice",
    "relative time",
)
"""Rules by which a whole line is no story text, in the order in which they are asked."""
SHARE_LINKS: Final = rf"(?:{WORDS.pattern('furniture.share_words')}|\W){{2,}}"


def certain_pattern(rule: str) -> str:
    """Return the pattern of the whole lines that `rule` names, marks at the edges left out."""
    own = WORDS.pattern(f"furniture.certain.{rule}")
    return f"{SHARE_LINKS}|{own}" if rule == "share line" else own


RULES: Final = (
    "relative time",
    "date stamp",
    "byline",
    "hashtags",
    "credit",
    "newsletter box",
    "account line",
    "comment section",
    "related articles",
    "share line",
    "cookie notice",
    "site information",
    "player line",
    "read more link",
    "shop line",
    "hand-off line",
    "menu",
)
"""Names of all hints, the surer ones first.  Each is a feature of the line model."""


def _hint(rule: str) -> tuple[str, re.Pattern[str]]:
    return rule, re.compile(WORDS.pattern(f"furniture.hint.{rule}"))


HINT_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    _hint("relative time"),
    (
        "date stamp",
        re.compile(rf"\W*(?:{STAMP_LABEL}:?\s*)?(?:{STAMP}|{CLOCK}{ZONE})\W*\Z"),
    ),
    ("date stamp", re.compile(rf"\W*{STAMP_LABEL}\W+(?:{DATE}|{CLOCK})")),
    _hint("byline"),
    ("hashtags", re.compile(r"\W*(?:#\w+\W*){1,20}\Z")),
    _hint("credit"),
)
"""What a short line is if its beginning, in lower case, matches."""

MENU_RULE: Final = "menu"
MENU: Final = WORDS.words("furniture.hint_words.menu")
"""Words of which menus consist."""
LEXICON: Final = {
    phrase: rule
    for rule, phrases in WORDS.groups("furniture.hint_words").items()
    for phrase in phrases
    if rule != MENU_RULE
}
"""Words, and pairs of words, that furniture is full of, with the rule that they speak for."""

_ISO: Final = (
    r"(?>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s?(?:Z\b|UTC|GMT|[ECMP][SD]T\b|CES?T\b|BST\b|IST\b|[+-]\d\d:?\d\d))?)?)"
    r"(?:\s*[|\u2013\u2014:-])?\s+(?=[A-Z\"\u201c\u2018'])"
)


def _edge(part: str, rule: str, before: str = "") -> tuple[str, re.Pattern[str]]:
    return rule, re.compile(before + WORDS.pattern(f"{part}.{rule}"))


FRONT: Final = (
    ("heading mark", re.compile(r"#{1,6}\s+(?=\w|[\"\u201c\u2018'(*])")),
    # Atomic groups: a stamp is taken whole or not at all.
    (
        "date stamp",
        re.compile(
            rf"(?>(?i:{STAMP_LABEL}\W{{0,3}}\s*{STAMP}))(?:(?<=\s)|(?!\w))[.,;:)]?\s*(?>[|\u2013\u2014-]?)\s*(?=[^\s\d])"
        ),
    ),
    ("date stamp", re.compile(_ISO)),
    (
        "date stamp",
        re.compile(rf"(?i:{WORDS.pattern('labels.lost_stamp')})\s*:\s+(?!(?i:{DATE}))(?=[A-Z])"),
    ),
    _edge("furniture.front", "credit"),
    _edge("furniture.front", "share line"),
    _edge("furniture.front", "player line"),
    _edge("furniture.front", "advertisement"),
    _edge("furniture.front", "heading before furniture"),
)
_BEHIND_MARK: Final = r"(?<=[.!?\"\u201d])\s+"
BACK: Final = (
    _edge("furniture.back", "read more link", _BEHIND_MARK),
    _edge("furniture.back", "advertisement", _BEHIND_MARK),
)
FRONT_GATE: Final = re.compile(rf"(?i:#{{1,6}}\s|\d{{4}}-|{WORDS.pattern('furniture.gate.front')})")
"""How everything that FRONT matches begins: one cheap test for all its patterns."""
BACK_PARTS: Final = WORDS.phrases("furniture.gate.back")
"""One of these is in everything that BACK matches."""
