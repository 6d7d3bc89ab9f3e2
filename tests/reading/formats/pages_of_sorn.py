"""A page of an invented paper, to be built up in the tests of what is read from pages."""

from __future__ import annotations

TITLE = "Ferry with 80 aboard runs aground off Sorn"
STORY = (
    "A ferry with 80 passengers ran aground off the island of Sorn on Tuesday, the coastguard said.",
    "The passengers were taken ashore in boats by noon, and nobody was hurt.",
    "“The rudder did not answer,” said the master of the ship, Otto Brand.",
    "Divers are to look at the hull of the ferry on Wednesday, when the wind drops.",
)


def paragraphs(*lines: str) -> str:
    """Return lines as paragraphs of HTML."""
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, head: str = "", title: str = TITLE) -> str:
    """Return a page with navigation and a footer around `body`."""
    return (
        f"<html lang='en'><head><title>{title}</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sea'>Sea</a></li></ul></nav>"
        f"{body}<footer><p>© 2025 Sorn Media</p></footer></body></html>"
    )


def article(*pieces: str) -> str:
    """Return a page of the paper with its headline, the story, and `pieces` of HTML behind that."""
    return page(f"<article><h1>{TITLE}</h1>{paragraphs(*STORY)}{''.join(pieces)}</article>")
