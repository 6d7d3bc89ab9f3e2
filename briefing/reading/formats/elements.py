"""XML and SGML of records: the elements of a file as nested fields, which are read as an export's rows are.

::

    text ─ plain ─▶ markup without sections, comments, declarations ─ nested ─▶ {"note": [{"title": …, "@lang": …}]} ─ find_rows ─▶ Row

An element with elements in it is an object, one with paragraphs its text, as HTML.  Elements are told apart by their tags alone:
what SGML leaves open ends with what it stands in, and a parser of XML would end something else there.  No entity is ever opened.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from typing import Final

from briefing.reading.formats import html
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.columns import find_columns
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import bounded, compose_rows
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.html import MOST_MARKUP, declared_encoding
from briefing.reading.formats.parts import Parsed, Refusal
from briefing.reading.formats.rows import Row, find_rows

_NOT_TEXT: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?[^<>]{0,1000}\?>|<![A-Za-z][^<>]{0,2000}>", re.DOTALL
)
"""Comments, instructions, declarations."""
_TAG: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]{0,80})(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>"""
)
_ATTRIBUTE: Final = re.compile(r"""([\w.:-]{1,80})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_MOST_ATTRIBUTES: Final = 50
_DEEPEST: Final = 100
"""Elements inside elements; what stands deeper is text of the last."""
_PROSE: Final = FIELDS.words("fields.elements.prose")
_PARAGRAPHS: Final = FIELDS.words("fields.elements.paragraphs")
_EMPTY: Final = FIELDS.words("fields.elements.empty")
_NAMING: Final = FIELDS.words("fields.elements.naming")
_TELLING: Final = FIELDS.words("fields.elements.telling")
_PAGES: Final = FIELDS.words("fields.elements.pages")
_PICTURES: Final = FIELDS.words("fields.elements.pictures")
_SUMMARY: Final = FIELDS.words("fields.rows.summary")
_ABOUT_ROWS: Final = FIELDS.words(
    *(f"fields.rows.{role}" for role in ("title", "body", "date", "url"))
)
_SAMPLE: Final = 50
"""Rows by which it is told whether a file holds stories."""
_STORY: Final = 20
"""Words of the text of a story, at least."""


# -- elements to fields -------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """An element whose end has not been seen."""

    name: str
    start: int
    inside: int
    is_prose: bool
    """Whether what stands in it is text, and no field."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    fields: list[tuple[str, object]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Of elements of prose that stand in it."""
    own: int = 0
    """Characters that stand in it directly."""


def nested(text: str) -> Mapping[str, object]:
    """Return the elements of a file as objects of fields, attributes as ``@name``; what repeats is a list."""
    text = _plain(text)
    shared = Counter(
        name.rpartition(":")[2] for name in {tag["name"] for tag in _TAG.finditer(text)}
    )
    stack = [_Open("", 0, 0, is_prose=False)]
    opened = Counter[str]()
    at = 0
    for tag in _TAG.finditer(text):
        stack[-1].own += len(text[at : tag.start()].strip())
        at = tag.end()
        name = tag["name"]
        local = name.rpartition(":")[2]
        name = name if shared[local] > 1 else local
        if tag["end"]:
            while opened[name] and stack[-1].name != name:
                _close(text, stack, opened, tag.start(), tag.start())
            if opened[name]:
                _close(text, stack, opened, *tag.span())
            continue
        if name == stack[-1].name and local.lower() in _PARAGRAPHS:
            _close(text, stack, opened, tag.start(), tag.start())
        if len(stack) < _DEEPEST:
            is_prose = stack[-1].is_prose or local.lower() in _PROSE
            one = _Open(name, tag.start(), at, is_prose)
            if not is_prose:
                one.attributes = dict(_attributes(tag["attributes"]))
            stack.append(one)
            opened[name] += 1
            if tag["attributes"].endswith("/") or local.lower() in _EMPTY:
                _close(text, stack, opened, at, at)
    while len(stack) > 1:
        _close(text, stack, opened, len(text), len(text))
    return _object(stack[0].fields)


def _plain(text: str) -> str:
    """Markup with the words of its sections of CDATA as text, without what is neither text nor element."""
    first, *further = text.split("<![CDATA[")
    pieces = [_NOT_TEXT.sub("", first)]
    for piece in further:
        inside, end, outside = piece.partition("]]>")
        pieces.append(escape(inside, quote=False) if end else "")
        pieces.append(_NOT_TEXT.sub("", outside if end else piece))
    return "".join(pieces)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, *values in islice(_ATTRIBUTE.findall(text), _MOST_ATTRIBUTES):
        if not name.startswith("xmlns"):
            yield f"@{name.rpartition(':')[2]}", unescape("".join(values)).strip()


def _close(text: str, stack: list[_Open], opened: Counter[str], end: int, behind: int) -> None:
    """End the innermost element: what is in it at `end`, it itself at `behind`."""
    one = stack.pop()
    opened[one.name] -= 1
    around = stack[-1]
    if around.is_prose:
        return
    if one.is_prose:
        around.spans.append((one.start, behind))
    else:
        around.fields.append((one.name, _value(text, one, end)))


def _value(text: str, one: _Open, end: int) -> object:
    if not one.fields and not one.spans:
        value: object = unescape(text[one.inside : end]).strip()
    elif not one.fields or 4 * one.own >= end - one.inside:
        value = _as_html(text[one.inside : end])
    else:
        value = _object(one.fields)
        if one.spans:
            words = "\n".join(text[low:high] for low, high in one.spans)
            value = {"text": _as_html(words), **value}
    if not one.attributes:
        return value
    if isinstance(value, Mapping):
        return {**one.attributes, **value}
    return {**one.attributes, "text": value} if value else dict(one.attributes)


def _as_html(markup: str) -> str:
    """Prose with paragraphs by the name that HTML has for them, other elements as their words, and lines that are set line by line."""
    first, *further = _TAG.sub(_known_tag, markup).split("<pre")
    pieces = [first]
    for piece in further:
        lines, end, outside = piece.partition("</pre>")
        pieces.append("<pre" + lines.strip("\n").replace("\n", "<br>") + end + outside)
    return f"<div>{''.join(pieces)}</div>"


def _known_tag(tag: re.Match[str]) -> str:
    name = tag["name"].rpartition(":")[2].lower()
    if name in _PARAGRAPHS and name != "p":
        return f"<{tag['end']}p>"
    return f"<{tag['end']}{name}{tag['attributes']}>" if name in _PROSE else ""


def _object(children: Sequence[tuple[str, object]]) -> Mapping[str, object]:
    """The fields of an element, those of one name as a list, or each by the attribute that tells them apart."""
    groups = defaultdict[str, list[object]](list)
    for name, value in children:
        is_picture = isinstance(value, Mapping) and name.rpartition(":")[2].lower() in _PICTURES
        if value and not is_picture:
            groups[name].append(value)
    made: dict[str, object] = {}
    for name, values in groups.items():
        for key, value in _told_apart(name, values):
            made.setdefault(key, value)
    return made


def _told_apart(name: str, values: Sequence[object]) -> Iterator[tuple[str, object]]:
    leaves = [one if isinstance(one, Mapping) else {"text": one} for one in values]
    if not all(_is_leaf(one) for one in leaves):
        yield name, leaves if len(values) > 1 else values[0]
        return
    for attribute in (*_NAMING, *_TELLING):
        key = f"@{attribute}"
        told = [one for one in leaves if key in one]
        is_named = attribute in _NAMING and all("text" in one for one in told)
        if told and (len(values) > 1 or is_named):
            plain = [one.get("text", "") for one in leaves if key not in one]
            if plain:
                yield name, plain if len(plain) > 1 else plain[0]
            for one in told:
                rest = {k: v for k, v in one.items() if k != key}
                value = rest["text"] if len(rest) == 1 and "text" in rest else rest
                yield (f"{one[key]}" if attribute in _NAMING else f"{name}_{one[key]}"), value
            return
    if len(values) == 1:
        yield name, values[0]
    elif any(key.strip("@").lower() in _ABOUT_ROWS - {"text"} for one in leaves for key in one):
        yield name, leaves
    else:
        yield name, [str(one["text"]) for one in leaves if "text" in one]


def _is_leaf(value: Mapping[str, object]) -> bool:
    return all(key.startswith("@") or key == "text" for key in value)


# -- files --------------------------------------------------------------------------------------


def _rows(text: str) -> Iterator[Row]:
    value = nested(text)
    while len(inner := [one for name, one in value.items() if not name.startswith("@")]) == 1:
        (only,) = inner
        if not isinstance(only, Mapping):
            break
        value = only  # what wraps all of a file names none of its fields
    return find_rows(value)


def _are_stories(rows: Sequence[Row]) -> bool:
    """Whether rows have what stories have: a headline, prose that is no mere description, a day or an outlet."""
    columns = find_columns(rows)
    told = {*columns.guessed}
    if not columns.title or not columns.body or not (columns.published or columns.outlet):
        return False
    title, body = columns.title[0], columns.body[0]
    if re.sub(r"\W+", "_", body.rpartition(".")[2]).lower() in _SUMMARY:
        return False
    full = [one for one in rows if len(one.fields.get(body, "").split()) >= _STORY]
    headed = sum(title in one.fields for one in full)
    return headed > 2 or (headed > 0 and bool(columns.published) and not {title, body} & told)


def _root(head: str) -> str:
    tag = _TAG.search(_NOT_TEXT.sub("", head))
    return tag["name"].rpartition(":")[2].lower() if tag else ""


def _recognises(sample: Sample) -> bool:
    """Whether this is markup of a kind that is neither page nor feed, with stories in its elements."""
    if not sample.head.startswith(b"<") or html.opens_a_page(sample.head):
        return False
    head = sample.head.decode("utf-8", "ignore")
    root = _root(head)
    if not root or root in _PAGES or root in _PROSE:
        return False
    return _are_stories([*islice(_rows(head), _SAMPLE)])


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data, declared_encoding(data))
    if len(decoded.text) > MOST_MARKUP:
        raise Refusal(f"records of more than {MOST_MARKUP / 1e6:g} MB: split the file", "too_large")
    rows = [*bounded(_rows(decoded.text))]
    made = compose_rows(rows, decoded.notes, "application/xml")
    return made._replace(encoding=decoded.encoding)


FORMAT: Final = Format("xml", _recognises, _parse)
