"""Text of an HTML page that no reader could see: found in the tree and taken out.

Instructions to a model hide there.  What is looked at: the ``hidden`` attribute, ``style``
attributes, and simple rules (``.class``, ``#id``, ``tag.class``) of the page's own ``<style>``
elements.  External style sheets are not fetched, so what they hide stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

_SIMPLE: Final = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))")
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_NAMED: Final = {"white": "ffffff", "black": "000000", "transparent": "transparent"}
_ANCESTORS: Final = (
    50  # pages nest some 20 deep; the limit bounds the time of one that nests 20,000
)
_FAR: Final = 500.0  # pixels: no layout shifts visible text that far, hiding tricks use 999 and up
_MAIN_SHARE: Final = 0.5
"""A "hidden" element with more of the page's text than this is the article itself, which a script
reveals; it stays."""
_FAMILY_SHARE: Final = 0.3
"""The same for several elements of one class together.  On the 70 pages of `extraction_pages` one
gallery has .5 and no other family more than .05."""

Style = Mapping[str, str]


def prune_hidden(tree: HtmlElement) -> int:
    """Take invisible elements out of `tree` and return how many characters of text that were."""
    rules = _style_rules(tree)
    _drop_carriers(tree)
    doomed = _outermost([e for e in tree.iter(etree.Element) if _is_hidden(e, rules)])
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


def _style_rules(tree: HtmlElement) -> dict[str, dict[str, str]]:
    """Return the declarations of simple selectors, as ``{".class": {...}, "#id": {...}}``."""
    rules: dict[str, dict[str, str]] = {}
    for element in tree.iter("style"):
        for selectors, body in _blocks((element.text or "").lower()):
            for selector in selectors.split(","):
                if _SIMPLE.fullmatch(selector.strip()):
                    rules.setdefault(selector.strip(), {}).update(_declarations(body))
    return rules


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, declarations) of a style sheet's outer rules, in linear time.

    Rules for some media only may hide on a phone what a desk shows: they are left out.
    """
    opening, *commented = sheet.split("/*")
    sheet = opening + "".join(part.partition("*/")[2] for part in commented)
    depth, selectors, body = 0, "", ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors, body
            depth = max(0, depth - 1)
        elif depth == 0:
            selectors = piece
        elif depth == 1:
            body = piece


def _declarations(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value
    }


def _style_of(element: HtmlElement, rules: Mapping[str, Style]) -> dict[str, str]:
    style: dict[str, str] = {}
    if rules:
        for selector in _selectors(element):
            style.update(rules.get(selector, {}))
    if element.get("style"):
        style.update(_declarations(element.get("style") or ""))
    return style


def _selectors(element: HtmlElement) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    for name in (element.get("class") or "").lower().split():
        yield f".{name}"
        yield f"{tag}.{name}"
    if element.get("id"):
        yield f"#{(element.get('id') or '').lower()}"
        yield f"{tag}#{(element.get('id') or '').lower()}"


def _is_hidden(element: HtmlElement, rules: Mapping[str, Style]) -> bool:
    if element.tag in {"html", "body", "head"}:
        return False  # hidden only until a script has run
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = _style_of(element, rules)
    return bool(style) and (
        _is_switched_off(style)
        or _is_off_screen(style)
        or _is_clipped(style)
        or _is_background_coloured(element, style, rules)
    )


def _is_switched_off(style: Style) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or _pixels(style.get("font-size", "16px")) <= 1
        or _pixels(style.get("opacity", "1")) < 0.05
    )


def _is_off_screen(style: Style) -> bool:
    if _pixels(style.get("text-indent", "0")) <= -_FAR:
        return True
    if "translate" in style.get("transform", ""):
        return any(abs(float(n)) >= _FAR for n in _NUMBER.findall(style["transform"]))
    if style.get("position") not in {"absolute", "fixed"} and "margin-left" not in style:
        return False
    sides = ("left", "top", "right", "bottom", "margin-left", "margin-top")
    return any(_pixels(style.get(side, "0")) <= -_FAR for side in sides)


def _is_clipped(style: Style) -> bool:
    """The "screen reader only" tricks: cut to nothing, or a box of one pixel that hides the rest."""
    clip = style.get("clip", "").replace(" ", "")
    if style.get("position") in {"absolute", "fixed"} and (
        re.fullmatch(r"rect\((?:[01](?:px)?,?){4}\)", clip)
        or re.fullmatch(r"inset\((?:50|100)%.*\)", style.get("clip-path", ""))
    ):
        return True
    small = any(0 <= _pixels(style.get(k, "99px")) <= 1 for k in ("width", "height", "max-height"))
    return small and style.get("overflow") in {"hidden", "clip"}


def _pixels(value: str) -> float:
    """Return a CSS length as pixels (em and rem as 16, percent and viewport as 10)."""
    match = _NUMBER.match(value)
    if match is None:
        return 16.0
    number = float(match[0])
    unit = value[match.end() :].strip()[:3]
    return number * {"em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0}.get(unit, 1.0)


def _is_background_coloured(element: HtmlElement, style: Style, rules: Mapping[str, Style]) -> bool:
    colour = _colour(style.get("color", ""))
    if not colour:
        return False
    return colour == "transparent" or colour == _background(element, style, rules)


def _background(element: HtmlElement, style: Style, rules: Mapping[str, Style]) -> str:
    """Return the colour behind `element` where the page itself says it, else ""."""
    for node in (element, *islice(element.iterancestors(), _ANCESTORS)):
        own = style if node is element else _style_of(node, rules)
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
