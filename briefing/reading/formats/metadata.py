"""What a page says about itself: JSON-LD, Open Graph, its headline."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from briefing.language.base import together
from briefing.reading.formats.page_dates import loose_date, page_date, same_words
from briefing.reading.formats.page_titles import Stated, find_title
from briefing.reading.outlets import outlet_behind

_DESCRIBED: Final = ("description", "og:description", "twitter:description")
_MENU: Final = together().words("furniture.hint_words.menu")
_PAPERS: Final = re.compile(rf"\b{together().pattern('outlets.name_words')}\b")
_BEHIND_TITLE: Final = re.compile(r"^(?:.{1,40})?\s[|–—·»-]\s([^|–—·»]{2,40})$")
_HOST: Final = 40
_SHORT_HOST: Final = 5
"""Letters of the shortest host's name that is looked for: three or four stand in any text."""
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

    @property
    def is_article(self) -> bool:
        """Whether the page says of itself that it is an article."""
        kind = self.meta.get("og:type", "").lower()
        return kind == "article" or (kind != "website" and bool(self.linked.get("datePublished")))

    @property
    def witnesses(self) -> tuple[str, str]:
        """What the page says of its story in its data: the description, the author."""
        described = (self.meta.get(name, "") for name in _DESCRIBED)
        stated = self.linked.get("description")
        every = [*described, stated if isinstance(stated, str) else ""]
        author = _name(self.linked.get("author")) or self.meta.get("author", "")
        return "\n".join(dict.fromkeys(filter(None, map(html.unescape, every)))), author


def embedded_data(tree: HtmlElement) -> Embedded:
    """Read what the page says in ``<meta>`` and scripts; before scripts are pruned."""
    scripts = [element.text or "" for element in tree.iter("script")]
    return Embedded(_meta_elements(tree), _news_object(tree), loose_date(scripts))


def page_metadata(tree: HtmlElement, embedded: Embedded, url: str = "") -> Metadata:
    """Return a page's title, outlet, date, address and language; `tree` without hidden text."""
    meta, linked, _ = embedded
    address = meta.get("og:url") or _canonical(tree) or url
    names = (meta.get("og:site_name"), _name(linked.get("publisher")), meta.get("application-name"))
    named = [name for name in names if name and not _is_section(name)]
    outlet = _as_printed(named) or _shown_name(tree, address)
    title = find_title(tree, Stated(meta, linked, outlet, address))
    outlet = outlet or _name_behind(tree, title) or _site(tree)
    return Metadata(
        title=title,
        outlet=outlet,
        published=page_date(tree, embedded, _titles(tree, meta, title), address),
        url=address,
        language=tree.get("lang") or tree.get("xml:lang") or tree.get(_XML_LANGUAGE) or "",
    )


def _as_printed(names: Sequence[str]) -> str:
    """Return the first of a site's names, as the house prints it where that is its mark alone: "Tarn Post" for "tarnpost"."""
    first = names[0] if names else ""
    spaced = (one for one in names if " " in one and one.replace(" ", "").casefold() == first)
    printed = next((one for one in spaced if one == one.title()), first)
    return printed if first.islower() else first


def _is_section(name: str) -> bool:
    """Whether a site's name is that of a section: "U.S.", "World", "Politics" name no paper."""
    words = re.findall(r"\w+", name.casefold())
    known = _PAPERS.search(name) is not None
    return not known and ("".join(words) in _MENU or all(word in _MENU for word in words))


def _shown_name(tree: HtmlElement, address: str) -> str:
    """Return the words of a page that its host's name is put together from: "Velm Post" for velmpost.example."""
    labels = [part for part in (urlsplit(address).hostname or "").split(".")[:-1] if part != "www"]
    host = max(labels, key=len, default="")[:_HOST].replace("-", "")
    if len(host) < _SHORT_HOST or not host.isalpha():
        return ""
    found = re.search(rf"\b(?-i:[^\W\d_a-z])(?i:{_spaced(host[1:])})\b", tree.text_content())
    return " ".join(found[0].split()) if found and found[0][0].casefold() == host[0] else ""


def _name_behind(tree: HtmlElement, title: str) -> str:
    """Return the site's name that ``<title>`` has behind the headline, if the page shows it elsewhere as well."""
    stated = " ".join(next((e.text_content() for e in tree.iter("title")), "").split())
    tail = (
        _BEHIND_TITLE.search(stated[len(title) :]) if title and stated.startswith(title) else None
    )
    if tail is None or _is_section(tail[1]):
        return ""
    texts = (
        text for text in tree.itertext() if text.strip() == tail[1] or text.startswith(tail[1])
    )
    return tail[1] if next(texts, "") else ""


def _spaced(letters_: str) -> str:
    return "".join(rf"[ .'-]?{re.escape(one)}" for one in letters_)


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


def _titles(tree: HtmlElement, meta: dict[str, str], title: str) -> list[str]:
    """Return what the page calls itself: its headline, its stated title, its one heading."""
    stated = meta.get("og:title", "")
    return [title, *([stated] if stated else []), *_only_heading(tree)]


def _only_heading(tree: HtmlElement) -> list[str]:
    """The text of a page's one <h1>; none where it has several or an empty one."""
    heads = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    return heads if len(heads) == 1 and heads[0] else []


def _site(tree: HtmlElement) -> str:
    """The outlet's name behind the headline in ``<title>``, where the headline stands on the page as well."""
    title = next((" ".join(e.text_content().split()) for e in tree.iter("title")), "")
    name = outlet_behind(title)
    heads = (e.text_content() for e in tree.iter("h1", "h2"))
    is_headline = name and any(
        same_words(head, title.removesuffix(name)) for head in heads if head.strip()
    )
    return name if is_headline else ""
