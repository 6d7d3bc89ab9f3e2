"""Pages that were saved where no story was are left out with the reason."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import STORY, TITLE, article, page, paragraphs


def bare(title: str, *lines: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs(*lines)}</body></html>"


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (
            bare(
                "404",
                "We could not find the page that you were looking for.",
                "Check the address, or search.",
            ),
            "an error page",
        ),
        (
            bare(
                "Something went wrong", "This article has been removed or does not exist any more."
            ),
            "an error page",
        ),
        (
            bare(
                "Seite nicht gefunden",
                "Die gewünschte Seite wurde leider nicht gefunden oder verschoben.",
            ),
            "an error page",
        ),
        (
            bare(
                "Sorn Post",
                "Our site is not available in your country because of European data rules.",
                "This content is unavailable for legal reasons.",
            ),
            "the site did not give the page out",
        ),
        (
            bare(
                "Just a moment...",
                "Checking your browser before you go on to sornpost.example.",
                "Please enable JavaScript and cookies to continue.",
            ),
            "a page that asks for a script",
        ),
        (
            bare(
                "Your privacy",
                "We and our 340 partners store and/or access information on a device, such as cookies.",
                "You can accept all or manage your cookie preferences at any time.",
                "Some partners rely on legitimate interest and do not ask for your consent.",
            ),
            "a consent notice",
        ),
        (
            bare(
                "Wir und Ihre Daten",
                "Wir und unsere 120 Partner verwenden Cookies und ähnliche Techniken.",
                "Sie können alle akzeptieren oder Ihre Einwilligung später widerrufen.",
            ),
            "a consent notice",
        ),
        (
            bare(
                "Subscribe to continue reading",
                "This article is for subscribers only; choose a plan that suits you.",
                "Already a subscriber? Log in to read on. You can cancel anytime.",
            ),
            "a paywall",
        ),
        (
            bare("Redirecting", "You are being redirected to the new address of this page."),
            "a redirect",
        ),
        (
            bare("Daily crossword: 17 June", "Across: 1 Boat (5)", "Down: 2 Reef fish (3)"),
            "a puzzle, a quiz or a poll",
        ),
        (
            bare("Reader poll: should the ferry sail in winter?", "Yes", "No", "Vote"),
            "a puzzle, a quiz or a poll",
        ),
    ],
)
def test_a_page_that_stands_in_a_storys_place_is_no_story(markup: str, why: str) -> None:
    read = read_page(markup)
    assert (read.parts, read.why) == ((), why)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "Court bans cookie walls",
            (
                "A court has banned cookie walls that ask readers to accept all cookies or pay.",
                "The judges said that consent given so is not free, and fined the publisher.",
                "The publisher said that it would appeal and that readers had a choice.",
                "Other papers use the same walls and wait for the higher court.",
            ),
        ),
        (
            "Page of history found in attic",
            (
                "A page of the town's oldest chronicle was found in an attic in Haden.",
                "It had been missing since 1911 and could not be found by three historians.",
                "The town archive will show it from July.",
            ),
        ),
        (
            "Ferry owner to run ships without cash",
            (
                STORY[0],
                "The ferry owner says: subscribe to continue to get tickets, or pay aboard.",
            ),
        ),
        ("Quiz host Otto Brand retires", STORY[:2]),
    ],
)
def test_a_story_about_such_pages_is_one(title: str, lines: tuple[str, ...]) -> None:
    assert read_page(bare(title, *lines)).parts[0].body.split("\n") == list(lines)


TEASERS = [
    (
        "Cod is back in the bay",
        "Boats from Sorn landed three tons of cod on Monday, more than in all of last year.",
    ),
    (
        "Tolls on the bridge to rise",
        "Drivers will pay four crowns from July, the county has decided by one vote.",
    ),
    ("Rowers win in Haden", "The eight of Velm beat the holders by half a length in the rain."),
    (
        "Library shuts for the summer",
        "The roof is to be mended, and books can be had from a bus until September.",
    ),
]
FRONT = "a front or section page: its stories stand on pages of their own"


@pytest.mark.parametrize(
    "row",
    [
        "<div class='card'><h2><a href='/x'>{0}</a></h2><p>{1}</p></div>",
        "<li><a href='/x'><h3>{0}</h3></a><div>{1}</div></li>",
        "<section class='s'><h2><a href='/x'>{0}</a></h2><span>2 hours ago</span><p>{1}</p></section>",
        "<tr><td><a href='/x'>{0}</a><br>{1} <a href='/x'>More</a></td></tr>",
        "<article><p><a href='/x'><b>{0}</b></a></p><p>{1}</p></article>",
    ],
)
def test_a_page_of_teasers_is_not_one_story(row: str) -> None:
    rows = "".join(row.format(*teaser) for teaser in TEASERS)
    body = (
        f"<main><h1>Sorn Post</h1><table>{rows}</table></main>"
        if "<tr>" in row
        else f"<main><h1>Sorn Post</h1>{rows}</main>"
    )
    read = read_page(page(body, title="Sorn Post: news from the island"))
    assert (read.parts, read.why) == ((), FRONT)


def test_a_story_with_a_row_of_teasers_under_it_is_one() -> None:
    rows = "".join(
        f"<div class='card'><h2><a href='/x'>{head}</a></h2><p>{text}</p></div>"
        for head, text in TEASERS
    )
    part = read_page(article(f"<section><h2>More news</h2>{rows}</section>")).parts[0]
    assert (part.title, part.body.split("\n")) == (TITLE, list(STORY))
