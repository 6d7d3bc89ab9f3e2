"""The visible text of a page as blocks in the order of the page, each with where it stands.

A block is what a reader sees as one paragraph, heading, list item or caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
APART: Final = frozenset({"nav", "footer", "aside", "figure", "figcaption", "dialog", "menu"})
_UNREAD: Final = frozenset(
    ["head", "script", "style", "noscript", "template", "svg", "select", "button", "textarea"]
)
_SET_OFF: Final = frozenset({"b", "strong", "em", "i"})
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।][\"'»”’)\]]{0,3}$")
_PROSE_WORDS: Final = 8
_PROSE_LETTERS: Final = 60
"""Letters of prose in scripts that set no spaces between words, and words elsewhere."""


class Block(NamedTuple):
    """One piece of visible text."""

    element: HtmlElement
    """The nearest block element around it."""
    text: str
    linked: int
    """Characters of it that stand in links."""
    link: str
    """The text of its one link, "" where it has none or several."""
    set_off: int
    """Characters of it in bold or italics."""
    heading: str
    """The tag of the heading that it stands in, or ""."""
    apart: bool
    """Whether it stands in navigation, a footer, a figure or beside the text."""

    @property
    def is_link(self) -> bool:
        """Whether nothing of it stands outside links but marks."""
        return self.linked > 0 and len(letters(self.text)) <= self.linked

    @property
    def is_set_off(self) -> bool:
        """Whether all of it is bold or in italics."""
        return self.set_off >= len(letters(self.text)) > 0

    @property
    def ends_a_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _SENTENCE_END.search(self.text[-6:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence or more, and not mostly links."""
        long_enough = self.text.count(" ") >= _PROSE_WORDS or len(self.text) >= _PROSE_LETTERS
        return long_enough and self.ends_a_sentence and 2 * self.linked < len(self.text)


class Known(NamedTuple):
    """What a page says about its story, against which blocks are held."""

    title: str
    description: str = ""
    author: str = ""


class Line(NamedTuple):
    """A line of the story and its place among the blocks; -1 where that is not known."""

    text: str
    place: float
    block: Block | None


def letters(text: str) -> str:
    """Return the letters and digits of a line, in lower case: what stays the same in all its copies."""
    return re.sub(r"[\W_]+", "", text).casefold()


def likeness(first: str, second: str) -> float:
    """Return how much two lines have in common, 0 to 1: Dice's coefficient of runs of three letters."""
    one, other = grams(first), grams(second)
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def coverage(inner: str, outer: str) -> float:
    """Return the share of runs of six letters of `inner` that `outer` has, 0 to 1.

    Runs of three are in any text of some length: four paragraphs have eight in ten of a line's.
    """
    one = grams(inner, 6)
    return len(one & grams(outer, 6)) / (len(one) or 1)


def grams(text: str, size: int = 3) -> set[str]:
    """Return the runs of `size` letters of a text."""
    plain = letters(text)
    return {plain[i : i + size] for i in range(max(1, len(plain) - size + 1))} - {""}


def blocks_of(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page, in order."""
    walk = _Walk(tree)
    return list(walk.blocks())


def shape_of(block: Block) -> tuple[str, ...]:
    """Return the elements and classes of a block and of what it stands in, three levels up."""
    shape: list[str] = []
    element: HtmlElement | None = block.element
    for _ in range(4):
        if element is None or element.tag in {"body", "html"}:
            break
        shape.append(f"{element.tag}.{element.get('class') or ''}")
        element = element.getparent()
    return tuple(shape)


class _Walk:
    """One walk through a tree; depths of what is open, and the pieces since the last break."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree: Final = tree
        self.open: list[HtmlElement] = [tree]
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.linked = self.set_off = 0
        self.in_link = self.in_set_off = self.in_apart = 0
        self.heading = ""

    def blocks(self) -> Iterator[Block]:
        walker = etree.iterwalk(self.tree, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in BLOCKS:
                    yield from self._flush()
                    self.open.append(element)
                if tag in _UNREAD:
                    walker.skip_subtree()
                else:
                    self._enter(tag)
                    self._add(element.text)
            else:
                if event == "end":
                    if tag in BLOCKS:
                        yield from self._flush()
                        self.open.pop()
                    if tag not in _UNREAD:
                        self._leave(tag)
                if element is not self.tree:
                    self._add(element.tail)
        yield from self._flush()

    def _enter(self, tag: str) -> None:
        if tag == "a":
            self.in_link += 1
            self.links.append("")
        self.in_set_off += tag in _SET_OFF
        self.in_apart += tag in APART
        if tag in HEADINGS:
            self.heading = tag

    def _leave(self, tag: str) -> None:
        self.in_link -= tag == "a"
        self.in_set_off -= tag in _SET_OFF
        self.in_apart -= tag in APART
        if tag in HEADINGS:
            self.heading = ""

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        size = len(letters(text)) if self.in_link or self.in_set_off else 0
        if self.in_link:
            self.linked += size
            self.links = self.links or [""]
            self.links[-1] += text
        self.set_off += size if self.in_set_off else 0

    def _flush(self) -> Iterator[Block]:
        text = " ".join("".join(self.pieces).split())
        if text:
            yield Block(
                self.open[-1],
                text,
                self.linked,
                " ".join(self.links[0].split()) if len(self.links) == 1 else "",
                self.set_off,
                self.heading,
                self.in_apart > 0,
            )
        self.pieces, self.links = [], []
        self.linked = self.set_off = 0
