"""What one line says by itself: length, ending, capitals, openings, marks of furniture."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.reading.pages.conventions import RULES
from briefing.reading.pages.furniture import CERTAIN_WORDS, LINE_LIMIT, WORD, certain_rule, hints

if TYPE_CHECKING:
    from collections.abc import Sequence


FUNCTION_WORDS: Final = frozenset(
    """
    a about above after again against all also although am among an and another any are as at
    back be because been before being below between both but by came can could did do does
    doing down during each even every few first for from further get go going had has have
    having he her here hers him his how i if in including into is it its it's just last like
    made make many may me might more most much must my new no nor not now of off on once one
    only or other our out over own said same say says she should since so some still such than
    that the their them then there these they this those three through to told too two under
    until up upon us use very was way we well were what when where whether which while who
    whom whose why will with within without would year years yet you your according people
    time however i'm don't didn't doesn't wasn't isn't can't couldn't that's he's she's
    they're we're you're there's around later earlier part want think know see take added
    """.split()  # noqa: SIM905  # one word a line would fill pages
)
"""Words that say nothing about a topic."""
PRONOUNS: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "those",
        "them",
        "him",
    ]
)
CONNECTIVES: Final = frozenset(
    [
        "but",
        "and",
        "however",
        "meanwhile",
        "also",
        "still",
        "then",
        "though",
        "instead",
        "yet",
        "so",
        "nor",
        "or",
        "additionally",
        "moreover",
        "furthermore",
        "nevertheless",
        "later",
        "earlier",
        "afterwards",
        "since",
        "both",
        "another",
    ]
)
TITLES: Final = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "judge", "sir", "lord"]
)
FINAL_MARKS: Final = ".!?\u2026\u3002\uff01\uff1f\u0964"
CLOSING: Final = "\"'\u2018\u2019\u201c\u201d\u201e)]"
QUOTES: Final = "\"'\u2018\u201c\u00ab"
SHORT_HEAD: Final = 160
"""Characters that openings are looked for in."""
DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Za-z.\u00c0-\u017f' -]{2,40},?\s*(?:(?<=,)\s*[A-Z][A-Za-z. ]{1,20},?\s*)?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},?\s*)?"
    r"(?:\([A-Z][\w ]{1,20}\)\s*)?(?:--|[\u2013\u2014\u2015-])\s"
)
AGENCY: Final = re.compile(
    r"\((?:AP|Reuters|REUTERS|AFP|CNN|CBS News|UPI|Xinhua|PTI|ANI|dpa|IANS)\)"
)
LEAD: Final = re.compile(
    r"story highlights|image copyright|media playback|share this|share tweet|tweet |close skip|photo[: ]"
    r"|file photo|file -|published|updated|watch |breaking|exclusive|poster=|image caption|image:"
)
TAIL_KEYS: Final = (
    *(
        "contributed to this",
        "copyright",
        "all rights reserved",
        "reporting by",
        "editing by",
        "sign up",
    ),
    *(
        "subscribe",
        "write to",
        "more from",
        "read more",
        "___",
        "click here",
        "for more",
        "hotline",
    ),
    *(
        "samaritans",
        "twitter",
        "facebook",
        "associated press writer",
        "is a writer",
        "is a reporter",
    ),
    *("is a columnist", "is a professor", "is a freelance", ".com", "@"),
)
"""What stands at the end of the last line of many stories."""
AGE: Final = re.compile(r"[a-z],? (?:\(\d{1,2}\)|\d{1,2},|aged? \d{1,2}\b)")
DASHES: Final = ("\u2014", "\u2013", "\u2015", " - ", "--")
FULL_NAME: Final = re.compile(r"[A-Z][\w'\u2019-]+ (?:[A-Z]\. )?[A-Z][\w'\u2019-]+")
WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|to|yester)day\b")
REPORTING: Final = frozenset(
    ["said", "says", "told", "added", "according", "asked", "wrote", "announced"]
)
CAPTION: Final = re.compile(
    r"(?:FILE\b\s?[\u2014\u2013-]|(?:image|photo) caption\b|in this [\w ,.]{3,40} photo\b).{20}"
    r"|.{20,}?(?:\((?:AP Photo|(?:photo(?:graph)?|picture)s? ?(?:by|:|courtesy)|Getty|Reuters|AFP|file\))[^()]{0,60}\)?"
    r"|/\s?(?:Getty Images|AP|Reuters|AFP)|\bvia (?:Getty Images|AP|Reuters))\W*\Z",
    re.IGNORECASE,
)
"""A picture's text with the mark of an archive at its front or of a photographer at its end."""
AUTHOR: Final = re.compile(
    r"(?:[A-Z][\w.'\u2019-]+\s){2,3}(?:is|was|covers|writes|reports)\s(?:(?:a|an|the|our)\s)?"
    r"(?:[^.]{0,60}\b(?:author|writer|reporter|editor|journalist|columnist|contributor|correspondent|blogger"
    r"|founder|educator|speaker|producer|fellow)s?\b|.{0,40}\bfor\s(?:the\s)?[A-Z])"
)
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
PROSE_WORDS: Final = 7
"""A line of fewer words is no paragraph of prose (99 % of the paragraphs in glued_pages have more)."""

FOREIGN_WORDS: Final = 12
"""Words from which a line with a final mark and few capitals is prose in any language."""


class Facts(NamedTuple):
    """What one line says by itself."""

    values: list[float]
    """In the order of OWN."""
    words: int
    prose: float
    hints: float
    capital: float
    bag: list[str]
    """Its content words, in lower case, without their commonest endings."""
    names: set[str]
    """Those with a capital letter inside a sentence."""


def facts(line: str) -> Facts:
    """Describe one stripped line by its first 2,000 characters."""
    return _known_facts(line) if len(line) <= KEPT_LINE else _facts(line)


@lru_cache(maxsize=8192)
def _known_facts(line: str) -> Facts:
    """Menus and agency paragraphs come back in other files: keep what is known of lines (some 35 MB)."""
    return _facts(line)


def _facts(line: str) -> Facts:
    head = line[:LINE_LIMIT]
    words = (SIGN if not head.isascii() and UNSPACED.search(head) else WORD).findall(head)
    foreign = _foreign(head)
    lower = list(map(str.lower, words))
    n = len(words)
    capitals = [word for word in words if word[0].isupper()]
    known = sum(map(FUNCTION_WORDS.__contains__, lower))
    terminal = _ends(line)
    prose = n >= PROSE_WORDS and (
        (known >= 0.2 * n and (terminal or n >= 22))
        or (terminal and n >= FOREIGN_WORDS and 2 * len(capitals) < n)
    )
    found = hints(head, lower)
    certain = n <= CERTAIN_WORDS and certain_rule(line) is not None
    size = n or 1
    values = [
        *_length(n, len(line)), *_shape(line, n, terminal=terminal),
        known / size, len(capitals) / size, len(capitals) / size * (n < PROSE_WORDS),
        len([word for word in capitals if len(word) > 1 and word.isupper()]) / size,
        *_opening(head, lower, prose=prose), *_signals(head, line, lower), float(foreign),
        float(foreign and prose), float(prose), float(certain),
        *([float(rule in found) for rule in RULES] if found else NO_HINT),
    ]  # fmt: skip
    bag = list(filter(None, map(_content, lower)))
    inside = (
        set(map(_content, map(str.lower, capitals[words[0] is capitals[0] :])))
        if prose and capitals
        else set()
    )
    return Facts(
        values, n, float(prose), float(len(found) + certain), len(capitals) / size, bag, inside
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


def _opening(head: str, lower: Sequence[str], *, prose: bool) -> list[float]:
    first = lower[0] if lower else ""
    dateline = has_dateline(head)
    return [
        float(first in PRONOUNS), float(first in CONNECTIVES), float(first in TITLES),
        float(first == "the"), float(first in ("a", "an")), float(first in FUNCTION_WORDS),
        float(dateline), float(dateline and prose), float("(" in head[:80] and AGENCY.search(head, 0, 100) is not None),
    ]  # fmt: skip


def has_dateline(line: str) -> bool:
    """Whether a line opens with a place, a day or an agency and a dash."""
    start = line[:80]
    return any(dash in start for dash in DASHES) and DATELINE.match(start) is not None


def _signals(head: str, line: str, lower: Sequence[str]) -> list[float]:
    start = head[:SHORT_HEAD]
    tail = line[-200:].lower()
    return [
        float(LEAD.match(start.lower().lstrip("(/ ")) is not None),
        float(any(key in tail for key in TAIL_KEYS)),
        float(AGE.search(start) is not None), float(min(4, len(FULL_NAME.findall(start)))),
        float("day" in head[:300] and WEEKDAY.search(head, 0, 300) is not None),
        float(not REPORTING.isdisjoint(lower)),
        float("@" in head or "http" in head or "www." in head or ".com" in head),
        float(is_caption(line)), float(AUTHOR.match(start) is not None),
    ]  # fmt: skip


def is_caption(line: str) -> bool:
    """Whether a line is a picture's text, by the mark of an archive or a photographer."""
    return len(line) <= LONGEST_CAPTION and CAPTION.match(line) is not None


def _foreign(head: str) -> bool:
    """Whether most letters at the beginning stand outside the Latin alphabets."""
    if head.isascii() or FOREIGN.search(head, 0, 80) is None:
        return False
    letters = [char for char in head[:80] if char.isalpha()]
    return len([char for char in letters if char > "\u024f"]) > len(letters) / 2


@lru_cache(maxsize=1 << 16)
def _content(word: str) -> str:
    """Return a content word without its commonest endings, "" for a function word.

    Enough to see that a word comes back; cached, as a news day has few words.
    """
    if len(word) < 3 or word in FUNCTION_WORDS:
        return ""
    if len(word) < 5 or word[-1] not in "sdg":
        return word
    for ending in ("'s", "\u2019s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


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
