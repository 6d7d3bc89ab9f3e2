"""Headlines cleaned: what desks, pages and feeds set around them goes, what the story is about stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefing.language.base import language
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.language.words import background, fold
from briefing.records import UNKNOWN

LONGEST: Final = 12
"""Words of a headline in one line of a news page."""
FEWEST: Final = 4
"""Words of what is left of a headline that was cut."""
QUOTED: Final = 0.6
"""Share of characters in quotation marks from which a headline is a quotation and tells no event."""
NAME: Final = 0.6
"""Share of capitals in news from which a word is a name."""
_BRACKET: Final = re.compile(r"\s*[\[(][^\])a-z]*[\])]\s*$")
"""[VIDEO], (UPDATES), (1/3) at the end."""
_SHOUTED: Final = re.compile(r"^([A-Z][A-Z' ]+):\s+(?=\S)")
_SUFFIX: Final = re.compile(r"\s+[|\u2022\u00b7\u2013\u2014-]\s+([^|\u2022\u00b7\u2013\u2014]+)$")
_QUOTE_ONLY: Final = re.compile(r'^\s*["\u201c\u2018](.*)["\u201d\u2019]\s*$')
_NUMBER: Final = re.compile(r"^(?:#?\d{1,3}[.)]|\u2022|\*)\s+(?=\S)")
_SLUG: Final = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+){2,}$")
_EMBLEM: Final = re.compile(r"^[^\w\"'\u201c\u2018$\u20ac\u00a3#@(]+")
_BREAK: Final = re.compile(r"\s*(?:;|\s[\u2013\u2014|]|\s--?)\s+")
_SENTENCE: Final = re.compile(r"(?<=[a-z\d]{3}[.!?])\s+(?=[\"\u201c\u2018]?[A-Z])")
_OPEN: Final = re.compile(r"['\u2018](?!.*\w[.,!?]?['\u2019](?!\w))")
"""A quotation in single marks that opens a line and does not close in it."""
_ENDS: Final = re.compile(r"[a-z\d\"\u201d]\s?[.]$")


@cache
def _label(code: str) -> re.Pattern[str] | None:
    words = language(code)
    if not words.has("form.headlines.labels"):
        return None
    return re.compile(
        rf"^\W?{words.pattern('form.headlines.labels')}\W?\s*(?:[:|\u2013\u2014]|\s-|-(?=[A-Z])|(?=\s[\"\u201c]))\s*",
        re.IGNORECASE,
    )


def cleaned(title: str, outlet: str = UNKNOWN, code: str = "en") -> str:
    """Return a headline without labels before it, the outlet and remarks behind it, numbers and emblems.

    A headline that is longer than a line is cut where a desk joined two by a semicolon or a dash.
    """
    text = " ".join(title.split())
    if _SLUG.match(text):
        text = text.replace("-", " ").replace("_", " ").capitalize()
    before = ""
    while text != before:
        before = text
        for found in (_EMBLEM, _NUMBER, _label(code)):
            text = (found.sub("", text, count=1) if found else text) or before
        text = _without_shout(text)
        text = _BRACKET.sub("", text) or text
        text = _without_outlet(text, outlet)
    return _one_line(text, code)


def _without_shout(text: str) -> str:
    """A headline without ordinary words in capitals and a colon before it: "BREAKING: ..."; a name stays: "NATO: ..."."""
    found = _SHOUTED.match(text)
    if not found or any(_is_name(word) for word in found[1].split()):
        return text
    return text[found.end() :]


def _is_name(word: str) -> bool:
    share = background().capitals(stem(fold(word)))
    return share is None or share >= NAME


def _without_outlet(text: str, outlet: str) -> str:
    found = _SUFFIX.search(text)
    if not found or outlet == UNKNOWN:
        return text
    plain = re.sub(r"\W", "", found[1]).lower()
    named = re.sub(r"\W", "", outlet).lower()
    return text[: found.start()] if plain and (plain in named or named in plain) else text


def _one_line(text: str, code: str) -> str:
    """The first of two sentences, and the part before a semicolon or dash of what is longer than a line, if a headline by itself.

    What goes on with "but" or "as" belongs to what stands before it.
    """
    first, _ = _parted(text, _SENTENCE)
    if first != text and _stands(first):
        text = first.removesuffix(".")
    first, opens = _parted(text, _BREAK)
    belongs = language(code).words("classes.coordinators", "classes.subordinators")
    if len(text.split()) <= LONGEST or opens.lower() in belongs or not _stands(first):
        return text
    return first


def _parted(text: str, border: re.Pattern[str]) -> tuple[str, str]:
    """What stands before the first border, and the first word behind it."""
    first, *rest = border.split(text, maxsplit=1)
    return first, rest[0].split(" ", 1)[0] if rest else ""


def _stands(part: str) -> bool:
    """Whether a part has words enough, and closes the quotations that it opens."""
    paired = part.count("\u201c") == part.count("\u201d") and part.count('"') % 2 == 0
    return len(part.split()) >= FEWEST and paired and not _OPEN.match(part)


def faults(title: str, code: str = "en") -> Iterator[str]:
    """Yield what makes a line no headline: a quotation alone, a sentence with its full stop, a line too long."""
    quoted = sum(len(part) for part in read(title, code).quotes)
    if _QUOTE_ONLY.match(title) or quoted >= QUOTED * len(title):
        yield "quotation"
    if _ENDS.search(title):
        yield "sentence"
    if len(title.split()) > LONGEST + 2:
        yield "long"


@cache
def _bait(code: str) -> re.Pattern[str]:
    opening = language(code).pattern("form.headlines.clickbait")
    return re.compile(rf"\?|^{opening}\b|\.\.\.$|…$", re.IGNORECASE)


def is_bait(title: str, code: str = "en") -> bool:
    """Whether a headline asks, or promises to tell what it does not."""
    return bool(_bait(code).search(title))


def cries(title: str, outlet: str = UNKNOWN, code: str = "en") -> bool:
    """Whether a headline, cleaned, is loud or bait: what stands below it is seldom a sober report."""
    text = cleaned(title, outlet, code)
    return is_bait(text, code) or loudness(text) > 0


def loudness(title: str) -> int:
    """Return how many marks of a loud tone a headline has: shouted words, exclamation marks, masked oaths."""
    words = title.split()
    mixed = not title.isupper()
    shouted = sum(
        mixed and word.isalpha() and word.isupper() and len(word) > 3 and not _is_name(word)
        for word in (re.sub(r"\W", "", one) for one in words)
    )
    return shouted + title.count("!") + title.count("**")
