"""Who published a story: from metadata, from the lines beside the headline, from the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from briefing.language.base import together
from briefing.language.calendar import CALENDARS, find_relative
from briefing.records import UNKNOWN

_WORDS: Final = together()
_NAME_WORDS: Final = re.compile(rf"\b{_WORDS.pattern('outlets.name_words')}\b")
_ARTICLE: Final = rf"{_WORDS.pattern('outlets.article')}\s"
_SURELY: Final = re.compile(
    rf"(?:{_ARTICLE})?(?!{_WORDS.pattern('outlets.no_first_words')}\b)(?:[A-Z][\w.'’-]+\s){{1,3}}"
    rf"{_WORDS.pattern('outlets.surely_papers')}$"
    rf"|{_ARTICLE}(?:[A-Z][\w.'\u2019-]+\s){{1,2}}{_WORDS.pattern('outlets.papers_with_article')}$"
    rf"|{_WORDS.pattern('outlets.surely_names')}$"
)
_NOT_NAMES: Final = re.compile(rf"(?i)\b{_WORDS.pattern('outlets.no_names')}\b")
_SMALL: Final = _WORDS.words("outlets.small_in_names") | {"&"}
_DASHED: Final = re.compile(r"^[-–—•|]\s*(?P<name>[^\W_][^|]{1,40})$")
_LABELLED: Final = re.compile(
    rf"^(?:{_WORDS.pattern('outlets.name_labels')}|©|\(c\))\s*[:©]?\s*(?:(?:19|20)\d\d(?:-\d{{2,4}})?,?\s)?"
    r"(?P<name>[A-Z][^|.,;:()]{1,40})",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    rf"^{_WORDS.pattern('outlets.byline')}\s[A-Z][^,|]{{2,60}}[,|]\s*(?:{_WORDS.pattern('outlets.byline_for')}\s)?"
    rf"(?P<name>(?:{_ARTICLE})?[A-Z][^,|.]{{2,40}})$"
)
_LINE_LIMIT: Final = 60
_SAME_HEADLINE: Final = re.compile(r"\s[|–—-]\s(?P<name>[^|–—]{2,40})$")
_HOST: Final = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|news|tv|[a-z]{2}))\b"
)


def find_outlet(before: Sequence[str], title: str, stated: str = "", url: str = "") -> str:
    """Return the outlet's name, or ``unknown``.

    `before` are the lines above the headline that are no story text (the nearest last), `stated`
    is what the format says and `url` the story's address.
    """
    name = clean_outlet(stated)
    if name != UNKNOWN:
        return name
    near = [line.strip() for line in before if line.strip()][-6:]
    return (
        _paired(near)
        or _labelled(near)
        or _in_title(title)
        or _beside_time(near)
        or _host(url)
        or UNKNOWN
    )


def clean_outlet(stated: str) -> str:
    """Return an outlet's name as a format states it, without what is not the name."""
    name = " ".join(stated.split())
    if name.startswith(("http://", "https://")) or re.fullmatch(r"(?:[\w-]+\.)+\w{2,4}", name):
        return _host(name) or UNKNOWN
    name = re.split(r"\s+[|–—»:]\s+|\s+-\s+", name)[0].strip(" -|»")
    return name[:80] or UNKNOWN


def _paired(lines: Sequence[str]) -> str:
    """A line that stands twice, once behind a dash, as aggregators print the outlet."""
    for line in reversed(lines):
        match = _DASHED.match(line)
        if match and any(other.casefold() == match["name"].strip().casefold() for other in lines):
            return match["name"].strip()
    return ""


def _labelled(lines: Sequence[str]) -> str:
    for line in reversed(lines):
        if len(line) > 100:
            continue
        match = _LABELLED.match(line) or _BYLINE.match(line)
        if match and _could_be_name(match["name"].strip()) and _NAME_WORDS.search(match["name"]):
            return match["name"].strip()
    return ""


def _in_title(title: str) -> str:
    match = _SAME_HEADLINE.search(title)
    return match["name"].strip() if match and _NAME_WORDS.search(match["name"]) else ""


def _beside_time(lines: Sequence[str]) -> str:
    """A short line of capitalised words next to a time line, or one that can only be an outlet.

    Menus hold "News", "U.S. News" and "Nightly News": words of outlet names alone do not count.
    """
    for number in reversed(range(len(lines))):
        line = re.split(r"\s+[|•·]\s+", lines[number])[0].strip("-–—•| ")
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        timed = any(len(other) <= _LINE_LIMIT and find_relative(other) for other in beside)
        if _could_be_name(line) and (timed or _SURELY.match(line)):
            return line
    return ""


def _could_be_name(line: str) -> bool:
    words = line.split()
    if not 1 <= len(words) <= 5 or len(line) > 40 or line[-1:] in ".?!:;,":
        return False
    if _NOT_NAMES.search(line) and not _NAME_WORDS.search(line):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _host(url: str) -> str:
    """Return the host of an address without ``www.``; the address of an outlet names it."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|edition|mobile)\.", "", host) if _HOST.fullmatch(host) else ""


# -- day and month ------------------------------------------------------------------------------

_DAY_FIRST: Final = re.compile(
    r"\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|lk|sg|my|hk|fr|de|es|it|nl|be|at|ch|pt|br|mx|ar|pl|ru|tr|eu)\b"
    rf"|\b{_WORDS.pattern('outlets.day_first')}\b"
)
_MONTH_FIRST: Final = re.compile(rf"\b{_WORDS.pattern('outlets.month_first')}\b|\.us\b|\.gov\b")
_EDITION: Final = re.compile(r"/en[-_](us|gb|uk|au|in|nz|ie|za|sg)(?:/|$)", re.IGNORECASE)
_REGION: Final = re.compile(r"en[-_](?:gb|uk|au|in|nz|ie|za|sg|pk|ng|ke)\b", re.IGNORECASE)
"""English that is not American.  ``en-US`` says nothing: many a template has it that nobody changed."""


def day_first_of(outlet: str, url: str = "", language: str = "") -> bool | None:
    """Return whether an outlet writes the day before the month; None where nothing tells.

    `language` is that of its page, an ISO 639-1 code, perhaps with a region.  All languages whose months
    are known write the day first but for English, which does both.
    """
    host = _host(url)
    edition = _EDITION.search(url)
    if edition:
        return edition[1].lower() != "us"
    if _DAY_FIRST.search(outlet) or _DAY_FIRST.search(host):
        return True
    if _MONTH_FIRST.search(outlet) or _MONTH_FIRST.search(host):
        return False
    return True if _REGION.match(language) or _is_day_first(language) else None


def _is_day_first(code: str) -> bool:
    return code[:2].lower() != "en" and any(one.code == code[:2].lower() for one in CALENDARS)
