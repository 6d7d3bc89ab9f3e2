"""The standfirst of a page is kept, once, in the words that are shown."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import STORY, TITLE, page, paragraphs

DECK = "The harbour office is asked why the light on the reef had been out since the spring storms"


def lines_of(markup: str) -> list[str]:
    return read_page(markup).parts[0].body.split("\n")


@pytest.mark.parametrize(
    "head",
    [
        f"<header><h1>{TITLE}</h1><h2 class='dek'>{DECK}</h2><p>By Ulla Kern</p></header>",
        f"<div><h1>{TITLE}</h1></div><div class='article-standfirst'><span>{DECK}</span></div>",
        f"<div class='top'><h1>{TITLE}</h1><ul><li><h3>{DECK}</h3></li></ul></div>",
        f"<div><div><h1>{TITLE}</h1></div><div><div><p>{DECK}, and why the ferry sailed.</p></div></div></div>",
        f"<p class='kicker'>At sea</p><h1>{TITLE}</h1><div class='c-intro'><strong>{DECK}.</strong></div>",
    ],
)
def test_the_standfirst_is_kept_in_the_words_that_are_shown(head: str) -> None:
    first, *rest = lines_of(
        page(f"<main>{head}<div class='text'>{paragraphs(*STORY)}</div></main>")
    )
    assert first.startswith(DECK)
    assert rest == list(STORY)


def test_the_description_is_a_witness_of_a_standfirst_and_none_of_the_text() -> None:
    head = f'<meta name="description" content="{DECK}">'
    shown = f"<h1>{TITLE}</h1><div><div class='q7'>{DECK}</div></div><article>{paragraphs(*STORY)}</article>"
    assert lines_of(page(shown, head)) == [DECK, *STORY]
    unseen = f"<h1>{TITLE}</h1><article>{paragraphs(*STORY)}</article>"
    assert lines_of(page(unseen, head)) == list(STORY)


def test_a_standfirst_may_stand_over_the_headline_where_the_description_says_so() -> None:
    head = f'<meta property="og:description" content="{DECK}.">'
    body = f"<main><div>{DECK}</div><h1>{TITLE}</h1><div>{paragraphs(*STORY)}</div></main>"
    assert lines_of(page(body, head)) == [DECK, *STORY]


def test_a_standfirst_that_the_text_repeats_stands_once() -> None:
    body = f"<h1>{TITLE}</h1><h2>{STORY[0]}</h2><article>{paragraphs(*STORY)}</article>"
    assert lines_of(page(body)) == list(STORY)


def test_bylines_and_notes_between_headline_and_text_are_no_standfirst() -> None:
    between = "<p>By Ulla Kern</p><p>17 June 2025, 10:40</p><p>Reading time: three minutes</p>"
    body = f"<h1>{TITLE}</h1><div>{between}</div><article>{paragraphs(*STORY)}</article>"
    assert [line for line in lines_of(page(body)) if line not in STORY] in ([], ["By Ulla Kern"])
