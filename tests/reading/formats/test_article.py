"""The lines of a story: its standfirst is there, all its text is, and nothing that leads elsewhere."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import STORY, TITLE, article, page, paragraphs

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


@pytest.mark.parametrize("box", ["chunk", "grid body body--main", "story_part"])
def test_all_chunks_of_a_body_are_read(box: str) -> None:
    half = [f"<div class='{box}'>{paragraphs(*STORY[i : i + 2])}</div>" for i in (0, 2)]
    body = f"<article><h1>{TITLE}</h1>{half[0]}<div class='ad-row'></div>{half[1]}</article>"
    assert lines_of(page(body)) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/1'>Lighthouse keeper retires after forty years</a></p>",
        "<p><b>READ ALSO: <a href='/1'>Lighthouse keeper retires after forty years</a></b></p>",
        "<p>Elsewhere on sorn.example <a href='/1'>Lighthouse keeper retires after forty years</a></p>",
        "<p>Lue myös: <a href='/1'>Majakanvartija jää eläkkeelle pitkän uran jälkeen</a></p>",
        "<p><strong><a href='/1'>LIGHTHOUSE KEEPER RETIRES AFTER FORTY YEARS</a></strong></p>",
        "<p><em>Seen something at sea? Tell <a href='/desk'>our news desk</a> about it.</em></p>",
        "<p><strong>Write to us at desk@sorn.example if you were aboard</strong></p>",
        "<ul><li><a href='/1'>Lighthouse keeper retires</a></li><li><a href='/2'>Cod is back</a></li></ul>",
    ],
)
def test_lines_that_lead_elsewhere_are_left_out(line: str) -> None:
    body = (
        f"<article><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}{line}{paragraphs(*STORY[2:])}</article>"
    )
    assert lines_of(page(body)) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "The ship was checked in March, <a href='/r'>the report of the register shows</a>.",
        "He told <a href='/r'>the Harbour Gazette that he had warned the owner</a> of the reef.",
        "<strong>Did you see the light on the reef that night?</strong>",
        "“We are sorry for what our passengers went through,” the owner of the ferry said.",
    ],
)
def test_links_and_words_to_readers_inside_prose_stay(line: str) -> None:
    plain = line.replace("<strong>", "").replace("</strong>", "")
    plain = plain.replace("<a href='/r'>", "").replace("</a>", "")
    body = f"<article><h1>{TITLE}</h1>{paragraphs(*STORY[:2], line, *STORY[2:])}</article>"
    assert lines_of(page(body)) == [*STORY[:2], plain, *STORY[2:]]


def test_a_heading_that_has_lost_what_stood_under_it_goes() -> None:
    related = "<h2>From the harbour</h2><ul><li><a href='/1'>Cod is back</a></li><li><a href='/2'>Tolls rise</a></li></ul>"
    assert lines_of(article(related)) == list(STORY)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='q'><p><b>Reef Letter</b> All of the coast before breakfast.</p><p>Enter your email address</p></div>",
        "<div><h3>Post from Sornbook</h3><p>Please accept all cookies to see this post.</p></div>",
        "<section><p>The harbour quiz comes on Fridays.</p><p>No spam, ever.</p></section>",
    ],
)
def test_a_small_box_with_a_notice_goes_as_a_whole(box: str) -> None:
    body = (
        f"<article><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}{box}{paragraphs(*STORY[2:])}</article>"
    )
    assert lines_of(page(body)) == list(STORY)


def test_a_line_beside_a_picture_is_its_caption() -> None:
    picture = "<div class='pic'><img src='a.jpg'><p>The ferry on the reef, seen from Sorn</p></div>"
    assert lines_of(article(picture)) == list(STORY)


@pytest.mark.parametrize(
    ("byline", "note"),
    [
        ("<p>By Ulla Kern</p>", "Ulla Kern is a reporter in Haden and writes about ships."),
        (
            "<div class='by'>Ulla Kern, Haden</div>",
            "Ulla Kern covers the coast. Her book on reefs is out in May.",
        ),
        ("<span>Text: Ulla Kern</span>", "Ulla Kern berichtet seit 2019 aus Haden."),
    ],
)
def test_a_note_on_who_wrote_the_story_is_left_out(byline: str, note: str) -> None:
    body = f"<h1>{TITLE}</h1>{byline}<article>{paragraphs(*STORY, note)}</article>"
    assert [line for line in lines_of(page(body)) if line in (*STORY, note)] == list(STORY)


def test_a_person_of_the_story_may_end_it() -> None:
    end = "Otto Brand has sailed the route since 2009."
    body = f"<h1>{TITLE}</h1><p>Otto Brand on his bridge</p><article>{paragraphs(*STORY, end)}</article>"
    assert lines_of(page(body))[-1] == end
