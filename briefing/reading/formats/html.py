"""HTML pages and fragments to text.

Pages go through trafilatura after invisible text is pruned; metadata comes from JSON-LD, Open
Graph and (for the date) htmldate.  A crash of lxml costs the page, not the run, where
``settings.workers`` allows processes of their own (:mod:`briefing.reading.spread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.formats.article import article_lines
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.blocks import BLOCKS, HEADINGS, Block, Known, blocks_of
from briefing.reading.formats.clutter import prune_clutter
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.frames import framed_stories
from briefing.reading.formats.hidden import prune_hidden
from briefing.reading.formats.live import live_stories
from briefing.reading.formats.metadata import Embedded, embedded_data, page_metadata
from briefing.reading.formats.page_dates import same_words
from briefing.reading.formats.page_kinds import front_reason, pastime_reason, wall_reason
from briefing.reading.formats.parts import Parsed, Part, Refusal, compose, tidy
from briefing.reading.formats.script_text import drawn_text, script_values
from briefing.reading.formats.several import Headed, headed_stories
from briefing.reading.outlets import outlet_behind

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})""",
    re.IGNORECASE,
)
_HEADING_TAGS: Final = HEADINGS - {"h5", "h6"}
_STATED_SHARE: Final = 3
"""How much longer than what a reader sees the article in a page's data must be to be read instead."""
_BOLD: Final = frozenset({"b", "strong"})
_HEADING_MARK: Final = "\ue000"  # private use: taken out of all text before they are set
_BOLD_ON, _BOLD_OFF = "\ue001", "\ue002"
_MARKS: Final = re.compile("[\ue000-\ue002]")
_BOLD_LINE: Final = re.compile(r"(?:\ue001[^\ue001\ue002]*\ue002\s*)+")
_BOLD_WORDS: Final = 4
"""Words of the shortest bold line that counts as a heading: fewer are labels ("By the numbers")."""
_MARKUP: Final = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|img|ul|span|h[1-6])\b[^<>]*>|&#?\w{2,8};", re.IGNORECASE
)

_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS: Final = re.compile(rb"</(?:p|div|article|section|h[1-6]|ul|table|span|a)\s*>", re.IGNORECASE)


def opens_a_page(start: bytes) -> bool:
    """Whether a file begins as a page does."""
    return _PAGE.match(start) is not None


def _recognises(sample: Sample) -> bool:
    head = sample.head
    if head.startswith(b"<") and _PAGE.search(head[:4096]):
        return True
    if sample.ending in {".html", ".htm", ".xhtml"}:
        return b"<" in head
    # A piece of a page without head and body: closing tags all over, not one in a sentence.
    return head.startswith(b"<") and len(_TAGS.findall(head)) >= 3


def declared_encoding(data: bytes) -> str:
    """Return the label in a page's ``<meta charset>`` or XML declaration, or ""."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else ""


def is_markup(text: str) -> bool:
    """Whether a field that may hold text or HTML holds HTML."""
    return _MARKUP.search(text) is not None


class Page(NamedTuple):
    """What was read from a page; without parts where there is no article."""

    parts: tuple[Part, ...] = ()
    """Its stories; most pages have one."""
    hidden: int = 0
    """Characters of text that no reader could see."""
    is_drawn: bool = False
    """Whether the text is that of the page's own data, as a script draws it."""
    why: str = ""
    """What the page is where it is no story."""


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data, declared_encoding(data))
    if len(decoded.text) > MOST_MARKUP:
        raise Refusal(
            f"a page of more than {MOST_MARKUP / 1e6:g} MB: no article has as much", "too_large"
        )
    if is_endless(decoded.text):
        raise Refusal(TOO_MANY_TAGS, "too_large")
    page = read_page(decoded.text)
    parsed = compose(page.parts, page_notes([page]), "text/html")
    notes = (*decoded.notes, *parsed.notes)
    if not parsed.text.strip():
        why = "; ".join([*([page.why] if page.why else []), *notes]) or "only navigation"
        raise Refusal(f"the page has no article text: {why}", "no_story")
    return parsed._replace(notes=notes, encoding=decoded.encoding)


FORMAT: Final = Format("html", _recognises, _parse)


def parse_page(text: str) -> Parsed:
    """Return a page's stories, one section each: the headline, then its paragraphs."""
    page = read_page(text)
    return compose(page.parts, page_notes([page]), "text/html")


def read_page(text: str, url: str = "") -> Page:
    """Read one page; `url` is its address where the page does not give its own."""
    if is_endless(text):
        return Page(why=TOO_MANY_TAGS)
    tree = load_tree(text)
    if tree is None:
        return Page()
    embedded, values = embedded_data(tree), script_values(tree)
    hidden = prune_hidden(tree)
    metadata = page_metadata(tree, embedded, url)
    known = Known(metadata.title, *embedded.witnesses)
    stories, is_drawn, why = _stories(tree, known, embedded, values)
    if len(stories) > 1 and not metadata.outlet:
        # None of them stands under the page's own title, which may name it.
        metadata = metadata._replace(outlet=outlet_behind(metadata.title))
    parts = [
        Part(body="\n".join(story.lines), **metadata._replace(title=story.title)._asdict())
        for story in stories
    ]
    return Page(tuple(parts), hidden, is_drawn, why)


def _stories(
    tree: HtmlElement, known: Known, embedded: Embedded, values: list[Any]
) -> tuple[list[Headed], bool, str]:
    """Return a page's stories, whether they are from its data, and why there are none."""
    why = _other_kind(blocks_of(tree), known.title, embedded)
    prune_clutter(tree)
    blocks = blocks_of(tree)
    live = live_stories(blocks, known.title)
    lines = [] if live else article_lines(blocks, article_text(tree), known)
    seen = sum(len(line.text) for line in lines) or sum(len("".join(one.lines)) for one in live)
    stated = _stated_body(embedded, values, known.title)
    if len(stated) > _STATED_SHARE * seen:
        return [Headed(known.title, without_headline(stated, known.title).split("\n"))], True, ""
    text = [line.text for line in lines]
    why = why or ("" if live else wall_reason(known.title, "\n".join(text)))
    if why or not (live or text):
        return [], False, why
    several = live or headed_stories(lines, known.title)
    if not several and not embedded.is_article:
        several = framed_stories(blocks, lines, known)
    return several or [Headed(known.title, text)], False, ""


def _other_kind(blocks: list[Block], title: str, embedded: Embedded) -> str:
    """Return what kind of page has no story in it, as its blocks show it; "" where it may have one."""
    front = "" if embedded.is_article else front_reason(blocks)
    return front or pastime_reason(title, blocks)


def page_notes(pages: Iterable[Page]) -> Iterator[str]:
    """Say what was left out of pages, and what was read from their data."""
    read = list(pages)
    hidden, drawn = sum(page.hidden for page in read), sum(page.is_drawn for page in read)
    if hidden:
        yield f"{hidden} characters of hidden text were left out"
    if drawn:
        of = "the page" if len(read) == 1 else f"{drawn} pages"
        yield f"the text of {of}, drawn by a script, was read from the data for it"


def _stated_body(embedded: Embedded, values: list[Any], title: str) -> str:
    """Return the article's text as the page's own data give it, "" where that is not about its headline.

    Pages whose text a script draws have it nowhere else.  Two thirds of the words of the headline must
    come back, so that a page's data cannot slip in a text of their own beside a short notice.
    """
    stated = embedded.linked.get("articleBody")
    texts = [{"articleBody": stated}] if isinstance(stated, str) else []
    found = drawn_text([*texts, *values], title)
    return fragment_text(found) if is_markup(found) else tidy(found)


_ENDLESS: Final = re.compile(r"<([A-Za-z]\w{0,20})\s[^<>]{4000,}>")
_MOST_ATTRIBUTES: Final = 500
MOST_MARKUP: Final = 10_000_000
"""Characters of one page: ten times the largest that outlets serve.  Reading takes 3.6 s and 45 MB for a million."""
_MOST_TAGS: Final = 40_000
"""Opening ones; six times as many as the fullest of 166 pages of outlets.  A library takes quadratic time for paragraphs, in C, where no limit of time can interrupt it: half a
million took minutes."""
_MOST_TEXTS: Final = 15_000
"""Pieces of text between tags: the fullest of 130 pages has 2,826, the next 1,182.  A page of 20,000 short lines took 4 s."""
_TEXT_BEHIND_TAG: Final = re.compile(r">\s*[^<>\s]")
_OPENING_TAG: Final = re.compile(r"<[A-Za-z]")
_UNREAD: Final = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_CLOSING: Final = {
    name: re.compile(f"</{name}" if name else "-->", re.IGNORECASE)
    for name in ("script", "style", "")
}
TOO_MANY_TAGS: Final = f"a page of more than {_MOST_TAGS} tags or {_MOST_TEXTS} pieces of text between them: no article has as many"


def is_endless(text: str) -> bool:
    """Whether a page, or a piece of one, opens too many tags or has too many texts between them.

    Those in scripts and comments are no tags: a forum keeps its posts there as markup.
    """
    if text.count("<") <= _MOST_TEXTS:
        return False
    parts = list(_read_parts(text))
    return (
        sum(len(_OPENING_TAG.findall(part)) for part in parts) > _MOST_TAGS
        or sum(len(_TEXT_BEHIND_TAG.findall(part)) for part in parts) > _MOST_TEXTS
    )


def _read_parts(text: str) -> Iterator[str]:
    """Yield what stands between scripts, styles and comments."""
    at = 0
    for match in _UNREAD.finditer(text):
        if match.start() >= at:
            end = _CLOSING[(match[1] or "").lower()].search(text, match.end())
            if end is None:
                break
            yield text[at : match.start()]
            at = end.start()
    yield text[at:]


def load_tree(text: str) -> HtmlElement | None:
    """Return the tree of a page, or None where there is nothing to parse."""
    from trafilatura import load_html

    # A declaration in the text contradicts the decoding that has already been done.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    loaded = load_html(_ENDLESS.sub(_without_attributes, text))
    return loaded if isinstance(loaded, HtmlElement) else None


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag of very many attributes without them: parsers take quadratic time for them.  A picture in the address is one attribute."""
    return f"<{tag[1]}>" if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def article_text(tree: HtmlElement) -> str:
    """Return the article's paragraphs as the library finds them, one a line; "" where there is none."""
    from trafilatura import bare_extraction

    result = bare_extraction(tree, include_comments=False, with_metadata=False)
    return "" if result is None or isinstance(result, dict) else (result.text or "")


def without_headline(body: str, title: str) -> str:
    """Drop the headline, and what the page puts above it, from the first lines of `body`."""
    lines = body.split("\n")
    for number, line in enumerate(lines[:3]):
        if title and same_words(line, title):
            return "\n".join(lines[number + 1 :])
    return body


# -- fragments ----------------------------------------------------------------------------------


def fragment_text(markup: str) -> str:
    """Return the visible text of a piece of HTML, one line for each block element (:func:`fragment_lines`)."""
    return "\n".join(text for text, _ in fragment_lines(markup))


def fragment_lines(markup: str) -> list[tuple[str, bool]]:
    """Return the visible lines of a piece of HTML, each with whether it is a heading.

    A line that is bold as a whole and no sentence counts as one: newsletters made of tables have no
    others.  A piece of more tags than an article has gives none (:func:`is_endless`).
    """
    from lxml.html import fragment_fromstring

    if not markup.strip() or is_endless(markup):
        return []
    try:
        tree = fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return [
            (line, False) for line in tidy(re.sub(r"<[^<>]*>", " ", markup)).split("\n") if line
        ]
    prune_hidden(tree)
    lines = (line.strip() for line in tidy("".join(_pieces(tree))).split("\n"))
    marked = ((_MARKS.sub("", line).strip(), line) for line in lines)
    return [(plain, _is_heading(line, plain)) for plain, line in marked if plain]


def _is_heading(line: str, plain: str) -> bool:
    if line.startswith(_HEADING_MARK):
        return True
    is_label = len(plain.split()) < _BOLD_WORDS or plain[-1] in ".:;,!"
    return not is_label and _BOLD_LINE.fullmatch(line) is not None


def _pieces(tree: HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if element.tag in BLOCKS else ""
            yield _HEADING_MARK if element.tag in _HEADING_TAGS else ""
            yield _BOLD_ON if element.tag in _BOLD else ""
            yield _plain(element.text)
        else:
            yield _BOLD_OFF if event == "end" and element.tag in _BOLD else ""
            yield "\n" if event == "end" and element.tag in BLOCKS else ""
            yield _plain(element.tail) if element is not tree else ""


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text or ""))
