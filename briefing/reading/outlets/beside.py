"""The outlet that a story's own lines name: "Source: X", "X · 2 hours ago", "— X", "By Ilse Brandt, X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from briefing.language.base import together
from briefing.reading.agencies import is_agency
from briefing.reading.outlets.names import (
    could_be_name,
    is_generic,
    key_of,
    strength,
    without_company,
)
from briefing.reading.outlets.parts import LONGEST, parts_of, plain, tells_time
from briefing.reading.outlets.surroundings import Beside
from briefing.reading.titles import site_behind

_WORDS: Final = together()
_LABELLED: Final = re.compile(
    rf"^(?P<label>{_WORDS.pattern('outlets.name_labels')})(?P<mark>\s?[:：]\s?|\s)(?P<name>\S.{{1,100}})$",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    rf"^(?i:{_WORDS.pattern('outlets.byline')})\s[^\W\d_][^,|]{{2,60}}[,|]\s*"
    rf"(?:{_WORDS.pattern('outlets.byline_for')}\s)?(?P<name>[^\W_][^,|.]{{2,40}})$"
)
_SIGNED: Final = re.compile(r"^(?:[-–—]{1,3}|~)\s?(?P<name>[^\W_][^|]{1,45})$")
_SITE: Final = re.compile(r"^([A-Z][\w-]{2,30})\.[a-z]{2,10}$")
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
        _first(near, _labelled)
        or outlet_behind(beside.title, known)
        or paired([*beside.above, *beside.head])
        or _first(near, lambda line: stamped(line, known))
        or timed(near)
        or _first([beside.tail, *under], _signed)
        or _first(under, lambda line: stamped(line, known))
    )


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


def _signed(line: str) -> str:
    match = _SIGNED.match(line.strip())
    name = match["name"].strip() if match else ""
    if name and could_be_name(name) and strength(name) >= SURE:
        return name
    return _labelled(line)


def _leading_name(text: str) -> str:
    """The name at the start of what stands behind a label, without page, date or "archive"."""
    first = next(iter(parts_of(text)), "")
    site = _SITE.match(first)
    if site:
        return site[1]
    words = first.split()
    while words and not could_be_name(" ".join(words)) and words[-1][:1].islower():
        words.pop()
    name = " ".join(words).removeprefix("the ")
    return name if could_be_name(name) and not tells_time(name) else ""


def shape_of(line: str) -> str:
    """The form of a line of name and time: what each part is, and the marks between."""
    shape = plain(line)
    for part in parts_of(line):
        kind = "T" if tells_time(part) else "N" if could_be_name(part) else "?"
        shape = shape.replace(part, kind, 1)
    return shape


def name_in_shape(lines: Sequence[str], shapes: Collection[str]) -> str:
    """The one name in a line that is built as another story's line of outlet and time."""
    for line in lines:
        names = [part for part in parts_of(line) if could_be_name(part) and not tells_time(part)]
        if len(names) == 1 and any(map(tells_time, parts_of(line))) and shape_of(line) in shapes:
            return names[0]
    return ""


def stamped(line: str, known: Known) -> str:
    """The name in a line of name and time, in any order ("3h | X", "X, 10 March 2026", "[08:14] X:")."""
    parts = parts_of(line)
    if len(parts) < 2 or not any(map(tells_time, parts)):
        return ""
    names = [part for part in parts if could_be_name(part) and not tells_time(part)]
    sure = [name for name in names if strength(name) >= SURE or known(name) or is_agency(name)]
    weak = [name for name in names if strength(name) == 1 and len(names) == 1]
    return max(sure, key=strength, default="") or next(iter(weak), "")


def timed(lines: Sequence[str]) -> str:
    """A line that is a name, next to a line that is a time."""
    for number, line in enumerate(lines):
        name = plain(line)
        if not could_be_name(name) or tells_time(name) or strength(name) < SURE:
            continue
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        if any(len(other) <= LONGEST and tells_time(other) for other in beside):
            return name
        if strength(name) > SURE:
            return name
    return ""


def paired(lines: Sequence[str]) -> str:
    """A line that stands twice, once behind a dash, as aggregators print the outlet."""
    keys = {key_of(line) for line in lines if not _SIGNED.match(line)}
    for line in lines:
        match = _SIGNED.match(line)
        if match and key_of(match["name"]) in keys and not is_generic(match["name"]):
            return match["name"].strip()
    return ""
