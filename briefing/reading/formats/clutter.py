"""What stands on a page beside its story, found by how pages are built, and taken out of the tree.

Lists of links, rows of teasers, boxes that developers name for what they hold (comments, related
stories, newsletters) and links heaped up inside a sentence.  Nothing here reads words of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefing.reading.formats.blocks import BLOCKS, HEADINGS
from briefing.reading.formats.fields import FIELDS

_BOXES: Final = FIELDS.words("fields.page.boxes")
_BARS: Final = FIELDS.words("fields.page.bars")
_NAME_PARTS: Final = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_NAMED: Final = ("div", "section", "aside", "ul", "ol", "p", "span", "table")
_MOST: Final = 0.5
"""A box with more than this of the page's text outside links holds the story, whatever its name says."""
_BAR_LENGTH: Final = 150
"""Characters outside links from which a box named for its buttons holds text as well."""
_LINKED: Final = 0.8
_TEASERS: Final = 3
_TEASER_LENGTH: Final = 500
_TEASER_LEVELS: Final = 6
"""Elements between the heading of a teaser and the row of teasers, at most."""
_LABEL_LENGTH: Final = 60
_LEVELS: Final = 5
"""Boxes around what is dropped that are dropped with it, at most."""
_KEPT: Final = frozenset({"html", "body", "main", "article"})
_PARAGRAPHS: Final = frozenset({"p", "li", "blockquote", "td"})


class Weight(NamedTuple):
    """Characters of an element's text, but white space at the edges of its pieces."""

    text: int
    linked: int
    """Of it in links."""
    title: bool
    """Whether an ``h1`` stands in it."""

    @property
    def free(self) -> int:
        """Characters outside links."""
        return self.text - self.linked


Weights = Mapping[HtmlElement, Weight]


def prune_clutter(tree: HtmlElement) -> None:
    """Take out of `tree` what no reader takes for a part of its story; linear in its size."""
    weights = weigh(tree)
    for element in list(_doomed(tree, weights)):
        if element.getparent() is not None:
            _drop(element)


def weigh(tree: HtmlElement) -> dict[HtmlElement, Weight]:
    """Return the weight of every element of a tree."""
    weights: dict[HtmlElement, Weight] = {}
    open_: list[list[int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            open_.append([len((element.text or "").strip()), 0, element.tag == "h1"])
            continue
        text, linked, title = open_.pop()
        weights[element] = Weight(text, text if element.tag == "a" else linked, bool(title))
        if open_:
            around = open_[-1]
            around[0] += text + len((element.tail or "").strip())
            around[1] += weights[element].linked
            around[2] |= title
    return weights


def name_parts(element: HtmlElement) -> set[str]:
    """Return the words in an element's class and id, in lower case: ``sf_commentList`` has three."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {part.lower() for part in _NAME_PARTS.findall(name[:500])} if name.strip() else set()


def _doomed(tree: HtmlElement, weights: Weights) -> Iterator[HtmlElement]:
    whole = weights[tree].free
    for row in _teaser_rows(tree, weights):
        if sum(weights[one].free for one in row) < _MOST * whole:
            yield from row
    for element in tree.iter("ul", "ol"):
        if _is_link_list(element, weights):
            yield element
    for element in tree.iter(*_NAMED):
        if _is_box(element, weights[element], whole):
            yield element
    yield from _heaps(tree, weights)


def _teaser_rows(tree: HtmlElement, weights: Weights) -> Iterator[list[HtmlElement]]:
    """Yield rows of at least three neighbours each of which is a linked heading and little else."""
    rows: dict[HtmlElement, list[HtmlElement]] = {}
    for heading in tree.iter(*HEADINGS):
        if not _is_linked(heading):
            continue
        below = heading
        for above in islice(heading.iterancestors(), _TEASER_LEVELS):
            teasers = rows.setdefault(above, [])
            if below not in teasers[-1:]:
                teasers.append(below)
            below = above
    for teasers in rows.values():
        if len(teasers) >= _TEASERS and _are_alike(teasers, weights):
            yield teasers


def _are_alike(teasers: Sequence[HtmlElement], weights: Weights) -> bool:
    is_short = all(weights[one].text <= _TEASER_LENGTH for one in teasers)
    return is_short and len({one.tag for one in teasers}) == 1 and teasers[0].tag != "body"


def _is_linked(heading: HtmlElement) -> bool:
    around = islice(heading.iterancestors(), _LEVELS)
    return next(heading.iter("a"), None) is not None or any(above.tag == "a" for above in around)


def _is_box(element: HtmlElement, weight: Weight, whole: int) -> bool:
    """Whether a box is named for what it holds, and holds no more than such a box does."""
    if weight.title or not (element.get("class") or element.get("id")):
        return False
    names = name_parts(element)
    if names & _BOXES:
        return weight.free < _MOST * whole
    return bool(names & _BARS) and weight.free < _BAR_LENGTH


def _is_link_list(element: HtmlElement, weights: Weights) -> bool:
    items = [weights[item] for item in element if item.tag == "li"]
    return len(items) > 1 and all(one.linked > _LINKED * one.text > 0 for one in items)


def _heaps(tree: HtmlElement, weights: Weights) -> Iterator[HtmlElement]:
    """Yield the inline elements in paragraphs that hold links with nothing between them.

    Prose sets words or a comma between two links; a list that a pointer opens does not.
    """
    for span in tree.iter("span", "small"):
        links = [child for child in span if child.tag == "a"]
        if any(not (link.tail or "").strip() for link in links[:-1]) and _is_in_text(span, weights):
            yield _whole_popup(span)


def _is_in_text(span: HtmlElement, weights: Weights) -> bool:
    around = islice(span.iterancestors(), _TEASER_LEVELS)
    paragraph = next((above for above in around if above.tag in BLOCKS), None)
    if paragraph is None or paragraph.tag not in _PARAGRAPHS:
        return False
    return 3 * weights[span].text < 2 * weights[paragraph].text


def _whole_popup(span: HtmlElement) -> HtmlElement:
    """The widest inline element around a heap that starts with it."""
    for above in islice(span.iterancestors(), _LEVELS):
        if above.tag in BLOCKS or above[0] is not span or (above.text or "").strip():
            break
        span = above
    return span


# -- taking out -------------------------------------------------------------------------------------


def _drop(element: HtmlElement) -> None:
    """Drop an element, the label in front of it, and boxes that hold nothing else."""
    for _ in range(_LEVELS):
        parent, before = element.getparent(), element.getprevious()
        element.drop_tree()
        if element.tag not in BLOCKS or parent is None:
            return
        _drop_label(before)
        if parent.getparent() is None or not _is_bare(parent):
            return
        element = parent


def _drop_label(label: HtmlElement | None) -> None:
    if label is not None and _is_label(label):
        label.drop_tree()


def _is_label(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag == "h1" or (element.tail or "").strip():
        return False
    text = _short_text(element)
    if not text or len(text) > _LABEL_LENGTH:
        return False
    return element.tag in HEADINGS or (element.tag in {"p", "div"} and text[-1] not in '.!?”"…')


def _is_bare(element: HtmlElement) -> bool:
    """Whether an element holds a few words and no picture or headline."""
    if element.tag in _KEPT or next(element.iter("img", "video", "h1"), None) is not None:
        return False
    return len(_short_text(element)) <= _LABEL_LENGTH


def _short_text(element: HtmlElement) -> str:
    """The text of an element as far as it is needed to tell whether it is short."""
    pieces: list[str] = []
    size = 0
    for piece in islice(element.itertext(), 2 * _LABEL_LENGTH):
        pieces.append(piece.strip())
        size += len(pieces[-1])
        if size > _LABEL_LENGTH:
            break
    return " ".join(filter(None, pieces))
