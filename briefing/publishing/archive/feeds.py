"""`feed.atom` (RFC 4287) and `feed.json` (JSON Feed 1.1): an entry a day and one an event, whole, with their sources.

Ids are UUIDs of names (RFC 9562, version 5): of the archive, its day, and the least id of the event's stories.  They do not change when a day is
made again.  Nothing in a brief tells when it was made, so an entry bears midnight (UTC) of its day: the same days give the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from markupsafe import Markup

from briefing.language.wording import Wording
from briefing.publishing.archive.records import Cited, Day, DayItem
from briefing.publishing.jsonfile import json_text
from briefing.publishing.plaintext import one_line

_ATOM: Final = "http://www.w3.org/2005/Atom"
GENERATOR: Final = "briefing"
"""What a feed, and the index, say they were made by."""
MARK: Final = "_briefing"
"""The object of `feed.json` that says so: a name of its own, as extensions have it."""
_SPACE: Final = Markup(" ")
_NO_XML: Final = dict.fromkeys((0xFFFE, 0xFFFF))
"""What XML 1.0 refuses, and :func:`one_line` leaves."""


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself."""

    title: str
    url: str
    """Where the archive is published, with a slash at its end; empty where that is nowhere."""
    words: Wording

    @property
    def id(self) -> uuid.UUID:
        """What names the archive for good: by its address or, without one, by its title."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.url or f"briefing:{self.title}")


class Entry(NamedTuple):
    """An entry of a feed."""

    id: str
    title: str
    link: str
    """Relative to the feed."""
    day: date
    section: str
    html: str


def entries(days: Sequence[Day], channel: Channel) -> Iterator[Entry]:
    """Yield the entries of `days`, the newest day first: the day itself, then its events by rank."""
    for day in sorted(days, key=lambda one: one.date, reverse=True):
        page = f"{day.date}/brief.html"
        words = channel.words
        title = words.titled(day.date, _clean(day.title or ""))
        yield Entry(
            _id(channel, str(day.date)),
            title,
            page,
            day.date,
            "",
            _day_html(day, words),
        )
        for place, item in enumerate(day.items, start=1):
            yield Entry(
                _id(channel, f"{day.date}/{item.key}"),
                _clean(item.headline) or title,
                f"{page}#item-{place}",
                day.date,
                _clean(item.section or ""),
                _item_html(item, words),
            )


def _id(channel: Channel, name: str) -> str:
    return uuid.uuid5(channel.id, name).urn


# -- Atom ---------------------------------------------------------------------------------------


def atom(days: Sequence[Day], channel: Channel) -> str:
    """Return the days as `feed.atom`.  Links are relative where the archive has no address."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": channel.words.language})
    _put(feed, "id", channel.id.urn)
    _put(feed, "title", _clean(channel.title))
    _put(feed, "generator", GENERATOR)
    newest = max((day.date for day in days), default=date(1970, 1, 1))
    _put(feed, "updated", _instant(newest))
    _put(_put(feed, "author"), "name", _clean(channel.title))
    _put(feed, "link", rel="alternate", type="text/html", href=f"{channel.url}index.html")
    if channel.url:
        _put(feed, "link", rel="self", type="application/atom+xml", href=f"{channel.url}feed.atom")
    for entry in entries(days, channel):
        _put_entry(feed, entry, channel)
    ET.indent(feed)
    return ET.tostring(feed, "unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _put_entry(feed: ET.Element, entry: Entry, channel: Channel) -> None:
    element = _put(feed, "entry")
    _put(element, "id", entry.id)
    _put(element, "title", entry.title)
    _put(element, "published", _instant(entry.day))
    _put(element, "updated", _instant(entry.day))
    _put(element, "link", rel="alternate", type="text/html", href=channel.url + entry.link)
    if entry.section:
        _put(element, "category", term=entry.section)
    _put(element, "content", entry.html, type="html")


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _instant(day: date) -> str:
    return f"{day}T00:00:00Z"


# -- JSON Feed ----------------------------------------------------------------------------------


def json_feed(days: Sequence[Day], channel: Channel) -> str:
    """Return the days as `feed.json`; addresses stand in it only where the archive has one."""
    about: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(channel.title),
        "language": channel.words.language,
        MARK: {"generator": GENERATOR},
    }
    if channel.url:
        about |= {
            "home_page_url": f"{channel.url}index.html",
            "feed_url": f"{channel.url}feed.json",
        }
    about["items"] = [_json_item(entry, channel) for entry in entries(days, channel)]
    return json_text(about, indent=2) + "\n"


def _json_item(entry: Entry, channel: Channel) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if channel.url:
        item["url"] = channel.url + entry.link
    item |= {
        "title": entry.title,
        "content_html": entry.html,
        "date_published": _instant(entry.day),
    }
    if entry.section:
        item["tags"] = [entry.section]
    return item


# -- contents -----------------------------------------------------------------------------------


def _day_html(day: Day, words: Wording) -> str:
    above = [Markup("<p>{}</p>").format(_clean(remark)) for remark in day.remarks(words)]
    if not day.items:
        return str(Markup().join([Markup("<p>{}</p>").format(words.say("empty")), *above]))
    rows = [
        Markup("<li><b>{}</b> {} <i>{}</i></li>").format(
            _clean(item.headline),
            _clean(item.sentences[0].text) if item.sentences else "",
            _behind(item, words),
        )
        for item in day.items
    ]
    return str(Markup().join([*above, Markup("<ol>{}</ol>").format(Markup().join(rows))]))


def _behind(item: DayItem, words: Wording) -> str:
    """Who printed an item, and what an editor decided about it."""
    parts = [", ".join(map(_clean, item.outlets)), *item.by_hand(words)]
    return " · ".join(part for part in parts if part)


def _item_html(item: DayItem, words: Wording) -> str:
    """The item's sentences with numbers, what reports differ on, what one outlet alone says, and the passages by their numbers."""
    notes: dict[Cited, int] = {}
    parts = [_paragraph([(one.text, one.citations) for one in item.sentences], notes)]
    for contested in item.disagreements:
        about, values = contested.told(words.say(f"disagreements.{contested.kind}"))
        head = f"{words.say('archive.differ')} {_clean(about)}: "
        parts.append(_paragraph(values, notes, head, Markup("; ")))
    for single in item.only_in:
        told = [(one.text, one.citations) for one in single.sentences]
        name = single.file if single.outlet == "unknown" else single.outlet
        parts.append(_paragraph(told, notes, f"{words.say('only_outlet')} {_clean(name)}: "))
    if edited := item.by_hand(words):
        parts.append(Markup("<p><i>{}</i></p>").format(" · ".join(edited)))
    outlets = {story.file: story.name for story in item.stories}
    rows = [
        Markup("<li>{}: {}</li>").format(
            _clean(outlets.get(one.file, one.file)), words.quote(_clean(one.quote))
        )
        for one in notes
    ]
    sources = Markup("<h4>{}</h4><ol>{}</ol>").format(words.say("sources"), Markup().join(rows))
    return str(Markup().join([*parts, sources] if rows else parts))


def _paragraph(
    told: Sequence[tuple[str, Sequence[Cited]]],
    notes: dict[Cited, int],
    head: str = "",
    between: Markup = _SPACE,
) -> Markup:
    """A paragraph of texts, each with the numbers of its passages, which are added to `notes`."""
    pieces = []
    for text, citations in told:
        numbers = [notes.setdefault(one, len(notes) + 1) for one in citations]
        marks = Markup().join(Markup("<sup>[{}]</sup>").format(number) for number in numbers)
        pieces.append(Markup("{}{}").format(_clean(text), marks))
    body = between.join(pieces)
    return Markup("<p>{}{}</p>").format(head, body) if pieces else Markup()


def _clean(text: str) -> str:
    return one_line(text).translate(_NO_XML)
