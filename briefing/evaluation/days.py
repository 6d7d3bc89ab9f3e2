"""Dates, measured: the day of publication of HTML pages and of plain text files.

Beside it: what htmldate makes of a page by itself; for plain text, the day of the brief.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Final, NamedTuple

from pydantic import BeforeValidator

from briefing import reading
from briefing.evaluation.datasets import Row
from briefing.evaluation.measures import DAY, OURS, Measure, Options, Systems
from briefing.evaluation.metrics import Figures, share
from briefing.records import Document, Reading, Story

LIBRARY: Final = "the library alone"


def read_file(
    file: str, content: bytes, settings: reading.ReadingSettings | None = None
) -> Reading | None:
    """How a file is read by itself, or None where it cannot be."""
    settings = settings or reading.ReadingSettings(day=DAY, tz=None)  # days as pages print them
    document = reading.ingest(file, content, settings)
    return reading.read([document], settings)[0] if isinstance(document, Document) else None


@contextmanager
def quiet() -> Iterator[None]:
    """Libraries that grumble about broken pages do so here for nobody."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


# -- HTML pages ---------------------------------------------------------------------------------


class DatedPage(Row):
    """An HTML page with the day of publication, in the outlet's own zone; pages without are skipped."""

    id: str
    html: str
    url: str = ""
    gold_date: Annotated[
        date | None, BeforeValidator(lambda day: day if isinstance(day, str) else None)
    ]


class _Days(NamedTuple):
    ours: date | None
    plain: date | None
    basis: str = ""


def _page_days(rows: Sequence[DatedPage], _: Options) -> Iterator[_Days]:
    from htmldate import find_date

    with quiet():
        for row in rows:
            story = _only_story(read_file("page.warc", _archive(row)))
            plain = find_date(row.html, url=row.url or None, original_date=True)
            yield _Days(
                story.when.day if story else None, date.fromisoformat(plain) if plain else None
            )


def _archive(row: DatedPage) -> bytes:
    """The page as a web archive has it: the way by which an address comes with a page."""
    body = row.html.encode("utf-8", "replace")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {row.url}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _only_story(read: Reading | None) -> Story | None:
    return read.stories[0] if read and read.stories else None


def _score_page_days(pairs: Sequence[tuple[DatedPage, _Days]]) -> Systems:
    labelled = [(row.gold_date, found) for row, found in pairs if row.gold_date]

    def figures(days: Sequence[tuple[date | None, date | None]]) -> Figures:
        right = sum(wanted == found for wanted, found in days)
        return {"pages": len(days), "day right": share(right, len(days))}

    return {
        OURS: figures([(wanted, found.ours) for wanted, found in labelled]),
        LIBRARY: figures([(wanted, found.plain) for wanted, found in labelled]),
    }


# -- plain text ---------------------------------------------------------------------------------


class DateCase(Row):
    """A plain text file, and the day and the basis that its story should get; see `headline`."""

    name: str
    file: str
    text: str
    expect: date | None
    basis: str
    headline: str = ""
    """Of the story that is meant, where there are several."""
    day: date = DAY
    tz: str = "UTC"
    scraped_at: datetime | None = None
    day_first: bool | None = None


def _case_days(rows: Sequence[DateCase], _: Options) -> Iterator[_Days]:
    for row in rows:
        when = story_of(row).when
        yield _Days(when.day if when.basis != "unknown" else None, row.day, when.basis)


def story_of(case: DateCase) -> Story:
    """The story of a case as reading makes it."""
    settings = reading.ReadingSettings(
        day=case.day,
        tz=case.tz,
        scraped_at={case.file: case.scraped_at} if case.scraped_at else {},
        day_first=case.day_first,
    )
    read = read_file(case.file, case.text.encode(), settings)
    assert read is not None, case.name
    meant = (s for s in read.stories if case.headline and case.headline in s.headline)
    return next(meant, read.stories[0])


def _score_case_days(pairs: Sequence[tuple[DateCase, _Days]]) -> Systems:
    days = share(sum(row.expect == found.ours for row, found in pairs), len(pairs))
    both = share(sum(not _miss(row, found) for row, found in pairs), len(pairs))
    plain = share(sum(row.expect == found.plain for row, found in pairs), len(pairs))
    return {
        OURS: {"day right": days, "day and basis right": both},
        "the day of the brief": {"day right": plain},
    }


def _miss(row: DateCase, found: _Days) -> str:
    if (row.expect, row.basis) == (found.ours, found.basis):
        return ""
    return f"{row.name}: {found.ours} {found.basis}, not {row.expect} {row.basis}"


MEASURES: Final = (
    Measure(DatedPage, _page_days, _score_page_days),
    Measure(DateCase, _case_days, _score_case_days, example=_miss),
)
