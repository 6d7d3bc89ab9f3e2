"""`brief.mail.html`: the brief as mail programs show it.

Layout in tables, styles at each element, nothing remote, no script (what mail programs leave of a page;
Gmail cuts a mail at 102 KB).  Colours for the dark stand in the head, for the programs that read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.publishing.assets import template
from briefing.publishing.blocks import Told, about, length, tell, title
from briefing.publishing.page import Page, Rendering

MOST_BYTES: Final = 100_000
"""Gmail shows the first 102 KB; the rest is for what relays rewrite."""

_SUBJECT: Final = 120
"""Characters of a subject: lists of mails show 40 to 70 of them."""
_PREVIEW: Final = 3
"""Headlines that a list of mails shows behind the subject."""


class _Detail(NamedTuple):
    """How much of a brief is told."""

    items: int
    notes: bool
    passages: bool


def to_mail_page(page: Page) -> str:
    """Return a brief as HTML for mail, of at most :data:`MOST_BYTES`.

    A longer brief goes without its passages, then without notes, then without its last items, and says so.
    """
    told = tell(page, whole=False)
    made = ""
    for detail in _details(len(told)):
        made = _filled(page, told, detail)
        if len(made.encode()) <= MOST_BYTES:
            break
    return made


def subject(page: Page) -> str:
    """Return the subject of a mail: the title, and the first headline as far as it fits."""
    told = tell(page)[:1]
    text = ": ".join([title(page), *(one.headline for one in told)])
    if len(text) <= _SUBJECT:
        return text
    return text[: _SUBJECT - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _details(items: int) -> Iterator[_Detail]:
    yield _Detail(items, notes=True, passages=True)
    yield _Detail(items, notes=True, passages=False)
    yield _Detail(items, notes=False, passages=False)
    while items:
        items = items * 3 // 4
        yield _Detail(items, notes=False, passages=False)


def _filled(page: Page, told: Sequence[Told], detail: _Detail) -> str:
    return template("mail.html.jinja").render(
        title=title(page),
        preview=" · ".join(one.headline for one in told[:_PREVIEW]),
        length=length(page, whole=False),
        about=about(page),
        items=told[: detail.items],
        left=len(told) - detail.items,
        detail=detail,
        words=page.words,
    )


RENDERING: Final = Rendering("brief.mail.html", to_mail_page)
