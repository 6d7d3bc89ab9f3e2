"""Records of tagged lines, as reference managers and press databases write them: RIS, PubMed, EndNote, ISI, Factiva.

::

    TY  - NEWS                ▶ Row({"title": …, "outlet": …, "text": …})
    TI  - Ferry hits wall
    ER  -

A file is of one of these kinds by how it opens, how its tags are set, and which there are: what only looks like a tag is text.
Tags that are known are called as fields of exports are (``fields.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import bounded, compose_rows, plain_field
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.html import fragment_text, is_markup
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.rows import Row


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(tag.upper() for name in names for tag in FIELDS.phrases(f"fields.tags.{name}"))


_ROLES: Final = ("title", "outlet", "date", "url", "language")
_HEADS: Final = {role: _tags(role) for role in _ROLES}
_TEXTS: Final = frozenset(_tags("text"))
_OF_FILES: Final = tuple(f"{tag} " for tag in _tags("file"))
_PARAGRAPH: Final = 8
"""Words of a text, at least; a note may have fewer."""
_STORY: Final = 20
"""Words of the text of a story, at least."""
_SAMPLE: Final = 30
_MOST_ALIKE: Final = 20
"""Texts of a record that are looked for in each other."""
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_UNSPACED: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_Record = Sequence[tuple[str, str]]


def _words_in(text: str) -> int:
    """Return how many words a text has, two letters for one in a script that parts none."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


class _Kind(NamedTuple):
    """How the lines of a kind of file are set."""

    opens: tuple[str, ...]
    """The tags of which one opens each record."""
    line: re.Pattern[str]
    tags: frozenset[str]
    is_record: Callable[[frozenset[str]], bool] = bool
    """Whether a record has the tags that all have."""


_HEAD, _BODY, _FOOT = (_tags(f"factiva_{name}") for name in ("head", "text", "foot"))


def _is_of_factiva(tags: frozenset[str]) -> bool:
    return "HD" in tags and bool(tags & {"LP", "TD"}) and bool(tags & {"SN", "PD"})


_FACTIVA: Final = _Kind(
    ("HD", "SE"),
    re.compile(r"(?P<tag>[A-Z]{2,3})(?:(?P<space>[ \t]+)(?P<value>\S.*)|)"),
    frozenset((*_HEAD, *_BODY, *_FOOT)),
    _is_of_factiva,
)
_KINDS: Final = (
    _Kind(
        ("TY",),
        re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?: (?P<value>.*)|)"),
        frozenset(_tags("ris")),
    ),
    _Kind(
        ("PMID",),
        re.compile(r"(?=.{4}-)(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*)|)"),
        frozenset(_tags("pubmed")),
    ),
    _Kind(("0",), re.compile(r"%(?P<tag>[A-Z0-9@]) (?P<value>.*)"), frozenset(_tags("endnote"))),
    _Kind(
        ("PT",),
        re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|)"),
        frozenset(_tags("isi")),
        lambda tags: "ER" in tags,
    ),
    _FACTIVA,
)


def tagged_records(text: str) -> list[_Record]:
    """Return the records of a text with the values of their tags in order, [] where it is none of tagged lines."""
    lines = [line.rstrip() for line in text.lstrip("\ufeff \t\r\n").split("\n")]
    while lines[:1] and f"{lines[0]} ".startswith(_OF_FILES):
        del lines[0]
    for kind in _KINDS:
        opening = kind.line.fullmatch(lines[0]) if lines else None
        if opening is not None and opening["tag"] in kind.opens:
            return _records(lines, kind, opening)
    return []


def _records(lines: Sequence[str], kind: _Kind, opening: re.Match[str]) -> list[_Record]:
    """The records; what opens like one and lacks what all have is the text of the one before."""
    pieces: list[list[str]] = []
    for line in lines:
        tag = kind.line.fullmatch(line)
        if tag is not None and tag["tag"] == opening["tag"]:
            pieces.append([])
        pieces[-1].append(line)
    whole: list[list[str]] = []
    for piece in pieces:
        if kind.is_record(frozenset(tag for tag, _ in _record(piece, kind, opening))):
            whole.append(piece)
        elif whole:
            whole[-1] += piece
        else:
            return []
    return [_record(piece, kind, opening) for piece in whole]


def _record(lines: Sequence[str], kind: _Kind, opening: re.Match[str]) -> _Record:
    values: list[tuple[str, list[str]]] = []
    place = 0
    for line in lines:
        tag = kind.line.fullmatch(line)
        is_tag = tag is not None and tag["tag"] in kind.tags
        if is_tag and tag is not None and kind is _FACTIVA:
            found = next(n for n, part in enumerate((_HEAD, _BODY, _FOOT)) if tag["tag"] in part)
            is_tag = not values or _is_next(tag, opening, place, found)
            place = found if is_tag else place
        if is_tag and tag is not None:
            values.append((tag["tag"], [tag["value"] or ""]))
        elif place == 2 and _is_paragraph(line):
            values.append((_BODY[-1], [line]))  # a paragraph below: the text has not ended
        else:
            values[-1][1].append(line)
    return [(tag, _joined(value)) for tag, value in values]


def _is_next(tag: re.Match[str], opening: re.Match[str], place: int, found: int) -> bool:
    """Whether a tag of Factiva stands where it may: in the column of the others, in their order; capitals in the text are a crosshead."""
    value = tag["value"] or ""
    if value and tag["space"] != opening["space"]:
        return False
    is_foot = value != value.upper() and not _is_paragraph(value)
    return found >= place and (not place or found == 1 or is_foot)


def _is_paragraph(line: str) -> bool:
    """Whether a line below the text is none of codes with their names ("iship : Shipping")."""
    return _words_in(line) >= _PARAGRAPH and " : " not in line


def _joined(lines: Sequence[str]) -> str:
    """A value of several lines: those that are set in, below a tag, go on with the line before."""
    made = [lines[0]]
    for line in lines[1:]:
        goes_on = line[:1] in {" ", "\t"} and made[-1] != ""
        made.append(f"{' ' if goes_on else chr(10)}{line.strip()}")
    return "".join(made).strip()


def _fields(record: _Record) -> Mapping[str, str]:
    """The fields of a record: of tags that tell the same the first by name, of texts all."""
    values: dict[str, str] = {}
    for tag, value in record:
        if value and (tag not in _HEADS["outlet"] or _WORD.search(value)):  # no journal's number
            values.setdefault(tag, value)
    fields = {
        role: next((values[tag] for tag in tags if tag in values), "")
        for role, tags in _HEADS.items()
    }
    fields["date"] = fields["date"].strip("/ ")
    texts = [_plain(value) for tag, value in record if tag in _TEXTS]
    texts = [text for text in texts if _words_in(text) >= _PARAGRAPH]
    kept = [text for n, text in enumerate(texts) if not _is_within(text, n, texts)]
    fields["text"] = plain_field("\n\n".join(kept))
    return {name: value for name, value in fields.items() if value}


def _plain(value: str) -> str:
    return fragment_text(value) if is_markup(value) else value


def _is_within(text: str, place: int, texts: Sequence[str]) -> bool:
    """Whether another text of the record says the same, and more."""
    own = text.rstrip(" .…")
    return any(
        own in other and (len(other) > len(text) or n < place)
        for n, other in enumerate(texts[:_MOST_ALIKE])
        if n != place
    )


def _rows(text: str) -> Iterator[Row]:
    for number, record in enumerate(tagged_records(text), 1):
        yield Row(number, _fields(record))


def _recognises(sample: Sample) -> bool:
    """Whether a file opens with records of which one has a headline, an outlet or a day, and prose."""
    text = sample.head.decode("utf-8", "ignore")
    rows = [one.fields for one in islice(_rows(text), _SAMPLE)]
    return any(
        "title" in one
        and ("outlet" in one or "date" in one)
        and _words_in(one.get("text", "")) >= _STORY
        for one in rows
    )


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data)
    made = compose_rows([*bounded(_rows(decoded.text))], decoded.notes, "text/plain")
    return made._replace(encoding=decoded.encoding)


FORMAT: Final = Format("tagged", _recognises, _parse)
