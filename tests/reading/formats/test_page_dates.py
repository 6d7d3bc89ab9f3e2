"""The date that a page gives: in its data, in its markup, to its readers."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import load_tree
from briefing.reading.formats.metadata import embedded_data, page_metadata

TITLE = "The mill of Tarn burns down"
LINKED = '<script type="application/ld+json">{}</script>'


def published(body: str, head: str = "") -> str:
    tree = load_tree(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return page_metadata(tree, embedded_data(tree)).published


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


H1 = f"<h1>{TITLE}</h1>"
TEXT = "<p>The mill of Tarn burned down in the night, the mayor said. Nobody was hurt.</p>"
STAMP = "2025-06-17T02:54:29.000Z"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (meta("dc.date", "2025-06-17"), "2025-06-17"),
        (meta("publish-date", "17.06.2025 08:15"), "17.06.2025 08:15"),
        (meta("citation_online_date", "2025/06/17"), "2025/06/17"),
        (meta("datePublished", "1988") + meta("pubdate", "20250617"), "20250617"),
        (meta("article:published_time", "1970-01-01T00:00:00Z") + meta("pubdate", "2025-06-17"), "2025-06-17"),
        (LINKED.format('{"datePublished": "Tue Jun 17 09:30:00 CEST 2025"}'), "Tue Jun 17 09:30:00 CEST 2025"),
        ('<script>var a = {"publishedAt": "2025-06-17T08:00"}</script>', "2025-06-17T08:00"),
    ],
    ids=["dc", "publish-date", "citation", "a year alone", "no time at all", "java", "a script"],
)  # fmt: skip
def test_the_data_of_a_page_state_its_date(head: str, date: str) -> None:
    assert published(H1 + TEXT, head) == date


def test_several_dates_in_scripts_are_of_several_stories() -> None:
    script = '<script>[{"publishedAt": "2025-06-17"}, {"publishedAt": "2025-06-12"}]</script>'
    assert published(H1 + TEXT, script) == ""


@pytest.mark.parametrize(
    ("body", "date"),
    [
        (f'{H1}<time itemprop="datePublished" datetime="2025-06-17T16:45+0100">Tue</time>{TEXT}', "2025-06-17T16:45+0100"),
        (f'{H1}{TEXT}<span itemprop="datePublished">17 June 2025</span>', "17 June 2025"),
        (f'{H1}<div class="stamp" data-seconds="1750147200"></div>{TEXT}', "1750147200"),
        (f'{H1}<i data-timestamp="1750147200000"></i>{TEXT}', "1750147200000"),
        (f'<div class="kicker">17.06.2025</div><h1>Another heading of the page</h1><h1>{TITLE}!</h1>{TEXT}', "17.06.2025"),
        (f"<h2>Short</h2><div><em>17.06.2025 11:35</em></div>{TEXT}", "17.06.2025 11:35"),
        (f"{H1}<p>Updated: 19 June 2025</p><p>Published: 17 June 2025</p>{TEXT}", "17 June 2025"),
        (f"{H1}<p>Updated: 19 June 2025</p>{TEXT}", "19 June 2025"),
        (f"{H1}<p>Updated: 19 June 2025</p>{TEXT}<p>11 April 2022</p>", "19 June 2025"),
    ],
    ids=["time", "span", "seconds", "milliseconds", "above", "one line", "update first", "update", "another"],
)  # fmt: skip
def test_elements_hold_it_that_are_made_for_it(body: str, date: str) -> None:
    assert published(body) == date


def test_a_title_may_end_with_the_date_of_its_page() -> None:
    body = f"{H1}<p>The mill of Tarn, 12 June 2025</p>{TEXT}"
    for end, date in (("17.06.2025", "17.06.2025"), ("fair of 17.06.2025", "12 June 2025")):
        head = f'<meta property="og:title" content="{TITLE} | Tarn | {end}">'
        assert published(body, head) == date


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Short</h2>{TEXT}<p>17 June 2025</p><p>12 June 2025</p>",
        f"<nav>17 June 2025</nav><h2>Short</h2>{TEXT}",
        f"<header>Tuesday, 17 June 2025</header><h2>Short</h2>{TEXT}",
        f'<h2>Short</h2>{TEXT}<div class="comment-list"><b>17 June 2025, 10:05</b></div>',
        f'{H1}{TEXT}<b data-date="2025-06-17"></b><b data-date="2025-06-12"></b>',
        f"{H1}<p>Received 3 March 2025. Accepted: 16 December 2024.</p>{TEXT}",
    ],
    ids=["two lines", "menu", "page head", "comment", "data of two", "accepted"],
)
def test_dates_of_other_things_are_left(body: str) -> None:
    assert published(body) == ""


@pytest.mark.parametrize(
    ("stamp", "line", "date"),
    [
        (STAMP, "Monday, June 16, 2025 10:54PM", "2025-06-16T22:54:29-04:00"),
        (STAMP, "Monday, June 16, 2025", "June 16, 2025"),
        (STAMP, "Tuesday, June 17, 2025 8:24AM", STAMP),
        ("2025-06-16T20:30:00+00:00", "17 June 2025, 05:30", "2025-06-17T05:30:00+09:00"),
        ("2025-06-16T20:30:00+00:00", "17 June 2025, 06:15", "2025-06-16T20:30:00+00:00"),
        ("2025-06-16T08:30:00Z", "17 June 2025", "2025-06-16T08:30:00Z"),
        ("2025-06-17T02:54:29+02:00", "June 16, 2025", "2025-06-17T02:54:29+02:00"),
        (STAMP, "June 10, 2025", STAMP),
    ],
    ids=[
        *("the day before", "without a time", "the same day", "the day after", "of an update"),
        *("too early for it", "with its own zone", "another date"),
    ],
)
def test_a_moment_in_utc_is_told_in_the_zone_that_readers_see(
    stamp: str, line: str, date: str
) -> None:
    head = meta("article:published_time", stamp)
    assert published(f"{H1}<p>{line}</p>{TEXT}", head) == date
