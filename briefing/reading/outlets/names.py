"""What could be the name of an outlet, how surely its words make it one, and what else could be meant.

A name may be of any wording.  Its own words are one witness among others (its place on the page, a
date or price beside it, the same name again in a copyright line, an address, the file's name).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.language.calendar import MONTH, WEEKDAY

_WORDS: Final = together()
_ARTICLE: Final = re.compile(rf"(?<!\w){_WORDS.pattern('outlets.article')}\s", re.IGNORECASE)
_NAME_WORD: Final = re.compile(
    rf"(?<![\w'’-]){_WORDS.pattern('outlets.name_words')}(?![\w'’-])", re.IGNORECASE
)
_WEAK_WORD: Final = re.compile(
    rf"(?<![\w'’-]){_WORDS.pattern('outlets.weak_name_words')}(?![\w'’-])", re.IGNORECASE
)
_NO_LAST: Final = re.compile(rf"{_WORDS.pattern('outlets.no_last_words')}$", re.IGNORECASE)
_BYLINE: Final = re.compile(
    rf"{_WORDS.pattern('outlets.byline', 'outlets.name_labels')}\s", re.IGNORECASE
)
_COMPANY: Final = re.compile(
    rf"(?:\s(?:{_WORDS.pattern('outlets.companies')}|(?:19|20)\d\d)\b\.?){{1,4}}$", re.IGNORECASE
)
_PAPER: Final = re.compile(
    rf"(?:[^\s\d]\S*\s){{1,4}}{_WORDS.pattern('outlets.surely_papers')}", re.IGNORECASE
)
_WITH_ARTICLE: Final = re.compile(
    rf"{_WORDS.pattern('outlets.article')}\s(?:\S+\s){{1,2}}{_WORDS.pattern('outlets.papers_with_article')}",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(_WORDS.pattern("outlets.surely_names"))
_COMPOUND: Final = re.compile(
    rf"[^\W\d_]{{3,20}}{_WORDS.pattern('outlets.in_compounds')}", re.IGNORECASE
)
_NO_FIRST: Final = re.compile(rf"{_WORDS.pattern('outlets.no_first_words')}\s", re.IGNORECASE)
_NO_NAME: Final = re.compile(rf"\b{_WORDS.pattern('outlets.no_names')}\b", re.IGNORECASE)
_GENERIC: Final = re.compile(
    rf"{_WORDS.pattern('outlets.no_names', 'outlets.sections', 'outlets.of_any_outlet', 'outlets.article')}"
    rf"|{_WORDS.pattern('outlets.no_first_words')}|{WEEKDAY}|{MONTH}|\W*",
    re.IGNORECASE,
)
_DEPARTMENT: Final = re.compile(rf"\s{_WORDS.pattern('outlets.departments')}$", re.IGNORECASE)
_HEAD_WORDS: Final = range(2, 6)
_ELIDED: Final = re.compile(r"[^\W\d_]{1,5}['’](?=\w)")
"""Small words that lean on a name: "dell'Adda", "L'Écho"."""
_INITIALS: Final = re.compile(r"(?:\w\.){2,}")
_SMALL: Final = _WORDS.words("outlets.small_in_names") | {"&", "+"}
_JOINS: Final = _WORDS.words("outlets.joins_names")
_WORD: Final = re.compile(r"[^\W_][\w.'’-]*")
_CAPITAL: Final = r"[A-ZÀ-ÞĀ-ŽА-Я]"
CAPITALISED: Final = rf"(?:{_CAPITAL}(?:[\w'’-]{{0,24}}|\w{{1,2}}\.)\s(?:&\s|of\s|and\s)?){{0,4}}{_CAPITAL}[\w'’-]{{1,24}}"
"""One to five capitalised words in a sentence, as a regular expression."""
LONGEST: Final = 45
"""Characters of a name."""
MOST_WORDS: Final = 6


@lru_cache(maxsize=4096)
def could_be_name(line: str) -> bool:
    """Whether a whole line has the form of a name and is no section, menu word, day or place mark."""
    words = line.split()
    if not 1 <= len(words) <= MOST_WORDS or len(line) > LONGEST or line[-1:] in ".?!:;,'\"":
        return False
    if len(line) < 2 or "," in line or not all(_opens_like_name(word) for word in words):
        return False
    if _BYLINE.match(line) or _NO_LAST.search(line):
        return False
    if all(_GENERIC.fullmatch(word) or word in _SMALL or word.isdecimal() for word in words):
        paper = _PAPER.fullmatch(line) and not _NO_FIRST.match(line)
        return bool(_ITSELF.fullmatch(line) or paper)
    if _INITIALS.fullmatch(line) or _GENERIC.fullmatch(line):
        return False
    return not _NO_NAME.search(line) or bool(_NAME_WORD.search(line))


def _opens_like_name(word: str) -> bool:
    """A capital or a digit first; scripts without capitals are left to the words of the name."""
    first = word[0]
    elided = _ELIDED.match(word)
    if elided:
        first = word[elided.end()]
    return (
        first.isupper()
        or first.isdigit()
        or word in _SMALL
        or (first.isalpha() and first.lower() == first.upper())
    )


@lru_cache(maxsize=4096)
def strength(name: str) -> int:
    """Return how surely the words of a name are those of an outlet: 0 (not at all) to 3 (nothing else)."""
    if _ITSELF.fullmatch(name):
        return 3
    if _NO_FIRST.match(name):
        return 0
    if _PAPER.fullmatch(name) or _WITH_ARTICLE.fullmatch(name):
        return 3
    several = len(name.split()) > 1
    if _COMPOUND.fullmatch(name.rpartition(" ")[2]) or (several and _NAME_WORD.search(name)):
        return 2
    return int(
        bool(_NAME_WORD.fullmatch(name) or (several and _WEAK_WORD.search(name)))
        or _ARTICLE.match(name) is not None
    )


def without_company(name: str) -> str:
    """Return a name without what only says that it is a company's ("Ltd", "Verlag") and without a year."""
    return _COMPANY.sub("", name).strip()


def without_department(name: str) -> str:
    """Return a name without what only says which of its rooms wrote: "RADIO TARN NEWSROOM"."""
    bare = _DEPARTMENT.sub("", name)
    return bare if strength(bare) > 1 else name


def may_head_a_page(line: str) -> bool:
    """Whether a line that is no name elsewhere can be one at the head of a page, in capitals.

    Papers are called "Reporter" and "Sports Final"; below a headline, these words are a job and a section.
    """
    words = line.split()
    return (
        len(words) in _HEAD_WORDS
        and line.isupper()
        and line[-1].isalpha()
        and not any(map(str.isdigit, line))
        and not all(word in _SMALL or is_generic(word) for word in words)
        and not _NO_NAME.match(line)
        and not _BYLINE.match(line)
    )


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """Return the word by which an outlet is called in short: "Courier" of "The Port Ellery Courier"."""
    words = [word for word in _WORD.findall(_ARTICLE.sub("", name)) if not word[0].isdigit()]
    if not words:
        return ""
    # "News", "FM" say nothing alone: then the first word is the short name ("CCR").
    return str(words[0] if _GENERIC.fullmatch(words[-1]) else words[-1])


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return a name as it is compared: lower case, without article, marks and what stands for "&"."""
    words = _WORD.findall(_ARTICLE.sub("", name.strip()).casefold())
    return " ".join(word for word in words if word not in _JOINS)


@lru_cache(maxsize=4096)
def is_generic(word: str) -> bool:
    """Whether a word is a section's, a menu's or one that any outlet may have in its name."""
    return _GENERIC.fullmatch(word) is not None
