"""`brief.txt`: the brief as plain text, the twin of the page in a mail, and what a terminal shows.

Text of stories has lost every control character before it stands here, so the only escapes are those of :class:`Style`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.blocks import (
    Differences,
    Endnote,
    Paragraph,
    Part,
    Passage,
    Source,
    Told,
    Value,
    about,
    length,
    tell,
    title,
)
from briefing.publishing.page import Page, Rendering

_WIDTH: Final = 72
"""Characters of a line: what plain mails are wrapped at, so that a reply still fits a terminal of 80."""
_INDENT: Final = "   "
"""Before all text of stories: no line of theirs begins with ``From``, ``>`` or ``-- ``, which mail programs obey."""


class Style(NamedTuple):
    """How text stands out on a terminal (ECMA-48, select graphic rendition), and how wide it is; the default is plain."""

    coloured: bool = False
    width: int = _WIDTH

    def strong(self, text: str) -> str:
        """Return `text` in bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.coloured else text

    def quiet(self, text: str) -> str:
        """Return `text` faint."""
        return f"\x1b[2m{text}\x1b[0m" if self.coloured else text

    def hit(self, text: str) -> str:
        """Return a word that was looked for."""
        return f"\x1b[1;33m{text}\x1b[0m" if self.coloured else text


_PLAIN: Final = Style()


def to_text(page: Page, style: Style = _PLAIN) -> str:
    """Return a brief as plain text: items by rank, each with its notes below it, then how it was made."""
    words, head = page.words, title(page)
    blocks = [
        f"{style.strong(head)}\n{'-' * min(len(head), style.width)}",
        style.quiet(_wrapped(length(page, whole=False), "", style)),
        *(block for told in tell(page, whole=False) for block in _item(told, words, style)),
        _section(words.say("page.about"), style),
        *(_wrapped(one, _INDENT, style) for one in about(page)),
    ]
    return "\n\n".join(blocks) + "\n"


def _item(told: Told, words: Wording, style: Style) -> Iterable[str]:
    if told.opens:
        yield _section(told.opens, style)
    headline = _wrapped(told.headline, _INDENT, style, f"{told.rank}. ")
    provenance = _wrapped(told.provenance, _INDENT, style)
    yield f"\n{_each(headline, style.strong)}\n{_each(provenance, style.quiet)}"
    for block in told.blocks:
        if isinstance(block, Paragraph):
            yield _wrapped(" ".join(map(_part, block.parts)), _INDENT, style)
        else:
            yield _table(block, words, style)
    if told.notes:
        yield _each("\n".join(_notes(told.notes, style)), style.quiet)


def _section(name: str, style: Style) -> str:
    return "\n" + _each(_wrapped(f"== {name} ==", "", style), style.strong)


def _part(part: Part) -> str:
    return part.text + (f"[{part.number}]" if part.number else "")


def _table(block: Differences, words: Wording, style: Style) -> str:
    head = f"{words.say('page.differ')} · {block.heading}:"
    rows = [_wrapped(_value(one), f"{_INDENT}  ", style, "- ") for one in block.values]
    return "\n".join([_wrapped(head, _INDENT, style), *rows])


def _value(value: Value) -> str:
    kind = f" · {value.kind}" if value.kind else ""
    return f"{value.names}: {_part(value.part)}{kind}"


def _notes(notes: Iterable[Endnote], style: Style) -> Iterable[str]:
    """The notes of an item; an address stands on a line of its own under the first source that has it."""
    seen = {""}
    indent = f"{_INDENT}    "
    for note in notes:
        lead = f"[{note.number}] "
        made = ["" for _ in note.sources[1:]] + [f" · {note.made}" if note.made else ""]
        for source, how in zip(note.sources, made, strict=True):
            yield _wrapped(_source(source) + how, indent, style, lead)
            if source.url not in seen:
                yield _wrapped(source.url, indent, style)
            seen.add(source.url)
            lead = ""


def _source(source: Source) -> str:
    places = ", ".join(map(_place, source.passages))
    same = f" ({source.copies})" if source.copies else ""
    return (f"{source.name}, " if source.name else "") + places + same


def _place(passage: Passage) -> str:
    return f"{passage.place}: {passage.quote}" if passage.quote else passage.place


def _each(text: str, look: Callable[[str], str]) -> str:
    """Give each line its look: pagers forget it at the end of one."""
    return "\n".join(map(look, text.split("\n")))


def _wrapped(text: str, indent: str, style: Style, lead: str = "") -> str:
    """Wrap `text`; `lead` stands in the indent of the first line, before the text.

    Long words stay whole: an address that is broken is none.
    """
    first = lead if len(lead) > len(indent) else lead.rjust(len(indent))
    return textwrap.fill(
        text,
        style.width,
        initial_indent=first if lead else indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


RENDERING: Final = Rendering("brief.txt", to_text)
