"""What stands above a text: its title, address and day, as programs that keep pages write them, between two lines of hyphens or above "Markdown Content:".

Read line by line and not as YAML, which it mostly is: many such programs leave a title with a colon unquoted, which is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from briefing.language.calendar import Clock, find_dates
from briefing.reading.formats.fields import FIELDS

MOST_BLOCKS: Final = 5_000
"""Lines of hyphens that are looked at."""
STAMP: Final = 8
"""Words of the longest line that is a text's own day."""
MOST: Final = 10_000
"""Characters in which the end of a block of fields is looked for."""
_BLOCK: Final = re.compile(r"---[ \t]*\r?\n(?P<lines>[^\n].*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_OPEN: Final = re.compile(
    r"(?P<lines>Title:[ \t].*?)\n[ \t]*Markdown Content:[ \t]*\r?\n", re.DOTALL
)
_NAME: Final = re.compile(r"[A-Za-z][\w .-]{0,40}(?::[\w]{1,30})?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)")
_COMMENT: Final = re.compile(r"\s#\s.*")
_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d+\w*/(?=https?://)")
_HEADING: Final = re.compile(r"^(#{1,2}) +\S", re.MULTILINE)
_HYPHENS: Final = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_CLOCK: Final = Clock(reference=date.min, zone=None, day_first=True)
_TITLES: Final = FIELDS.words("fields.rows.title")
_TELLING: Final = FIELDS.words("fields.rows.title", "fields.rows.date", "fields.rows.url")
_OF_THE_COPY: Final = FIELDS.words("fields.front.of_the_copy")
"""Days of the file and not of the story."""
_ADDRESSES: Final = FIELDS.words("fields.front.addresses")
_MARKS: Final = frozenset({"|", ">", "|-", ">-", "|+", ">+", "[]", "{}"})
"""In place of a value: what follows is one of several lines, or there is none."""


class Headed(NamedTuple):
    """A text and what stands above it."""

    fields: Mapping[str, str]
    body: str


def front_matter(text: str) -> tuple[Headed, ...]:
    """Return each text of a file with the fields above it; nothing where what stands on top tells no title, day or address, or of several texts."""
    begin = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    first = _BLOCK.match(text, begin, begin + MOST) or _OPEN.match(text, begin, begin + MOST)
    if first is None:
        return ()
    fields = _fields(first["lines"].split("\n"), loose=first.re is _OPEN)
    if not _TELLING & fields.keys():
        return ()
    blocks = [(begin, first.end(), fields), *_further(text, first.end())]
    ends = [*(start for start, _, _ in blocks[1:]), len(text)]
    found = [Headed(one, text[low:high]) for (_, low, one), high in zip(blocks, ends, strict=True)]
    return tuple(found) if all(map(_is_one_text, found)) else ()


def _further(text: str, begin: int) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    """Yield where further blocks of fields begin and end, and the fields: each has a title and a day or an address, as a box inside a text has not."""
    for rule in islice(_HYPHENS.finditer(text, begin), MOST_BLOCKS):
        if rule.start() < begin:
            continue
        block = _BLOCK.match(text, rule.start(), rule.start() + MOST)
        fields = _fields(block["lines"].split("\n"), loose=False) if block else {}
        if block and _TITLES & fields.keys() and (_TELLING - _TITLES) & fields.keys():
            begin = block.end()
            yield rule.start(), begin, fields


def _is_one_text(headed: Headed) -> bool:
    """Whether below fields stands one text: several have headings of the first level, or headings and days of their own."""
    heads = _HEADING.findall(headed.body)
    stamps = (
        line
        for line in headed.body.split("\n")
        if len(line.split()) <= STAMP and _YEAR.search(line)
    )
    dated = (line for line in stamps if any(one.has_year for one in find_dates(line[:200], _CLOCK)))
    several = len(heads) > 1 and (heads.count("#") > 1 or len([*islice(dated, 2)]) > 1)
    return bool(headed.body.strip()) and not several


def _fields(lines: list[str], *, loose: bool) -> Mapping[str, str]:
    """Each field with its value, the first of several; nothing where a line is neither a field nor part of one.

    `loose`: between fields empty lines may stand.
    """
    fields: dict[str, str] = {}
    name = ""
    for line in map(str.rstrip, lines):
        begun, colon, value = line.partition(":")
        if colon and value[:1] not in {"", " ", "\t"}:  # "og:title: …"
            more, colon, value = value.partition(":")
            begun = f"{begun}:{more}"
        if colon and value[:1] in {"", " ", "\t"} and _NAME.fullmatch(begun):
            name = begun.strip().lower().replace("-", "_").replace(" ", "_")
            name = "" if name in fields or name in _OF_THE_COPY else name
            _add(fields, name, value.strip())
        elif (item := _ITEM.fullmatch(line)) is not None:
            if name not in fields:
                _add(fields, name, item["value"])
        elif line[:1] in {" ", "\t"}:
            if name in fields:
                fields[name] += f" {line.strip().removesuffix(chr(34))}"
        elif line or not loose:
            return {}
    return fields


def _add(fields: dict[str, str], name: str, value: str) -> None:
    value = _ARCHIVED.sub("", _unquoted(value))
    if name in _ADDRESSES:
        if value.startswith(("https://", "http://")):
            name = "url"
        elif value.islower() or " " not in value:  # "instapaper": whoever kept it
            return
    if name and value and value not in _MARKS:
        fields.setdefault(name, value)


def _unquoted(value: str) -> str:
    """A value without the quotation marks around it, without a remark behind it, and a link of notes without its brackets."""
    for mark in ('"', "'"):
        if value.startswith(mark):
            inner = value[1:].removesuffix(mark).replace(f"\\{mark}", "\0").replace(mark * 2, "\0")
            if mark not in inner:
                value = inner.replace("\0", mark)
                break
    else:
        value = _COMMENT.sub("", value)
    bare = value.removeprefix("[[").removesuffix("]]")
    return value if "[[" in bare or "]]" in bare else bare.strip()
