"""`brief.txt`: the brief as plain text, for terminals, and the twin of the page in a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from briefing.language.wording import Wording
from briefing.publishing.blocks import (
    Differences,
    Paragraph,
    Part,
    Source,
    Told,
    remarks,
    tell,
    title,
)
from briefing.publishing.page import Page, Rendering

_WIDTH: Final = 72
"""Characters of a line: what plain mails are wrapped at, so that a reply still fits a terminal of 80."""
_INDENT: Final = "   "
"""Before all text of stories: no line of theirs begins with ``From``, ``>`` or ``-- ``, which mail programs obey."""


def to_text(page: Page) -> str:
    """Return a brief as plain text: items by rank, each with its notes below it."""
    words, head = page.words, title(page)
    blocks = [
        f"{head}\n{'-' * min(len(head), _WIDTH)}",
        _wrapped(page.counts, ""),
        *(_wrapped(one, _INDENT) for one in remarks(page)),
        *(block for told in tell(page) for block in _item(told, words)),
    ]
    return "\n\n".join(blocks) + "\n"


def _item(told: Told, words: Wording) -> Iterable[str]:
    if told.opens:
        yield f"\n{_wrapped(f'== {told.opens} ==', '')}"
    lead = f"{told.rank}. "
    yield "\n" + _wrapped(told.headline, _INDENT, lead) + "\n" + _wrapped(told.provenance, _INDENT)
    for block in told.blocks:
        yield _paragraph(block) if isinstance(block, Paragraph) else _table(block, words)
    if told.sources:
        yield "\n".join(_notes(told.sources))


def _paragraph(block: Paragraph) -> str:
    return _wrapped(" ".join(map(_part, block.parts)), _INDENT)


def _part(part: Part) -> str:
    return part.text + "".join(f"[{note.number}]" for note in part.notes)


def _table(block: Differences, words: Wording) -> str:
    rows = [
        _wrapped(
            f"{about}{f' ({kind})' if kind else ''}: {' / '.join(map(_part, values))}",
            f"{_INDENT}  ",
            "- ",
        )
        for about, kind, values in block.rows
    ]
    head = words.say("page.differ").rstrip(
        ":"
    )  # a heading elsewhere, in some languages with its colon
    return "\n".join([_wrapped(f"{head}:", _INDENT), *rows])


def _notes(sources: Iterable[Source]) -> Iterable[str]:
    """The notes of an item; an address stands with the first that has it."""
    seen: set[str] = set()
    for one in sources:
        url = "" if one.url in seen else one.url
        seen.add(url)
        told = [one.name, one.place, one.remark, "" if one.is_told else one.passage, url]
        text = " · ".join(part for part in told if part)
        yield _wrapped(text, f"{_INDENT}    ", f"[{one.number}] ")


def _wrapped(text: str, indent: str, lead: str = "") -> str:
    """Wrap `text`; `lead` stands in the indent of the first line, before the text.

    Long words stay whole: an address that is broken is none.
    """
    first = lead if len(lead) > len(indent) else lead.rjust(len(indent))
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first if lead else indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


RENDERING: Final = Rendering("brief.txt", to_text)
