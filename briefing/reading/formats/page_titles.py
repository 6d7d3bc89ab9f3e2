"""The headline of a page: the visible one that the page's own titles bear witness to.

A page states its title up to five times (JSON-LD, Open Graph, ``<title>``), for search engines as
often as for readers, with the site's name behind it; and it shows headings, of which the first may be
a section's or the paper's name.  What both say is the headline, in the words that are shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from briefing.reading.formats.blocks import APART, letters, likeness
from briefing.reading.formats.clutter import name_parts
from briefing.reading.formats.fields import FIELDS

_KICKERS: Final = FIELDS.words("fields.page.kickers")
_STATED: Final = (
    "og:title",
    "twitter:title",
    "dc.title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_SITE_TAIL: Final = re.compile(r"(?:\s+[|–—·•»:-]+\s+|\s*[|»]\s*|_)([^|–—·•»_]{2,50})$")
_SECTION_MARK: Final = re.compile(r"[|»·_]")
_SECTION_WORDS: Final = 2
"""Words of a section's name between headline and site ("… | Sea | The Example"), at most."""
_AGREED: Final = 0.5
"""Likeness of a heading and a stated title from which they are one headline in two wordings."""
_PARTIAL: Final = 0.3
"""The same for the page's only ``h1``: titles for search engines are other sentences."""
_FIRST: Final = 0.1
"""What an ``h1`` is ahead of lower headings."""
_WORDS: Final = 4
_LONGEST: Final = 300
_MOST_HEADINGS: Final = 60
_LEVELS: Final = 20


class Stated(NamedTuple):
    """What a page says in its data: ``<meta>`` elements, JSON-LD object, outlet and address."""

    meta: Mapping[str, str]
    linked: Mapping[str, Any]
    outlet: str = ""
    address: str = ""


def find_title(tree: HtmlElement, stated: Stated) -> str:
    """Return the headline of a page, without the site's name; "" where the page has none."""
    every = list(_witnesses(tree, stated))
    # Of a page's titles the short ones are the site's name or a section's, where others are longer.
    witnesses = [one for one in every if _is_long(one)] or every
    headings = list(_headings(tree))
    best = max(
        (
            (_support(text, witnesses) + (_FIRST if tag == "h1" else 0), -number, text)
            for number, (tag, text) in enumerate(headings)
        ),
        default=(0.0, 0, ""),
    )
    ones = [text for tag, text in headings if tag == "h1"]
    long = [text for text in ones if _is_long(text)]
    if long and not _is_long(next(iter(witnesses), "")):
        return long[0]  # the page states the site's name alone
    if best[0] >= _AGREED:
        return _shown(best[2], witnesses)
    alone = len(ones) == 1 and long == ones and best[2] == ones[0]
    if alone and (best[0] >= _PARTIAL or not witnesses):
        return ones[0]
    if len(ones) == 1 and (not witnesses or " " not in witnesses[0]):
        return ones[0]
    return next(iter(witnesses), "")


def _is_long(title: str) -> bool:
    return title.count(" ") + 1 >= _WORDS


def _support(text: str, witnesses: Iterable[str]) -> float:
    return max((likeness(text, witness) for witness in witnesses), default=0.0)


def _shown(heading: str, witnesses: Iterable[str]) -> str:
    """The heading without a kicker that is set in it, where a stated title is its second part."""
    for witness in witnesses:
        at = heading.find(witness)
        if at > 0 and at + len(witness) == len(heading) and _is_long(witness):
            return witness
    return heading


def _witnesses(tree: HtmlElement, stated: Stated) -> Iterator[str]:
    """Yield the titles that the page states, cleaned, each once; the surest first."""
    headline, name = stated.linked.get("headline"), stated.linked.get("name")
    title = next((e.text_content() for e in tree.iter("title")), "")
    raw = [headline, *(stated.meta.get(n) for n in _STATED), title, name]
    # "@paper" is an account: some fill a card's title with it.
    named = [one for one in raw if isinstance(one, str) and "<" not in one and one[:1] != "@"]
    clean = [_clean(one) for one in named]
    found: list[str] = []
    for one in clean:
        short = without_site(one, stated, clean)
        if short and letters(short) and short not in found:
            found.append(short)
    yield from sorted(found, key=lambda one: _is_name(one, stated))


def _clean(title: str) -> str:
    # Many systems escape titles twice.
    return " ".join(html.unescape(title).split())


def _is_name(title: str, stated: Stated) -> bool:
    """Whether a title is the site's own name, alone or with a motto behind it."""
    outlet = letters(stated.outlet)
    return bool(outlet) and (letters(title) == outlet or letters(title).startswith(outlet))


def without_site(title: str, stated: Stated, others: Iterable[str] = ()) -> str:
    """Drop the site's name, and a section's in front of it, behind a headline ("… | News | The Example")."""
    shorter, cut = title, False
    for _ in range(3):
        tail = _SITE_TAIL.search(shorter)
        if tail is None:
            break
        head = shorter[: tail.start()].strip()
        is_section = cut and _SECTION_MARK.search(tail[0]) and tail[1].count(" ") < _SECTION_WORDS
        if not (is_section or _is_site(tail[1], stated) or any(head == one for one in others)):
            break
        shorter, cut = head, True
    return shorter


def _is_site(tail: str, stated: Stated) -> bool:
    name, outlet = letters(tail), letters(stated.outlet)
    if outlet and (name in outlet or outlet in name):
        return True
    host = letters(_host(stated.address))
    words = [letters(word) for word in tail.split() if len(word) > 2]
    return bool(host and words) and (name in host or all(word in host for word in words))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _headings(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield tag and text of the headings in which a headline may stand, ``h1`` first."""
    number = 0
    for tag in ("h1", "h2", "h3"):
        for element in tree.iter(tag):
            text = _heading_text(element)
            number += 1
            if number > _MOST_HEADINGS:
                return
            if text and len(text) <= _LONGEST and not _is_apart(element):
                yield tag, text


def _is_apart(element: HtmlElement) -> bool:
    return any(above.tag in APART for above in islice(element.iterancestors(), _LEVELS))


def _heading_text(element: HtmlElement) -> str:
    """The text of a heading, without a kicker that has a box of its own in it."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not (name_parts(child) & _KICKERS):
            pieces.append(child.text_content() if child.tag != "br" else " ")
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).replace("\xad", "").split()).lstrip(":|–- ")
