"""Pieces of HTML as lines in which the links are still to be seen.

What an entry of a feed or a mail says beside its story is told by links: to the entry itself ("Continue
reading"), to comments, to the page of the outlet.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.html import Element, HtmlElement, fragment_fromstring, tostring

from briefing.reading.formats.html import fragment_lines, fragment_text, is_endless

LINK, OWN, END = "\ue010", "\ue011", "\ue012"  # private use: taken out of all text before
"""Before a link, before a link to the story itself, and behind either."""
LINKED: Final = re.compile(f"[{LINK}{OWN}]([^{LINK}{OWN}{END}]*){END}")
_MARKS: Final = re.compile(f"[{LINK}{OWN}{END}]")
_BESIDE: Final = ("figure", "figcaption", "aside", "iframe", "form", "button", "nav")
"""Elements that hold no text of a story: pictures with their captions, boxes, controls."""
_STYLED: Final = ("td", "p", "div", "span", "font")
_LOUD: Final = re.compile(
    r"font-weight\s?:\s?(?:bold|[6-9]00)|font\s?:[^;]{0,40}\b(?:bold|[6-9]00)\b|font(?:-size)?\s?:[^;]{0,40}?\b(?:1[89]|[2-6]\d)(?:\.\d)?p[xt]\b",
    re.IGNORECASE,
)
_HEADING_WORDS: Final = 30


def linked_lines(markup: str, own: str = "") -> list[str]:
    """Return the visible lines of a piece of HTML, its links between the marks.

    `own` is the address of the story: a link to it is told from others.
    """
    return fragment_text(_with_marks(markup, own)).split("\n")


def linked_headings(markup: str) -> list[tuple[str, bool, bool]]:
    """Return the visible lines, each with whether it is a heading and whether it is one link.

    Letters make headings of styles: bold or large type counts as one, where it fills the line.
    """
    lines = fragment_lines(_with_marks(markup, ""))
    return [
        (
            unmarked(line),
            is_heading and len(line.split()) <= _HEADING_WORDS,
            LINKED.fullmatch(line.strip()) is not None,
        )
        for line, is_heading in lines
        if unmarked(line)
    ]


def _with_marks(markup: str, own: str) -> str:
    markup = _MARKS.sub("", markup).replace("\0", "")
    if is_endless(markup):
        return ""
    try:
        tree = fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return markup
    for element in list(tree.iter(*_BESIDE)):
        element.drop_tree()
    for link in tree.iter("a"):
        _mark(link, own)
    for element in list(tree.iter(*_STYLED)):
        if _LOUD.search(element.get("style") or ""):
            _embolden(element)
    return str(tostring(tree, encoding="unicode"))


def _embolden(element: HtmlElement) -> None:
    bold = Element("strong")
    bold.text, element.text = element.text, None
    bold.extend(list(element))
    element.append(bold)


def _mark(link: HtmlElement, own: str) -> None:
    address = (link.get("href") or "").strip()
    is_own = bool(own) and _bare(address) == _bare(own)
    link.text = (OWN if is_own else LINK) + (link.text or "")
    if len(link):
        link[-1].tail = (link[-1].tail or "") + END
    else:
        link.text += END


def _bare(address: str) -> str:
    """An address without what only tells where a reader came from."""
    return re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/").lower()


def unmarked(line: str) -> str:
    """Return a line without the marks."""
    return _MARKS.sub("", line).strip()
