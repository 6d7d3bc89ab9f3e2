"""The pages of an archive: the index with its calendar, and a page a year for each topic and outlet.

They need neither a server nor the network, and no script but the index, whose search is hidden without one.  Each page names in its
content security policy (CSP level 3) its own style and nothing else; the index adds the scripts of the search, by a nonce that is
their digest: whatever a story says cannot know it, and unlike ``'self'`` it also holds for pages opened from the disk.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from briefing.language.wording import Wording
from briefing.publishing.archive.lines import Dated
from briefing.publishing.archive.topics import Gathered, by_years
from briefing.publishing.assets import style_hash, style_of, template
from briefing.publishing.origin import by_hand
from briefing.publishing.page import Page

OUTLETS: Final = "outlets"
TOPICS: Final = "topics"


@dataclass(frozen=True)
class Look:
    """What all pages of an archive have in common."""

    title: str
    words: Wording


class Month(NamedTuple):
    """A month of the calendar."""

    first: date
    name: str
    weeks: Sequence[Sequence[date | None]]
    """Seven days each, from Monday; None outside of the month."""


def index_page(
    look: Look,
    days: Sequence[date],
    newest: Page | None,
    gathered: Mapping[str, Sequence[Gathered]],
    search: str,
) -> str:
    """Return `index.html`.

    `days` are those that have a brief, oldest first; `newest` is the page of the last of them that can be laid out; `gathered` holds topics and outlets by the folder
    of their pages; `search` is the folder of the search's scripts, whose last part is their digest.
    """
    style = style_of("archive/archive.css")
    return template("archive/index.html.jinja").render(
        look=look,
        words=look.words,
        days=frozenset(days),
        last=newest.brief.date if newest else None,
        newest=newest,
        by_hand=by_hand,
        years=_years(days, look.words),
        gathered=gathered,
        search=search,
        nonce=search.rpartition("/")[2],
        style=style,
        style_hash=style_hash(style),
    )


def list_pages(look: Look, gathered: Mapping[str, Sequence[Gathered]]) -> Iterator[tuple[str, str]]:
    """Yield the pages of topics and outlets, as (path, text): the last year of each under its own name, earlier ones with the year.

    `gathered` holds them by the folder of their pages.
    """
    style = style_of("archive/archive.css")
    page = template("archive/list.html.jinja")
    frame = {
        "look": look,
        "words": look.words,
        "style": style,
        "style_hash": style_hash(style),
    }
    rows = _Rows(look.words)
    for folder, several in gathered.items():
        for one in several:
            years = by_years(one.dated)
            names = {
                year: one.page if year == max(years) else f"{one.page}-{year}" for year in years
            }
            for year, dated in years.items():
                text = page.render(
                    frame, name=one.name, year=year, years=names, days=rows.days(dated)
                )
                yield f"{folder}/{names[year]}.html", text


class _Rows:
    """Days and items as they stand in lists, each set once: an item stands on five pages or so."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._heads: dict[date, str] = {}
        self._rows: dict[tuple[date, int], str] = {}

    def days(self, dated: Iterable[Dated]) -> Markup:
        """Return the days, each with its items."""
        return Markup("\n".join(self._day(day, items) for day, items in groupby(dated, _day_of)))  # noqa: S704 - of what is escaped

    def _day(self, day: date, items: Iterable[Dated]) -> str:
        if day not in self._heads:
            self._heads[day] = self._head(day)
        rows = "\n".join(map(self._kept, items))
        return f"{self._heads[day]}\n<ul>\n{rows}\n</ul>"

    def _kept(self, one: Dated) -> str:
        key = one.day, one.line.place
        if key not in self._rows:
            self._rows[key] = self._row(one)
        return self._rows[key]

    def _head(self, day: date) -> str:
        told = escape(self._words.weekday_date(day))
        return f'<h2><a href="../{day}/brief.html"><time datetime="{day}">{told}</time></a></h2>'

    def _row(self, one: Dated) -> str:
        told = by_hand(one.line.edited, self._words)
        edited = "".join(f' <span class="quiet">· {escape(by)}</span>' for by in told)
        link = f"../{one.day}/brief.html#item-{one.line.place}"
        return f'<li><a href="{link}" dir="auto">{escape(one.line.headline)}</a>{edited}</li>'


def _day_of(one: Dated) -> date:
    return one.day


def _years(days: Sequence[date], words: Wording) -> list[tuple[int, list[Month]]]:
    """The calendar, newest first: every month from the first to the last that has a brief."""
    months = sorted({(day.year, day.month) for day in days}, reverse=True)
    return [
        (year, [_month(date(year, month, 1), words) for _, month in of_year])
        for year, of_year in groupby(months, lambda month: month[0])
    ]


def _month(first: date, words: Wording) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    inside = [[day if day.month == first.month else None for day in week] for week in weeks]
    return Month(first, words.month(first), inside)
