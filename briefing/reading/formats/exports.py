"""JSON and JSON-lines exports: each row with text is one story, whatever its fields are called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any, Final, TypeVar

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.columns import Columns, find_columns
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.html import fragment_text, is_markup, opens_a_page, parse_page
from briefing.reading.formats.inline_marks import is_markdown, unmarked
from briefing.reading.formats.parts import Parsed, Part, Refusal, compose
from briefing.reading.formats.reference_links import without_references
from briefing.reading.formats.rows import Row, find_rows
from briefing.reading.formats.tails import without_outlet, without_tail
from briefing.reading.formats.torn_lines import mended
from briefing.reading.limits import MOST_ROWS

Got = TypeVar("Got")

_SHOWN: Final = 40
"""Stretches of rows that a note names; the rest is a number."""
_MICRO: Final = re.compile(r"(\d{10})\d{6}")
_WRAPPED_DATE: Final = re.compile(r"/Date\((\d{10,13})[+\d-]{0,5}\)/")

_TOO_MANY_ROWS: Final = f"more than {MOST_ROWS} rows: split the file"


def parse_rows(text: str) -> Parsed:
    """Return the rows of a JSON document or of JSON lines.

    What is not read is in the notes, each row by its number.  Raises ValueError where nothing in
    `text` is JSON.
    """
    try:
        values: list[tuple[int, Any]] = [(1, json.loads(text))]
        notes: list[str] = []
        media_type = "application/json"
    except (ValueError, RecursionError):
        values, notes = _lines(text)
        media_type = "application/jsonl"
    found = list(bounded((number, row) for number, value in values for row in find_rows(value)))
    if media_type == "application/jsonl":
        found = [(number, row._replace(number=number)) for number, row in found]
    return compose_rows([row for _, row in found], notes, media_type)


def bounded(rows: Iterable[Got], most: int = MOST_ROWS) -> Iterator[Got]:
    """Yield the rows.  Raises :class:`Refusal` behind as many as an export may have."""
    for number, row in enumerate(rows, 1):
        if number > most:
            raise Refusal(_TOO_MANY_ROWS, "too_large")
        yield row


def compose_rows(rows: Sequence[Row], notes: Sequence[str], media_type: str) -> Parsed:
    """Lay the rows that have text one after another; the others are named in the notes."""
    columns = find_columns(rows)
    parts = [_part(row, columns) for row in rows]
    empty = [row.number for row, part in zip(rows, parts, strict=True) if not part.body.strip()]
    found = list(notes)
    if empty or not parts:
        found.append(
            f"{len(empty)} of {len(rows)} rows have no text in a field such as text, body or content"
            + (f": {_ranges(empty)}" if empty else "")
        )
    if columns.guessed:
        found.append(f"fields told by what they hold: {', '.join(columns.guessed)[:300]}")
    return compose((part for part in parts if part.body.strip()), found, media_type)


def _lines(text: str) -> tuple[list[tuple[int, Any]], list[str]]:
    values: list[tuple[int, Any]] = []
    bad: list[int] = []
    if text.count("\n") > MOST_ROWS:
        raise Refusal(_TOO_MANY_ROWS, "too_large")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(", \t\r"):
            continue
        try:
            values.append((number, json.loads(line.strip().rstrip(","))))
        except (ValueError, RecursionError):
            bad.append(number)
    if not any(isinstance(value, dict) for _, value in values):
        raise ValueError(f"not valid JSON (line {bad[0] if bad else 1})")
    return values, [f"{len(bad)} lines are not valid JSON: {_ranges(bad)}"] if bad else []


def _ranges(found: Sequence[int]) -> str:
    """Numbers in order as a reader writes them: "2, 5–7, 9"."""
    numbers = sorted(set(found))
    starts = [number for before, number in pairwise([-1, *numbers]) if number != before + 1]
    ends = [number for number, after in pairwise([*numbers, -1]) if after != number + 1]
    shown = [f"{a}–{b}" if b > a else str(a) for a, b in zip(starts, ends, strict=True)]
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


# -- one row ------------------------------------------------------------------------------------


def _part(row: Row, columns: Columns) -> Part:
    outlet = _first(row, columns.outlet) or row.outlet
    title = _plain(_first(row, columns.title))
    title, named = without_outlet(title, outlet, [])
    return Part(
        title=title,
        body=without_tail(_body(row, columns.body)),
        outlet=named or outlet,
        published=_moment(_first(row, columns.published)),
        url=_first(row, columns.url),
        language=_first(row, columns.language) or row.language,
    )


def _first(row: Row, paths: Sequence[str]) -> str:
    """Return the first of the fields that the row fills."""
    return next((row.fields[path] for path in paths if path in row.fields), "")


def _body(row: Row, paths: Sequence[str]) -> str:
    return next((text for text in _texts(row, paths) if text.strip()), "")


def _texts(row: Row, paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        text = row.fields.get(path, "")
        if opens_a_page(text[:200].lstrip().encode("utf-8", "ignore")):
            yield parse_page(text).text
        yield _plain(text)


def _plain(text: str) -> str:
    plain = fragment_text(text) if is_markup(text) else mended(without_references(text))
    return unmarked(plain) if is_markdown(plain) else plain


def plain_field(text: str) -> str:
    """A text without markup as a field of a row: what only looks like markup in it is escaped."""
    if not is_markup(text):
        return text
    return "".join(f"<p>{line}</p>" for line in escape(text, quote=False).split("\n") if line)


def _moment(value: str) -> str:
    """A date as a field holds it, without what a program has wrapped round the number."""
    wrapped = _WRAPPED_DATE.fullmatch(value.strip())
    micro = _MICRO.fullmatch(value.strip())
    return wrapped[1] if wrapped else micro[1] if micro else value


def _recognises(sample: Sample) -> bool:
    head = sample.head
    if sample.ending in {".json", ".jsonl", ".ndjson"}:
        return True
    return re.match(rb'[\[{]\s*(?:[\[{"\]}]|$)', head) is not None and b'"' in head[:4096]


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data)
    try:
        rows = parse_rows(decoded.text)
    except ValueError as error:
        raise Refusal(f"{error}: export it again, or rename it to .txt") from None
    return rows._replace(notes=(*decoded.notes, *rows.notes), encoding=decoded.encoding)


FORMAT: Final = Format("json", _recognises, _parse)
