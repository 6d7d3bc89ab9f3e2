"""The lines of a story: all its text is there, and nothing that leads elsewhere."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import STORY, TITLE, article, page, paragraphs


def lines_of(markup: str) -> list[str]:
    return read_page(markup).parts[0].body.split("\n")


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
