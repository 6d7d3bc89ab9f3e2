"""The outlet whose page a document is: the name at its head or foot, which covers every story.

Witnesses are counted: what the name's words say, where it stands, what stands beside it, and who else
in the file names it.  No single one is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from briefing.language.base import together
from briefing.reading.agencies import agency_named, is_agency
from briefing.reading.outlets.itself import (
    addresses_of,
    is_in_address,
    names_of_itself,
    names_of_logos,
    speaks_as,
)
from briefing.reading.outlets.names import (
    CAPITALISED,
    core_of,
    could_be_name,
    is_generic,
    key_of,
    may_head_a_page,
    strength,
    without_department,
)
from briefing.reading.outlets.parts import (
    LONGEST,
    columns_of,
    has_price,
    is_imprint,
    is_tagline,
    parts_of,
    plain,
    tells_time,
)
from briefing.reading.outlets.rights import holders_in
from briefing.reading.outlets.surroundings import Surroundings

_WORDS: Final = together()
_RUN: Final = re.compile(rf"(?:[Tt]he\s)?{CAPITALISED}")
_PRODUCT: Final = re.compile(rf"\s{_WORDS.pattern('outlets.products')}\b")
_AGENCY: Final = re.compile(r"[^\W_][\w-]{2,20}")
_WIRE: Final = 2
"""Stories of the shortest file that an agency sends to papers."""
_SLUG: Final = re.compile(r"[^\W\d_]+")
ENOUGH: Final = 4
"""Witnesses that a name needs.  At 3, links of menus became the outlet of 36 of 332 stories of 120 glued
pages of real furniture, at 4 of 14, at 5 of 14; at 5, 6 of 124 stories of written pages (the test's
``outlet_cases.toml``) lost their outlet.  On nine invented days of 162 stories, 3 and 4 are the same."""
_ITEM: Final = 3
"""Words of the longest item of a menu, and of the shortest row of items."""
TOP: Final = 8
"""Lines at the head of a page in which its name stands."""


class Candidate(NamedTuple):
    """A name that may be the page's, with the weight of the place where it stands."""

    name: str
    weight: int


class Page:
    """What a document says of itself outside its stories, and who in it names an outlet."""

    def __init__(self, lines: Surroundings, text: str, file: str) -> None:
        self.lines: Final = lines
        self._text: Final = text
        self._low: Final = text.casefold()
        self._file: Final = _SLUG.findall(file.casefold())
        self._slug: Final = "".join(self._file)
        self._rights: Final = [
            key_of(name) for line in (*lines.foot, *lines.top) for name in holders_in(line)
        ]
        self._others: Final = (*lines.top, *lines.foot, *lines.between)

    @cached_property
    def _keys(self) -> list[str]:
        return [key_of(line) for line in self._others if len(line) <= LONGEST]

    def witnesses(self, name: str) -> int:
        """Return how many others in the file name the outlet: rights, address, file, other lines, the text."""
        key, core = key_of(name), core_of(name)
        if not key:
            return 0
        squeezed = key.replace(" ", "")
        named = sum(key in one for one in self._keys)
        found = 2 * any(key in one or one in key for one in self._rights if one)
        found += 2 * (named > 1)
        found += strength(name) > 2 and self.is_subject(name)
        found += 2 * self._has_address(name)
        found += 2 * speaks_as(self._low, name)
        found += 2 * (len(squeezed) > 3 and squeezed in self._slug)
        if core and not is_generic(core) and key != core.casefold():
            found += core.casefold() in self._slug
            found += self._in_short(core)
        return found

    def is_own(self, name: str) -> bool:
        """Whether a name is an agency's or one that the page has by its rights, its address or its words."""
        return (
            is_agency(name)
            or key_of(name) in self._rights
            or self._has_address(name)
            or speaks_as(self._low, name)
        )

    def _has_address(self, name: str) -> bool:
        return any(is_in_address(self._low, one) for one in addresses_of(name) if one)

    def _in_short(self, core: str) -> bool:
        """Whether the page speaks of itself in short: "told the Courier", "the Courier app"."""
        return f" the {core.title()}" in self._text

    def speaks_of(self, name: str) -> bool:
        """Whether a name that stands beside a time is an outlet's by what the rest of the file says."""
        key = key_of(name).replace(" ", "")
        return len(key) > 3 and (
            any(key == one.replace(" ", "") for one in self._rights)
            or is_in_address(self._low, key)
            or key in self._slug
        )

    def is_file_of(self, agency: str) -> bool:
        """Whether the file is a page of an agency: named after it, and with one story, as a wire's is not.

        A wire's file goes to papers, and what is in it has no outlet yet.
        """
        return len(self.lines.beside) < _WIRE and key_of(agency) in self._file

    def has_at_edge(self, name: str) -> bool:
        """Whether a name stands above the first story or below the last."""
        return any(name in line for line in (*self.lines.top, *self.lines.foot))

    def is_subject(self, name: str) -> bool:
        """Whether the stories speak of the name as of a place, a person or a firm."""
        inner = set(self._others)
        bare = name.casefold()
        total = self._low.count(bare)
        return total > sum(line.casefold().count(bare) for line in inner)


def masthead(page: Page) -> str:
    """Return the name of the page's outlet, or ""."""
    best: dict[str, tuple[int, str]] = {}
    for name, weight in _candidates(page):
        power = strength(name)
        score = weight + power + page.witnesses(name)
        if power < 2 and page.is_subject(name) and not page.is_own(name):
            score -= 3
        if score > best.get(key_of(name), (0, ""))[0]:
            best[key_of(name)] = (score, name)
    score, name = max(best.values(), default=(0, ""), key=lambda one: one[0])
    return name if score >= ENOUGH else ""


def _candidates(page: Page) -> Iterator[Candidate]:
    lines = page.lines
    top = [line for line in lines.top if len(line) <= LONGEST][:TOP]
    for number, line in enumerate(top):
        if not _in_column(top, number) or any(map(page.speaks_of, _named(line))):
            yield from _in_head(line, number, top[number + 1 : number + 3])
    yield from _in_own_case(lines)
    for line in (*top, *lines.foot):
        named = {agency_named(word) for word in _AGENCY.findall(line[:LONGEST])}
        yield from (Candidate(name, 2) for name in named if name and page.is_file_of(name))
    for line in lines.foot[:12]:
        yield from (Candidate(name, 0) for name in _named(line))
    for line in lines.between:
        if is_imprint(line):
            yield from (Candidate(name, 1) for name in _named(line) if strength(name) > 1)
        yield from (Candidate(name, 1) for name in _in_sentence(line) if strength(name) == 1)
    for line in top:
        yield from (Candidate(name, 2) for name in names_of_logos(line))
    headings = {key_of(part) for line in top for part in columns_of(line)}
    for line in (*lines.top, *lines.foot):
        holders = holders_in(line)
        yield from (Candidate(name, 2) for name in holders if strength(name))
        yield from (Candidate(name, 1) for name in holders if key_of(name) in headings)
        yield from (Candidate(name, 2) for name in names_of_itself(line))
        yield from (Candidate(name, int(line in top)) for name in _in_sentence(line))


def _in_head(line: str, number: int, below: Sequence[str]) -> Iterator[Candidate]:
    """The names in a line at the head of the page, by its place, what stands beside and below it."""
    place = 2 if number == 0 else int(number < 4)
    dated = is_imprint(line) or any(map(is_imprint, below[:1]))
    told = any(map(is_tagline, parts_of(line)[1:]))
    menu = told or any(map(_is_menu, (line, *below)))
    if number == 0 and may_head_a_page(plain(line)) and not could_be_name(plain(line)):
        yield Candidate(plain(line), place + int(dated) + any(map(has_price, below[:1])))
    parts = _named(line)
    for name in parts:
        alone = (told and name == parts_of(line)[0]) or (
            name in columns_of(line) and _is_alone(name, line)
        )
        if not strength(name) and not (
            alone and not number and _may_head(name, dated=dated, menu=menu)
        ):
            continue
        company = int(dated or menu) + int(strength(name) > 0 and is_imprint(line))
        # Among the links of a line, words that say nothing are a link as well, unless they come first.
        first = name == (parts if strength(name) or told else columns_of(line))[0]
        yield Candidate(name, place * first + company + int(alone))


def _in_column(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands among others as short: the links of a menu, one on each line."""
    items = [len(line.split()) <= _ITEM and not tells_time(line) for line in lines]
    low = max(0, number - 2)
    return any(all(items[at : at + 3]) for at in range(low, number + 1) if at + 3 <= len(lines))


def _is_alone(name: str, line: str) -> bool:
    """Whether a line holds a name and beside it only dates, prices, and words of menus."""
    others = [part for part in columns_of(line) if part != name]
    return all(
        tells_time(part)
        or is_imprint(part)
        or is_tagline(part)
        or all(map(is_generic, part.split()))
        for part in others
    )


def _may_head(name: str, *, dated: bool, menu: bool) -> bool:
    """Whether a name whose words say nothing may head a page.

    Two capitalised words over a date may be a writer's.
    """
    if any(map(str.isdigit, name)):
        return False
    return menu or (dated and (" " not in name or name.isupper()))


@lru_cache(maxsize=4096)
def _named(line: str) -> tuple[str, ...]:
    parts = [without_department(part) for part in (*columns_of(line), *parts_of(line))]
    return tuple(dict.fromkeys(p for p in parts if could_be_name(p) and not tells_time(p)))


def _in_own_case(lines: Surroundings) -> Iterator[Candidate]:
    """The name of a page that writes itself in lower case: its first words, which another line repeats."""
    name = next(iter(columns_of(lines.top[0])), "") if lines.top else ""
    others = [line.casefold() for line in (*lines.top[1:], *lines.foot)]
    if 2 <= len(name.split()) <= 4 and name.islower() and any(name in one for one in others):
        yield Candidate(name, 4)


@lru_cache(maxsize=4096)
def _in_sentence(line: str) -> tuple[str, ...]:
    """Names inside a line that can only be an outlet's: "Subscribe to the Harbour Echo", "The Slip app"."""
    return tuple(_sure_names(line))


def _sure_names(line: str) -> Iterator[str]:
    for match in _RUN.finditer(line[: 2 * LONGEST]):
        name = match[0].removeprefix("the ")
        made = strength(name) == 1 and _PRODUCT.match(line, match.end())
        if " " in name and (strength(name) > 1 or made) and could_be_name(name):
            yield name


def _is_menu(line: str) -> bool:
    """Whether a line is a row of sections and links: most of its words are generic."""
    words = [word for part in columns_of(line) for word in _SLUG.findall(part)]
    return len(words) >= _ITEM and 2 * sum(map(is_generic, words)) >= len(words)
