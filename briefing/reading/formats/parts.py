"""Put the parts of a structured file (rows, entries, a page) together as one text with sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from briefing.reading.limits import MOST_LINES
from briefing.records import FileState, Section

_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPAIRED: Final = re.compile("[\ud800-\udfff]")  # halves of characters, from JSON escapes
_BLANKS: Final = re.compile(r"\n[ \t\xa0\n]*\n")
_HEADLINE_LIMIT: Final = 300  # characters; longer "titles" are text in the wrong field


class Part(NamedTuple):
    """One story-sized piece of a structured file with what the format says about it."""

    title: str
    body: str
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


class Parsed(NamedTuple):
    """What a parser returns: text, its sections, and notes for the reader."""

    text: str
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    """In which the file's bytes were read."""
    extracted: bool = True
    """Whether `text` differs from the characters of the file."""


class Refusal(Exception):
    """Why a file is not read: the state that it is left in, and the reason in words."""

    def __init__(self, reason: str, state: FileState = "unreadable") -> None:
        super().__init__(reason)
        self.reason = reason
        self.state: FileState = state


def require_lines(number: int) -> None:
    """Raise :class:`Refusal` for more lines than one file may have: it is told before any work is done on them."""
    if number > MOST_LINES:
        raise Refusal(f"more than {MOST_LINES} lines: split the file", "too_large")


def tidy(text: str) -> str:
    """Return `text` with one kind of line break and no runs of empty lines."""
    return _BLANKS.sub("\n\n", _BREAKS.sub("\n", _UNPAIRED.sub("\ufffd", text))).strip()


def compose(parts: Iterable[Part], notes: Iterable[str], media_type: str) -> Parsed:
    """Lay the parts one after another: headline, empty line, body; one section each.

    Raises :class:`Refusal` where they have more lines than a file may have: the rest is not looked at.
    """
    pieces: list[str] = []
    sections: list[Section] = []
    position = lines = 0
    for part in parts:
        text = _lay_out(part)
        if not text:
            continue
        if pieces:
            pieces.append("\n\n\n")
            position += 3
        sections.append(
            Section(
                start=position,
                end=position + len(text),
                title=_one_line(part.title),
                outlet=_one_line(part.outlet),
                published=part.published.strip(),
                url=web_address(part.url),
                language=part.language.strip()[:2].lower(),
            )
        )
        pieces.append(text)
        position += len(text)
        lines += text.count("\n") + 3
        require_lines(lines - 3)
    return Parsed("".join(pieces), tuple(sections), tuple(notes), media_type)


def _lay_out(part: Part) -> str:
    title, body = _one_line(part.title), tidy(part.body)
    if not title or len(title) > _HEADLINE_LIMIT:
        return body
    first, _, rest = body.partition("\n")
    if _key(first) == _key(title):
        body = rest.lstrip("\n")
    return f"{title}\n\n{body}".strip()


def _one_line(text: str) -> str:
    return " ".join(_UNPAIRED.sub("\ufffd", text).split())


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()


def web_address(address: str) -> str:
    """Return `address` where it leads to the web, else "" (``javascript:``, ``data:``, ``file:``)."""
    address = address.strip()
    return address if address.lower().startswith(("https://", "http://")) else ""
