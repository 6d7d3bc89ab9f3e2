"""What stands above a text between two lines of hyphens: its title, address and day, as programs that keep pages write them.

Read line by line and not as YAML, which it mostly is: many such programs leave a title with a colon unquoted, which is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from briefing.reading.formats.fields import FIELDS

MOST: Final = 10_000
"""Characters in which the second line of hyphens is looked for."""
_BLOCK: Final = re.compile(r"\s*---[ \t]*\r?\n(?P<lines>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(
    r"(?P<name>[A-Za-z][\w.:-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t\r]*"
)
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t\r]*")
_TELLING: Final = FIELDS.words("fields.rows.title", "fields.rows.date", "fields.rows.url")
_MARKS: Final = frozenset({"|", ">", "|-", ">-", "|+", ">+", "[]", "{}"})
"""In place of a value: what follows is one of several lines, or there is none."""


class Headed(NamedTuple):
    """A text and what stands above it."""

    fields: Mapping[str, str]
    body: str


def front_matter(text: str) -> Headed | None:
    """Return the fields above a text and the text below them; None where nothing above it tells its title, day or address."""
    block = _BLOCK.match(text, 0, MOST)
    if block is None:
        return None
    fields = dict(_fields(block["lines"].split("\n")))
    return Headed(fields, text[block.end() :]) if _TELLING & fields.keys() else None


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each field with its value, the first of several; nothing of what is set in."""
    name = ""
    for line in lines:
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if field:
            name = field["name"].lower().replace("-", "_")
        value = _unquoted((field or item or {"value": ""})["value"] or "")
        if name and value and value not in _MARKS:
            yield name, value
            name = ""


def _unquoted(value: str) -> str:
    """A value without the quotation marks around it, and links of notes without their brackets."""
    for mark in ('"', "'"):
        if len(value) > 1 and value[0] == value[-1] == mark:
            value = value[1:-1].replace(f"\\{mark}", mark).replace(mark * 2, mark)
            break
    return value.removeprefix("[[").removesuffix("]]").strip()
