"""Saved feeds (RSS, Atom): each entry is one story."""

from __future__ import annotations

import io
import re
import sys
from itertools import pairwise
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from briefing.reading.formats import html
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import encoded_once
from briefing.reading.formats.html import fragment_text
from briefing.reading.formats.linked import linked_lines, unmarked
from briefing.reading.formats.parts import Parsed, Part, Refusal, compose, web_address
from briefing.reading.formats.tails import story_lines, without_outlet

_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"^[^<]{0,4}(?:<\?[^>\n]*(?:>|$))+")
"""What the first line declares: the library looks for an encoding there.  Behind it the text may begin, for a feed may be one line."""
_ENCODING: Final = re.compile(rb"(encoding=[\"'])([^\"'\n]*)")
_ENDLESS: Final = re.compile(rb"<([A-Za-z][\w:]{0,20})\s[^<>]{4000,}>")
"""A tag of very many attributes, for which the library takes quadratic time: 200,000 took minutes."""
_MOST_ATTRIBUTES: Final = 500
_MOST_ENTRIES: Final = 20_000
"""As many take 4 s, and have more lines than a file may have; feeds of outlets have fifty."""
_MOST_TAGS: Final = 80_000
"""Of one entry, opening and closing ones: it may hold a whole page, which has 40,000 elements at most."""
_ENTRY: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_LAST: Final = re.compile(rb".*</(?:\w+:)?(?:item|entry)\b", re.IGNORECASE | re.DOTALL)
_REFERENCE: Final = re.compile(rb"&#(?:(\d+)|[xX]([\da-fA-F]+));?")
_ENDINGS: Final = frozenset({".xml", ".rss", ".atom"})


def _recognises(sample: Sample) -> bool:
    """Whether this is XML that opens as a feed does, or is called one and is no page."""
    start = sample.head[:2048]
    if not start.startswith(b"<"):
        return False
    if _FEED.search(start) and not html.opens_a_page(start):
        return True
    return sample.ending in _ENDINGS and not html.FORMAT.recognises(sample)


def parse_feed(data: bytes) -> Parsed:
    """Return the entries of a feed.  Raises :class:`Refusal` where `data` is XML but no feed, empty, or endless.

    feedparser gets a stream, because it takes a string for an address or a file name and opens it.
    """
    import feedparser

    starts = [entry.start() for entry in _ENTRY.finditer(data)]
    if len(starts) > _MOST_ENTRIES:
        raise Refusal(f"a feed of more than {_MOST_ENTRIES} entries: split it", "too_large")
    last = _LAST.match(data)
    spans = pairwise([*starts, last.end() if last else len(data)])
    if any(_tags(data, start, end) > _MOST_TAGS for start, end in spans):
        raise Refusal(f"an entry of more than {_MOST_TAGS} tags: no story has as many", "too_large")
    named = _DECLARED.sub(lambda line: _ENCODING.sub(_readable, line[0]), data, count=1)
    plain = _REFERENCE.sub(_possible, _ENDLESS.sub(_without_attributes, named))
    parsed = feedparser.parse(io.BytesIO(plain))
    outlet = _text(parsed.feed.get("title"))
    language = _text(parsed.feed.get("language"))
    notes = ["the feed is not well-formed XML"] if parsed.bozo and parsed.entries else []
    parts = _from_elsewhere(
        [_part(entry, outlet, language) for entry in parsed.entries],
        outlet,
        _host(_text(parsed.feed.get("link"))),
    )
    pointers = sum(1 for part in parts if not part.body)
    if pointers:
        notes.append(f"{pointers} of {len(parts)} entries have a headline and no text")
    feed = compose(parts, notes, "application/feed+xml")
    if not feed.text and parsed.get("version"):
        raise Refusal("the feed has no entries", "no_story")
    if not feed.text:
        raise Refusal("this XML is no RSS or Atom feed with entries: save it as HTML")
    return feed


def _tags(data: bytes, start: int, end: int) -> int:
    """How many tags an entry may have, those that are written as references too."""
    return sum(
        data.count(mark, start, end) for mark in (b"<", b"&lt;", b"&#60;", b"&#x3c;", b"&#x3C;")
    )


def _readable(found: re.Match[bytes]) -> bytes:
    """An encoding as it is named; one whose name is no ASCII, on which the library fails, as the usual one."""
    return found[0] if found[2].isascii() else found[1] + b"utf-8"


def _without_attributes(tag: re.Match[bytes]) -> bytes:
    """A tag of very many attributes without them; a long address is one attribute."""
    if tag[0].count(b"=") <= _MOST_ATTRIBUTES:
        return tag[0]
    return b"<" + tag[1] + (b"/>" if tag[0].endswith(b"/>") else b">")


def _possible(found: re.Match[bytes]) -> bytes:
    """A reference to a character as it is; to none beyond the last there is, on which the library fails."""
    digits = (found[1] or found[2]).lstrip(b"0") or b"0"
    is_one = len(digits) <= 7 and int(digits, 10 if found[1] else 16) <= sys.maxunicode
    return found[0] if is_one else "\N{REPLACEMENT CHARACTER}".encode()


def _part(entry: Any, outlet: str, language: str) -> Part:  # noqa: ANN401  feedparser's untyped dict
    address = _text(entry.get("link"))
    contents = [_text(content.get("value")) for content in entry.get("content") or []]
    bodies = [linked_lines(one, address) for one in (*contents, _text(entry.get("summary")))]
    source = fragment_text(_text((entry.get("source") or {}).get("title")))
    title = _once(fragment_text(_text(entry.get("title"))))
    title, named = without_outlet(title, source, [unmarked(line) for line in max(bodies, key=len)])
    kept = (story_lines(lines) for lines in bodies)
    return Part(
        title=title,
        body=max(("\n".join(lines) for lines in kept), key=len),
        outlet=named or outlet,
        published=_text(entry.get("published")) or _text(entry.get("updated")),
        url=_target(address),
        language=_text(entry.get("language")) or language,
    )


def _from_elsewhere(parts: list[Part], outlet: str, host: str) -> list[Part]:
    """The entries of a feed, those that lead to other sites without the feed's name for an outlet.

    A feed whose entries lead to several sites, none of them its own, tells what others have published.
    """
    foreign = {own for part in parts if (own := _host(part.url)) and not _akin(own, host)}
    sites = {tuple(one.split(".")[-2:]) for one in foreign}  # "co.uk" counts once: the name stays
    return [
        part._replace(outlet="")
        if len(sites) > 1 and part.outlet == outlet and _host(part.url) in foreign
        else part
        for part in parts
    ]


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _akin(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _target(address: str) -> str:
    """The address that a redirect leads to, where it says so ("…/url?url=https://…")."""
    try:
        found = dict(parse_qsl(urlsplit(address).query, max_num_fields=30))
    except ValueError:
        return address
    return web_address(found.get("url", "")) or address


def _once(title: str) -> str:
    """A headline that a program has put twice, once."""
    half = title[: len(title) // 2].strip()
    return half if len(half) > 10 and title in {half + half, f"{half} {half}"} else title


def _text(value: object) -> str:
    return encoded_once(value) if isinstance(value, str) else ""


FORMAT: Final = Format("feed", _recognises, lambda data, _: parse_feed(data))
