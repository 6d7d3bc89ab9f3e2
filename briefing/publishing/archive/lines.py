"""Items of all days, each as a line: the little that is kept of it to be listed and found.

A line is fit to be shown: it has lost what steers a terminal or a page.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from briefing.language.lookup import terms
from briefing.language.names import written_names
from briefing.publishing.archive.days import DayItem, DayItems
from briefing.publishing.plaintext import one_line


class Line(NamedTuple):
    """An item as it stands in a list, and all that can be looked for in it."""

    place: int
    """Of the item on its page, from 1."""
    id: str
    headline: str
    section: str
    outlets: tuple[str, ...]
    sentences: tuple[str, ...]
    """Those of the item, and those that one outlet alone has."""
    names: tuple[str, ...]
    """That stand in its headline."""
    opening: str
    """The first of these where it opens the headline: there every word has a capital, it may be no name."""
    words: tuple[str, ...]
    """All terms of it, each once, sorted."""
    edited: tuple[str, ...] = ()
    """What an editor decided about it."""


class Dated(NamedTuple):
    """A line and its day."""

    day: date
    line: Line


_LINE: Final = TypeAdapter(Line)


def line_text(line: Line) -> str:
    """Return a line as JSON, to be kept and read again (:func:`read_line`)."""
    return _LINE.dump_json(line).decode()


def read_line(text: str) -> Line:
    """Read what :func:`line_text` wrote.  Raises :class:`ValueError` for anything else."""
    return _LINE.validate_json(text)


class Indexed(NamedTuple):
    """A line, and its terms in their order, with spaces between them."""

    line: Line
    heading: str
    """Those of its headline."""
    text: str
    """All others."""


def indexed(day: DayItems, language: str) -> tuple[Indexed, ...]:
    """Return the items of a day as lines, by rank, with the terms that they are found by; `language`, an ISO 639-1 code, is the one they are read in."""
    ranked = sorted(day.items, key=lambda item: item.rank)
    return tuple(_indexed(item, place, language) for place, item in enumerate(ranked, start=1))


def _indexed(item: DayItem, place: int, language: str) -> Indexed:
    told = (*item.sentences, *(one for single in item.only_in for one in single.sentences))
    headline, section = one_line(item.headline), one_line(item.section or "")
    outlets = dict.fromkeys(one_line(story.outlet or story.agency or "") for story in item.stories)
    named = tuple(name for name in outlets if name)
    sentences = tuple(one_line(one.text) for one in told)
    names = written_names(headline, language)
    heading, text = terms(headline), terms(" ".join((*sentences, *named, section)))
    line = Line(
        place=place,
        id=one_line(item.id),
        headline=headline,
        section=section,
        outlets=named,
        sentences=sentences,
        names=names,
        opening=next((name for name in names if headline.startswith(name)), ""),
        words=tuple(sorted({*heading, *text})),
        edited=item.edited,
    )
    return Indexed(line, " ".join(heading), " ".join(text))
