"""HTML pages and fragments to text.

Pages go through trafilatura after invisible text is pruned; metadata comes from JSON-LD, Open
Graph and (for the date) htmldate.  A crash of lxml costs the page, not the run, where
``settings.workers`` allows processes of their own (:mod:`briefing.reading.spread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.formats.base import Format, Refusal, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.hidden import prune_hidden
from briefing.reading.formats.metadata import Embedded, embedded_data, page_metadata
from briefing.reading.formats.page_dates import same_words
from briefing.reading.formats.parts import Parsed, Part, compose, tidy

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})""",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
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
    """What was read from a page; the body of `part` is empty where there is no article."""

    part: Part
    hidden: int = 0
    """Characters of text that no reader could see."""
    is_drawn: bool = False
    """Whether the text is that of the page's own data, as a script draws it."""


def _parse(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data, declared_encoding(data))
    page = parse_page(decoded.text)
    notes = (*decoded.notes, *page.notes)
    if not page.text.strip():
        why = "; ".join(notes) or "only navigation"
        raise Refusal(f"the page has no article text: {why}", "no_story")
    return page._replace(notes=notes, encoding=decoded.encoding)


FORMAT: Final = Format("html", _recognises, _parse)


def parse_page(text: str) -> Parsed:
    """Return a page's article: the headline, then its paragraphs, as one section with metadata."""
    page = read_page(text)
    return compose([page.part], page_notes([page]), "text/html")


def read_page(text: str, url: str = "") -> Page:
    """Read one page; `url` is its address where the page does not give its own."""
    tree = load_tree(text)
    if tree is None:
        return Page(Part("", ""))
    embedded = embedded_data(tree)
    hidden = prune_hidden(tree)
    metadata = page_metadata(tree, embedded, url)
    body = article_text(tree)
    stated = _stated_body(embedded, metadata.title)
    is_drawn = len(stated) > _STATED_SHARE * len(body)
    body = stated if is_drawn else body
    if not body.strip():
        return Page(Part("", ""), hidden)
    body = _without_headline(body, metadata.title)
    return Page(Part(body=body, **metadata._asdict()), hidden, is_drawn)


def page_notes(pages: Iterable[Page]) -> Iterator[str]:
    """Say what was left out of pages, and what was read from their data."""
    read = list(pages)
    hidden, drawn = sum(page.hidden for page in read), sum(page.is_drawn for page in read)
    if hidden:
        yield f"{hidden} characters of hidden text were left out"
    if drawn:
        of = "the page" if len(read) == 1 else f"{drawn} pages"
        yield f"the text of {of}, drawn by a script, was read from the data for it (JSON-LD)"


def _stated_body(embedded: Embedded, title: str) -> str:
    """Return the article's text as the page's own data give it, "" where that is not about its headline.

    Pages whose text a script draws have it nowhere else.  Two thirds of the words of the headline must
    come back, so that a page's data cannot slip in a text of their own beside a short notice.
    """
    stated = embedded.linked.get("articleBody")
    if not isinstance(stated, str):
        return ""
    words = set(re.findall(r"\w{4,}", title.casefold()))
    known = words.intersection(re.findall(r"\w{4,}", stated.casefold()))
    if not words or 3 * len(known) < 2 * len(words):
        return ""
    return fragment_text(stated) if is_markup(stated) else tidy(stated)


def load_tree(text: str) -> HtmlElement | None:
    """Return the tree of a page, or None where there is nothing to parse."""
    from trafilatura import load_html

    # A declaration in the text contradicts the decoding that has already been done.
    loaded = load_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))
    return loaded if isinstance(loaded, HtmlElement) else None


def article_text(tree: HtmlElement) -> str:
    """Return the article's paragraphs, one a line; "" where there is no article."""
    from trafilatura import bare_extraction

    result = bare_extraction(tree, include_comments=False, with_metadata=False)
    return "" if result is None or isinstance(result, dict) else (result.text or "")


def _without_headline(body: str, title: str) -> str:
    """Drop the headline, and what the page puts above it, from the first lines of `body`."""
    lines = body.split("\n")
    for number, line in enumerate(lines[:3]):
        if title and same_words(line, title):
            return "\n".join(lines[number + 1 :])
    return body


# -- fragments ----------------------------------------------------------------------------------


def fragment_text(markup: str) -> str:
    """Return the visible text of a piece of HTML, one line for each block element."""
    return "\n".join(text for text, _ in fragment_lines(markup))


def fragment_lines(markup: str) -> list[tuple[str, bool]]:
    """Return the visible lines of a piece of HTML, each with whether it is a heading.

    A line that is bold as a whole and no sentence counts as one: newsletters made of tables have no
    others.
    """
    from lxml.html import fragment_fromstring

    if not markup.strip():
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
            yield "\n" if element.tag in _BLOCKS else ""
            yield _HEADING_MARK if element.tag in _HEADINGS else ""
            yield _BOLD_ON if element.tag in _BOLD else ""
            yield _plain(element.text)
        else:
            yield _BOLD_OFF if event == "end" and element.tag in _BOLD else ""
            yield "\n" if event == "end" and element.tag in _BLOCKS else ""
            yield _plain(element.tail) if element is not tree else ""


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text or ""))
