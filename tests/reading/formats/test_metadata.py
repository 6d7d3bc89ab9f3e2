"""What a page says about itself, and whom it is believed."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import load_tree
from briefing.reading.formats.metadata import (
    Metadata,
    embedded_data,
    page_metadata,
)
from briefing.reading.formats.page_dates import same_words

LINKED = '<script type="application/ld+json">{}</script>'


def said(head: str = "", body: str = "", url: str = "") -> Metadata:
    tree = load_tree(f'<html lang="en"><head>{head}</head><body>{body}</body></html>')
    assert tree is not None
    return page_metadata(tree, embedded_data(tree), url)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (LINKED.format('{"headline": "Mill burns"}') + "<title>Tarn</title>", "", "Mill burns"),
        (LINKED.format('{"@graph": [{"headline": "Mill burns"}]}'), "", "Mill burns"),
        (LINKED.format("{half") + "<title>Mill burns</title>", "", "Mill burns"),
        (LINKED.format('{"headline": "<b>Mill</b>"}'), "<h1>Mill burns</h1>", "Mill burns"),
        ('<meta property="og:title" content="Mill burns">', "<h1>Tarn</h1>", "Mill burns"),
        ("<title>Tarn</title>", "<h1>Mill <b>burns</b></h1>", "Mill burns"),
        ("<title>Mill burns</title>", "<h1>One</h1><h1>Two</h1>", "Mill burns"),
        ('<meta property="og:title" content="Mill &amp;amp; pier">', "", "Mill & pier"),
        ("", "", ""),
    ],
)
def test_the_headline_is_the_first_that_the_page_states(head: str, body: str, title: str) -> None:
    assert said(head, body).title == title


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Mill burns | Tarn Weekly", "Mill burns"),
        ("Mill burns - Weekly", "Mill burns"),
        ("Mill burns | Corrie Post", "Mill burns | Corrie Post"),
        ("Mill burns", "Mill burns"),
    ],
)
def test_the_name_of_the_outlet_goes_from_behind_a_headline(title: str, left: str) -> None:
    head = f'<meta property="og:site_name" content="Tarn Weekly"><title>{title}</title>'
    assert said(head).title == left


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Tarn Weekly">', "Tarn Weekly"),
        (LINKED.format('{"headline": "A", "publisher": {"name": "Tarn Weekly"}}'), "Tarn Weekly"),
        (LINKED.format('{"headline": "A", "publisher": [{"name": "Tarn"}]}'), "Tarn"),
        (LINKED.format('{"headline": "A", "publisher": 7}'), ""),
        ('<meta name="application-name" content="Tarn App">', "Tarn App"),
        ('<meta property="og:site_name" content=" ">', ""),
        (
            '<meta property="og:site_name" content="tarnweekly">'
            + LINKED.format('{"headline": "A", "publisher": {"name": "Tarn Weekly"}}'),
            "Tarn Weekly",
        ),
        (
            '<meta property="og:site_name" content="tarnweekly">'
            + LINKED.format('{"headline": "A", "publisher": {"name": "Marel Media"}}'),
            "tarnweekly",
        ),
    ],
)
def test_the_outlet_is_the_site_or_the_publisher(head: str, outlet: str) -> None:
    assert said(head).outlet == outlet


STATED = LINKED.format('{"datePublished": "2025-06-17T08:00:00Z"}')
ARTICLE = '<meta property="article:published_time" content="2025-06-16">'


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (STATED + ARTICLE, "", "2025-06-17T08:00:00Z"),
        (LINKED.format('{"headline": "A", "datePublished": "soon"}') + ARTICLE, "", "2025-06-16"),
        ("", "<h1>Mill of Tarn burns</h1><p>By Ada Quill</p><p>17 June 2025</p>", "17 June 2025"),
        ("", "<p>17 June 2025</p><h1>Mill of Tarn burns</h1><p>It rained.</p>", "17 June 2025"),
        (
            "<script>var page = {'datePublished': '2025-06-15'}</script>",
            "<h1>Mill of Tarn burns</h1>",
            "2025-06-15",
        ),
        ("", "<h1>Mill of Tarn burns</h1><p>Call 01/02/2024 for help with your order.</p>", ""),
    ],
    ids=["linked data", "a meta field", "below", "above", "a script", "a number in the text"],
)
def test_the_date_is_what_is_stated_before_what_is_found(
    head: str, body: str, published: str
) -> None:
    assert said(head, body).published == published


def test_the_address_is_the_pages_own_before_the_one_it_came_from() -> None:
    own, canonical = "https://t.example/own", "https://t.example/canonical"
    link = f'<link rel="Canonical" href="{canonical}">'
    meta = f'<meta property="og:url" content="{own}">'
    heads = (meta + link, link, "")
    assert [said(head, url="https://t.example/x").url for head in heads] == [
        own,
        canonical,
        "https://t.example/x",
    ]
    assert said().language == "en"


@pytest.mark.parametrize("nested", ["[" * 5000, '{"@graph": ' * 50 + "1" + "}" * 50])
def test_linked_data_of_any_depth_costs_nothing(nested: str) -> None:
    assert said(LINKED.format(nested) + "<title>Mill burns</title>").title == "Mill burns"


def test_lines_are_compared_by_their_words() -> None:
    assert same_words("Mill burns!", "“MILL BURNS”")
    assert not same_words("Mill burns", "Mill burned")


@pytest.mark.parametrize(
    ("title", "heading", "outlet"),
    [
        ("Mill burns - Tarn Valley Herald", "Mill burns", "Tarn Valley Herald"),
        ("Mill burns | Radio Tarn", "Mill burns", "Radio Tarn"),
        ("Mill burns - Tarn Valley Herald", "Other news", ""),
        ("Mill burns - nobody hurt", "Mill burns", ""),
        ("Mill burns | Politics", "Mill burns", ""),
    ],
)
def test_the_outlet_may_stand_behind_the_headline_in_the_pages_title(
    title: str, heading: str, outlet: str
) -> None:
    assert said(f"<title>{title}</title>", f"<h1>{heading}</h1>").outlet == outlet


@pytest.mark.parametrize(
    ("head", "body", "url", "outlet"),
    [
        (
            '<meta property="og:site_name" content="World">',
            "<p>Sorn Post, Haden</p>",
            "https://www.sornpost.example/1",
            "Sorn Post",
        ),
        (
            '<meta property="og:site_name" content="U.K.">'
            + LINKED.format('{"headline": "x", "publisher": {"name": "Sorn Post"}}'),
            "",
            "",
            "Sorn Post",
        ),
        (
            "",
            "<p>HADEN (Velmpress) - A mill burns.</p>",
            "https://www.velmpress.example/1",
            "Velmpress",
        ),
        ("", "<p>The velmpress is broken.</p>", "https://www.velmpress.example/1", ""),
        (
            "<title>Mill burns in Haden overnight - Haden Bugle</title>",
            "<div>Haden Bugle</div><h1>Mill burns in Haden overnight</h1>",
            "",
            "Haden Bugle",
        ),
        (
            "<title>Mill burns in Haden overnight | Fires | Haden Bugle</title>",
            "<h1>Mill burns in Haden overnight</h1><p>Haden Bugle, Mill Lane 4</p>",
            "",
            "Haden Bugle",
        ),
        (
            "<title>Mill burns in Haden overnight - live updates</title>",
            "<h1>Mill burns in Haden overnight</h1>",
            "",
            "",
        ),
        ('<meta property="og:site_name" content="World Today">', "", "", "World Today"),
        (
            '<meta property="og:site_name" content="Sorn Post">',
            "",
            "https://other.example/1",
            "Sorn Post",
        ),
    ],
)
def test_a_section_is_no_outlet_and_the_hosts_name_is_read_from_the_page(
    head: str, body: str, url: str, outlet: str
) -> None:
    assert said(head, body, url).outlet == outlet
