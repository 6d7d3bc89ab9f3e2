"""`brief.epub`: the brief for e-readers, an EPUB 3 of one page an item, whose notes open where they are asked for.

EPUB 3.3 (W3C Recommendation): a ZIP whose first entry, stored as it is, names the type; a package that
lists every file; a navigation document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from briefing.publishing.assets import asset, template
from briefing.publishing.blocks import Told, about, length, tell, title
from briefing.publishing.packed import pack
from briefing.publishing.page import Page, Rendering

_CONTAINER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)


class _Group(NamedTuple):
    """Items under one section; its name is empty where the brief has none."""

    name: str
    items: Sequence[Told]


def to_book(page: Page) -> bytes:
    """Return a brief as EPUB 3."""
    told = tell(page)
    shared = {"title": title(page), "words": page.words, "language": page.words.language}
    names = {one.rank: f"item-{number}.xhtml" for number, one in enumerate(told, 1)}
    pages = {
        "front.xhtml": _filled(
            "front", shared, length=length(page), items=told, names=names, about=about(page)
        ),
        **{names[one.rank]: _filled("item", shared, item=one) for one in told},
    }
    texts = {
        **pages,
        "nav.xhtml": _filled("nav", shared, groups=_groups(told), names=names),
        "style.css": asset("book.css"),
    }
    package = _filled(
        "package", shared, date=page.brief.date, identity=_identity(texts), pages=list(pages)
    )
    files = {f"EPUB/{name}": text for name, text in {"package.opf": package, **texts}.items()}
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, **files}
    return pack({name: text.encode() for name, text in files.items()})


def _filled(name: str, shared: Mapping[str, object], **values: object) -> str:
    return template(f"book.{name}.jinja").render(**shared, **values)


def _groups(told: Sequence[Told]) -> list[_Group]:
    """The items under the sections that open with them."""
    groups: list[_Group] = []
    for one in told:
        if one.opens or not groups:
            groups.append(_Group(one.opens, []))
        groups[-1] = _Group(groups[-1].name, [*groups[-1].items, one])
    return groups


def _identity(texts: Mapping[str, str]) -> UUID:
    """An identifier of these texts and no others (a UUID of version 8, RFC 9562)."""
    digest = bytearray(hashlib.sha256("\0".join(texts.values()).encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return UUID(bytes=bytes(digest))


RENDERING: Final = Rendering("brief.epub", to_book)
