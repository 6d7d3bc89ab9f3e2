"""Days linked to one another: a navigation that is set into pages which are there already.

What day follows is no part of a brief and changes when the next one is made, so the links are none of its rendering: the archive sets
them into each `brief.html`, and sets them anew where they have changed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from markupsafe import Markup

from briefing.language.wording import Wording

# All text of stories in the page is escaped, so these tags are the page's own.
_OURS: Final = re.compile(r'<nav class="days".*?</nav>\n', re.DOTALL)
_HEADER: Final = re.compile(r"<header\b")


def with_neighbours(html: str, before: date | None, after: date | None, words: Wording) -> str:
    """Return the page of a day with links to the days before and after it and to the index.

    They stand in front of the page's header, in place of those that stood there; a page without header stays as it is.
    """
    plain = _OURS.sub("", html)
    header = _HEADER.search(plain)
    if header is None:
        return html
    return plain[: header.start()] + _navigation(before, after, words) + plain[header.start() :]


def without_neighbours(html: str) -> str:
    """Return the page of a day as it was written first, without links to other days."""
    return _OURS.sub("", html)


def _navigation(before: date | None, after: date | None, words: Wording) -> str:
    links = []
    for day, rel, name in ((before, "prev", "previous"), (after, "next", "next")):
        if day is not None:
            shown = words.say(f"archive.{name}")
            target = f"../{day}/brief.html"
            links.append(
                Markup('<a rel="{}" href="{}">{}: <time datetime="{}">{}</time></a>').format(
                    rel, target, shown, day, words.long_date(day)
                )
            )
    links.insert(
        1 if before else 0,
        Markup('<a href="../index.html">{}</a>').format(words.say("archive.all")),
    )
    nav = Markup('<nav class="days" aria-label="{}">{}</nav>\n')
    return str(nav.format(words.say("archive.days"), Markup(" ").join(links)))
