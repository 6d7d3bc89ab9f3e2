"""Marks that part the turns of a chat with a model: `<|system|>`, `[INST]`, `</s>`, `### Instruction:`.

Their form tells, whatever the template: no language of people writes them.  News about them names one in the
middle of a sentence; a mark that parts turns stands where a sentence begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefing.language.base import every

_MARK: Final = (
    r"<[|\uff5c][^<>|\uff5c\n]{1,40}[|\uff5c]>"  # <|user|>, <|im_end|>, in wide bars as well
    r"|</?[a-z]+(?:_[a-z0-9]+)+>"  # <start_of_turn>: no element of HTML has a low line
    r"|</?(?:s|bos|eos)>"
    r"|<</?[A-Z]{2,12}>>"  # <<SYS>>
    r"|\[/[A-Z_]{3,20}\]|\[(?:INST|[A-Z]+_[A-Z]+)\]"  # [/INST], [SYSTEM_PROMPT]
    r"|<!--|-->"
)
_OPENS: Final = r"(?:^|(?<=[.!?:)\]>])|(?<=[.!?:)\]>]\s))"
"""Where a sentence begins."""
_HINTS: Final = ("<", "[", "{", "#", "*", "=", "-->", "--", ":")
_LONGEST: Final = 2000
"""Characters behind a mark that may belong to its turn."""


@cache
def _speaker() -> str:
    found = every("form.instructions.turns")
    return "(?:" + "|".join(own.either("form.instructions.speakers") for own in found) + ")"


@cache
def _starts() -> re.Pattern[str]:
    """What stands where a mark may begin: a line's end before what opens a heading or names who speaks, or the mark's own first sign.

    Each begins with a sign of its own, so that the rest of a text is passed over, in a ninth of the time.
    """
    return re.compile(rf"\n(?=[ \t#*]*(?:[<\[{{#*_=~-]|(?i:{_speaker()})))|<|\[|-(?=->)")


@cache
def _marks() -> re.Pattern[str]:
    found = every("form.instructions.turns")
    turn = "(?:" + "|".join(own.either("form.instructions.turns") for own in found) + ")"
    before = "|".join(own.either("form.instructions.before_turns") for own in found)
    speaker = _speaker()
    words = rf"(?:(?:{before})[ \t]+){{0,2}}{turn}"
    heading = (
        r"[ \t]*(?:\#{1,6}|[*_]{2,3}|[-=~]{3,}|\[|\{\{|<)[ \t]*/?"
        rf"(?i:{words}(?:[ \t]+(?:message|prompt|{turn}|(?:for|to)\b[^\n]{{0,40}}))?)"
        r"[ \t]*(?::|[\]}>*_=~-]|$)"
        rf"|[ \t]*\#{{2,6}}[ \t]+(?i:{words})(?:[ \t]+(?i:(?:for|to)[ \t]+(?:[a-z]+[ \t]+)?{speaker}))?[ \t]+(?=[A-Z])"
        # A page without line breaks has what follows behind the heading.
    )
    mark = rf"{_MARK}|</?(?i:{speaker})>"
    return re.compile(
        rf"(?m)(?:{_OPENS}(?:{mark})|(?:{mark})(?=\s{{0,3}}(?:$|[<\[]))"
        rf"|^(?:{heading})|^[ \t#*]*(?i:{speaker})[ \t*]*:(?=\s))"
    )


def has_chat_mark(text: str) -> bool:
    """Whether a mark parts turns in `text`."""
    return any(map(text.__contains__, _HINTS)) and next(_found(text), None) is not None


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks in order; none begins inside another."""
    marks, end = _marks(), 0
    for place in _places(text):
        if place >= end and (found := marks.match(text, place)):
            end = found.end()
            yield found


def _places(text: str) -> Iterator[int]:
    yield 0
    for found in _starts().finditer(text):
        yield found.start() + (found[0] == "\n")


def turns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a page that are turns of a chat: from a mark to the end of its paragraph.

    Paragraphs end at a blank line where the page parts them so, else with the line.
    """
    blank = text.count("\n\n") * 2 >= text.count("\n") - text.count("\n\n")
    part = "\n\n" if blank else "\n"
    end = 0
    for found in _found(text):
        if found.start() < end:
            continue
        stop = text.find(part, found.end(), found.end() + _LONGEST)
        end = stop if stop >= 0 else min(len(text), found.end() + _LONGEST)
        yield found.start(), end
