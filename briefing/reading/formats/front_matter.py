"""What stands above a text: its title, address and day, as programs that keep pages write them, between two lines of hyphens or above "Markdown Content:".

Read line by line and not as YAML, which it mostly is: many such programs leave a title with a colon unquoted, which is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from briefing.reading.formats.fields import FIELDS

MOST: Final = 10_000
"""Characters in which the end of a block of fields is looked for."""
_BLOCK: Final = re.compile(r"^---[ \t]*\r?\n(?P<lines>[^\n].*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_OPEN: Final = re.compile(
    r"(?P<lines>Title:[ \t].*?)\n[ \t]*Markdown Content:[ \t]*\r?\n", re.DOTALL
)
_NAME: Final = re.compile(r"[A-Za-z][\w .-]{0,40}(?::[\w]{1,30})?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)")
_COMMENT: Final = re.compile(r"\s#\s.*")
_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d+\w*/(?=https?://)")
_HEADING: Final = re.compile(r"^# +\S", re.MULTILINE)
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
    found: list[Headed] = []
    rest = text.lstrip("\ufeff \t\r\n")
    block = _BLOCK.match(rest[:MOST]) or _OPEN.match(rest[:MOST])
    while block is not None:
        fields = _fields(block["lines"].split("\n"), loose=block.re is _OPEN)
        if not _TELLING & fields.keys():
            return ()
        rest = rest[block.end() :]
        following = _next(rest)
        found.append(Headed(fields, rest[: following[0]] if following else rest))
        rest, block = (rest[following[0] :], following[1]) if following else ("", None)
    return tuple(found) if all(map(_is_one_text, found)) else ()


def _next(text: str) -> tuple[int, re.Match[str]] | None:
    """Where the next block of fields stands in a text, and the block."""
    for rule in re.finditer(r"^---[ \t]*\r?$", text, re.MULTILINE):
        block = _BLOCK.match(text[rule.start() : rule.start() + MOST])
        if block and _TELLING & _fields(block["lines"].split("\n"), loose=False).keys():
            return rule.start(), block
    return None


def _is_one_text(headed: Headed) -> bool:
    return bool(headed.body.strip()) and len(_HEADING.findall(headed.body)) < 2


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
        if not value.startswith(("https://", "http://")):
            return
        name = "url"
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
