"""The index and the lists of an archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from lxml import html

from briefing.language.wording import wording_for
from briefing.publishing.archive import (
    OUTLETS,
    TOPICS,
    Look,
    by_outlets,
    by_topics,
    index_page,
    list_pages,
    search_files,
    with_neighbours,
)
from briefing.publishing.html import to_html
from briefing.publishing.page import lay_out
from briefing.publishing.plaintext import one_line
from briefing.records import Brief
from tests.briefs import brief_of

from .conftest import dated, page_of

MONDAY, TUESDAY, LATER = date(2025, 6, 16), date(2025, 6, 17), date(2026, 1, 2)


def pages_of(look: Look, *days: Brief) -> dict[str, str]:
    """All pages of an archive by path."""
    lines = dated(*days)
    gathered = {TOPICS: by_topics(lines), OUTLETS: by_outlets(lines)}
    dates = [day.date for day in days]
    newest = page_of(days[-1]) if days else None
    index = index_page(look, dates, newest, gathered, search_files(lines)[0])
    return {"index.html": index, **dict(list_pages(look, gathered))}


def test_the_calendar_leads_to_each_day_in_the_column_of_its_weekday(look: Look) -> None:
    days = [brief_of(day, "A headline") for day in (MONDAY, TUESDAY, LATER)]
    page = html.fromstring(pages_of(look, *days)["index.html"])
    tables = page.xpath("//table")
    assert [table.xpath("string(caption)") for table in tables] == ["January 2026", "June 2025"]
    for day in (MONDAY, TUESDAY, LATER):
        (link,) = page.xpath(f"//td/a[@href='{day}/brief.html']")
        assert link.text == str(day.day)
        column = len(link.xpath("../preceding-sibling::td"))
        assert page.xpath(f"(//th[@abbr])[{column + 1}]/@abbr") == [day.strftime("%A")]
    june = [cell.text_content() for cell in tables[1].xpath(".//td") if cell.text_content()]
    assert june == [str(number) for number in range(1, 31)]


def test_the_newest_day_stands_first(look: Look) -> None:
    page = html.fromstring(
        pages_of(look, brief_of(MONDAY, "Old"), brief_of(TUESDAY, "New", "Newer"))["index.html"]
    )
    links = page.xpath("//section[@aria-labelledby='newest']//li/a")
    assert [(one.text, one.get("href")) for one in links] == [
        ("New", "2025-06-17/brief.html#item-1"),
        ("Newer", "2025-06-17/brief.html#item-2"),
    ]


def test_a_list_has_a_page_a_year_and_the_last_keeps_its_name(look: Look) -> None:
    pages = pages_of(look, brief_of(MONDAY, "Old"), brief_of(LATER, "New"))
    last, former = sorted(name for name in pages if name.startswith("outlets/"))[::-1]
    assert former == last.replace(".html", "-2025.html")
    links = html.fromstring(pages[last]).xpath("//nav/a/@href")
    assert links == ["../index.html", last.partition("/")[2], former.partition("/")[2]]
    assert html.fromstring(pages[former]).xpath("//main//li/a/@href") == [
        f"../{MONDAY}/brief.html#item-1"
    ]


def test_every_link_of_the_archive_leads_to_a_page_that_is_written(look: Look) -> None:
    pages = pages_of(look, brief_of(MONDAY, "Old"), brief_of(LATER, "New"))
    known = {*pages, "feed.atom", "feed.json"} | {f"{day}/brief.html" for day in (MONDAY, LATER)}
    for name, page in pages.items():
        folder = name.rpartition("/")[0]
        for href in html.fromstring(page).xpath("//a/@href | //link/@href"):
            target = href.partition("#")[0]
            if target:
                whole = (
                    target.removeprefix("../")
                    if target.startswith("../")
                    else f"{folder}/{target}".lstrip("/")
                )
                assert whole in known, (name, href)


def test_an_archive_without_days_says_so(look: Look) -> None:
    assert "There is no brief yet." in pages_of(look)["index.html"]


def test_a_page_speaks_the_language_of_the_brief() -> None:
    page = pages_of(Look("Morgenlagen", wording_for("de")), brief_of(TUESDAY, "Neu"))["index.html"]
    assert '<html lang="de">' in page
    assert "Juni 2025" in page
    assert "Alle Tage durchsuchen" in page


ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "script",
        "noscript",
        "body",
        "header",
        "main",
        "nav",
    ),
    *(
        "h1",
        "h2",
        "p",
        "a",
        "ol",
        "ul",
        "li",
        "bdi",
        "span",
        "time",
        "section",
        "div",
        "details",
        "summary",
    ),
    *(
        "search",
        "form",
        "label",
        "input",
        "button",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
}


def test_no_text_of_stories_acts_on_a_page(
    look: Look, hostile: tuple[str, ...], day_saying: Callable[[str], Brief]
) -> None:
    for text in hostile:
        for name, page in pages_of(Look(one_line(text), look.words), day_saying(text)).items():
            tree = html.fromstring(page)
            assert {one.tag for one in tree.iter() if isinstance(one.tag, str)} <= ALLOWED, (
                name,
                text,
            )
            assert len(tree.xpath("//script")) == (name == "index.html")
            assert [one for one in tree.xpath("//@*") if one.attrname.startswith("on")] == []
            assert all(re.match(r"[\w.#-]", href) for href in tree.xpath("//@href"))
            assert "\x1b" not in page
            page.encode()


def test_a_page_allows_its_own_style_and_the_scripts_of_the_search_alone(look: Look) -> None:
    days = [brief_of(MONDAY + timedelta(days=n), "Ferry") for n in range(3)]
    folder, files = search_files(dated(*days))
    for name, page in pages_of(look, *days).items():
        (policy,) = html.fromstring(page).xpath("//meta[@http-equiv]/@content")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert ("script-src" in policy) == (name == "index.html")
    digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:32]
    assert folder == f"search/{digest}"
    page = pages_of(look, *days)["index.html"]
    assert f"script-src 'nonce-{digest}';" in page
    assert f'<script src="{folder}/search.js" nonce="{digest}" defer></script>' in page


# -- days linked to one another ------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(brief: Brief, texts: dict[str, str]) -> str:
    return to_html(lay_out(brief, texts))


def test_a_day_leads_to_those_around_it_and_to_the_index(page: str, look: Look) -> None:
    linked = with_neighbours(page, MONDAY, LATER, look.words)
    nav = html.fromstring(linked).xpath("//nav[@class='days']/a")
    assert [(one.get("rel"), one.get("href")) for one in nav] == [
        ("prev", "../2025-06-16/brief.html"),
        (None, "../index.html"),
        ("next", "../2026-01-02/brief.html"),
    ]
    assert nav[0].text_content() == "Previous day: 16 June 2025"
    assert len(linked) < len(page) + 400


def test_links_are_set_anew_and_nothing_else_changes(page: str, look: Look) -> None:
    first = with_neighbours(page, None, None, look.words)
    again = with_neighbours(first, MONDAY, LATER, look.words)
    assert with_neighbours(again, None, None, look.words) == first
    assert again == with_neighbours(page, MONDAY, LATER, look.words)
    assert re.sub(r'<nav class="days".*\n', "", again) == page


def test_a_page_that_is_none_of_ours_stays_as_it_is(look: Look) -> None:
    assert with_neighbours("<p>own</p>", MONDAY, None, look.words) == "<p>own</p>"


def test_a_story_cannot_pass_for_the_links(
    brief_saying: Callable[[str], Brief], look: Look
) -> None:
    brief = brief_saying('<nav class="days"><header>')
    page = to_html(lay_out(brief, {"d": '<nav class="days"><header>'}))
    linked = with_neighbours(page, MONDAY, None, look.words)
    assert re.sub(r'<nav class="days".*\n', "", linked) == page
