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

from markupsafe import Markup, escape

from briefing.language.wording import Wording
from briefing.publishing.blocks import (
    Differences,
    Endnote,
    Paragraph,
    Part,
    Source,
    Told,
    about,
    length,
    tell,
    title,
)
from briefing.publishing.jsonfile import json_text
from briefing.publishing.page import Page
from briefing.publishing.plaintext import one_line
from briefing.records import Item

_ATOM: Final = "http://www.w3.org/2005/Atom"
GENERATOR: Final = "briefing"
"""What a feed, and the index, say they were made by."""
MARK: Final = "_briefing"
"""The object of `feed.json` that says so: a name of its own, as extensions have it."""
_SPACE: Final = Markup(" ")
_BREAK: Final = Markup("<br>")
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


def entries(pages: Sequence[Page], channel: Channel) -> Iterator[Entry]:
    """Yield the entries of the days that `pages` show, the newest day first: the day itself, then its events as they stand there."""
    for page in sorted(pages, key=lambda one: one.brief.date, reverse=True):
        day, told = page.brief.date, tell(page)
        address, name = f"{day}/brief.html", title(page)
        yield Entry(_id(channel, str(day)), name, address, day, "", _day_html(page, told))
        for article, one in zip(page.articles, told, strict=True):
            yield Entry(
                _id(channel, f"{day}/{_key(article.item)}"),
                one.headline or name,
                f"{address}#item-{one.rank}",
                day,
                _clean(article.item.section),
                _item_html(one, page.words),
            )


def _key(item: Item) -> str:
    """What names an event for good: the least id of its stories.

    The item's own id changes with every story that joins; this one only where the newcomer's is less.
    """
    return min((entry.story.id for entry in item.stories), default=item.id)


def _id(channel: Channel, name: str) -> str:
    return uuid.uuid5(channel.id, name).urn


# -- Atom ---------------------------------------------------------------------------------------


def atom(pages: Sequence[Page], channel: Channel) -> str:
    """Return the days that `pages` show as `feed.atom`.  Links are relative where the archive has no address."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": channel.words.language})
    _put(feed, "id", channel.id.urn)
    _put(feed, "title", _clean(channel.title))
    _put(feed, "generator", GENERATOR)
    newest = max((page.brief.date for page in pages), default=date(1970, 1, 1))
    _put(feed, "updated", _instant(newest))
    _put(_put(feed, "author"), "name", _clean(channel.title))
    _put(feed, "link", rel="alternate", type="text/html", href=f"{channel.url}index.html")
    if channel.url:
        _put(feed, "link", rel="self", type="application/atom+xml", href=f"{channel.url}feed.atom")
    for entry in entries(pages, channel):
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


def json_feed(pages: Sequence[Page], channel: Channel) -> str:
    """Return the days that `pages` show as `feed.json`; addresses stand in it only where the archive has one."""
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
    about["items"] = [_json_item(entry, channel) for entry in entries(pages, channel)]
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


def _day_html(page: Page, told: Sequence[Told]) -> str:
    below = [Markup("<p>{}</p>").format(one) for one in about(page)]
    if not told:
        return str(Markup().join([Markup("<p>{}</p>").format(length(page)), *below]))
    rows = [
        Markup("<li><b>{}</b> {} <i>{}</i></li>").format(one.headline, _first(one), one.provenance)
        for one in told
    ]
    return str(Markup().join([Markup("<ol>{}</ol>").format(Markup().join(rows)), *below]))


def _first(told: Told) -> str:
    """The first sentence of an item."""
    paragraphs = (block for block in told.blocks if isinstance(block, Paragraph))
    return next((part.text for one in paragraphs for part in one.parts if not part.is_label), "")


def _item_html(told: Told, words: Wording) -> str:
    """The item as on the page: who reports it, its sentences with their marks, what reports differ on, and the notes by their numbers."""
    parts = [
        Markup("<p><i>{}</i></p>").format(told.provenance),
        *(
            _paragraph(block.parts) if isinstance(block, Paragraph) else _differences(block, words)
            for block in told.blocks
        ),
    ]
    notes = [Markup("[{}] {}").format(one.number, _note(one)) for one in told.notes]
    below = Markup("<h4>{}</h4><p>{}</p>").format(words.say("sources"), _BREAK.join(notes))
    return str(Markup().join([*parts, below] if notes else parts))


def _differences(block: Differences, words: Wording) -> Markup:
    values = Markup("; ").join(
        Markup("{}: {}{}").format(one.names, _part(one.part), f" · {one.kind}" if one.kind else "")
        for one in block.values
    )
    head = words.say("page.differ")
    return Markup("<p><b>{} · {}</b> {}</p>").format(head, block.heading, values)


def _paragraph(parts: Sequence[Part]) -> Markup:
    return Markup("<p>{}</p>").format(_SPACE.join(map(_part, parts)))


def _part(part: Part) -> Markup:
    text = Markup("<b>{}</b>").format(part.text) if part.is_label else escape(part.text)
    return text + (Markup("<sup>[{}]</sup>").format(part.number) if part.number else "")


def _note(note: Endnote) -> Markup:
    """Who says it, with the way there, and in which words where the sentence does not repeat them; no file names."""
    told = Markup("; ").join(map(_source, note.sources))
    return told + f" · {note.made}" if note.made else told


def _source(source: Source) -> Markup:
    name = escape(source.name or next((one.place for one in source.passages), ""))
    if source.url:
        name = Markup('<a href="{}">{}</a>').format(source.url, name)
    quotes = ", ".join(one.quote for one in source.passages if one.quote)
    same = f" ({source.copies})" if source.copies else ""
    return (name + f": {quotes}" if quotes else name) + same


def _clean(text: str) -> str:
    return one_line(text).translate(_NO_XML)
