"""Records of tagged lines, as reference managers and press databases write them: RIS, PubMed, EndNote, ISI, Factiva.

::

    TY  - NEWS                ▶ Row({"title": …, "outlet": …, "text": …, "KW": …})
    TI  - Ferry hits wall
    ER  -

A tag opens its line, what stands between it and its value is always the same, and each record begins with the same tag.
Tags that are known are called as fields of exports are (``fields.toml``); the others keep their names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import bounded, compose_rows
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.rows import Row

_BARE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:[ \t]+(?P<value>.*)|)")
_LINES: Final = (
    re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,3}-(?: (?P<value>.*)|)"),
    re.compile(r"%(?P<tag>[A-Z0-9]) (?P<value>.*)"),
    _BARE,
)
"""A tag with a hyphen, behind a sign of percent, and with nothing but white space."""
_NAMES: Final = (
    "title",
    "text",
    "abstract",
    "notes",
    "outlet",
    "date",
    "url",
    "language",
    "author",
)
_KNOWN: Final = {
    tag.upper(): name for name in _NAMES for tag in FIELDS.phrases(f"fields.tags.{name}")
}
_OTHER: Final = frozenset(tag.upper() for tag in FIELDS.phrases("fields.tags.other"))
_OF_FILES: Final = tuple(tag.upper() + " " for tag in FIELDS.phrases("fields.tags.file"))
_TEXTS: Final = frozenset({"text", "abstract", "notes"})
_FEWEST: Final = 4
"""Kinds of tags of a record."""
_SAMPLE: Final = 30
_STORY: Final = 20
"""Words of the text of a story, at least."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_Record = Sequence[tuple[str, str]]


def tagged_records(text: str) -> list[_Record]:
    """Return the records of a text with the values of their tags in order, [] where it is none of tagged lines."""
    lines = [line.rstrip() for line in text.lstrip("\ufeff \t\r\n").split("\n")]
    while lines[:1] and f"{lines[0]} ".startswith(_OF_FILES):
        del lines[0]
    for form in _LINES:
        opening = form.fullmatch(lines[0]) if lines else None
        if opening is None:
            continue
        tags = _tags(lines, form, opening["tag"])
        if opening["tag"] in tags and len(tags) >= _FEWEST:
            return _records(lines, form, tags, opening["tag"])
    return []


def _tags(lines: Sequence[str], form: re.Pattern[str], first: str) -> frozenset[str]:
    """The tags of a file: the known ones, and where a sign stands behind them those that half of the records have."""
    found, records = defaultdict[str, set[int]](set), 0
    for line in lines:
        tag = form.fullmatch(line)
        if tag is not None:
            records += tag["tag"] == first
            found[tag["tag"]].add(records)
    if form is _BARE:
        return frozenset(found.keys() & {*_KNOWN, *_OTHER})
    return frozenset(
        tag for tag, have in found.items() if tag in _KNOWN or 2 * len(have) >= records
    )


def _records(
    lines: Sequence[str], form: re.Pattern[str], tags: frozenset[str], first: str
) -> list[_Record]:
    records: list[list[tuple[str, list[str]]]] = []
    for line in lines:
        tag = form.fullmatch(line)
        if tag is not None and tag["tag"] in tags:
            if tag["tag"] == first:
                records.append([])
            records[-1].append((tag["tag"], [tag["value"] or ""]))
        else:
            records[-1][-1][1].append(line)
    return [[(tag, _joined(value)) for tag, value in one] for one in records]


def _joined(lines: Sequence[str]) -> str:
    """A value of several lines: those that are set in, below a tag, go on with the line before."""
    made = lines[0]
    for line in lines[1:]:
        goes_on = line[:1] in {" ", "\t"} and made[-1:] not in {"", "\n"}
        made += f" {line.strip()}" if goes_on else f"\n{line.strip()}"
    return made.strip()


def _fields(record: _Record) -> Mapping[str, str]:
    """The fields of a record.  Of a tag that comes again the longest value is taken where it is a text, the first of others; texts of several tags follow each other."""
    values: dict[str, str] = {}
    for tag, value in record:
        if tag not in values or (_KNOWN.get(tag) in _TEXTS and len(value) > len(values[tag])):
            values[tag] = value
    fields: dict[str, str] = {}
    for tag, found in values.items():
        name = _KNOWN.get(tag, tag)
        value = found.strip("/ ") if name == "date" else found
        is_empty = name == "outlet" and not _WORD.search(value)  # the number of a journal
        if is_empty or (name == "notes" and len(value.split()) < _STORY):
            continue
        if name == "text" and name in fields:
            fields[name] += f"\n\n{value}"
        elif value:
            fields.setdefault(name, value)
    return fields


def _rows(text: str) -> Iterator[Row]:
    for number, record in enumerate(tagged_records(text), 1):
        yield Row(number, _fields(record))


def _recognises(sample: Sample) -> bool:
    """Whether a file opens with a record that has a headline, an outlet or a day, and prose."""
    text = sample.head.decode("utf-8", "ignore")
    if not any(form.match(text) for form in _LINES):
        return False
    rows = [one.fields for one in islice(_rows(text), _SAMPLE)]
    return any(
        "title" in one
        and ("outlet" in one or "date" in one)
        and any(len(value.split()) >= _STORY for value in one.values())
        for one in rows
    )


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data)
    made = compose_rows([*bounded(_rows(decoded.text))], decoded.notes, "text/plain")
    return made._replace(encoding=decoded.encoding)


FORMAT: Final = Format("tagged", _recognises, _parse)
