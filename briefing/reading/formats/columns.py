"""Which field of an export is what: told by its name and by what it holds over all rows.

Names that are known decide first (``fields.toml``).  Of the others, the field with the longest prose is
the text; short lines that differ from row to row and whose words come back in the text are headlines;
days are the date, addresses the address.  An outlet needs more: its value must be the name of a paper,
or that of the host in the row's address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from statistics import mean
from typing import Final, NamedTuple

from briefing.language.base import together
from briefing.language.calendar import Clock, find_dates
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.parts import web_address
from briefing.reading.formats.rows import Row

_SAMPLE: Final = 200
"""Rows by which fields are told."""
_PROSE: Final = 20
"""Words that the text of a story has on average in a field whose name says nothing."""
_SOME: Final = 12
_WRAPPERS: Final = FIELDS.words("fields.rows.wrappers")
_INNER: Final = FIELDS.words("fields.rows.inner")
_NAME_WORDS: Final = re.compile(rf"\b{together().pattern('outlets.name_words')}\b")
_CLOCK: Final = Clock(date(2000, 1, 1), None, None)
_EPOCH: Final = re.compile(r"(?:9[4-9]|1\d|2[01])\d{8}(?:\d{3}|\d{6})?(?:\.\d+)?|9[4-9]\d{7}")
_DOT_NET: Final = re.compile(r"/Date\(\d{10,13}[+\d-]{0,5}\)/")
_STANDARD: Final = re.compile(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:$|[T ]|\d{0,6})")


class Columns(NamedTuple):
    """The fields of an export by what they are, the best first; a row has the first that it fills."""

    title: Sequence[str]
    body: Sequence[str]
    outlet: Sequence[str]
    published: Sequence[str]
    url: Sequence[str]
    language: Sequence[str]
    guessed: Sequence[str]
    """Those that are told by what they hold alone."""


class Column(NamedTuple):
    """One field over the rows."""

    path: str
    name: str
    parts: frozenset[str]
    """The words of its name."""
    values: Mapping[int, str]
    """By place of the row."""

    @property
    def words(self) -> float:
        """Words of a value, on average."""
        return mean(len(value.split()) for value in self.values.values())

    @property
    def distinct(self) -> float:
        """Share of the values that differ."""
        return len(set(self.values.values())) / len(self.values)

    def share(self, holds: Callable[[str], bool]) -> float:
        """Share of the values for which something holds."""
        return mean(holds(value) for value in self.values.values())


def find_columns(rows: Sequence[Row]) -> Columns:
    """Return which fields of `rows` are what."""
    columns = _columns(rows)
    body = _best(columns, _as_body)
    best = next((one for one in columns if body and one.path == body[0]), None)
    texts = best.values if best else {}
    others = [one for one in columns if one is not best]
    title = _best(others, lambda one: _as_title(one, texts))
    published = _best(others, _as_date)
    left = [one for one in others if one.path not in {*title[:1], *published}]
    url = _best(left, _as_address)
    addresses = next((one.values for one in left if url and one.path == url[0]), {})
    outlet = _best(left, lambda one: _as_outlet(one, addresses))
    language = _best(left, lambda one: 1.0 if _named(one, "language") else 0)
    known = {one.path for one in columns if _is_known(one)}
    chosen = [*title[:1], *body[:1], *published[:1], *outlet[:1]]
    guessed = [path for path in chosen if path not in known]
    return Columns(title, body, outlet, published, url, language, guessed)


def _columns(rows: Sequence[Row]) -> list[Column]:
    values: dict[str, dict[int, str]] = {}
    for place, row in enumerate(rows[:_SAMPLE]):
        for path, text in row.fields.items():
            values.setdefault(path, {})[place] = text.strip()
    columns = [_column(path, found) for path, found in values.items()]
    return columns + [_column(path, {0: text}) for path, text in _later(rows, values).items()]


def _later(rows: Sequence[Row], known: Mapping[str, object]) -> dict[str, str]:
    """The fields that only rows behind the sample have."""
    found: dict[str, str] = {}
    for row in rows[_SAMPLE:]:
        for path in row.fields.keys() - known.keys() - found.keys():
            found[path] = row.fields[path].strip()
    return found


def _column(path: str, values: Mapping[int, str]) -> Column:
    steps = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", step) for step in path.split(".")]
    steps = [step.lower() for step in steps]
    steps = [step for step in steps[:-1] if step not in _WRAPPERS] + steps[-1:]
    steps = [re.sub(r"[\W_]+", "_", step).strip("_") for step in steps]
    if len(steps) > 1 and (steps[-1] in _INNER or not steps[-1]):
        steps.pop()
    name = steps[-1]
    parts = {part for step in steps for part in step.split("_")}
    return Column(path, name, frozenset(parts), values)


def _best(columns: Sequence[Column], score: Callable[[Column], float]) -> list[str]:
    """Return the paths of the columns that score above nothing, the highest first."""
    scored = [(score(one), one.path) for one in columns]
    return [path for value, path in sorted(scored, key=lambda pair: -pair[0]) if value > 0]


# -- names --------------------------------------------------------------------------------------

_ROLES: Final = ("title", "body", "summary", "outlet", "date", "url", "language")
_ORDER: Final = {role: FIELDS.phrases(f"fields.rows.{role}") for role in _ROLES}
_PARTS: Final = {role: FIELDS.words(f"fields.parts.{role}") for role in ("title", "body", "outlet")}
_PUBLISHED: Final = FIELDS.words("fields.parts.published")
_DAY: Final = FIELDS.words("fields.parts.date")
_CHANGED: Final = FIELDS.words("fields.parts.changed")
_OTHER_DAY: Final = FIELDS.words("fields.parts.other_day")
_NO_OUTLET: Final = FIELDS.words("fields.parts.no_outlet")
_NO_TITLE: Final = FIELDS.words("fields.parts.no_title")
_PICTURE: Final = FIELDS.words("fields.parts.picture")


def _named(column: Column, role: str) -> float:
    """How surely the name says that a column is `role`: 1 to 2 for a known one, the earlier the surer."""
    names = _ORDER[role]
    if column.name in names:
        return 2 - names.index(column.name) / len(names)
    joined = column.name.replace("_", "")
    if joined in names:
        return 2 - names.index(joined) / len(names)
    return 0.5 if column.parts & _PARTS.get(role, frozenset()) else 0


def _is_known(column: Column) -> bool:
    return any(_named(column, role) for role in _ROLES) or bool(column.parts & (_PUBLISHED | _DAY))


# -- what it holds ------------------------------------------------------------------------------


def _as_body(column: Column) -> float:
    if column.parts & _PICTURE or column.share(_is_address) > 0.5:
        return 0
    size = mean(len(value) for value in column.values.values())
    if _named(column, "summary"):
        return 0.8 * size
    named = _named(column, "body")
    if named:
        is_text = named >= 1 or column.words >= _SOME
        return (2 + named) * size if is_text else 0
    is_prose = column.words >= _PROSE and column.share(_has_sentence) > 0.5
    return size if is_prose and column.distinct > 0.5 else 0


def _as_title(column: Column, texts: Mapping[int, str]) -> float:
    if len(column.values) > 2 and column.distinct < 0.5:
        return 0
    named = _named(column, "title")
    if named >= 1:
        return 2 * named
    if not 2 <= column.words <= 25 or column.parts & _NO_TITLE or column.share(is_day) > 0.5:
        return 0
    both = [(value, texts[row]) for row, value in column.values.items() if row in texts]
    told = mean(_words_back(*pair) for pair in both) if both else 0
    opens = mean(text.startswith(value.rstrip(".…")[:60]) for value, text in both) if both else 0
    ends = column.share(lambda value: value.endswith("."))
    is_headline = told >= 0.5 and opens < 0.5 and ends < 0.5
    return (1 if named else 0) + (told if is_headline else 0)


def _words_back(title: str, text: str) -> float:
    """Share of the longer words of a headline that come back in its text."""
    words = set(re.findall(r"\w{4,}", title.casefold()))
    known = words & set(re.findall(r"\w{4,}", text[:5000].casefold()))
    return len(known) / len(words) if words else 0


def _as_date(column: Column) -> float:
    if column.parts & _OTHER_DAY or column.share(is_day) < 0.6:
        return 0
    if column.parts & _CHANGED:
        return 1
    if column.parts & _PUBLISHED:
        return 4
    return 3 if column.parts & _DAY or _named(column, "date") else 2


def _as_address(column: Column) -> float:
    if column.share(_is_address) < 0.6 or column.parts & _PICTURE:
        return 0
    return _named(column, "url") or (0.5 if column.distinct > 0.5 else 0)


def _as_outlet(column: Column, addresses: Mapping[int, str]) -> float:
    if column.words > 6 or column.share(lambda value: len(value) > 80 or value.isdigit()) > 0.5:
        return 0
    named = _named(column, "outlet")
    if named >= 1:
        return 1 + named - 0.5 * column.share(lambda value: not re.search(r"[A-Z]", value))
    if column.parts & _NO_OUTLET or not column.share(lambda value: value[:1].isupper()) > 0.5:
        return 0
    return named or (0.3 if _names_outlets(column, addresses) else 0)


def _names_outlets(column: Column, addresses: Mapping[int, str]) -> bool:
    """Whether a column without a telling name holds names of papers, or of the hosts in the addresses."""
    distinct = set(column.values.values())
    papers = sum(1 for value in distinct if _NAME_WORDS.search(value))
    hosts = sum(1 for row, value in column.values.items() if _is_host(value, addresses.get(row)))
    return 2 * papers > len(distinct) or 2 * hosts > len(column.values)


def _is_host(value: str, address: str | None) -> bool:
    key = re.sub(r"\W+", "", value).casefold()
    return len(key) > 4 and key in re.sub(r"[^\w/]+", "", (address or "").casefold())[:80]


def _is_address(value: str) -> bool:
    return bool(web_address(value)) and " " not in value


def _has_sentence(value: str) -> bool:
    return re.search(r"[^\W\d_]{2}[.!?…。।]|</p>", value) is not None


@lru_cache(maxsize=4096)
def is_day(value: str) -> bool:
    """Whether a field holds a day: as a standard writes it, as seconds of an epoch, or in words."""
    value = value[:64]
    if _EPOCH.fullmatch(value) or _STANDARD.match(value) or _DOT_NET.fullmatch(value):
        return True
    return not value.isdigit() and len(value.split()) <= 8 and bool(find_dates(value, _CLOCK))
