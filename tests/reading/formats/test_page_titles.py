"""The headline is the visible one that the page's own titles bear witness to."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from briefing.reading.formats.page_titles import Stated, without_site
from tests.reading.formats.pages_of_sorn import STORY, TITLE, page, paragraphs

TEXT = f"<div>{paragraphs(*STORY)}</div>"


def title_of(body: str, head: str = "", title: str = TITLE) -> str:
    return read_page(page(f"<main>{body}{TEXT}</main>", head, title)).parts[0].title


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        (f"<h1>Shipping and Ports</h1><h2>{TITLE}</h2>", "", TITLE),
        (f"<h1>The Sorn Post</h1><div><h2>{TITLE}</h2></div>", "", f"{TITLE} | The Sorn Post"),
        (f"<ul><li><h1>Sea</h1></li></ul><h3>{TITLE}</h3>", "", f"{TITLE} - Sorn Post"),
        (
            f"<h1>{TITLE}</h1>",
            '<meta property="og:title" content="Sorn ferry aground: what we know about the 80 aboard">',
            TITLE,
        ),
        (f"<h1><span class='kicker'>At sea</span> {TITLE}</h1>", "", f"At sea: {TITLE}"),
        (f"<h1>At sea {TITLE}</h1>", f'<meta property="og:title" content="{TITLE}">', TITLE),
        (f"<h1>{TITLE}</h1><h1>Sorn Post</h1>", "", "Sorn Post"),
        (
            f"<h1>Sorn Post</h1><h1>{TITLE}</h1>",
            f'<meta property="og:title" content="{TITLE}"><meta name="twitter:title" content="Sorn Post">',
            "Sorn Post",
        ),
        (
            f"<h1>{TITLE}</h1>",
            '<script type="application/ld+json">{"headline": "News from the island of Sorn"}</script>',
            f"{TITLE} - Sorn Post",
        ),
        (
            "",
            f'<meta property="og:title" content="{TITLE} | Sea | Sorn Post"><meta property="og:site_name" content="Sorn Post">',
            "",
        ),
        (
            "",
            '<link rel="canonical" href="https://www.sornpost.example/1">',
            f"{TITLE}_Sea_SornPost",
        ),
    ],
)
def test_the_visible_headline_is_taken(body: str, head: str, title: str) -> None:
    assert title_of(body, head, title) == TITLE


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        (f"{TITLE} | Sorn Post", TITLE),
        (f"{TITLE} – The Sorn Post", TITLE),
        (f"{TITLE} - sornpost.example", TITLE),
        (f"{TITLE} » Sorn Post", TITLE),
        (f"{TITLE}_Sorn Post", TITLE),
        ("Otto Brand – master of the ferry", "Otto Brand – master of the ferry"),
        ("Tolls, fares, fees: what changes in July", "Tolls, fares, fees: what changes in July"),
    ],
)
def test_a_sites_name_is_cut_off_and_nothing_else(stated: str, title: str) -> None:
    known = Stated({}, {}, "The Sorn Post", "https://www.sornpost.example/sea/1")
    assert without_site(stated, known) == title
