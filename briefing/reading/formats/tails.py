"""What programs put behind the text of an entry: where to read on, who published it, who sent it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.language.base import together
from briefing.reading.formats.linked import END, LINK, LINKED, OWN, unmarked

_WORDS: Final = together()
_TAIL: Final = re.compile(rf"\W{{0,3}}{_WORDS.pattern('entries.tails')}\W{{0,3}}", re.IGNORECASE)
_READ_ON: Final = re.compile(
    rf"[\W_]{{0,4}}{_WORDS.pattern('entries.read_on')}[\W_]{{0,6}}", re.IGNORECASE
)
_GLUED: Final = re.compile(
    rf"(?<=[.!?…”\"»])\s{{1,3}}[\W_]{{0,4}}{_WORDS.pattern('entries.read_on')}[\W_]{{0,6}}$",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"[\W_]{0,3}[^\W\d_][^\W_]{0,20}(?:\s[^\W_]{1,20}){0,2}:\s*[\d.,]*")
"""A label with a number or nothing behind it: "Points: 214"."""
_LEFT_OUT: Final = re.compile(
    r"[ \t]{0,4}(?:(?:…|\.{3})\s?)?[\[(]\s?(?:…|\.{3}|\+\d{1,7} [a-z]{1,12})\s?[\])]?[\s→»]{0,4}$"
)
"""Where an entry was cut off: "[…]", and the "[+1409 chars]" of NewsAPI."""
_SUFFIX: Final = re.compile(r"\s[-–—|]\s([^-–—|]{2,60})$")
_OUTLET_LIMIT: Final = 60
"""Characters: longer "sources" are sentences."""
_ADDRESS: Final = re.compile(r"https?://\S+|/?[ur]/\S+|\[[^\[\]]{1,30}\]")
_SPOKEN: Final = 10
"""Words of the shortest linked sentence that is text of the story and no pointer to another."""
_SHORT: Final = 6
_FEW: Final = 8
"""Words beside a link to the story itself: more are a sentence with a link in it."""


def story_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of an entry that are text of its story, links no longer marked.

    `lines` are those of :func:`briefing.reading.formats.linked.linked_lines`.  An entry that says
    nothing but where to find something has none.
    """
    kept = [line for line in lines if unmarked(line)]
    if not any(_says_something(line) for line in kept):
        return []
    while kept and _is_tail(kept[-1]):
        kept.pop()
    kept = [line for line in kept if not _is_pointer(line)] or kept
    texts = [unmarked(line) for line in (*kept[:-1], *map(_cut_link, kept[-1:]))]
    return [text for text in (*texts[:-1], *map(without_tail, texts[-1:])) if text]


def without_tail(text: str) -> str:
    """Return the text of an entry without "Read more" and "[…]" at its end.

    One that breaks off inside a sentence ends with an ellipsis.
    """
    text = text.rstrip()
    glued = _GLUED.search(text, max(0, len(text) - 400))
    if glued and _is_short_or_open(glued[0]):
        text = text[: glued.start()]
    left_out = _LEFT_OUT.search(text, max(0, len(text) - 40))
    if left_out is None:
        return text
    text = text[: left_out.start()].rstrip()
    return text if text.endswith((".", "!", "?", "”", '"', "…", "»")) else f"{text}…"


def says_read_on(text: str) -> bool:
    """Whether a line or a link says no more than where to read on."""
    return _READ_ON.fullmatch(text) is not None and _is_short_or_open(text)


def _is_short_or_open(text: str) -> bool:
    """Whether words that open like "Read on" are no sentence ("Read on a boat, it tells of worse.")."""
    return len(text.split()) <= _SHORT or not text.rstrip().endswith((".", "!", "?", "”", '"'))


def _says_something(line: str) -> bool:
    if not LINKED.search(line):
        return _LABELLED.fullmatch(unmarked(line)) is None
    return _words_beside(line) > 4 or any(_is_spoken(text) for text in LINKED.findall(line))


def _words_beside(line: str) -> int:
    """The words of a line that no link holds, labels not counted."""
    beside = LINKED.sub("\n", line)
    return sum(len(re.findall(r"\w+", one)) for one in re.sub(_LABELLED, "", beside).split("\n"))


def _is_spoken(text: str) -> bool:
    """Whether a linked text is a sentence."""
    return len(text.split()) >= _SPOKEN and text.rstrip().endswith((".", "!", "?", "”", '"', "»"))


def _is_pointer(line: str) -> bool:
    """Whether a line is one link and no more: it leads to another page, whatever it says."""
    return LINKED.fullmatch(line.strip()) is not None and not _is_spoken(unmarked(line))


def _is_tail(line: str) -> bool:
    """Whether a line at the end of an entry is none of its story."""
    text = unmarked(line)
    if _TAIL.fullmatch(text) or says_read_on(text):
        return True
    if not LINKED.search(line):
        return _LABELLED.fullmatch(text) is not None
    if OWN in line and _words_beside(line) <= _FEW and not _is_spoken(text):
        return True
    links = [link.strip() for link in LINKED.findall(line)]
    return _words_beside(line) <= 2 and all(_ADDRESS.fullmatch(link) for link in links)


def _cut_link(line: str) -> str:
    """A line without the link at its end that leads to the story itself or says that it goes on."""
    begin = max(line.rfind(LINK), line.rfind(OWN))
    end = line.find(END, begin)
    if begin < 1 or end < 0 or re.search(r"\w", line[end:]):
        return line
    is_own = line[begin] == OWN
    return line[:begin].rstrip() if is_own or says_read_on(line[begin + 1 : end]) else line


def without_outlet(title: str, source: str, body: Sequence[str]) -> tuple[str, str]:
    """Return headline and outlet of an entry: aggregators put " - Outlet" behind the headline.

    The name behind the dash is the outlet's where the entry's source has it, or where its body says
    nothing but headline and name.
    """
    suffix = _SUFFIX.search(title)
    name = suffix[1].strip() if suffix else ""
    bare = title[: suffix.start()].strip() if suffix else title
    if name and (_key(name) == _key(source) or _key(bare + name) in map(_key, body)):
        return bare, source or name
    return title, source if len(source) <= _OUTLET_LIMIT else ""


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
