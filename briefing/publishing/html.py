"""`brief.html`: the brief as one self-contained page, without scripts and without the network.

::

    header (day, title) ─ contents ─ items: headline, who reports it, sentences with their passages ─ about, notes, files

Its frame stands in `brief.html.jinja`, the words in a language's `wording.toml`, the style in `base.css` and `brief.css`.  The
page names the style's hash in its content security policy (CSP level 3), so nothing else can take effect.  What opens is
`<details>`: passages beside their sentence, evidence under its headline, notes and files at the end.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from urllib.parse import SplitResult, urlsplit

from briefing.publishing.assets import style_hash, style_of, template
from briefing.publishing.context import context_of, passages
from briefing.publishing.origin import outlets
from briefing.publishing.page import Page, Rendering
from briefing.publishing.reporters import outlet_name

_SCHEMES: Final = frozenset({"http", "https"})
_RETOLD: Final = frozenset({"rewritten", "joined"})
"""Verdicts of sentences that carry a mark of it themselves: their words stand in no one passage."""


def to_html(page: Page) -> str:
    """Return a brief as an HTML page.

    The mark behind a sentence opens its passages in the text around them.  Story text is escaped (Jinja2 autoescape), loses its
    control characters, and stands in elements of its own direction (``dir="auto"``).
    """
    style = style_of("brief.css")
    return template("brief.html.jinja").render(
        page=page,
        words=page.words,
        passages=partial(passages, texts=page.texts, context=context_of(len(page.marked))),
        retold=_RETOLD,
        outlet=outlet_name,
        outlets=partial(outlets, words=page.words),
        host=link_host,
        style=style,
        style_hash=style_hash(style),
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


RENDERING: Final = Rendering("brief.html", to_html)
