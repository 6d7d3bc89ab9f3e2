"""JSON and JSON-lines exports: each row with text is one story, its fields named as in ``fields.toml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from briefing.reading.formats.base import Format, Refusal, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.html import fragment_text, is_markup
from briefing.reading.formats.parts import Parsed, Part, compose

_TITLE: Final = FIELDS.phrases("fields.rows.title")
_BODY: Final = FIELDS.phrases("fields.rows.body")
_OUTLET: Final = FIELDS.phrases("fields.rows.outlet")
_DATE: Final = FIELDS.phrases("fields.rows.date")
_URL: Final = FIELDS.phrases("fields.rows.url")
_LANGUAGE: Final = FIELDS.phrases("fields.rows.language")
_CONTAINERS: Final = FIELDS.words("fields.rows.containers")
_WRAPPERS: Final = FIELDS.phrases("fields.rows.wrappers")
_INNER: Final = FIELDS.phrases("fields.rows.inner")
_BAD_SHOWN: Final = 5  # bad rows named one by one; the rest is a number


def parse_rows(text: str) -> Parsed:
    """Return the rows of a JSON document or of JSON lines.

    A bad line is a note.  Raises ValueError where nothing in `text` is JSON.
    """
    try:
        values: list[Any] = [json.loads(text)]
        notes: list[str] = []
        media_type = "application/json"
    except (ValueError, RecursionError):
        values, notes = _lines(text)
        media_type = "application/jsonl"
    rows = [row for value in values for row in _find_rows(value)]
    parts = [_part(row) for row in rows]
    empty = sum(1 for part in parts if not part.body.strip())
    if empty or not parts:
        notes.append(
            f"{empty} of {len(rows)} rows have no text in a field such as text, body or content"
        )
    return compose((part for part in parts if part.body.strip()), notes, media_type)


def _lines(text: str) -> tuple[list[Any], list[str]]:
    values: list[Any] = []
    bad: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError):
            bad.append(number)
    if not any(isinstance(value, dict) for value in values):
        raise ValueError(f"not valid JSON (line {bad[0] if bad else 1})")
    shown = ", ".join(map(str, bad[:_BAD_SHOWN])) + (", …" if len(bad) > _BAD_SHOWN else "")
    return values, [f"{len(bad)} lines are not valid JSON: {shown}"] if bad else []


def _find_rows(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects that are rows: items of a list, also one inside a known container."""
    if isinstance(value, list):
        for item in value:
            yield from _find_rows(item, depth)
    elif isinstance(value, dict):
        row = _unwrapped(value)
        inner = [
            row[k] for k in row if k.lower() in _CONTAINERS and isinstance(row[k], list | dict)
        ]
        if inner and depth < 4 and not _first(row, _BODY):
            for item in inner:
                yield from _find_rows(item, depth + 1)
        else:
            yield row


def _unwrapped(row: dict[str, Any]) -> dict[str, Any]:
    for name in _WRAPPERS:
        if isinstance(row.get(name), dict):
            return {**row, **row[name]}
    return row


def _part(row: dict[str, Any]) -> Part:
    body, title = _first(row, _BODY), _first(row, _TITLE)
    return Part(
        title=fragment_text(title) if is_markup(title) else title,
        body=fragment_text(body) if is_markup(body) else body,
        outlet=_first(row, _OUTLET),
        published=_first(row, _DATE),
        url=_first(row, _URL),
        language=_first(row, _LANGUAGE),
    )


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of the fields `names` that holds something, as text."""
    fields = {str(key).lower().replace("-", "_"): value for key, value in row.items()}
    for name in names:
        found = _as_text(fields.get(name))
        if found.strip():
            return found
    return ""


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next(
            (v for k in _INNER if isinstance(v := value.get(k), str)),
            "",
        )
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return ""


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
