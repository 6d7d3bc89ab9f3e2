"""XML and SGML of records: which elements are records, what heads them, and all that they say as text.

::

    text ─ parse_elements ─▶ Element ─ find_records ─▶ Record ─ row_of ─▶ Row({"title": …, "date": …, "text": …}) ─▶ as rows of exports

The text of a record is what its elements say in the order of the file, but for the few that head it.  Elements are told apart by
their tags alone: what SGML leaves open ends with what it stands in, and a parser of XML would end something else there.
No entity is ever opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from typing import Final, NamedTuple

from briefing.reading.formats import html
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.columns import is_day
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import bounded, compose_rows, plain_field
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.html import (
    MOST_MARKUP,
    declared_encoding,
    fragment_text,
    is_markup,
)
from briefing.reading.formats.page_dates import same_words
from briefing.reading.formats.parts import Parsed, Refusal, web_address
from briefing.reading.formats.rows import Row

_NOT_TEXT: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<words>.*?)(?:\]\]>|\Z)|<\?[^<>]{0,1000}\?>|<![A-Za-z][^<>]{0,2000}>",
    re.DOTALL,
)
"""Comments, sections whose words are text, instructions, declarations."""
_TAG: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]{0,80})(?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>"""
)
_ATTRIBUTE: Final = re.compile(r"""([\w.:-]{1,80})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_MOST_ATTRIBUTES: Final = 50
_OF_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_DEEPEST: Final = 100
"""Elements inside elements; what stands deeper is text of the last."""

_ROLES: Final = ("title", "outlet", "date", "url", "writer")
_KEYS: Final = {role: FIELDS.phrases(f"fields.elements.{role}") for role in _ROLES}
_LANGUAGE: Final = FIELDS.words("fields.rows.language")
_ABOUT: Final = FIELDS.words("fields.elements.about")
_EDITORS: Final = FIELDS.words("fields.elements.editors")
_PROGRAMS: Final = FIELDS.words("fields.elements.programs")
_VALUES: Final = FIELDS.phrases("fields.elements.values")
_NAMED: Final = FIELDS.words("fields.elements.named")
_NAMING: Final = FIELDS.phrases("fields.elements.naming")
_TELLING: Final = FIELDS.phrases("fields.elements.telling")
_MAIN: Final = FIELDS.words("fields.elements.main")
_INLINE: Final = FIELDS.words("fields.elements.inline")
_LINES: Final = FIELDS.words("fields.elements.lines")
_PARAGRAPHS: Final = FIELDS.words("fields.elements.paragraphs")
_EMPTY: Final = FIELDS.words("fields.elements.empty")
_PICTURES: Final = FIELDS.words("fields.elements.pictures")
_ROOTS: Final = FIELDS.words("fields.elements.roots")

_PARAGRAPH: Final = 8
"""Words of a paragraph, at least: shorter ones may be fields of the record."""
_STORY: Final = 20
"""Words of the text of a story, at least."""
_LONGEST_TITLE: Final = 40
_LONGEST_NAME: Final = 8
_LONGEST_VALUE: Final = 1000
"""Characters of what heads a record."""
_SAMPLE: Final = 50
"""Records by which it is told whether a file holds stories."""
_WORD: Final = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_](?:[^\W\d_]|['’-])*[^\w\s]*(?!\S)")
_UNSPACED: Final = re.compile(r"[\u2e80-\uffdc]")
"""Letters of scripts that part no words."""
_SAID: Final = re.compile(r"[^\W\d_]{2}")
_ENTITY: Final = re.compile(r"&[A-Za-z][\w.-]{0,40};")
_BREAK: Final = "\u2028"
_ENDS: Final = tuple(".!?…:”\"»'’)")


# -- elements -----------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Element:
    """An element with what it holds in the order of the file."""

    name: str
    """Without its prefix, in lower case and without signs."""
    tag: str = ""
    """Its attributes as they are written."""
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Element]:
        """The elements in it."""
        return (one for one in self.content if isinstance(one, Element))

    @property
    def says(self) -> bool:
        """Whether words stand in it directly, not in its elements alone."""
        return any(isinstance(one, str) and _SAID.search(one) for one in self.content)


def parse_elements(text: str) -> Element:
    """Return the elements of a file in one without a name; what is open at the end of another ends there."""
    text = _plain(text)
    root = Element("")
    stack = [root]
    opened = Counter[str]()
    at = 0

    def close() -> None:
        opened[stack.pop().name] -= 1

    for tag in _TAG.finditer(text):
        if tag.start() > at:
            stack[-1].content.append(text[at : tag.start()])
        at = tag.end()
        name = _key(tag["name"])
        if tag["end"]:
            while opened[name] and stack[-1].name != name:
                close()
            if opened[name]:
                close()
            continue
        if name == stack[-1].name and name in _PARAGRAPHS:
            close()
        one = Element(name, tag["attributes"])
        stack[-1].content.append(one)
        if not tag["attributes"].endswith("/") and name not in _EMPTY and len(stack) < _DEEPEST:
            stack.append(one)
            opened[name] += 1
    stack[-1].content.append(text[at:])
    return root


def _plain(text: str) -> str:
    """Markup with the words of its sections of CDATA as text, without what is neither text nor element."""
    return _NOT_TEXT.sub(lambda found: escape(found["words"] or "", quote=False), text)


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name.rpartition(":")[2]).lower()


def _attributes(one: Element) -> Mapping[str, str]:
    found = islice(_ATTRIBUTE.findall(one.tag), _MOST_ATTRIBUTES)
    return {_key(name): unescape("".join(values)).strip() for name, *values in found}


def _role(one: Element) -> str:
    """What an element calls what it holds: its name, or an attribute's where each is called "str" or "field"."""
    if one.name not in _NAMED or not one.tag:
        return one.name
    attributes = _attributes(one)
    return next((_key(attributes[name]) for name in _NAMING if name in attributes), one.name)


def _words(text: str) -> int:
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


# -- text ---------------------------------------------------------------------------------------


class Block(NamedTuple):
    """A paragraph or a line of the text."""

    text: str
    within: tuple[Element, ...]
    """The elements in which it stands, the outermost first."""
    is_line: bool = False


def _blocks(
    one: Element, left_out: frozenset[int] = frozenset(), within: tuple[Element, ...] = ()
) -> Iterator[Block]:
    """Yield what an element says in order, but for the elements that are `left_out`."""
    within, says = (*within, one), one.says
    said: list[str] = []
    for number, part in enumerate(one.content):
        if isinstance(part, str):
            said.append(part)
        elif id(part) in left_out:
            said.append(" ")
        elif part.name == "br":
            said.append(_BREAK)
        elif one.name in _LINES and not any(inner.name in _LINES for inner in part.children):
            said.append(f" {_flat(part, left_out)} ")
        elif (one.name in _PARAGRAPHS and says and _is_flat(part)) or _is_inline(
            one.content, number, says=says
        ):
            said.append(_flat(part, left_out))
        else:
            yield from _paragraphs("".join(said), within)
            said.clear()
            yield from _blocks(part, left_out, within)
    yield from _paragraphs("".join(said), within)


def _flat(one: Element, left_out: frozenset[int] = frozenset()) -> str:
    """The words of an element in one line."""
    pieces: list[str] = []
    for part in one.content:
        if isinstance(part, str):
            pieces.append(part)
        elif part.name == "br":
            pieces.append(_BREAK)
        elif id(part) not in left_out:
            space = "" if part.name in _INLINE or one.says else " "
            pieces.append(f"{space}{_flat(part, left_out)}{space}")
    return "".join(pieces)


def _is_inline(content: Sequence[Element | str], number: int, *, says: bool) -> bool:
    """Whether an element stands within a sentence of the text around it."""
    one = content[number]
    if isinstance(one, str) or one.name in _INLINE:
        return True
    if one.name in _PARAGRAPHS or not _is_flat(one):
        return False
    before, after = _text_at(content, number - 1), _text_at(content, number + 1)
    goes_on = after.lstrip()[:1]
    if goes_on and (goes_on.islower() or goes_on in ",.;:!?)"):
        return True
    if before.strip():
        return not before.rstrip().endswith(_ENDS)
    return says and bool(before) and "\n" not in before


def _is_flat(one: Element) -> bool:
    """Whether an element holds words of one line: a name in a sentence, as agencies mark them."""
    return all(inner.name in _INLINE for inner in one.children)


def _text_at(content: Sequence[Element | str], number: int) -> str:
    part = content[number] if 0 <= number < len(content) else ""
    return part if isinstance(part, str) else ""


def _paragraphs(raw: str, within: tuple[Element, ...]) -> Iterator[Block]:
    """Yield the paragraphs of words without elements in them, which may be HTML that was kept as text."""
    text = unescape(raw)
    if not text.strip():
        return
    name = within[-1].name
    if is_markup(text):
        shown = fragment_text(_NOT_TEXT.sub("", text))
        if shown.strip():
            yield from (Block(line, within) for line in shown.split("\n") if line.strip())
            return
    if name == "pre":
        lines = [line.rstrip() for line in text.replace(_BREAK, "\n").split("\n")]
        yield from (Block(line, within, is_line=True) for line in lines if line)
        return
    if name in _PARAGRAPHS or name in _LINES:
        text = " ".join(re.sub(r"[^\S\u2028]+", " ", text).split(" "))
    for piece in re.split(r"\n[ \t\r]*\n", text.replace(_BREAK, "\n")):
        lines = [line.strip() for line in piece.split("\n")]
        if any(lines):
            yield Block("\n".join(line for line in lines if line), within, name in _LINES)


# -- records ------------------------------------------------------------------------------------


class Record(NamedTuple):
    """An element that is a record of its own."""

    element: Element
    is_whole: bool = True
    """Whether it has a headline, prose, and a day or an outlet."""
    outlet: str = ""
    """As it is named around the records."""


@dataclass(slots=True)
class _Survey:
    """What all elements of a file hold, by their ids."""

    words: Counter[int] = field(default_factory=Counter)
    """Of paragraphs."""
    titled: set[int] = field(default_factory=set)
    stated: set[int] = field(default_factory=set)
    """Those in which a day or an outlet stands."""

    def is_whole(self, one: Element) -> bool:
        """Whether an element has what a story has."""
        at = id(one)
        return at in self.titled and at in self.stated and self.words[at] >= _STORY


def find_records(root: Element) -> list[Record]:
    """Return the elements that are records, [] for a file of anything else."""
    survey = _Survey()
    for role, one, within in _heads(root, ()):
        if role in {"title", "date", "outlet"}:
            held = survey.titled if role == "title" else survey.stated
            held.update(id(around) for around in (*within, one))
    for block in _blocks(root):
        size = _words(block.text)
        if size >= _PARAGRAPH and _role(block.within[-1]) not in {*_KEYS["title"], *_EDITORS}:
            for around in block.within:
                survey.words[id(around)] += size
    return _records(root, survey, "") if survey.is_whole(root) else []


def _records(one: Element, survey: _Survey, outlet: str) -> list[Record]:
    whole = {id(inner): inner for inner in one.children if survey.is_whole(inner)}
    if len(whole) > 1:
        around = _best(
            _heads_of(inner for inner in one.children if id(inner) not in whole), "outlet"
        )
        outlet = _value(around) if around else outlet
    inside = {at: _records(inner, survey, outlet) for at, inner in whole.items()}
    found = [record for records in inside.values() for record in records]
    rest = survey.words[id(one)] - sum(survey.words[at] for at in whole)
    longest = max((survey.words[id(record.element)] for record in found), default=0)
    if len(found) < 2 or rest >= longest:
        return [Record(one, outlet=outlet)]
    names = {inner.name for inner in whole.values()}
    records: list[Record] = []
    for inner in one.children:
        is_like = inner.name in names or id(inner) in survey.titled
        if id(inner) in whole:
            records += inside[id(inner)]
        elif is_like and (survey.words[id(inner)] or inner.name in names):
            records.append(Record(inner, is_whole=False, outlet=outlet))
    return records


def _heads(
    one: Element, within: tuple[Element, ...]
) -> Iterator[tuple[str, Element, tuple[Element, ...]]]:
    """Yield the elements in one that may head a record with what they tell; none stands in a sentence or beside a picture."""
    within = (*within, one)
    if one.says and one.name:
        return
    for inner in one.children:
        key = _role(inner)
        role = next((role for role in _ROLES if key in _KEYS[role]), "")
        if role and _may_head(role, inner) and not (role == "outlet" and one.name in _PROGRAMS):
            yield role, inner, within
        elif key not in _PICTURES:
            yield from _heads(inner, within)


def _heads_of(elements: Iterable[Element]) -> list[tuple[str, Element]]:
    return [(role, one) for role, one, _ in _heads(Element("", content=[*elements]), ())]


def _may_head(role: str, one: Element) -> bool:
    value = _value(one)
    if not value or (_ENTITY.search(value) and role == "outlet"):
        return False
    if role == "date":
        return is_day(value)
    if role == "url":
        return bool(web_address(value))
    if role == "title":
        is_one = sum(inner.name not in _INLINE for inner in one.children) < 2
        return is_one and 0 < len(value.split()) <= _LONGEST_TITLE
    return len(value.split()) <= _LONGEST_NAME and not value.isdigit()


def _value(one: Element) -> str:
    """What an element says of itself, in words, in one of those in it, or as an attribute."""
    inner = [child for child in one.children if child.name not in _INLINE]
    if not inner or one.says:
        text = unescape(_flat(one)).replace(_BREAK, " ")
        if len(text) > _LONGEST_VALUE:
            return ""
        text = " ".join((fragment_text(text) if is_markup(text) else text).split())
    else:
        first = next((child for name in _VALUES for child in inner if child.name == name), inner[0])
        text = _value(first)
    if text or not one.tag:
        return text
    attributes = _attributes(one)
    return next((attributes[name] for name in _VALUES if attributes.get(name)), "")


def _best(heads: Sequence[tuple[str, Element]], wanted: str) -> Element | None:
    """The element that tells `wanted` by the name that is the surest, the first of several."""
    order = _KEYS[wanted]
    found = [one for role, one in heads if role == wanted]
    found.sort(key=lambda one: order.index(_role(one)))
    alike = [one for one in found if _role(one) == _role(found[0])]
    if wanted != "title" or len(alike) < 2:
        return alike[0] if alike else None
    shown = [one for one in alike if any(_key(_attributes(one).get(name, "")) in _MAIN for name in _TELLING)]  # fmt: skip
    full = [one for one in alike if len(_value(one).split()) > 1]  # a slug is one word
    return next(iter((*shown, *full, *alike)))


# -- rows ---------------------------------------------------------------------------------------


def row_of(record: Record, number: int) -> Row:
    """Return a record as a row of an export."""
    heads = _heads_of([record.element])
    chosen = {role: one for role in _ROLES if (one := _best(heads, role))}
    fields = {role: _value(one) for role, one in chosen.items()}
    title = fields.get("title", "")
    shown = [one for role, one in heads if role == "title" and same_words(_value(one), title)]
    taken = frozenset(id(one) for one in (*chosen.values(), *shown))
    text = _text(record.element, taken, chosen.get("title"))
    fields["text"] = plain_field(_below_headline(text, title))
    fields.setdefault("outlet", record.outlet)
    return Row(number, {name: value for name, value in fields.items() if value})


def _text(record: Element, taken: frozenset[int], title: Element | None) -> str:
    """All that a record says; of what is shorter than a paragraph only what stands among the paragraphs."""
    blocks = [*_blocks(record, taken)]
    sizes = [_words(block.text) for block in blocks]
    is_long = [
        size >= _PARAGRAPH and _role(block.within[-1]) not in _EDITORS
        for block, size in zip(blocks, sizes, strict=True)
    ]
    prose = [
        number for number, block in enumerate(blocks) if is_long[number] and not _is_picture(block)
    ]
    if not prose:
        return _joined([block for block in blocks if _is_prose(block) and not _is_picture(block)])
    body = _common([blocks[number].within for number in prose])
    is_apart = title is not None and id(title) not in {id(one) for one in _all(body)}
    kept = [
        block
        for number, block in enumerate(blocks)
        if is_long[number]
        or (
            not _is_picture(block)
            and (
                any(one is body for one in block.within)
                if is_apart
                else _role(block.within[-1]) not in _ABOUT and prose[0] < number < prose[-1]
            )
        )
        or (_is_prose(block) and not _is_picture(block))
    ]
    return _joined(kept)


def _below_headline(text: str, title: str) -> str:
    """A text without the menu over its headline, where a page was kept whole: a few short lines, none of them a sentence."""
    lines = text[:_LONGEST_VALUE].split("\n") if title else []
    place = next((n for n, line in enumerate(lines) if same_words(line, title)), 0)
    is_menu = all(
        _words(line) < _PARAGRAPH and not line.rstrip().endswith(_ENDS) for line in lines[:place]
    )
    return text.split("\n", place + 1)[-1].lstrip() if place and is_menu else text


def _is_picture(block: Block) -> bool:
    return any(one.name in _PICTURES for one in block.within)


def _is_prose(block: Block) -> bool:
    return any(one.name in _PARAGRAPHS for one in block.within[-2:])


def _common(chains: Sequence[tuple[Element, ...]]) -> Element:
    """The innermost element in which all stand."""
    first, *others = chains
    depth = min(len(one) for one in chains)
    for other in others:
        depth = next((n for n in range(depth) if first[n] is not other[n]), depth)
    return first[depth - 1]


def _all(one: Element) -> Iterator[Element]:
    yield one
    for inner in one.children:
        yield from _all(inner)


def _joined(blocks: Sequence[Block]) -> str:
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        if number:
            goes_on = block.is_line and blocks[number - 1].is_line
            pieces.append("\n" if goes_on else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)


# -- files --------------------------------------------------------------------------------------


def _language(root: Element, record: Element) -> str:
    around = (record, *islice(root.children, 1))
    return next((value for one in around if (value := _attributes(one).get("lang"))), "")


def _rows(text: str) -> Iterator[Row]:
    root = parse_elements(text)
    for number, record in enumerate(find_records(root), 1):
        yield row_of(record, number)._replace(language=_language(root, record.element))


def _recognises(sample: Sample) -> bool:
    """Whether this is markup of a kind that holds news, and most of its records are stories.

    Of other files too much was guessed: which of two elements is the record, a story or what readers say of it, a line or a word.
    """
    is_page = sample.ending in _OF_PAGES or html.opens_a_page(sample.head)
    if is_page or not sample.head.startswith(b"<"):
        return False
    root = parse_elements(sample.head.decode("utf-8", "ignore"))
    first = next(root.children, None)
    if first is None or first.name not in _ROOTS:
        return False
    records = find_records(root)[:_SAMPLE]
    return 2 * sum(record.is_whole for record in records) > len(records)


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data, declared_encoding(data))
    if len(decoded.text) > MOST_MARKUP:
        raise Refusal(f"records of more than {MOST_MARKUP / 1e6:g} MB: split the file", "too_large")
    rows = [*bounded(_rows(decoded.text))]
    made = compose_rows(rows, decoded.notes, "application/xml")
    return made._replace(encoding=decoded.encoding)


FORMAT: Final = Format("xml", _recognises, _parse)
