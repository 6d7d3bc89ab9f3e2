"""All days of an output folder: read from the `brief.json` of each, written as an archive, kept to be searched.

::

    OUT/YYYY-MM-DD/brief.json ─ refresh ─▶ SearchIndex (only days that have changed are read)
                                              ├─ look_for ─────▶ Hit, for `briefing search`
                                              └─ write_archive ▶ OUT/index.html, topics/, outlets/, search/, feed.*, latest,
                                                                 and each brief.html linked to its neighbours

A day that cannot be read is left out and told of.  Nothing but the days' own files decides what is written: the index is there so that
an unchanged day is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from briefing.errors import UsageError
from briefing.language.lookup import Term, hits
from briefing.language.wording import wording_for
from briefing.publishing import archive, lay_out, read_brief
from briefing.publishing.page import Page
from briefing.publishing.plaintext import one_line
from briefing.records import Brief
from briefing.settings.config import Settings
from briefing.store import Row, SearchIndex, point_to, real_path, remove_others, replace_files

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_PAGE: Final = r".*-[0-9a-f]{8}(-\d+)?\.html"
"""Names of the archive's pages (:func:`briefing.publishing.archive.topics.page_name`): what is no longer written goes."""
_HEAD: Final = 32_768
"""Bytes of a page that surely hold its header: its style has 7,000."""
_SCRIPTS: Final = r"[0-9a-f]{32}"
_T = TypeVar("_T")


class Archived(NamedTuple):
    """What became of an archive."""

    page: Path
    """`index.html`."""
    days: int
    changed: int
    """Files that were written; the others had the same bytes already."""
    unread: Sequence[str]
    """Days that cannot be read, each with the reason, and other things that are wrong."""


class _Known(NamedTuple):
    """All that an archive is made of."""

    days: Mapping[date, Path]
    dated: Sequence[archive.Dated]
    recent: Sequence[Page]


class Period(NamedTuple):
    """The first and the last day that count; None: no limit."""

    since: date | None = None
    until: date | None = None


class Hit(NamedTuple):
    """An item that was found."""

    day: date
    line: archive.Line
    sentence: str
    """The one that has most of what was looked for; the first of those that have as much."""
    score: float


# -- reading ------------------------------------------------------------------------------------


def days_in(folder: Path) -> dict[date, Path]:
    """Return the days of an output folder that have a brief, oldest first, each with its `brief.json`.

    Raises :class:`UsageError` if the folder cannot be opened.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"{folder}: {why}; name the folder that 'make' writes to.") from error
    found = {}
    for name in names:
        path = folder / name / "brief.json"
        if _DAY.fullmatch(name) and _is_date(name) and _is_file(path):
            found[date.fromisoformat(name)] = path
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a day's folder that cannot be entered
        return False


def _is_date(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True


def read_day(path: Path, day: date) -> Brief:
    """Return the brief of `day` from its `brief.json`.  Raises :class:`UsageError` where it cannot be read."""
    brief = _read(path, lambda raw: read_brief(raw.decode()))
    return brief.model_copy(update={"date": day})


def _read(path: Path, of: Callable[[bytes], _T]) -> _T:
    try:
        return of(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or type(error).__name__}.") from error
    except (ValueError, UsageError) as error:
        raise UsageError(f"{path}: not a brief that can be read; make it again.") from error


def refresh(
    index: SearchIndex, folder: Path, language: str, only: Collection[date] | None = None
) -> dict[date, str]:
    """Bring what can be searched of `folder` up to date; returns the days that could not be read, each with the reason.

    `only`: these days alone are looked at.  Raises :class:`UsageError` if the folder cannot be opened.
    """
    name, found = str(real_path(folder)), days_in(folder)
    known = index.stamps(name)
    changed: dict[str, tuple[str, list[Row]]] = {}
    unread: dict[date, str] = {}
    for day in found.keys() if only is None else found.keys() & only:
        stamp = _stamp(found[day], language)
        if known.get(str(day)) != stamp:
            try:
                changed[str(day)] = stamp, _rows(_read(found[day], archive.read_items), language)
            except UsageError as error:
                unread[day] = str(error)
    left = {str(day) for day in found.keys() - unread.keys()}
    gone = known.keys() - left
    if changed or gone:
        index.change(name, changed, sorted(gone))
    return unread


def _stamp(path: Path, language: str) -> str:
    """What changes with a file: a rename over it gives another inode, writing into it another time."""
    try:
        at = path.stat()
    except OSError:
        return ""
    return f"{at.st_mtime_ns} {at.st_size} {at.st_ino} {language}"


def _rows(day: archive.DayItems, language: str) -> list[Row]:
    return [
        Row(archive.line_text(one.line), one.heading, one.text)
        for one in archive.indexed(day, language)
    ]


# -- searching ----------------------------------------------------------------------------------


def look_for(
    index: SearchIndex,
    folder: Path,
    query: Sequence[Term],
    period: Period,
    limit: int,
) -> list[Hit]:
    """Return the items of `folder` that have all of `query`, newest day first, then by how well they fit."""
    found = index.find(str(real_path(folder)), query, *period, limit)
    hits_ = []
    for one in found:
        line = archive.read_line(one.body)
        hits_.append(Hit(one.day, line, _best_sentence(line, query), one.score))
    return hits_


def _best_sentence(line: archive.Line, query: Sequence[Term]) -> str:
    def count(sentence: str) -> int:
        return len({word.casefold() for word, hit in hits(sentence, query) if hit})

    return max(line.sentences, key=count, default="")


# -- writing ------------------------------------------------------------------------------------


def write_archive(index: SearchIndex, folder: Path, settings: Settings) -> Archived:
    """Write the archive of `folder`: what others lead to first, and the index last.

    A page or feed of that name that is the user's own stays as it is and is told of.  The caller holds the
    :func:`~briefing.store.lock`.  Raises :class:`UsageError` where it cannot be written, and for a folder that has neither a
    brief nor an archive.
    """
    theirs = _theirs(folder)
    if not days_in(folder) and not (_is_file(folder / "index.html") and "index.html" not in theirs):
        raise UsageError(f"{folder}: no brief there; name the folder that 'make' writes to.")
    bad, dated = _kept(index, folder, settings.brief.language)
    days = {day: path for day, path in days_in(folder).items() if day not in bad}
    recent, not_shown = _last(days, settings.output.feed_days)
    unread = [*bad.values(), *not_shown, *(_left(folder / name) for name in theirs)]
    try:
        changed = _write(folder, _Known(days, dated, recent), settings, theirs)
        if days and not point_to(folder / "latest", folder / str([*days][-1])):
            unread.append(_left(folder / "latest"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"{error.filename or folder}: {why}; the archive is not whole.") from error
    return Archived(folder / "index.html", len(days), len(changed), unread)


def _theirs(folder: Path) -> list[str]:
    """Names of the archive under which a page or a feed of the user's own lies."""
    texts = {}
    for name in ("index.html", "feed.atom", "feed.json"):
        with suppress(OSError):  # there is none, or writing over it fails and tells why
            texts[name] = (folder / name).read_bytes().decode("utf-8", "replace")
    return archive.foreign(texts)


def _left(path: Path) -> str:
    return f"{path}: holds something else and is left as it is."


def _kept(
    index: SearchIndex, folder: Path, language: str
) -> tuple[dict[date, str], list[archive.Dated]]:
    """The days that cannot be read, and the items of all others.

    An index that fails on the way goes on in memory with nothing but the days that had changed: then all are read once more.
    """
    for _ in range(2):
        before = index.trouble
        bad = refresh(index, folder, language)
        bodies = index.bodies(str(real_path(folder)))
        if index.trouble == before:
            break
    return bad, [archive.Dated(day, archive.read_line(body)) for day, body in bodies]


def _last(days: Mapping[date, Path], count: int) -> tuple[list[Page], list[str]]:
    """The last days laid out, oldest first, and why some of them cannot be: of these the items are listed, and feeds lack them."""
    pages, bad = [], []
    for day, path in [*days.items()][-count:]:
        try:
            pages.append(lay_out(read_day(path, day), {}))
        except UsageError as error:
            bad.append(str(error))
    return pages, bad


def _write(folder: Path, known: _Known, settings: Settings, theirs: Collection[str]) -> list[Path]:
    days, dated, recent = known
    words = wording_for(settings.brief.language)
    look = archive.Look(one_line(settings.output.title) or words.say("archive.title"), words)
    gathered = {
        archive.TOPICS: archive.by_topics(dated, settings.brief.follow),
        archive.OUTLETS: archive.by_outlets(dated),
    }
    search, scripts = archive.search_files(dated)
    page = archive.index_page(look, [*days], recent[-1] if recent else None, gathered, search)
    lists = dict(archive.list_pages(look, gathered))
    feeds = _feeds(recent, look, settings)
    first = {**scripts, **lists, **{name: feeds[name] for name in feeds.keys() - set(theirs)}}
    changed = replace_files(folder, sorted(first.items()))
    changed += replace_files(folder, _linked(days, look))
    changed += replace_files(folder, [("index.html", page)] if "index.html" not in theirs else [])
    for name in gathered:
        kept = {path.partition("/")[2] for path in lists if path.startswith(f"{name}/")}
        remove_others(folder / name, _PAGE, kept)
    remove_others(folder / "search", _SCRIPTS, {search.partition("/")[2]})
    return changed


def _feeds(recent: Sequence[Page], look: archive.Look, settings: Settings) -> dict[str, str]:
    url = settings.output.url.rstrip("/")
    channel = archive.Channel(look.title, f"{url}/" if url else "", look.words)
    return {
        "feed.atom": archive.atom(recent, channel),
        "feed.json": archive.json_feed(recent, channel),
    }


def _linked(days: Mapping[date, Path], look: archive.Look) -> Iterator[tuple[str, str]]:
    """The pages of days whose links to their neighbours have changed."""
    order = [*days]
    for at, day in enumerate(order):
        path = days[day].with_name("brief.html")
        before = order[at - 1] if at else None
        after = order[at + 1] if at + 1 < len(order) else None
        try:
            if _is_linked(
                path, partial(archive.with_neighbours, before=before, after=after, words=look.words)
            ):
                continue
            html = path.read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, ValueError):  # no page, or none of ours
            continue
        yield f"{day}/brief.html", archive.with_neighbours(html, before, after, look.words)


def _is_linked(path: Path, link: Callable[[str], str]) -> bool:
    """Whether a page has its links already: they stand near its beginning, and of a thousand pages most do."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    return "<header" in head and link(head) == head
