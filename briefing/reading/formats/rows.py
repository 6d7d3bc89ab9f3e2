"""The rows of an export: which objects of a JSON value are stories, whatever they are wrapped in.

::

    value ─ walk ─▶ Row(number, fields, shared)     fields: "source.name" ▶ "Harbour Gazette"

Known shapes: a list, lines, one inside named containers (``articles``, ``hits.hits``, ``edges``), a table
kept by columns, objects under their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefing.reading.formats.fields import FIELDS

_CONTAINERS: Final = FIELDS.words("fields.rows.containers")
_BESIDE: Final = FIELDS.words("fields.rows.beside")
_STRONG: Final = FIELDS.words("fields.rows.body")
_OUTLET: Final = FIELDS.phrases("fields.rows.outlet")
_LANGUAGE: Final = FIELDS.phrases("fields.rows.language")
_INNER: Final = FIELDS.phrases("fields.rows.inner")
_KINDS: Final = FIELDS.words("fields.rows.kinds")
_SENDER: Final = "from_id"
"""The field of Telegram's messages that tells persons from channels."""
_DEEPEST: Final = 10
"""Objects inside objects that are opened; GraphQL and Elasticsearch need five."""
_MOST_FIELDS: Final = 300
_SAMPLE: Final = 20
"""Items of a list by which its kind is told."""
_NAME_LIMIT: Final = 40
"""Characters of the longest name of a column."""

Object = Mapping[str, object]


class Row(NamedTuple):
    """One row with its fields by path, those that hold nothing left out."""

    number: int
    """As a reader counts: of a line, or among the rows of the file; from 1."""
    fields: Mapping[str, str]
    outlet: str = ""
    """As the object around the rows states it."""
    language: str = ""


def find_rows(value: object) -> Iterator[Row]:
    """Yield the rows in a JSON value; items that are no objects are rows without fields."""
    for number, (row, around) in enumerate(_walk(value, {}, 0), 1):
        yield Row(
            number,
            dict(_flat(row)) if isinstance(row, Mapping) else {},
            _stated_outlet(around) or _channel(row, around),
            _first_of(around, _LANGUAGE),
        )


def _walk(value: object, around: Object, depth: int) -> Iterator[tuple[object, Object]]:
    """Yield each row with the object around it."""
    if isinstance(value, list):
        table = _from_lists(value)
        for item in table or value:
            if isinstance(item, Mapping | list) and depth < _DEEPEST:
                yield from _walk(item, around, depth + 1)
            else:
                yield {}, around
    elif isinstance(value, Mapping):
        rows = _inside(value) if depth < _DEEPEST else []
        here = {**around, **_own(value), _SENDER: _sender(value)} if rows else around
        for inner in rows:
            yield from _walk(inner, here, depth + 1)
        if not rows and depth < _DEEPEST:
            yield value, around


def _inside(value: Object) -> list[object]:
    """What holds the rows of an object, nothing where the object is a row itself."""
    table = _by_columns(value) or _under_ids(value)
    if table:
        return [table]
    lists = [(key, one) for key, one in _lists(value, 0) if key.lower() not in _BESIDE]
    if not lists:
        return []
    own = {key.lower(): len(text) for key, text in _flat(value)}
    named = [one for key, one in lists if key.lower() in _CONTAINERS]
    is_story = any(size and key in _STRONG for key, size in own.items())
    if named and not is_story:
        return list(named)
    longest = max(own.values(), default=0)
    return [one for _, one in lists if _longest(one) > longest]


def _lists(value: Object, depth: int) -> Iterator[tuple[str, Sequence[object]]]:
    """Yield the lists of objects in an object, however deep it wraps them, with their names."""
    for key, one in value.items():
        if isinstance(one, list) and any(isinstance(item, Mapping) for item in one[:_SAMPLE]):
            if not _is_blocks(one):
                yield key, one
        elif isinstance(one, Mapping) and depth < _DEEPEST:
            table = _by_columns(one)
            yield from _lists({key: table} if table else one, depth + 1)


def _longest(items: Sequence[object]) -> int:
    objects = [one for one in items[:_SAMPLE] if isinstance(one, Mapping)]
    return max((len(text) for one in objects for _, text in _flat(one)), default=0)


def _is_blocks(items: Sequence[object]) -> bool:
    """Whether a list holds the paragraphs of one text: objects that say of what kind they are.

    Pictures may stand between them; what has a headline of its own is no paragraph.
    """
    objects = [one for one in items if isinstance(one, Mapping) and _KINDS.intersection(one)]
    if not objects or len(objects) < len(items):
        return False
    written = [one for one in objects if any(_inner_text(one))]
    return bool(written) and not any(one.get("title") or one.get("headline") for one in written)


# -- tables -------------------------------------------------------------------------------------


def _by_columns(value: Object) -> list[object]:
    """The rows of a table that is kept by columns: lists, or objects from number to cell."""
    names, cells = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(cells, list):
        rows = [row for row in cells if isinstance(row, list)]
        return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    lists = [one for one in value.values() if isinstance(one, list)]
    objects = [one for one in value.values() if isinstance(one, Mapping)]
    if len(value) < 2 or len(value) not in {len(lists), len(objects)}:
        return []
    return _of_lists(value, lists) if lists else _of_objects(value, objects)


def _of_lists(value: Object, columns: Sequence[Sequence[object]]) -> list[object]:
    alike = len({len(one) for one in columns}) == 1
    if not alike or any(isinstance(cell, Mapping | list) for one in columns for cell in one):
        return []
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _of_objects(value: Object, columns: Sequence[Object]) -> list[object]:
    cells = [cell for one in columns for cell in one.values()]
    if any(isinstance(cell, Mapping) for cell in cells):
        return []
    if not all(one and all(str(key).isdigit() for key in one) for one in columns):
        return []
    pairs = list(zip(value, columns, strict=True))
    return [{name: one.get(number) for name, one in pairs} for number in columns[0]]


def _under_ids(value: Object) -> list[object]:
    """The objects of one that holds nothing else, where they are alike."""
    inner = [one for one in value.values() if isinstance(one, Mapping)]
    if len(inner) < 2 or len(inner) < len(value):
        return []
    first = set(inner[0])
    return list(inner) if all(len(first.intersection(one)) >= 2 for one in inner) else []


def _from_lists(items: Sequence[object]) -> list[object]:
    """The rows of a list of lists whose first holds the names of the columns."""
    lists = [one for one in items if isinstance(one, list)]
    if len(items) < 2 or len(lists) < len(items):
        return []
    head, *rows = lists
    if not all(isinstance(name, str) and 0 < len(name) < _NAME_LIMIT for name in head):
        return []
    return [dict(zip(head, row, strict=False)) for row in rows]


# -- fields -------------------------------------------------------------------------------------


def _flat(value: Object) -> Iterator[tuple[str, str]]:
    """Yield path and text of the fields of an object, those of objects inside it as well."""
    waiting: list[tuple[str, object, int]] = [("", value, 0)]
    left = _MOST_FIELDS
    while waiting and left:
        path, one, depth = waiting.pop()
        if isinstance(one, Mapping):
            if depth < _DEEPEST:
                inner = [(f"{path}.{key}" if path else str(key), v) for key, v in one.items()]
                waiting += [(name, v, depth + 1) for name, v in reversed(inner)]
            continue
        text = _as_text(one)
        if text.strip():
            left -= 1
            yield path, text


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value}"
    if isinstance(value, list) and value:
        if all(isinstance(item, str) for item in value):
            return "\n".join(value)
        if _is_blocks(value):
            return "\n\n".join(text for one in value for text in _inner_text(one))
    return ""


def _inner_text(block: object) -> Iterator[str]:
    """Yield the text of a paragraph that is kept as an object, perhaps inside another."""
    if isinstance(block, Mapping):
        for name in (*_INNER, "data"):
            inner = block.get(name)
            if isinstance(inner, str) and inner.strip():
                yield inner
                return
            if isinstance(inner, Mapping):
                yield from _inner_text(inner)
                return


def _own(value: Object) -> dict[str, object]:
    """The plain fields of an object, for the rows inside it, and the names of who made it."""
    own: dict[str, object] = {}
    for key, one in value.items():
        if isinstance(one, Mapping) and key.lower() in {"feed", "channel", *_OUTLET}:
            own["publisher"] = one.get("title") or one.get("name") or ""
        elif isinstance(one, str) and len(one) < 200:
            own[key] = one
    return own


def _stated_outlet(around: Object) -> str:
    """The outlet of all rows, as the object around them names it; of a JSON Feed it is the title."""
    is_feed = "jsonfeed.org" in str(around.get("version")) or "home_page_url" in around
    title = around.get("title") if is_feed else ""
    return title if isinstance(title, str) and title else _first_of(around, _OUTLET)


def _sender(value: Object) -> str:
    """The channel that has sent all messages of a chat under the chat's own name, as Telegram exports them; else ""."""
    messages = value.get("messages")
    sent = {
        (str(one[_SENDER]), str(one.get("from")))
        for one in (messages if isinstance(messages, list) else [])
        if isinstance(one, Mapping) and _SENDER in one
    }
    sender, name = sent.pop() if len(sent) == 1 else ("", "")
    return sender if sender.startswith("channel") and name == value.get("name") else ""


def _channel(row: object, around: Object) -> str:
    """The name of the channel whose own post a row is."""
    sender = row.get(_SENDER) if isinstance(row, Mapping) and "forwarded_from" not in row else None
    return str(around["name"]) if sender and sender == around.get(_SENDER) else ""


def _first_of(around: Object, names: Sequence[str]) -> str:
    found = {re.sub(r"\W", "_", key.lower()): one for key, one in around.items()}
    return next((str(found[name]) for name in names if found.get(name)), "")
