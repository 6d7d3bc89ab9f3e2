"""What one line says by itself: length, ending, capitals, openings, marks of furniture."""

from __future__ import annotations

import re
from math import log1p
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.reading.clean import LINE_LIMIT, RULES, SHORT, WORD, certain_rule, hints

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DATELINE", "OWN", "Facts", "facts"]

FUNCTION_WORDS: Final = frozenset(
    """a about above after again against all also although am among an and another any are as at back be
    because been before being below between both but by came can could did do does doing down during
    each even every few first for from further get go going had has have having he her here hers him
    his how i if in including into is it its it's just last like made make many may me might more most
    much must my new no nor not now of off on once one only or other our out over own said same say
    says she should since so some still such than that the their them then there these they this those
    three through to told too two under until up upon us use very was way we well were what when where
    whether which while who whom whose why will with within without would year years yet you your
    according people time however i'm don't didn't doesn't wasn't isn't can't couldn't that's he's
    she's they're we're you're there's around later earlier part want think know see take added""".split()
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
    "but and however meanwhile also still then though instead yet so nor or additionally moreover "
    "furthermore nevertheless later earlier afterwards since both another".split()
)
TITLES: Final = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "judge", "sir", "lord"]
)
FINAL_MARKS: Final = ".!?\u2026"
CLOSING: Final = "\"'\u2018\u2019\u201c\u201d\u201e)]"
QUOTES: Final = "\"'\u2018\u201c\u00ab"
SHORT_HEAD: Final = 160
"""Characters that openings are looked for in."""
DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Za-z.\u00c0-\u017f' -]{2,40},?\s*)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},?\s*)?"
    r"(?:\([A-Z][\w ]{1,20}\)\s*)?(?:--|[\u2013\u2014\u2015-])\s"
)
AGENCY: Final = re.compile(
    r".{0,80}?\((?:AP|Reuters|REUTERS|AFP|CNN|CBS News|UPI|Xinhua|PTI|ANI|dpa|IANS)\)"
)
LEAD: Final = re.compile(
    r"story highlights|image copyright|media playback|share this|share tweet|tweet |close skip|photo[: ]"
    r"|file photo|file -|published|updated|watch |breaking|exclusive|poster=|image caption|image:"
)
TAIL: Final = re.compile(
    r"contributed to this|copyright|all rights reserved|reporting by|editing by|sign up|subscribe|\w@\w"
    r"|write to|more from|read more|___|click here|for more|hotline|samaritans|twitter|facebook"
    r"|associated press writer|is a (?:staff |senior )?(?:writer|reporter|columnist|professor|freelance)"
)
AGE: Final = re.compile(r".{0,120}?[a-z],? (?:\(\d{1,2}\)|\d{1,2},|aged? \d{1,2}\b)")
FULL_NAME: Final = re.compile(r"[A-Z][\w'\u2019-]+ (?:[A-Z]\. )?[A-Z][\w'\u2019-]+")
WEEKDAY: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday)\b"
)
REPORTING: Final = frozenset(
    ["said", "says", "told", "added", "according", "asked", "wrote", "announced"]
)
PROSE_WORDS: Final = 7
"""A line of fewer words is no paragraph of prose (99 % of the paragraphs in glued_pages have more)."""


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
    head = line[:LINE_LIMIT]
    words = WORD.findall(head)
    lower = [word.lower() for word in words]
    n = len(words)
    capitals = [word for word in words if word[0].isupper()]
    known = len([word for word in lower if word in FUNCTION_WORDS])
    terminal = _ends(line)
    prose = n >= PROSE_WORDS and known >= 0.2 * n and (terminal or n >= 22)
    found = hints(head, lower)
    certain = n <= SHORT and certain_rule(line) is not None
    size = n or 1
    values = [
        *_length(n, len(line)), *_shape(line, n, terminal=terminal),
        known / size, len(capitals) / size, len(capitals) / size * (n < PROSE_WORDS),
        len([word for word in capitals if word.isupper() and len(word) > 1]) / size,
        *_opening(head, lower), *_signals(head, line, lower), float(prose), float(certain),
        *(float(rule in found) for rule in RULES),
    ]  # fmt: skip
    bag = [_stem(word) for word in lower if len(word) > 2 and word not in FUNCTION_WORDS]
    inside = {_stem(word.lower()) for word in words[1:] if word[0].isupper()} if prose else set()
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
    digits = len([char for char in line[:60] if char.isdigit()])
    return [
        float(terminal), float(terminal and words >= PROSE_WORDS), float(terminal and words < PROSE_WORDS),
        float(last == ":"), float(last == ","), float(last in CLOSING), float(line.endswith(("...", "\u2026"))),
        float(last == "?"), float(first in QUOTES), float(first.islower()), float(first.isdigit()),
        float(not first.isalnum() and first not in QUOTES and first != "("), float(first in "([" and last in ")]"),
        float("|" in line or "\u00bb" in line or "\u2022" in line or "\u203a" in line), float(": " in line),
        float(words < 12 and ("?" in line or "!" in line)), digits / min(60, len(line)),
    ]  # fmt: skip


def _opening(head: str, lower: Sequence[str]) -> list[float]:
    first = lower[0] if lower else ""
    return [
        float(first in PRONOUNS), float(first in CONNECTIVES), float(first in TITLES),
        float(first == "the"), float(first in ("a", "an")), float(first in FUNCTION_WORDS),
        float(DATELINE.match(head, 0, SHORT_HEAD) is not None), float(AGENCY.match(head, 0, SHORT_HEAD) is not None),
    ]  # fmt: skip


def _signals(head: str, line: str, lower: Sequence[str]) -> list[float]:
    start = head[:SHORT_HEAD]
    return [
        float(LEAD.match(start.lower().lstrip("(/ ")) is not None),
        float(TAIL.search(line[-200:].lower()) is not None),
        float(AGE.match(start) is not None), float(min(4, len(FULL_NAME.findall(start)))),
        float(WEEKDAY.search(head, 0, 300) is not None), float(not REPORTING.isdisjoint(lower)),
        float("@" in head or "http" in head or "www." in head or ".com" in head), float(_foreign(head)),
    ]  # fmt: skip


def _foreign(head: str) -> bool:
    """Whether most letters at the beginning stand outside the Latin alphabets."""
    if head.isascii():
        return False
    letters = [char for char in head[:80] if char.isalpha()]
    return len([char for char in letters if char > "\u024f"]) > len(letters) / 2


def _stem(word: str) -> str:
    """Cut the commonest endings: enough to see that a word comes back."""
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
    *("dateline", "agency mark", "lead mark", "tail mark", "name with age", "full names"),
    *(
        "weekday",
        "reporting verb",
        "address or link",
        "foreign script",
        "prose",
        "certain furniture",
    ),
    *(f"hint: {rule}" for rule in RULES),
)
