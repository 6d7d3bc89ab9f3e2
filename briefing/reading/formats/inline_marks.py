"""Markdown inside prose: links, emphasis, code and escapes as the words that a reader sees.

Programs that turn pages into Markdown leave a story's sentences full of marks: "The [harbour](https://…) was **closed**".
Only prose is changed.  Lists of links, headings that are links, tables and pictures keep theirs: by them the rest of reading
knows what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FEWEST: Final = 8
"""Words of a paragraph from which it is prose; shorter ones are bylines, labels and items of menus."""
FEWEST_IN_HEADING: Final = 3
"""Words of a heading from which it may be a story's."""
LINKED: Final = 0.6
"""Share of its words in links from which a paragraph is a list of them."""
LONGEST: Final = 20_000
"""Characters of the longest paragraph that is looked at: the library takes .2 s for 8,000 of its worst."""
OPEN: Final = 20
"""Brackets, beside those of links, from which a paragraph is no prose."""
_LINK: Final = re.compile(r"\]\((?:https?:|mailto:|[/#<])")
_BOLD: Final = re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^\n*]{2,300}(?<=\S)\*\*(?!\*)")
_MARK: Final = re.compile(r"\]\(|[*_`\\]|==")
_HIGHLIGHT: Final = re.compile(r"==(?=[^\s=])([^=\n]{1,300})(?<=\S)==")
"""What a clipper's user has marked; the library does not know it."""
_TIMES: Final = re.compile(r"(?<=\d)\*(?=\d)")
"""No emphasis: "5*3*2"."""
_HEAD: Final = re.compile(r"[ \t]*(?:(?:#{1,6}|>+|[*+-]|\d{1,3}[.)])[ \t]+)+")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_SHOWN: Final = frozenset({"text", "code_inline"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


def is_markdown(text: str) -> bool:
    """Whether a text has a link or bold words as Markdown writes them."""
    return _LINK.search(text) is not None or _BOLD.search(text) is not None


def unmarked(text: str) -> str:
    """Return a text of Markdown with the marks inside its prose taken out; lines keep their order and what stands in front of them."""
    return "".join(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the text piece by piece, each paragraph as it is read; a mark in front begins one of its own."""
    held: list[str] = []
    fenced = False
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line) is not None
        apart = fence or fenced or not line.strip() or line.lstrip().startswith("|")
        fenced ^= fence
        if held and (apart or _HEAD.match(line)):
            yield _plain("".join(held))
            held = []
        if apart:
            yield line
        else:
            held.append(line)
    yield _plain("".join(held))


def _plain(paragraph: str) -> str:
    """A paragraph without the marks inside it, where it is prose."""
    head = _HEAD.match(paragraph)
    start = head.end() if head else len(paragraph) - len(paragraph.lstrip())
    end = len(paragraph.rstrip())
    body = paragraph[start:end]
    brackets = body.count("[") - body.count("](")
    if len(body) > LONGEST or brackets > OPEN or not (_MARK.search(body) or head):
        return paragraph
    shown, linked = _shown(_HIGHLIGHT.sub(r"\1", _TIMES.sub(r"\\*", body)))
    words = len(shown.split())
    marks = paragraph[:start]
    if words < (FEWEST_IN_HEADING if "#" in marks else FEWEST) or linked > LINKED * words:
        return paragraph
    # What is set off as a quotation is told as what stands around it.
    return marks.replace("> ", "").replace(">", "") + shown + paragraph[end:]


def _shown(paragraph: str) -> tuple[str, int]:
    """What a reader sees of a paragraph, and how many words of it are in links."""
    pieces: list[str] = []
    inside, linked = 0, 0
    for token in _library().parseInline(paragraph)[0].children or []:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type in _SHOWN:
            pieces.append(token.content)
            linked += len(token.content.split()) if inside else 0
        elif token.type in _BREAKS:
            pieces.append("\n")
    return "".join(pieces), linked


@cache
def _library() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("html_inline")
