"""Text of an HTML page that no reader could see: found in the tree and taken out.

Instructions to a model hide there.  What is looked at: the ``hidden`` attribute, and what ``style``
attributes and the page's own ``<style>`` elements declare (:mod:`briefing.reading.formats.styles`).
External style sheets are not fetched, so what they hide stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.formats.styles import ANCESTORS, Style, Styles

_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_NAMED: Final = {"white": "ffffff", "black": "000000", "transparent": "transparent"}
_FAR: Final = 500.0  # pixels: no layout shifts visible text that far, hiding tricks use 999 and up
_MAIN_SHARE: Final = 0.5
"""A "hidden" element with more of the page's text than this is the article itself, which a script
reveals; it stays."""
_FAMILY_SHARE: Final = 0.3
"""The same for several elements of one class together.  On the 70 pages of `extraction_pages` one
gallery has .5 and no other family more than .05."""

_SIZE: Final = re.compile(r"(?:^|\s)(0|\d*\.?\d+(?:px|r?em|pt|%|vw))(?=[\s/]|$)")
"""The size in a ``font``: a weight has no unit."""
_NO_SCALE: Final = re.compile(
    r"(?:scale(?:[xy]|3d)?|matrix)\(\s*-?0*\.?0*\s*[,)]|scale\([^(),]*,\s*0*\.?0*\s*\)"
    r"|rotate[xy]\(\s*-?90deg"
)
_HALF: Final = 50.0
"""Percent of a box: cut from both sides, nothing is left."""


def prune_hidden(tree: HtmlElement) -> int:
    """Take invisible elements out of `tree` and return how many characters of text that were."""
    styles = Styles(tree)
    _drop_carriers(tree)
    doomed = _outermost([e for e in tree.iter(etree.Element) if _is_hidden(e, styles)])
    if not doomed:
        return 0
    lengths = {element: len(_text(element)) for element in doomed}
    kept = _revealed_later(lengths, len(_text(tree)))
    for element in lengths:
        if element not in kept:
            element.drop_tree()
    return sum(length for element, length in lengths.items() if element not in kept)


def _drop_carriers(tree: HtmlElement) -> None:
    """Drop what browsers with scripts never show: fallbacks, templates, embedded data, styles."""
    for element in list(tree.iter("noscript", "template", "script", "style")):
        if element.getparent() is not None:
            element.drop_tree()


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    chosen = set(elements)
    return [
        element
        for element in elements
        if element.getparent() is not None and not any(a in chosen for a in element.iterancestors())
    ]


def _revealed_later(lengths: Mapping[HtmlElement, int], total: int) -> set[HtmlElement]:
    """Return the hidden elements that are the page's own text, shown by a script on demand.

    Such is an element with most of the page's text, or a family of at least three of one class
    that has a good part of it together (a gallery that opens item by item).
    """
    families: dict[tuple[str, str], list[HtmlElement]] = {}
    for element in lengths:
        if element.get("class"):
            families.setdefault((str(element.tag), element.get("class") or ""), []).append(element)
    kept = {element for element, length in lengths.items() if length > _MAIN_SHARE * total}
    for family in families.values():
        if len(family) >= 3 and sum(lengths[e] for e in family) > _FAMILY_SHARE * total:
            kept.update(family)
    return kept


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_hidden(element: HtmlElement, styles: Styles) -> bool:
    if element.tag in {"html", "body", "head"}:
        return False  # hidden only until a script has run
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = styles.of(element)
    return bool(style) and (
        _is_switched_off(style)
        or _is_off_screen(style)
        or _is_clipped(style)
        or _is_background_coloured(element, style, styles)
    )


def _is_switched_off(style: Style) -> bool:
    size = style.get("font-size") or "".join(_SIZE.findall(style.get("font", ""))[:1]) or "16px"
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or _pixels(size) <= 1
        or _share(style.get("opacity", "1")) < 0.05
        or any(
            _share(one) < 0.05
            for one in re.findall(r"opacity\(([^()]*)\)", style.get("filter", ""))
        )
        or _NO_SCALE.search(style.get("transform", "")) is not None
        or (_NUMBER.match(style.get("scale", "")) is not None and _pixels(style["scale"]) == 0)
    )


def _is_off_screen(style: Style) -> bool:
    if _pixels(style.get("text-indent", "0")) <= -_FAR:
        return True
    if "translate" in style.get("transform", ""):
        return any(abs(float(n)) >= _FAR for n in _NUMBER.findall(style["transform"]))
    if style.get("position") not in {"absolute", "fixed"} and "margin-left" not in style:
        return False
    sides = ("left", "top", "right", "bottom", "margin-left", "margin-top")
    every = [*(style.get(side, "0") for side in sides), *style.get("inset", "0").split()]
    return any(_pixels(one) <= -_FAR for one in every)


def _is_clipped(style: Style) -> bool:
    """The "screen reader only" tricks: cut to nothing, or a box of one pixel that hides the rest."""
    clip = style.get("clip", "").replace(" ", "")
    placed = style.get("position") in {"absolute", "fixed"}
    if (placed and re.fullmatch(r"rect\((?:[01](?:px)?,?){4}\)", clip)) or _is_cut_away(style):
        return True
    small = any(
        0 <= _pixels(style.get(k, "99px")) <= 1
        for k in ("width", "height", "max-height", "max-width")
    )
    flows = {style.get(k) for k in ("overflow", "overflow-x", "overflow-y")}
    return small and not flows.isdisjoint({"hidden", "clip"})


def _is_cut_away(style: Style) -> bool:
    """Whether the shape that an element is cut to has no area."""
    name, _, inner = style.get("clip-path", "").partition("(")
    inner = inner.rstrip(") ")
    if name == "inset":
        sides = (inner.partition(" round ")[0].split() * 4)[:4]
        return bool(sides) and any(one.endswith("%") and _number(one) >= _HALF for one in sides[:2])
    if name in {"circle", "ellipse"}:
        radii = inner.partition("at ")[0].split()
        return any(_NUMBER.match(one) is not None and _number(one) == 0 for one in radii)
    if name == "polygon":
        points = [tuple(map(_number, point.split())) for point in inner.split(",")]
        return len({point for point in points if len(point) == 2}) < 3
    return False


def _number(value: str) -> float:
    found = _NUMBER.match(value)
    return float(found[0]) if found else 1.0


def _share(value: str) -> float:
    """Return a number or a percentage as a share."""
    return _number(value) / (100 if value.strip().endswith("%") else 1)


def _pixels(value: str) -> float:
    """Return a CSS length as pixels (em and rem as 16, percent and viewport as 10)."""
    match = _NUMBER.match(value)
    if match is None:
        return 16.0
    number = float(match[0])
    unit = value[match.end() :].strip()[:3]
    return number * {"em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0}.get(unit, 1.0)


def _is_background_coloured(element: HtmlElement, style: Style, styles: Styles) -> bool:
    colour = _colour(style.get("color", ""))
    if not colour:
        return False
    return colour == "transparent" or colour == _background(element, style, styles)


def _background(element: HtmlElement, style: Style, styles: Styles) -> str:
    """Return the colour behind `element` where the page itself says it, else ""."""
    for node in (element, *islice(element.iterancestors(), ANCESTORS)):
        own = style if node is element else styles.of(node)
        shown = own.get("background-color") or own.get("background") or node.get("bgcolor") or ""
        if shown:
            # A picture or gradient is no colour: then nothing is known.
            return "" if "url(" in shown or "gradient" in shown else _colour(shown)
        if node is not element and (node.get("class") or node.get("id")):
            return ""  # an outside sheet may colour it
    return "ffffff"


def _colour(value: str) -> str:
    """Return a CSS colour as six hexadecimal digits, "transparent", or "" where unclear."""
    value = value.strip().lower()
    rgb = re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)%?)?\s*\)", value)
    if rgb:
        if rgb[4] and float(rgb[4]) == 0:
            return "transparent"
        return "".join(f"{min(255, int(rgb[i])):02x}" for i in (1, 2, 3))
    match = re.match(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", value)
    if match:
        digits = match[1]
        return digits if len(digits) == 6 else "".join(2 * d for d in digits)
    return _NAMED.get(value.split()[0] if value.split() else "", "")
