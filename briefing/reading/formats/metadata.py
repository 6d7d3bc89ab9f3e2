"""What a page says about itself: JSON-LD, Open Graph, the lines at its headline, htmldate."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefing.language.calendar import Clock, find_dates
from briefing.reading.dating import is_bare, label_of
from briefing.reading.formats.fields import FIELDS
from briefing.reading.outlets import outlet_behind

_PUBLISHED: Final = FIELDS.phrases("fields.page.published")
_LOOSE: Final = re.compile(r"""["']datePublished["']\s*:\s*["']([^"']{8,40})["']""")
_SITE_TAIL: Final = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,40})$")
_ANY_CLOCK: Final = Clock(date(2000, 1, 1), None)
"""Only dates with a year are taken from a page, so the reference day does not matter."""
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


def embedded_data(tree: HtmlElement) -> Embedded:
    """Read what the page says in ``<meta>`` and scripts; before scripts are pruned."""
    scripts = [element.text or "" for element in tree.iter("script")]
    return Embedded(_meta_elements(tree), _news_object(tree), _loose_date(scripts))


def page_metadata(tree: HtmlElement, embedded: Embedded, url: str = "") -> Metadata:
    """Return a page's title, outlet, date, address and language; `tree` without hidden text."""
    meta, linked, _ = embedded
    address = meta.get("og:url") or _canonical(tree) or url
    outlet = (
        meta.get("og:site_name")
        or _name(linked.get("publisher"))
        or meta.get("application-name", "")
        or _site(tree)
    )
    title = _title(tree, meta, linked, outlet)
    xml_language = "{http://www.w3.org/XML/1998/namespace}lang"
    return Metadata(
        title=title,
        outlet=outlet,
        published=page_date(tree, embedded, title, address),
        url=address,
        language=tree.get("lang") or tree.get(xml_language) or "",
    )


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


def _title(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any], outlet: str) -> str:
    headline = linked.get("headline")
    heads = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    title = next((" ".join(e.text_content().split()) for e in tree.iter("title")), "")
    if isinstance(headline, str) and headline.strip() and "<" not in headline:
        chosen = headline
    else:
        chosen = meta.get("og:title") or (heads[0] if len(heads) == 1 and heads[0] else title)
    # Many systems escape titles twice.
    return _without_site(" ".join(html.unescape(chosen).split()), outlet)


def _site(tree: HtmlElement) -> str:
    """The outlet's name behind the headline in ``<title>``, where the headline stands on the page as well."""
    title = next((" ".join(e.text_content().split()) for e in tree.iter("title")), "")
    name = outlet_behind(title)
    heads = (e.text_content() for e in tree.iter("h1", "h2"))
    is_headline = name and any(
        same_words(head, title.removesuffix(name)) for head in heads if head.strip()
    )
    return name if is_headline else ""


def _without_site(title: str, outlet: str) -> str:
    """Drop the outlet's name behind a headline ("… | The Daily Example")."""
    tail = _SITE_TAIL.search(title)
    if tail and outlet and (same_words(tail[1], outlet) or tail[1].casefold() in outlet.casefold()):
        return title[: tail.start()]
    return title


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
