"""Saved feeds (RSS, Atom): each entry is one story."""

from __future__ import annotations

import io
from typing import Any

from briefing.reading.formats.html import fragment_text
from briefing.reading.formats.parts import Parsed, Part, compose


def parse_feed(data: bytes) -> Parsed:
    """Return the entries of a feed; text is empty where `data` is XML but no feed.

    feedparser gets a stream, because it takes a string for an address or a file name and opens it.
    """
    import feedparser

    parsed = feedparser.parse(io.BytesIO(data))
    outlet = _text(parsed.feed.get("title"))
    language = _text(parsed.feed.get("language"))
    notes = ["the feed is not well-formed XML"] if parsed.bozo and parsed.entries else []
    parts = [_part(entry, outlet, language) for entry in parsed.entries]
    return compose(parts, notes, "application/feed+xml")


def _part(entry: Any, outlet: str, language: str) -> Part:  # noqa: ANN401  feedparser's untyped dict
    contents = [_text(content.get("value")) for content in entry.get("content") or []]
    bodies = [*contents, _text(entry.get("summary"))]
    source = entry.get("source") or {}
    return Part(
        title=fragment_text(_text(entry.get("title"))),
        body=fragment_text(max(bodies, key=len)),
        outlet=_text(source.get("title")) or outlet,
        published=_text(entry.get("published")) or _text(entry.get("updated")),
        url=_text(entry.get("link")),
        language=_text(entry.get("language")) or language,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
