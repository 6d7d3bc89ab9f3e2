"""Days as the archive knows them: read from `brief.json`, which is what other programs read too.

What a page, a feed or a search needs is taken, other fields are passed over.  A :class:`Day` holds a brief as it was written;
a :class:`Line`, the little that is kept of each item of all days, is fit to be shown: it has lost what steers a terminal or a page.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from briefing.language.lookup import terms
from briefing.language.names import written_names
from briefing.language.wording import Wording
from briefing.publishing.origin import by_hand
from briefing.publishing.plaintext import one_line

_DECISIONS: Final = ("pin", "headline")


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage of a file."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its passages."""

    text: str
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Valued:
    """One of the values that stand against each other."""

    value: str
    later: bool = False
    """Of an update: whether it is known to have taken the place of the others."""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A thing for which reports give different values."""

    about: str
    kind: str
    values: tuple[Valued, ...] = ()

    def told(self, kind: str) -> tuple[str, list[tuple[str, tuple[Cited, ...]]]]:
        """Return what it is about and the values with their citations, the words for its kind beside the later value, or else beside what it is about."""
        known = any(one.later for one in self.values)
        values = [
            (f"{one.value} ({kind})" if one.later else one.value, one.citations)
            for one in self.values
        ]
        return (self.about if known else f"{self.about} ({kind})"), values


@dataclass(frozen=True, slots=True)
class Single:
    """What one outlet alone says."""

    outlet: str
    file: str
    sentences: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One of the stories behind an item."""

    id: str
    file: str
    headline: str = ""
    outlet: str | None = None
    agency: str | None = None

    @property
    def name(self) -> str:
        """Who printed it: the outlet, or the agency where none is known; else its file."""
        return self.outlet or self.agency or self.file


@dataclass(frozen=True, slots=True)
class DayItem:
    """One event of a day."""

    id: str
    rank: int
    headline: str
    reports: int
    section: str | None = None
    sentences: tuple[Told, ...] = ()
    disagreements: tuple[Differing, ...] = ()
    only_in: tuple[Single, ...] = ()
    stories: tuple[Printed, ...] = ()
    edited: tuple[str, ...] = ()
    """What an editor decided about it."""

    def by_hand(self, words: Wording) -> list[str]:
        """Return in words what an editor decided about it, as far as this release knows such decisions."""
        return by_hand([one for one in self.edited if one in _DECISIONS], words)

    @property
    def key(self) -> str:
        """What names the event for good: the least id of its stories.

        The item's own id changes with every story that joins; this one only where the newcomer's is less.
        """
        return min((story.id for story in self.stories), default=self.id)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who printed the stories: outlets, or the agency where no outlet is known; once each."""
        names = (story.outlet or story.agency for story in self.stories)
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True)  # with slots, the field would hide the type that it is named like
class Day:
    """One brief."""

    date: date
    mode: str
    items: tuple[DayItem, ...]
    title: str | None = None
    """What the reader calls it."""
    notes: tuple[str, ...] = ()

    def remarks(self, words: Wording) -> list[str]:
        """Return what the page says above all items; a brief that had no model never goes without saying so."""
        bare = self.items and self.mode == "extractive" and not self.notes
        return [words.say("extractive")] if bare else [*map(one_line, self.notes)]


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


class Dated(NamedTuple):
    """A line and its day."""

    day: date
    line: Line


_HALVES: Final = re.compile("[\ud800-\udfff]")
_DAY: Final = TypeAdapter(Day)
_LINE: Final = TypeAdapter(Line)


def read_day(text: str | bytes) -> Day:
    """Read a `brief.json`; halves of surrogate pairs become U+FFFD.  Raises :class:`ValueError` where it is none."""
    try:
        day = _DAY.validate_json(text)
    except ValueError:  # the fast way takes no half of a pair, which a brief may quote
        whole = json.dumps(json.loads(text), ensure_ascii=False)
        day = _DAY.validate_json(_HALVES.sub("\N{REPLACEMENT CHARACTER}", whole))
    items = tuple(sorted(day.items, key=lambda item: item.rank))
    return replace(day, items=items)


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


def lines_of(day: Day, language: str) -> tuple[Line, ...]:
    """Return the items of a day as lines; `language` is that of the brief, an ISO 639-1 code."""
    return tuple(one.line for one in indexed(day, language))


def indexed(day: Day, language: str) -> tuple[Indexed, ...]:
    """Return the items of a day as lines, with the terms that they are found by."""
    return tuple(_indexed(item, place, language) for place, item in enumerate(day.items, start=1))


def _indexed(item: DayItem, place: int, language: str) -> Indexed:
    told = (*item.sentences, *(one for single in item.only_in for one in single.sentences))
    headline, section = one_line(item.headline), one_line(item.section or "")
    outlets = tuple(name for name in dict.fromkeys(map(one_line, item.outlets)) if name)
    sentences = tuple(one_line(one.text) for one in told)
    names = written_names(headline, language)
    heading, text = terms(headline), terms(" ".join((*sentences, *outlets, section)))
    line = Line(
        place=place,
        id=one_line(item.id),
        headline=headline,
        section=section,
        outlets=outlets,
        sentences=sentences,
        names=names,
        opening=next((name for name in names if headline.startswith(name)), ""),
        words=tuple(sorted({*heading, *text})),
    )
    return Indexed(line, " ".join(heading), " ".join(text))
