"""Markdown inside prose: links, emphasis, code and escapes as the words that a reader sees.

Programs that turn pages into Markdown leave a story's sentences full of marks: "The [harbour](https://…) was **closed**".
Only prose is changed.  Lists of links, headings that are links, tables and pictures on lines of their own keep theirs: by them
the rest of reading knows what they are.  What may be a figure, a path or another's own marks stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.language.base import together
from briefing.reading.formats.fields import FIELDS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FEWEST: Final = 8
"""Words of a paragraph from which it is prose; shorter ones are bylines, labels and items of menus."""
FEWEST_IN_HEADING: Final = 3
"""Words of a heading from which it may be a story's."""
LINKED: Final = 0.6
"""Share of its words in links from which a paragraph is a list of them."""
LONGEST: Final = 20_000
"""Characters of the longest paragraph that is looked at."""
MOST_LINKS: Final = 60
"""Links of a paragraph of prose."""
MENU: Final = 3
"""Lines of nothing but a link from which a text is a page with all that stands around its story."""
WRAPPED: Final = 3
"""Full lines that go on in small letters on the next, from which a text is wrapped."""
OPEN: Final = 20
"""Brackets, beside those of links, from which a paragraph is no prose: each costs the library a look ahead."""
WIDEST: Final = 100
"""Characters of the widest line that text is wrapped to; longer ones are paragraphs."""

_ADDRESS: Final = r"(?:https?:|mailto:|tel:|www\.|<|[/#.]|[\w%~-]{1,80}[./])"
_LINK: Final = re.compile(rf"\]\((?=\s*{_ADDRESS})")
_NO_LINK: Final = re.compile(rf"\]\((?!\s*{_ADDRESS})")
"""Brackets of the text's own: "[Orr](D)", "f(x)[a](b)"."""
_BOLD: Final = re.compile(r"\*\*(?<![\w*]\*\*)(?=[^\s*])[^\n*]{2,300}(?<=\S)\*\*(?!\*)")
"""The stars come first: what stands before them is looked at where there are some, not at each character, in a thirtieth of the time."""
_MARK: Final = re.compile(r"\]\(|[*_`\\]|==")
_PATH: Final = re.compile(r"\\[^\W_]")
"""No escape: "C:\\mill\\files"."""
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\)")
_MENU_LINE: Final = re.compile(
    r"^[ \t]*(?:(?:[*+-]|\d{1,3}\.)[ \t]+)?!?\[[^\[\]\n]{0,200}\]\([^()\n]{1,500}\)[ \t]*$",
    re.MULTILINE,
)
_NOTES: Final = FIELDS.either("fields.front.notes")
_FOOTNOTE: Final = re.compile(
    rf"(?<=[^\W\d_]|[.!?)\]\"\u201d\u2019])\[(?:\[|\\\[)?[\d*†]{{1,3}}(?:\]|\\\])?\]\(#(?:{_NOTES}|_)[^()\s]{{0,200}}\)"
    r"|\[\^\w{1,20}\](?![:(])"
)
"""Not behind a figure or sign, of which it may be a part: "9–[4](#roll-call)", "£[40](#bill)"."""
_FIGURE: Final = re.compile(r"(?<=\w)\[(?=\d{1,3}\]\()")
"""A link on a part of what may be a figure, "1[4](/n4)": its brackets stay."""
_GLUED: Final = re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*\*(?=\w)")
"""Bold words that a program glued to what follows ("**Where to go:**The centre")."""
_INSIDE: Final = re.compile(r"(?<=\w)([*_]{1,3})(?=\w)")
"""No emphasis: "5*3*2", "10**6", "M*A*S*H", "harbour_of_tarn"."""
_CODE: Final = re.compile(r"(?<![\w`])`([^`'\"\n]{1,60})`(?![\w`'])")
"""Not ``quotations'' as TeX writes them."""
_HIGHLIGHT: Final = re.compile(r"(?<![\w=])==(?=[^\s=])([^=\n]{1,300})(?<=\S)==(?![\w=])")
"""What a clipper's user has marked; the library does not know it."""
_COLUMNS: Final = re.compile(r"\S {3,}\S")
_BROKEN_ADDRESS: Final = re.compile(r"(\]\([^\s()]{0,500}) ([^\s()]{1,500}\))")
_HEAD: Final = re.compile(r"[ \t]*(?:(?:#{1,6}|>+|[*+-]|\d{1,3}[.)])[ \t]+)+")
_QUOTED: Final = re.compile(r"^[ \t]{0,3}>[ \t]?(?![ \t]*\d)", re.MULTILINE)
"""What is set off as a quotation, and not "> 10 people": more than ten."""
_OPENS: Final = re.compile(
    rf"{together().either('sentences.opening', 'sentences.opening_weak')}\b(?= )"
)
_RULE: Final = re.compile(r"[=-]{2,}[ \t\r]*$", re.MULTILINE)
_LABEL: Final = re.compile(r"[^\W\d_]{2,20}:")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_SHOWN: Final = frozenset({"text", "text_special"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


def is_markdown(text: str) -> bool:
    """Whether a text has a link or bold words as Markdown writes them."""
    return _LINK.search(text) is not None or _BOLD.search(text) is not None


def is_page(text: str) -> bool:
    """Whether a text has the menus of a page, as Markdown writes them."""
    # Most texts have no link, and to see that takes a sixth of the time.
    return "](" in text and any(
        number >= MENU for number, _ in enumerate(_MENU_LINE.finditer(text), 1)
    )


def unmarked(text: str, *, quotations: bool = True) -> str:
    """Return a text of Markdown with the marks inside its prose taken out; lines keep their order, and but for that of a set-off quotation what stands in front of them.

    Without `quotations` ">" stays: in plain text it may be a mail's.
    """
    return "".join(_paragraphs(text, quotations=quotations))


def _paragraphs(text: str, *, quotations: bool) -> Iterator[str]:
    """Yield the text piece by piece, each paragraph as it is read; a mark in front begins one of its own, set-off lines are one."""
    held: list[str] = []
    fenced = off = False
    width = _width(text)
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line) is not None
        apart = fence or fenced or not line.strip() or line.lstrip().startswith("|")
        fenced ^= fence
        quoted = quotations and _QUOTED.match(line) is not None
        marked = _HEAD.match(line) is not None
        heading = bool(held) and held[-1].lstrip().startswith("#")
        if held and (apart or heading or quoted != off or (marked and not quoted)):
            yield _plain(_unwrapped(held, width), quoted=off)
            held = []
        if apart:
            yield line
        else:
            held.append(line)
            off = quoted
    yield _plain(_unwrapped(held, width), quoted=off)


def _width(text: str) -> int:
    """The width to which a text's prose is wrapped; 0 where it is not: lists and verses are as narrow, but go on with capitals."""
    lines = [line.rstrip() for line in text.split("\n")]
    prose = (line for line in lines if "](" not in line and line.count(" ") >= FEWEST)
    longest = max(map(len, prose), default=0)
    if longest > WIDEST:
        return 0
    return longest if _going_on(lines, longest) >= WRAPPED else 0


def _going_on(lines: Sequence[str], width: int) -> int:
    """How many full lines go on in small letters on the next."""
    return sum(
        _is_full(one, other, width) and other.lstrip()[:1].islower()
        for one, other in pairwise(lines)
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room on a line."""
    words = _QUOTED.sub("", following).split(maxsplit=1)
    return bool(words) and len(line.rstrip()) + 1 + len(words[0]) > width


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a full line goes on with the next: not where a sentence opens or a label stands there, at a rule, behind a hyphen or a hard break."""
    if not _is_full(line, following, width) or line.endswith(("  \n", "  \r\n")):
        return False
    bare, rest = line.rstrip(), _QUOTED.sub("", following).lstrip()
    broken = bare.endswith("-") and "](" not in bare.rpartition(" ")[2]
    finished = bare.endswith((".", "!", "?", ":", '"', "\u201d"))
    opens = _OPENS.match(rest) is not None and not finished
    return not (broken or opens or _RULE.match(rest) or _LABEL.match(rest))


def _unwrapped(lines: Sequence[str], width: int) -> str:
    """A paragraph's lines as one where they are wrapped; one that had room for the next word ends by intent."""
    if not width or not _going_on(lines, width) or any(map(_COLUMNS.search, lines)):
        return "".join(lines)
    pieces = [lines[0]]
    for line, following in pairwise(lines):
        if _goes_on(line, following, width):
            pieces[-1] = f"{pieces[-1].rstrip()} "
            pieces.append(_QUOTED.sub("", following).lstrip(" \t"))
        else:
            pieces.append(following)
    return _BROKEN_ADDRESS.sub(r"\1\2", "".join(pieces))


def _plain(paragraph: str, *, quoted: bool) -> str:
    """A paragraph without the marks inside it, where it is prose."""
    raw = _QUOTED.sub("", paragraph) if quoted else paragraph
    head = _HEAD.match(raw)
    start = head.end() if head else len(raw) - len(raw.lstrip())
    end = len(raw.rstrip())
    body = raw[start:end]
    words = len(body.split())
    if not _is_readable(body):
        return raw if quoted and words >= FEWEST else paragraph
    shown, linked = _shown(_ready(body))
    words = len(shown.split())
    if words < (FEWEST_IN_HEADING if "#" in raw[:start] else FEWEST) or linked > LINKED * words:
        return paragraph
    return raw[:start] + shown + raw[end:]


def _is_readable(body: str) -> bool:
    """Whether there are marks to take out, and no more than prose has."""
    links = body.count("](")
    brackets = body.count("[") - links
    few = len(body) <= LONGEST and links <= MOST_LINKS and brackets <= OPEN
    return few and _MARK.search(body) is not None and _PATH.search(body) is None


def _ready(paragraph: str) -> str:
    """A paragraph as the library reads it as it was meant."""
    text = _FOOTNOTE.sub("", _PICTURE.sub("", paragraph))
    text = _CODE.sub(r"\1", _NO_LINK.sub(r"]\\(", _FIGURE.sub(r"\\[", text)))
    text = _GLUED.sub(_parted, _HIGHLIGHT.sub(r"\1", text))
    return _INSIDE.sub(lambda found: "".join(f"\\{mark}" for mark in found[1]), text)


def _parted(bold: re.Match[str]) -> str:
    """Bold words without their marks, parted from what follows where they end as a label does."""
    return bold[1] + " " * (bold[1][-1] in ".:!?")


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

    return MarkdownIt("commonmark").disable(["html_inline", "backticks"])
