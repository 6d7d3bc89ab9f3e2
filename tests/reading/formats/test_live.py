"""Live pages: one happening is told in the order of time, different things are stories of their own."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import page

FIRE = [
    (
        "09:02",
        "Alarm in the morning",
        "The fire service was called to a warehouse at the harbour where paint is kept.",
    ),
    (
        "11:20",
        "Harbour closed",
        "The police have closed the harbour and asked 300 people to keep their windows shut.",
    ),
    (
        "14:05",
        "Two firefighters hurt",
        "Two firefighters have smoke poisoning, the service said; the warehouse roof fell in.",
    ),
    (
        "17:40",
        "Fire under control",
        "The fire in the warehouse is under control, the chief of the service told reporters.",
    ),
]
DAY = [
    (
        "9.02am",
        "Storm takes roof off school in Haden",
        "A storm tore the roof from the primary school at night; nobody was hurt, the county said.",
    ),
    (
        "2.05pm",
        "Library fees to double in January",
        "Reading cards will cost twice as much, the town board decided by seven votes to four.",
    ),
    (
        "5.40pm",
        "Velm Rowers sign keeper Otto Brand",
        "The handball club has signed the keeper until 2027, it said in a short note.",
    ),
]
ENTRIES = [
    "<div class='entry'><time>{0}</time><h3>{1}</h3><div><p>{2}</p></div></div>",
    "<article class='e'><h2>{1}</h2><p class='stamp'><b>{0}</b></p><p>{2}</p></article>",
    "<li class='post'><span>{0}</span><h4>{1}</h4><p>{2}</p><p><a href='/s'>Share</a></p></li>",
]


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_about_one_happening_are_one_story_in_the_order_of_time(
    entry: str,
    newest_first: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    rows = [entry.format(*one) for one in (FIRE[::-1] if newest_first else FIRE)]
    title = "Fire at Velm harbour: follow it live"
    body = f"<main><h1>{title}</h1><p>A fire has been burning at Velm harbour since Monday morning.</p>{''.join(rows)}</main>"
    (part,) = read_page(page(body, title=title)).parts
    told = [line for stamp, head, text in FIRE for line in (f"{stamp} {head}", text)]
    assert (part.title, part.body.split("\n")[1:]) == (title, told)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_about_different_things_are_stories_of_their_own(entry: str) -> None:
    rows = "".join(entry.format(*one) for one in DAY[::-1])
    head = '<meta property="og:site_name" content="Velm Post"><meta property="article:published_time" content="2025-06-16">'
    parts = read_page(
        page(f"<main><h1>Monday as it happens</h1>{rows}</main>", head, "Monday live")
    ).parts
    assert [(part.title, part.body) for part in parts] == [
        (head, f"{stamp} {text}") for stamp, head, text in DAY
    ]
    assert {(part.outlet, part.published) for part in parts} == {("Velm Post", "2025-06-16")}


def test_a_stamp_may_open_its_paragraph() -> None:
    rows = "".join(f"<p><strong>{stamp}</strong> {text}</p>" for stamp, _, text in FIRE)
    title = "Fire at Velm harbour, minute by minute"
    (part,) = read_page(page(f"<article><h1>{title}</h1>{rows}</article>", title=title)).parts
    assert part.body.split("\n") == [f"{stamp} {text}" for stamp, _, text in FIRE]


def test_clock_times_in_a_story_and_under_comments_make_no_live_page() -> None:
    title = "Fire at Velm harbour put out"
    story = "".join(
        f"<p>{text} It was reported from the harbour at length and with care.</p>"
        for *_, text in FIRE
    )
    comments = "".join(
        f"<div class='c'><b>10:4{n}</b><p>They should have seen that coming, I say.</p></div>"
        for n in range(3)
    )
    (part,) = read_page(
        page(f"<article><h1>{title}</h1>{story}</article>{comments}", title=title)
    ).parts
    assert part.body.startswith("The fire service was called")
