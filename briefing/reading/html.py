"""HTML pages and fragments to text.

Pages go through trafilatura after invisible text is pruned; metadata comes from JSON-LD, Open
Graph and (for the date) htmldate.  A crash of lxml costs the page, not the run, where
``settings.workers`` allows processes of their own (:mod:`briefing.reading.many`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.compose import Parsed, Part, compose, tidy
from briefing.reading.hidden import prune_hidden
from briefing.reading.metadata import embedded_data, page_metadata, same_words

__all__ = [
    "declared_encoding",
    "fragment_lines",
    "fragment_text",
    "hidden_note",
    "is_markup",
    "page_part",
    "parse_page",
]

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
_HEADING_MARK: Final = "\ue000"  # private use: taken out of all text before it is set
_MARKUP: Final = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|img|ul|span|h[1-6])\b[^<>]*>|&#?\w{2,8};", re.IGNORECASE
)


def declared_encoding(data: bytes) -> str:
    """Return the label in a page's ``<meta charset>`` or XML declaration, or ""."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else ""


def is_markup(text: str) -> bool:
    """Whether a field that may hold text or HTML holds HTML."""
    return _MARKUP.search(text) is not None


def parse_page(text: str) -> Parsed:
    """Return a page's article: the headline, then its paragraphs, as one section with metadata."""
    part, hidden = page_part(text)
    return compose([part], hidden_note(hidden), "text/html")


def page_part(text: str, url: str = "") -> tuple[Part, int]:
    """Return a page as a part (its body empty where there is no article) and the hidden characters.

    `url` is the page's address where the page does not give its own.
    """
    tree = load_tree(text)
    if tree is None:
        return Part("", ""), 0
    embedded = embedded_data(tree)
    hidden = prune_hidden(tree)
    metadata = page_metadata(tree, embedded, url)
    body = article_text(tree)
    if not body.strip():
        return Part("", ""), hidden
    return Part(body=_without_headline(body, metadata.title), **metadata._asdict()), hidden


def hidden_note(hidden: int) -> list[str]:
    """Say how much hidden text was left out, if any."""
    return [f"{hidden} characters of hidden text were left out"] if hidden else []


def load_tree(text: str) -> HtmlElement | None:
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
    """Return the visible lines of a piece of HTML, each with whether it is a heading."""
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
    marked = (
        (line.replace(_HEADING_MARK, "").strip(), line.startswith(_HEADING_MARK)) for line in lines
    )
    return [(line, is_heading) for line, is_heading in marked if line]


def _pieces(tree: HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if element.tag in _BLOCKS else ""
            yield _HEADING_MARK if element.tag in _HEADINGS else ""
            yield _plain(element.text)
        else:
            yield "\n" if event == "end" and element.tag in _BLOCKS else ""
            yield _plain(element.tail) if element is not tree else ""


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", (text or "").replace(_HEADING_MARK, ""))
