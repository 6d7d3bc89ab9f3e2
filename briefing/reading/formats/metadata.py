"""What a page says about itself: JSON-LD, Open Graph, the lines at its headline, htmldate."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from briefing.language.base import together
from briefing.language.calendar import Clock, find_dates
from briefing.reading.dating import is_bare, label_of
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.page_titles import Stated, find_title

_PUBLISHED: Final = FIELDS.phrases("fields.page.published")
_LOOSE: Final = re.compile(r"""["']datePublished["']\s*:\s*["']([^"']{8,40})["']""")
_DESCRIBED: Final = ("description", "og:description", "twitter:description")
_ANY_CLOCK: Final = Clock(date(2000, 1, 1), None)
"""Only dates with a year are taken from a page, so the reference day does not matter."""
_MENU: Final = together().words("furniture.hint_words.menu")
_PAPERS: Final = re.compile(rf"\b{together().pattern('outlets.name_words')}\b")
_BEHIND_TITLE: Final = re.compile(r"^(?:.{1,40})?\s[|–—·»-]\s([^|–—·»]{2,40})$")
_HOST: Final = 40
_SHORT_HOST: Final = 5
"""Letters of the shortest host's name that is looked for: three or four stand in any text."""
_BEHIND: Final = 20
_AHEAD: Final = 6
"""Texts after and before the headline in which its date line stands: byline, share links, caption."""


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
    return Embedded(_meta_elements(tree), _news_object(tree), _loose_date(scripts))


def page_metadata(tree: HtmlElement, embedded: Embedded, url: str = "") -> Metadata:
    """Return a page's title, outlet, date, address and language; `tree` without hidden text."""
    meta, linked, _ = embedded
    address = meta.get("og:url") or _canonical(tree) or url
    names = (meta.get("og:site_name"), _name(linked.get("publisher")), meta.get("application-name"))
    outlet = next((name for name in names if name and not _is_section(name)), "")
    outlet = outlet or _shown_name(tree, address)
    title = find_title(tree, Stated(meta, linked, outlet, address))
    outlet = outlet or _name_behind(tree, title)
    xml_language = "{http://www.w3.org/XML/1998/namespace}lang"
    return Metadata(
        title=title,
        outlet=outlet,
        published=page_date(tree, embedded, title, address),
        url=address,
        language=tree.get("lang") or tree.get(xml_language) or "",
    )


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


def same_words(first: str, second: str) -> bool:
    """Whether two lines agree in everything but punctuation and case."""
    return re.sub(r"\W+", "", first).casefold() == re.sub(r"\W+", "", second).casefold()


def _loose_date(scripts: Iterable[str]) -> str:
    """Find "datePublished" in data that is no valid JSON, or in a script's own variables."""
    for script in scripts:
        match = _LOOSE.search(script)
        if match:
            return match[1]
    return ""


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


def page_date(tree: HtmlElement, embedded: Embedded, title: str, url: str) -> str:
    """Return the publication date as the page gives it.

    Asked in turn: JSON-LD, ``<meta>``, a date line at the headline, scripts, htmldate.
    """
    stated = (embedded.linked.get("datePublished"), *(embedded.meta.get(n) for n in _PUBLISHED))
    for value in stated:
        if isinstance(value, str) and re.search(r"(?:19|20)\d\d", value):
            return value
    return _beside_headline(tree, title) or embedded.loose_date or _guessed_date(tree, url)


def _beside_headline(tree: HtmlElement, title: str) -> str:
    """Return the date line that stands nearest to the visible headline, or ""."""
    pieces = [(e, " ".join(t.split())) for e, t in _visible_pieces(tree)]
    for number, (element, text) in enumerate(pieces):
        if element is not None and _is_headline(element, text, title):
            behind = pieces[number + 1 : number + 1 + _BEHIND]
            found = _first_date_line([t for _, t in behind])
            return found or _first_date_line(
                [t for _, t in reversed(pieces[max(0, number - _AHEAD) : number])]
            )
    return ""


def _is_headline(element: HtmlElement | None, text: str, title: str) -> bool:
    if element is None or element.tag not in {"h1", "h2"}:
        return False
    # 20 characters: shorter headings ("News") stand in many a title.
    return same_words(text, title) or (len(text) >= 20 and text.casefold() in title.casefold())


def _visible_pieces(tree: HtmlElement) -> Iterator[tuple[HtmlElement | None, str]]:
    """Yield the page's texts in order, headings whole and with their element."""
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and element.tag in {"h1", "h2"} and inside is None:
            inside = element
            yield element, element.text_content()
        elif event == "start" and inside is None and (element.text or "").strip():
            yield None, element.text or ""
        elif event == "end":
            inside = None if element is inside else inside
            if inside is None and (element.tail or "").strip():
                yield None, element.tail or ""


def _first_date_line(texts: Iterable[str]) -> str:
    """Return the first date with a year in lines that hold little else."""
    for text in texts:
        if not 6 <= len(text) <= 100:
            continue
        dates = find_dates(text, _ANY_CLOCK)
        if (
            dates
            and dates[0].has_year
            and (is_bare(text, dates) or label_of(text[: dates[0].start])[0])
        ):
            return text[dates[0].start : dates[0].end]
    return ""


def _guessed_date(tree: HtmlElement, url: str) -> str:
    from htmldate import find_date

    # The extensive search takes any number in the text for a date ("Call 01/02/2024").
    return find_date(tree, extensive_search=False, original_date=True, url=url or None) or ""
