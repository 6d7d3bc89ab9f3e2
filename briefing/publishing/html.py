"""`brief.html`: the brief as one self-contained page, without scripts and without the network.

Its frame stands in `brief.html.jinja`, the words in a language's `wording.toml`, the style in `brief.css`.  The page names
the style's hash in its content security policy (CSP level 3), so nothing else can take effect.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, urlsplit

from briefing.publishing.assets import asset, style_hash, template
from briefing.publishing.context import cited_sources
from briefing.publishing.page import Page, Rendering
from briefing.records import Brief

_SCHEMES: Final = frozenset({"http", "https"})


def to_html(page: Page) -> str:
    """Return a brief as an HTML page.

    Each footnote leads to its passage, marked in the text around it.  Story text is escaped (Jinja2 autoescape), loses its control characters, and stands
    in elements of its own direction (``dir="auto"``).
    """
    style = asset("brief.css")
    return template("brief.html.jinja").render(
        page=page,
        words=page.words,
        sources=cited_sources(page.notes, page.texts),
        style=style,
        style_hash=style_hash(style),
        links=_links(page.brief),
    )


def link_host(url: str) -> str:
    """Return the host of a web address that is safe to link, in ASCII; "" for any other.

    Safe is http or https, with a host and without a user name, spaces or control characters.
    """
    if any(sign.isspace() or not sign.isprintable() for sign in url):
        return ""
    try:
        parts = urlsplit(url)
        host = _ascii_host(parts)
    except ValueError:
        return ""
    return host if parts.scheme in _SCHEMES and parts.username is None else ""


def _ascii_host(parts: SplitResult) -> str:
    """Return the host of `parts`, internationalised names in Punycode (RFC 3490).

    Raises ValueError for a host or port that cannot be.
    """
    _ = parts.port
    return (parts.hostname or "").encode("idna").decode("ascii")


def _links(brief: Brief) -> dict[str, list[tuple[str, str]]]:
    """Return the (address, host) pairs that the stories of each file were published at."""
    links: dict[str, dict[str, str]] = {}
    for item in brief.items:
        for entry in item.stories:
            host = link_host(entry.story.url)
            if host:
                links.setdefault(entry.story.file, {})[entry.story.url] = host
    return {file: list(found.items()) for file, found in links.items()}


RENDERING: Final = Rendering("brief.html", to_html)
