"""What a page says about itself: JSON-LD, Open Graph, its headline."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lxml.html import HtmlElement

from briefing.reading.formats.page_dates import loose_date, page_date, same_words

_SITE_TAIL: Final = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,40})$")
_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Metadata(NamedTuple):
    """What a page says about itself; empty strings where it does not."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


class Embedded(NamedTuple):
    """The data of a page that no reader sees."""

    meta: dict[str, str]
    linked: dict[str, Any]
    loose_date: str


def embedded_data(tree: HtmlElement) -> Embedded:
    """Read what the page says in ``<meta>`` and scripts; before scripts are pruned."""
    scripts = [element.text or "" for element in tree.iter("script")]
    return Embedded(_meta_elements(tree), _news_object(tree), loose_date(scripts))


def page_metadata(tree: HtmlElement, embedded: Embedded, url: str = "") -> Metadata:
    """Return a page's title, outlet, date, address and language; `tree` without hidden text."""
    meta, linked, _ = embedded
    address = meta.get("og:url") or _canonical(tree) or url
    outlet = (
        meta.get("og:site_name")
        or _name(linked.get("publisher"))
        or meta.get("application-name", "")
    )
    title = _title(tree, meta, linked, outlet)
    return Metadata(
        title=title,
        outlet=outlet,
        published=page_date(tree, embedded, [title, *_only_heading(tree)], address),
        url=address,
        language=tree.get("lang") or tree.get("xml:lang") or tree.get(_XML_LANGUAGE) or "",
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
    heads = _only_heading(tree)
    title = next((" ".join(e.text_content().split()) for e in tree.iter("title")), "")
    if isinstance(headline, str) and headline.strip() and "<" not in headline:
        chosen = headline
    else:
        chosen = meta.get("og:title") or (heads[0] if heads else title)
    # Many systems escape titles twice.
    return _without_site(" ".join(html.unescape(chosen).split()), outlet)


def _only_heading(tree: HtmlElement) -> list[str]:
    """The text of a page's one <h1>; none where it has several or an empty one."""
    heads = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    return heads if len(heads) == 1 and heads[0] else []


def _without_site(title: str, outlet: str) -> str:
    """Drop the outlet's name behind a headline ("… | The Daily Example")."""
    tail = _SITE_TAIL.search(title)
    if tail and outlet and (same_words(tail[1], outlet) or tail[1].casefold() in outlet.casefold()):
        return title[: tail.start()]
    return title
