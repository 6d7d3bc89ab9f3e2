"""Mails that were sent on: whose the mail inside is, and which lines are its text.

A forwarded mail stands below a block of labels ("From: …", "Gesendet: …"), an answered one behind
"> " marks below a line that names its writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.language.base import together
from briefing.reading.formats.letter_lines import Line

_WORDS: Final = together()
_ROLES: Final = {
    label.lower(): role
    for role in ("from", "date", "subject", "to")
    for label in _WORDS.phrases(f"letters.labels.{role}")
}
_LABEL: Final = re.compile(
    rf"[>|\s*]{{0,12}}({'|'.join(re.escape(one) for one in sorted(_ROLES, key=len, reverse=True))})\s?\*?\s?:\*?\s?(.*)",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"[^<>]{0,120}\S\s?[<\[(](?:mailto:)?[^<>\s@]{1,80}@[^<>\s@]{1,120}[>\])][^<>]{0,40}:"
)
_QUOTED: Final = re.compile(r"\s{0,3}>")
_MARKS: Final = re.compile(r"^\s{0,3}(?:>\s?){1,20}")
_ADDRESS: Final = re.compile(r"[<\[(](?:mailto:)?([^<>\s]{1,200})[>\])]")
_BREAK: Final = re.compile(r"[,:]\s|\d")
_MOST_BLOCK: Final = 12
"""Lines of one block of labels."""
_ENOUGH: Final = 20
"""Words below a block from which it has a mail under it."""


class Forward(NamedTuple):
    """A mail inside another."""

    sender: str
    date: str
    subject: str
    lines: Sequence[Line]


class _Block(NamedTuple):
    """A block of labels and where its text begins."""

    start: int
    end: int
    fields: dict[str, str]


def forward_or_text(lines: Sequence[Line]) -> Forward | list[Line]:
    """Return the longest of the mails inside a mail; where its own text is longer, that: above what it answers, without quote marks."""
    blocks = sorted([*_blocks(lines), *_answers(lines)], key=lambda block: block.start)
    return _forward(lines, blocks) or _own_text(lines, blocks)


def _forward(lines: Sequence[Line], blocks: Sequence[_Block]) -> Forward | None:
    if not blocks:
        return None
    ends = [after.start for _, after in pairwise(blocks)] + [len(lines)]
    sizes = [_words(lines[one.end : end]) for one, end in zip(blocks, ends, strict=True)]
    best = max(range(len(blocks)), key=lambda n: sizes[n])
    if sizes[best] < _ENOUGH or _words(lines[: blocks[0].start]) > 2 * sizes[best]:
        return None
    block = blocks[best]
    fields = block.fields
    text = _unquoted(lines[block.end : ends[best]])
    return Forward(fields.get("from", ""), fields.get("date", ""), fields.get("subject", ""), text)


def _own_text(lines: Sequence[Line], blocks: Sequence[_Block]) -> list[Line]:
    above = lines[: blocks[0].start] if blocks else []
    return list(above) if _words(above) >= _ENOUGH else _unquoted(lines)


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    found: list[_Block] = []
    number = 0
    while number < len(lines):
        block = _block(lines, number)
        found += [block] if block else []
        number = block.end if block else number + 1
    return found


def _block(lines: Sequence[Line], start: int) -> _Block | None:
    """The block of labels that begins at a line: a writer, and a day or a subject with one more."""
    fields: dict[str, str] = {}
    number = start
    while number < min(len(lines), start + _MOST_BLOCK):
        label = _LABEL.fullmatch(lines[number].text)
        if label is None and number + 1 < len(lines) and fields and _LABEL.fullmatch(lines[number + 1].text):  # fmt: skip
            number += 1  # the rest of a long field, or an empty line
            continue
        if label is None:
            break
        value = label[2].strip()
        if not value and number + 1 < len(lines) and not _LABEL.fullmatch(lines[number + 1].text):
            number += 1  # labels and values in cells of a table
            value = lines[number].text.strip()
        fields.setdefault(_ROLES[label[1].lower()], value.strip("* "))
        number += 1
    is_block = fields.get("from") and len(fields) > 2 and ({"date", "subject"} & fields.keys())
    return _Block(start, number, fields) if is_block else None


def _answers(lines: Sequence[Line]) -> list[_Block]:
    """Lines that name the writer of what is quoted below ("On …, Harbour Gazette <…> wrote:")."""
    found = []
    for number, line in enumerate(lines):
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        if ":" not in line.text and ":" not in after:
            continue
        for text, end in ((line.text, number + 1), (f"{line.text} {after}", number + 2)):
            if "@" in text and len(text) < 300 and _WROTE.fullmatch(_MARKS.sub("", text).strip()):
                found.append(_answer(text, number, end))
                break
    return [block for block in found if re.search(r"\d", block.fields["date"])]


def _answer(text: str, start: int, end: int) -> _Block:
    """The name stands before the address, behind the last mark or figure and a verb in small letters."""
    address = _ADDRESS.search(text)
    before = text[: address.start()] if address else text
    place = max((m.end() for m in _BREAK.finditer(before)), default=0)
    words = before[place:].split()
    while words and words[0].islower():
        words.pop(0)
    sender = f"{' '.join(words)} <{address[1]}>" if words and address else ""
    return _Block(start, end, {"from": sender, "date": before[:place] or text[:60]})


def _unquoted(lines: Sequence[Line]) -> list[Line]:
    """The lines without their quote marks; where the first or most have one, others are not of the mail inside."""
    full = [line for line in lines if line.text.strip()]
    quoted = sum(1 for line in full if _QUOTED.match(line.text))
    if not full or not (_QUOTED.match(full[0].text) or 2 * quoted > len(full)):
        return list(lines)
    return [
        line._replace(text=_MARKS.sub("", line.text)) for line in lines if _QUOTED.match(line.text)
    ]
