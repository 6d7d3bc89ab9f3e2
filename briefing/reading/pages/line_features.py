"""What one line says by itself: length, ending, capitals, openings, marks of furniture."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.reading.pages.conventions import RULES, WORDS
from briefing.reading.pages.furniture import CERTAIN_WORDS, LINE_LIMIT, WORD, certain_rule, hints
from briefing.reading.pages.line_words import (
    ENGLISH,
    PROSE_SHARE,
    PROSE_WORDS,
    LineWords,
    words_of_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


FINAL_MARKS: Final = ".!?\u2026\u3002\uff01\uff1f\u0964"
CLOSING: Final = "\"'\u2018\u2019\u201c\u201d\u201e)]"
QUOTES: Final = "\"'\u2018\u201c\u00ab"
SHORT_HEAD: Final = 160
"""Characters that openings are looked for in."""
DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Za-z.\u00c0-\u017f' -]{2,40},?\s*(?:(?<=,)\s*[A-Z][A-Za-z. ]{1,20},?\s*)?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},?\s*)?"
    rf"(?:\((?:[A-Z][\w ]{{1,20}}|{WORDS.either('lines.bracketed')})\)\s*)?(?:--|[\u2013\u2014\u2015-])\s"
)
AGENCY: Final = re.compile(rf"\({WORDS.either('lines.bracketed')}\)")
LEAD: Final = re.compile(rf"{WORDS.pattern('lines.lead_marks')}|poster=")
TAIL_KEYS: Final = (*WORDS.phrases("lines.tail_marks"), "___", ".com", "@")
"""What stands at the end of the last line of many stories."""
AGE: Final = re.compile(
    rf"[a-z],? (?:\(\d{{1,2}}\)|\d{{1,2}},|{WORDS.pattern('lines.aged')} \d{{1,2}}\b)"
)
MAY_BE_AGE: Final = re.compile(r"[ (]\d{1,2}\b")
"""Every age is one: 5 times cheaper than AGE."""
DASHES: Final = ("\u2014", "\u2013", "\u2015", " - ", "--")
FULL_NAME: Final = re.compile(r"[A-Z][\w'\u2019-]+ (?:[A-Z]\. )?[A-Z][\w'\u2019-]+")
CAPTION_FRONT: Final = re.compile(rf"{WORDS.pattern('lines.caption_fronts')}.{{20}}", re.IGNORECASE)
CAPTION_TAIL: Final = re.compile(
    r"(?!(?<=\w)\w)"  # inside a word nothing begins, and most places are inside words
    rf"(?:\({WORDS.pattern('lines.caption_brackets')}[^()]{{0,60}}\)?"
    rf"|{WORDS.pattern('lines.caption_tails')})\W*\Z",
    re.IGNORECASE,
)
AUTHOR: Final = re.compile(WORDS.pattern("lines.author_notes"))
"""A note on who wrote the story: "Ann Orr is a reporter …", "Ann Orr covers courts for …"."""
UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
SIGN: Final = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[^\W_])+")
"""A word of a script that puts no spaces between words: each sign counts as one."""
FOREIGN: Final = re.compile(r"[^\W\d_\u0000-\u024f]")
NO_HINT: Final = [0.0] * len(RULES)
KEPT_LINE: Final = 400
"""Characters of the longest line whose description is kept for the next time."""
LONGEST_CAPTION: Final = 600
"""Characters of the longest caption."""
SHORTEST_CAPTION: Final = 20
"""Characters that stand before the mark of a photographer."""
CAPTION_REACH: Final = 120
"""Characters at the end of a line in which the mark of a photographer begins; the longest has some 85."""
FOREIGN_WORDS: Final = 12
"""Words from which a line with a final mark and few capitals is prose in any language."""


class Facts(NamedTuple):
    """What one line says by itself."""

    values: array[float]
    """In the order of OWN, in single precision: those of a page become a table as they are, in a fiftieth of the time."""
    words: int
    prose: float
    hints: float
    capital: float
    bag: list[str]
    """Its content words, in lower case, without their commonest endings."""
    names: set[str]
    """Those with a capital letter inside a sentence."""
    own: LineWords
    """The lists of its language."""


def facts(line: str, own: LineWords | None = None) -> Facts:
    """Describe one stripped line by its first 2,000 characters.

    `own` are the lists of its language where that is known, as a headline's is by the text below it.
    """
    return _known_facts(line, own) if len(line) <= KEPT_LINE else _facts(line, own)


def facts_of_page(lines: Sequence[str]) -> list[Facts]:
    """Describe the lines of a page; what is no prose has the language of the prose below it."""
    found: list[Facts] = []
    below = ENGLISH
    for line in reversed(lines):
        each = facts(line)
        if each.prose:
            below = each.own
        elif below is not each.own:
            each = facts(line, below)
        found.append(each)
    return found[::-1]


@lru_cache(maxsize=8192)
def _known_facts(line: str, own: LineWords | None) -> Facts:
    """Menus and agency paragraphs come back in other files: keep what is known of lines (some 35 MB)."""
    return _facts(line, own)


def _facts(line: str, stated: LineWords | None) -> Facts:
    head = line[:LINE_LIMIT]
    words = (SIGN if not head.isascii() and UNSPACED.search(head) else WORD).findall(head)
    foreign = _foreign(head)
    lower = list(map(str.lower, words))
    n = len(words)
    capitals = [word for word in words if word[0].isupper()]
    own, known = words_of_line(lower) if stated is None else (stated, stated.known(lower))
    terminal = _ends(line)
    prose = n >= PROSE_WORDS and (
        (known >= PROSE_SHARE * n and (terminal or n >= 22))
        or (terminal and n >= FOREIGN_WORDS and 2 * len(capitals) < n)
    )
    found = hints(head, lower)
    certain = n <= CERTAIN_WORDS and certain_rule(line) is not None
    size = n or 1
    values = (
        *_length(n, len(line)), *_shape(line, n, terminal=terminal),
        known / size, len(capitals) / size, len(capitals) / size * (n < PROSE_WORDS),
        len([word for word in capitals if len(word) > 1 and word.isupper()]) / size,
        *_opening(head, lower, own, prose=prose), *_signals(head, line, lower, own), float(foreign),
        float(foreign and prose), float(prose), float(certain),
        *([float(rule in found) for rule in RULES] if found else NO_HINT),
    )  # fmt: skip
    bag = list(filter(None, map(own.content, lower)))
    inside = (
        set(map(own.content, map(str.lower, capitals[words[0] is capitals[0] :])))
        if prose and capitals
        else set()
    )
    hinted = float(len(found) + certain)
    return Facts(
        array("f", values), n, float(prose), hinted, len(capitals) / size, bag, inside, own
    )


def _ends(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    core = line[-8:].rstrip(CLOSING)
    return core != "" and core[-1] in FINAL_MARKS


def _length(words: int, chars: int) -> list[float]:
    return [
        log1p(words), float(words <= 2), float(3 <= words <= 5), float(6 <= words <= 9),
        float(10 <= words <= 16), float(17 <= words <= 30), float(words > 60), float(chars > 400),
    ]  # fmt: skip


def _shape(line: str, words: int, *, terminal: bool) -> list[float]:
    last, first = line[-1], line[0]
    digits = sum(map(str.isdigit, line[:60]))
    return [
        float(terminal), float(terminal and words >= PROSE_WORDS), float(terminal and words < PROSE_WORDS),
        float(last == ":"), float(last == ","), float(last in CLOSING), float(line.endswith(("...", "\u2026"))),
        float(last == "?"), float(first in QUOTES), float(first.islower()), float(first.isdigit()),
        float(not first.isalnum() and first not in QUOTES and first != "("), float(first in "([" and last in ")]"),
        float("|" in line or "\u00bb" in line or "\u2022" in line or "\u203a" in line), float(": " in line),
        float(words < 12 and ("?" in line or "!" in line)), digits / min(60, len(line)),
    ]  # fmt: skip


def _opening(head: str, lower: Sequence[str], own: LineWords, *, prose: bool) -> list[float]:
    first = lower[0] if lower else ""
    dateline = has_dateline(head)
    return [
        float(first in own.pronouns), float(first in own.connectives), float(first in own.titles),
        float(first in own.definite), float(first in own.indefinite), float(first in own.function_words),
        float(dateline), float(dateline and prose), float("(" in head[:80] and AGENCY.search(head, 0, 100) is not None),
    ]  # fmt: skip


def has_dateline(line: str) -> bool:
    """Whether a line opens with a place, a day or an agency and a dash."""
    start = line[:80]
    return any(dash in start for dash in DASHES) and DATELINE.match(start) is not None


def _signals(head: str, line: str, lower: Sequence[str], own: LineWords) -> list[float]:
    start = head[:SHORT_HEAD]
    tail = line[-200:].lower()
    return [
        float(LEAD.match(start.lower().lstrip("(/ ")) is not None),
        float(any(map(tail.__contains__, TAIL_KEYS))),
        float(MAY_BE_AGE.search(start) is not None and AGE.search(start) is not None), float(min(4, len(FULL_NAME.findall(start)))),
        float(own.names_day(head)),
        float(not own.reporting.isdisjoint(lower)),
        float("@" in head or "http" in head or "www." in head or ".com" in head),
        float(is_caption(line)), float(AUTHOR.match(start) is not None),
    ]  # fmt: skip


@lru_cache(maxsize=16384)
def is_caption(line: str) -> bool:
    """Whether a line is a picture's text, by the mark of an archive at its front or of a photographer at its end."""
    if len(line) > LONGEST_CAPTION:
        return False
    if CAPTION_FRONT.match(line):
        return True
    tail = CAPTION_TAIL.search(line, max(SHORTEST_CAPTION, len(line) - CAPTION_REACH))
    return tail is not None and "\n" not in line[: tail.start()]


def _foreign(head: str) -> bool:
    """Whether most letters at the beginning stand outside the Latin alphabets."""
    if head.isascii() or FOREIGN.search(head, 0, 80) is None:
        return False
    letters = [char for char in head[:80] if char.isalpha()]
    return len([char for char in letters if char > "\u024f"]) > len(letters) / 2


OWN: Final = (
    *(
        "log words",
        "1-2 words",
        "3-5 words",
        "6-9 words",
        "10-16 words",
        "17-30 words",
        "over 60 words",
    ),
    *(
        "over 400 characters",
        "final mark",
        "final mark, prose",
        "final mark, short",
        "ends with colon",
    ),
    *("ends with comma", "ends with quote", "ends with ellipsis", "ends with question mark"),
    *(
        "starts with quote",
        "starts lower case",
        "starts with digit",
        "starts with symbol",
        "bracketed",
    ),
    *(
        "has bar or bullet",
        "has colon",
        "short with ? or !",
        "digits",
        "function words",
        "capitals",
    ),
    *("capitals, short", "all capitals", "starts with pronoun", "starts with connective"),
    *("starts with title", "starts with the", "starts with a", "starts with function word"),
    *(
        "dateline",
        "dateline, prose",
        "agency mark",
        "lead mark",
        "tail mark",
        "name with age",
        "full names",
    ),
    *(
        "weekday",
        "reporting verb",
        "address or link",
        "picture caption",
        "author note",
        "foreign script",
        "prose in another script",
        "prose",
        "certain furniture",
    ),
    *(f"hint: {rule}" for rule in RULES),
)
