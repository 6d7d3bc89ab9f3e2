"""The outlet that a story's own lines name: "Source: X", "X · 2 hours ago", "— X", "By Ilse Brandt, X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from briefing.language.base import together
from briefing.reading.agencies import is_agency
from briefing.reading.outlets.names import (
    core_of,
    could_be_name,
    is_generic,
    key_of,
    strength,
    without_company,
)
from briefing.reading.outlets.parts import (
    LONGEST,
    columns_of,
    is_tagline,
    parts_of,
    plain,
    tells_time,
)
from briefing.reading.outlets.passing import outlet_passed_on
from briefing.reading.outlets.rights import holders_in
from briefing.reading.outlets.surroundings import Beside
from briefing.reading.titles import site_behind

_WORDS: Final = together()
_LABELLED: Final = re.compile(
    rf"^(?P<label>{_WORDS.pattern('outlets.name_labels')})(?P<mark>\s?[:：=|\t]\s?|\s)(?P<name>\S.{{1,100}})$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(rf"{_WORDS.pattern('outlets.name_labels')}\s?[:：]?", re.IGNORECASE)
_BYLINE: Final = re.compile(
    rf"^(?i:(?:[^\W\d_]{{3,12}}\s)?{_WORDS.pattern('outlets.byline')})\s[^\W\d_][^,|]{{2,60}}"
    rf"(?:[,|]\s*(?:{_WORDS.pattern('outlets.byline_for')}\s)?|\s{_WORDS.pattern('outlets.byline_for')}\s)(?P<name>[^\W_][^,|.]{{2,40}})$"
)
_SIGNED: Final = re.compile(r"^(?:[-–—]{1,3}|~)\s?(?P<name>[^\W_][^|]{1,45})$")
_SITE: Final = re.compile(r"^([A-Z][\w-]{2,30})\.[a-z]{2,10}$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
"""A year alone stands behind the title of a book or a journal."""
_MOST_PARTS: Final = 5
SURE: Final = 2
"""Strength from which a name's own words are enough beside a time; weaker ones may be a person's."""

Known = Callable[[str], bool]
"""Whether the page itself speaks of an outlet of this name."""


def own_outlet(beside: Beside, known: Known) -> str:
    """Return the outlet that the lines of one story name, or "".

    Labels go before times, what stands with the headline before what stands under the text.
    """
    near = (*beside.head, *beside.above[:4])
    under = (*beside.below[:4], *beside.further[:4])
    return (
        _first((*near, *_tables(beside)), _labelled)
        or outlet_behind(beside.title, known)
        or paired([*beside.above, *beside.head])
        or _first(near, lambda line: stamped(line, known))
        or timed(near)
        or passed_on(beside)
        or _first(beside.above[:1], headed)
        or _first([beside.tail, *under], _signed)
        or _first(under, lambda line: stamped(line, known))
    )


def passed_on(beside: Beside) -> str:
    """Return the outlet that somebody names over a story, who passes this one on, or ""."""
    return _first((*beside.above[:4], *beside.over), outlet_passed_on)


def credit_lines(beside: Beside) -> tuple[str, ...]:
    """Return the lines in which a story's author stands: those of its head and the first under its text."""
    return (*beside.head, *beside.above[:3], *beside.below[:3], *beside.further[:2])


def outlet_behind(title: str, known: Known = lambda _: False) -> str:
    """Return the outlet that stands behind a headline ("Mill burns | Tarn Post"), or "".

    `known` tells whether the page itself speaks of an outlet of a name.
    """
    name = site_behind(title)
    sure = could_be_name(name) and (strength(name) >= SURE or known(name))
    return name if sure else ""


def shared_outlet(lines: Sequence[str], known: Known) -> str:
    """Return the outlet that lines between two stories name, whichever of them they belong to."""
    return (
        _first(lines, _signed)
        or paired(lines)
        or _first(lines, lambda line: stamped(line, known))
        or timed(lines)
    )


def _first(lines: Iterable[str], read: Callable[[str], str]) -> str:
    return next((name for line in lines if len(line) <= LONGEST and (name := read(line))), "")


@lru_cache(maxsize=4096)
def _labelled(line: str) -> str:
    """The name behind a label or a byline; an agency there is the text's author, no outlet."""
    line = plain(line)
    byline = _BYLINE.match(line)
    if byline:
        name = byline["name"].strip()
        return (
            name if strength(name) >= SURE and could_be_name(name) and not is_agency(name) else ""
        )
    match = _LABELLED.match(line)
    if match is None:
        return ""
    name = _leading_name(match["name"])
    sure = match["mark"].strip() or " " in match["label"] or strength(name) > 0
    if not name or not sure or is_agency(name) or without_company(name) != name:
        return ""
    return name


def _tables(beside: Beside) -> Iterator[str]:
    """The lines of a table of fields whose label stands on a line of its own, each with its value behind it."""
    for lines in (beside.head, tuple(reversed(beside.above))):
        for label, value in pairwise(lines):
            if _LABEL.fullmatch(label.strip()):
                yield f"{label.strip().rstrip(':：')}: {value}"


def headed(line: str) -> str:
    """The name in a line that could head a page, where each story of a file has its own: name and tagline, or menu."""
    name, *others = columns_of(line) or ("",)
    if not others or not could_be_name(name) or tells_time(name):
        return ""
    told = any(map(is_tagline, others))
    listed = len(others) > 1 and strength(name) >= SURE and not any(map(tells_time, others))
    return name if told or listed else ""


@lru_cache(maxsize=4096)
def _signed(line: str) -> str:
    labelled = _labelled(line)  # "– Source: Tarn Post" is a label first
    match = _SIGNED.match(line.strip())
    name = match["name"].strip() if match else ""
    signed = could_be_name(name) and strength(name) >= SURE
    return labelled or (name if signed else "")


def _leading_name(text: str) -> str:
    """The name at the start of what stands behind a label, without page, date or "archive"."""
    first, *others = parts_of(text) or ("",)
    site = _SITE.match(first)
    if site:
        return site[1]
    words = first.split()
    while words and not could_be_name(" ".join(words)) and words[-1][:1].islower():
        words.pop()
    name = " ".join(words).removeprefix("the ")
    if could_be_name(name) and not tells_time(name):
        return name
    # A programme stands before its station: "Business Hour, Radio Tarn".
    return others[0] if others and could_be_name(others[0]) and strength(others[0]) >= SURE else ""


def stamped(line: str, known: Known) -> str:
    """The name in a line of name and time, in any order ("3h | X", "X, 10 March 2026", "[08:14] X:")."""
    parts = parts_of(line)
    times = [part for part in parts if tells_time(part) and not _YEAR.fullmatch(part)]
    if not times or not 1 < len(parts) <= _MOST_PARTS:
        return ""
    names = [part for part in parts if could_be_name(part) and not tells_time(part)]
    sure = [name for name in names if strength(name) >= SURE or known(name) or is_agency(name)]
    weak = [name for name in names if strength(name) == 1 and len(names) == 1]
    return max(sure, key=strength, default="") or next(iter(weak), "")


def timed(lines: Sequence[str]) -> str:
    """A line that is a name, next to a line that is a time."""
    for number, line in enumerate(lines):
        name = plain(line)
        if not could_be_name(name) or tells_time(name):
            continue
        if strength(name) < SURE and not (strength(name) and _has_rights(name, lines)):
            continue
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        if any(len(other) <= LONGEST and tells_time(other) for other in beside):
            return name
        if strength(name) > SURE:
            return name
    return ""


def _has_rights(name: str, lines: Iterable[str]) -> bool:
    """Whether one of the lines names a holder of rights that is called in short as the name is."""
    core = core_of(name).casefold()
    return any(core in key_of(holder).split() for line in lines for holder in holders_in(line))


def paired(lines: Sequence[str]) -> str:
    """A line that stands twice, once behind a dash, as aggregators print the outlet."""
    keys = {key_of(line) for line in lines if not _SIGNED.match(line)}
    for line in lines:
        match = _SIGNED.match(line)
        if match and key_of(match["name"]) in keys and not is_generic(match["name"]):
            return match["name"].strip()
    return ""
