"""HTML pages and fragments to text.

Pages go through trafilatura after invisible text is pruned; metadata comes from JSON-LD, Open
Graph and (for the date) htmldate.  Parsing runs in this process: lxml once had a crash that a
worker process would contain; that is left for when it is seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.compose import Parsed, Part, compose, tidy
from briefing.reading.hidden import prune_hidden

__all__ = ["declared_encoding", "fragment_text", "is_markup", "parse_page"]

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})""",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"]
)
_MARKUP: Final = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|img|ul|span|h[1-6])\b[^<>]*>|&#?\w{2,8};", re.IGNORECASE
)
_PUBLISHED: Final = (
    "article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date",
    "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip
_SITE_TAIL: Final = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,40})$")


class Metadata(NamedTuple):
    """What a page says about itself; empty strings where it does not."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def declared_encoding(data: bytes) -> str:
    """Return the label in a page's ``<meta charset>`` or XML declaration, or ""."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else ""


def is_markup(text: str) -> bool:
    """Whether a field that may hold text or HTML holds HTML."""
    return _MARKUP.search(text) is not None


def parse_page(text: str, url: str = "") -> Parsed:
    """Return a page's article: the headline, then its paragraphs, as one section with metadata."""
    tree = _tree(text)
    if tree is None:
        return Parsed("", media_type="text/html")
    metadata = page_metadata(tree, url)
    hidden = prune_hidden(tree)
    body = article_text(tree)
    notes = [f"{hidden} characters of hidden text were left out"] if hidden else []
    part = Part(body=_without_headline(body, metadata.title), **metadata._asdict())
    return compose([part] if body else [], notes, "text/html")


def _tree(text: str) -> HtmlElement | None:
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
        if title and _same(line, title):
            return "\n".join(lines[number + 1 :])
    return body


def _same(first: str, second: str) -> bool:
    return re.sub(r"\W+", "", first).casefold() == re.sub(r"\W+", "", second).casefold()


# -- metadata -----------------------------------------------------------------------------------


def page_metadata(tree: HtmlElement, url: str = "") -> Metadata:
    """Read a page's title, outlet, date, address and language; the tree must not be pruned yet."""
    meta = _meta_elements(tree)
    linked = _news_object(tree)
    address = meta.get("og:url") or _canonical(tree) or url
    outlet = (
        meta.get("og:site_name")
        or _name(linked.get("publisher"))
        or meta.get("application-name", "")
    )
    return Metadata(
        title=_title(tree, meta, linked, outlet),
        outlet=outlet,
        published=page_date(tree, meta, linked, address),
        url=address,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )


def _meta_elements(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _canonical(tree: HtmlElement) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return element.get("href") or ""
    return ""


def _news_object(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, or an empty one."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for candidate in _objects(data):
            if candidate.get("datePublished") or candidate.get("headline"):
                return candidate
    return {}


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 3:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _name(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _title(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any], outlet: str) -> str:
    headline = linked.get("headline")
    heads = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    title = next((" ".join(e.text_content().split()) for e in tree.iter("title")), "")
    if isinstance(headline, str) and headline.strip() and "<" not in headline:
        chosen = headline
    else:
        chosen = meta.get("og:title") or (heads[0] if len(heads) == 1 and heads[0] else title)
    return _without_site(" ".join(chosen.split()), outlet)


def _without_site(title: str, outlet: str) -> str:
    """Drop the outlet's name behind a headline ("… | The Daily Example")."""
    tail = _SITE_TAIL.search(title)
    if tail and outlet and (_same(tail[1], outlet) or tail[1].casefold() in outlet.casefold()):
        return title[: tail.start()]
    return title


def page_date(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any], url: str) -> str:
    """Return the publication date as the page gives it: JSON-LD, ``<meta>``, then htmldate."""
    for value in (linked.get("datePublished"), *(meta.get(name) for name in _PUBLISHED)):
        if isinstance(value, str) and re.search(r"(?:19|20)\d\d", value):
            return value
    return _guessed_date(tree, url)


def _guessed_date(tree: HtmlElement, url: str) -> str:
    from htmldate import find_date

    # The extensive search takes any number in the text for a date ("Call 01/02/2024").
    return find_date(tree, extensive_search=False, original_date=True, url=url or None) or ""


# -- fragments ----------------------------------------------------------------------------------


def fragment_text(markup: str) -> str:
    """Return the visible text of a piece of HTML, one line for each block element."""
    from lxml.html import fragment_fromstring

    if not markup.strip():
        return ""
    try:
        tree = fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return tidy(re.sub(r"<[^>]*>", " ", markup))
    prune_hidden(tree)
    for element in tree.iter("style"):
        element.text = ""
    return tidy("".join(_pieces(tree)))


def _pieces(tree: HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if element.tag in _BLOCKS else ""
            yield re.sub(r"\s+", " ", element.text or "")
        else:
            yield "\n" if event == "end" and element.tag in _BLOCKS else ""
            yield re.sub(r"\s+", " ", element.tail or "") if element is not tree else ""
