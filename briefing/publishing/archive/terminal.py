"""A day as plain text for a terminal: what `briefing show` prints.

Text of stories has lost every control character before it stands here, so the only escapes are those of :class:`Style`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.archive.records import Cited, Day, DayItem
from briefing.publishing.plaintext import one_line


class Style(NamedTuple):
    """How text stands out (ECMA-48, select graphic rendition); the default is plain."""

    coloured: bool = False

    def strong(self, text: str) -> str:
        """Return `text` in bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.coloured else text

    def quiet(self, text: str) -> str:
        """Return `text` faint."""
        return f"\x1b[2m{text}\x1b[0m" if self.coloured else text

    def hit(self, text: str) -> str:
        """Return a word that was looked for."""
        return f"\x1b[1;33m{text}\x1b[0m" if self.coloured else text


def day_text(day: Day, words: Wording, style: Style, width: int) -> str:
    """Return a day as text of lines of up to `width` characters."""
    lines = [style.strong(words.titled(day.date, one_line(day.title or ""))), ""]
    if not day.items:
        lines += [words.say("empty"), ""]
    for remark in day.remarks(words):
        lines += [*_wrapped(remark, width), ""]
    section = ""
    for item in day.items:
        if item.section and item.section != section:
            section = item.section
            lines += [style.strong(f"== {one_line(section)} =="), ""]
        lines += [*_item(item, words, style, width), ""]
    return "\n".join(lines[:-1])


def _item(item: DayItem, words: Wording, style: Style, width: int) -> Iterator[str]:
    notes: dict[Cited, int] = {}
    for line in _wrapped(f"{item.rank} · {one_line(item.headline)}", width):
        yield style.strong(line)
    names = ", ".join(map(one_line, item.outlets))
    counted = words.counted(item.reports, "counted.report")
    told = " · ".join([f"{counted} ({names})" if names else counted, *item.by_hand(words)])
    for line in _wrapped(told, width):
        yield style.quiet(line)
    yield from _wrapped(_noted([(one.text, one.citations) for one in item.sentences], notes), width)
    for contested in item.disagreements:
        about, differing = contested.told(words.say(f"disagreements.{contested.kind}"))
        values = _noted(differing, notes, "; ")
        head = f"* {words.say('archive.differ')} {one_line(about)}: "
        yield from _wrapped(head + values, width, "  ")
    for single in item.only_in:
        name = single.file if single.outlet == "unknown" else single.outlet
        told = _noted([(one.text, one.citations) for one in single.sentences], notes)
        head = f"* {words.say('only_outlet')} {one_line(name)}: "
        yield from _wrapped(head + told, width, "  ")
    outlets = {story.file: story.name for story in item.stories}
    for cited, number in notes.items():
        name = one_line(outlets.get(cited.file, cited.file))
        told = f"[{number}] {name}: {words.quote(one_line(cited.quote))}"
        for line in _wrapped(told, width, "    "):
            yield style.quiet(line)


def _noted(
    told: Sequence[tuple[str, Sequence[Cited]]], notes: dict[Cited, int], between: str = " "
) -> str:
    pieces = []
    for text, citations in told:
        numbers = [notes.setdefault(one, len(notes) + 1) for one in citations]
        pieces.append(one_line(text) + "".join(f"[{number}]" for number in numbers))
    return between.join(pieces)


def _wrapped(text: str, width: int, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
