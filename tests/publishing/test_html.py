from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.publishing.html import link_host, to_html
from briefing.publishing.page import lay_out
from briefing.publishing.plaintext import one_line
from briefing.records import Brief, Novelty

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Outline(HTMLParser):
    """Reads a page, refuses unbalanced tags, and remembers what it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str, tag: str = "") -> list[str]:
        return [
            value for owner, found, value in self.attributes if found == name and tag in {"", owner}
        ]


@pytest.fixture(scope="module")
def page(brief: Brief, texts: dict[str, str]) -> str:
    return to_html(lay_out(brief, texts))


def test_every_id_is_unique_and_every_inner_link_resolves(page: str) -> None:
    outline = Outline(page)
    ids = outline.values("id")
    inner = [href[1:] for href in outline.values("href") if href.startswith("#")]
    named = [*inner, *outline.values("aria-labelledby")]
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)


def test_each_mark_opens_its_passage_and_has_its_note(page: str) -> None:
    for number in range(1, 9):
        assert f'id="cite-{number}" aria-label="Source {number}' in page
        assert f'<a href="#cite-{number}">{number}</a>' in page
    assert "cite-9" not in page
    assert page.count('<details name="s">') == 9


def test_the_passage_is_marked_in_its_context_with_what_was_left_out(page: str) -> None:
    assert (
        "<mark>A ferry with 86 people on board struck the stone quay</mark>"
        " of Port Ellery on Monday evening, the harbour master said."
    ) in page
    assert (
        "<del>Twelve</del><mark> passengers were injured, </mark>"
        "<del>two of them</del><mark> badly.</mark>"
    ) in page


def test_the_news_comes_first_and_the_counts_last(page: str) -> None:
    told = ["<h1>", 'id="item-1"', 'id="item-2"', "About this brief</h2>", "5 files · 4 stories"]
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert "1 story has no date" in page[places[3] :]


def test_file_names_stand_in_evidence_and_at_the_end_alone(page: str) -> None:
    news = re.sub(r'<details class="origin">.*?</details>', "", page.partition("<footer>")[0])
    assert not any(name in re.sub(r"(?s)<ul>.*?</ul>", "", news) for name in ("a_quay.txt", "d|e"))


def test_a_page_says_how_long_it_takes_to_read(page: str) -> None:
    assert "17 June 2025</time> · 1 minute to read</p>" in page


def test_text_from_right_to_left_is_set_so_and_no_other_text(
    page: str, brief: Brief, texts: dict[str, str]
) -> None:
    assert "dir=" not in page
    ferry, bees = brief.items
    arabic = bees.model_copy(update={"headline": "تسرب في السد"})
    told = to_html(lay_out(brief.model_copy(update={"items": (ferry, arabic)}), texts))
    assert told.count(' dir="rtl">تسرب في السد<') == 2


def test_what_is_beyond_the_readers_minutes_folds(brief: Brief, texts: dict[str, str]) -> None:
    page = to_html(lay_out(brief.model_copy(update={"minutes": 0.1}), texts))
    assert page.count('<details class="story"><summary><h2 id="item-2">') == 1
    assert page.count('<details class="story">') == 1
    assert Outline(page).tags.count("article") == 2


def test_an_item_without_news_is_one_line(brief: Brief, texts: dict[str, str]) -> None:
    ferry, bees = brief.items
    quiet = ferry.model_copy(update={"new_since": Novelty(date=date(2025, 6, 16))})
    page = to_html(lay_out(brief.model_copy(update={"items": (quiet, bees)}), texts))
    assert page.index("bee hotel") < page.index(
        '<h2 class="section" id="unchanged">Nothing new</h2>'
    )
    assert "unchanged since 16 June 2025</span></h3></summary>" in page
    Outline(page)


def test_a_difference_is_a_small_table_of_outlets(page: str) -> None:
    (table,) = re.findall(r'(?s)<table class="differ">.*?</table>', page)
    plain = re.sub(r"(?s)<details.*?</details>", "", table)
    assert re.sub(r"<[^>]+>", " ", plain).split() == (
        [
            "The",
            "reports",
            "differ",
            "injured",
            "·",
            "contradictory",
            "Harbour",
            "Post",
            "12",
            "AFP",
            "15",
        ]
    )


def test_the_page_needs_no_script_and_no_network(page: str) -> None:
    outline = Outline(page)
    outer = [href for href in outline.values("href") if not href.startswith("#")]
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(outline.tags)
    assert outline.values("src") == []
    assert outline.values("style") == []
    assert [name for _, name, _ in outline.attributes if name.startswith("on")] == []
    assert outer == ["https://harbour.example/ferry?a=1&b=2"]
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_the_style_of_the_page_and_nothing_else(page: str) -> None:
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        f"content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'\""
    ) in page


def test_the_page_has_the_landmarks_that_a_screen_reader_jumps_to(page: str) -> None:
    outline = Outline(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert [outline.tags.count(tag) for tag in ("h1", "main", "nav", "article")] == [1, 1, 1, 2]
    headings = [int(tag[1]) for tag in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert outline.values("datetime") == ["2025-06-17"]
    assert page.index('class="skip" href="#news"') < page.index("<header>")


def test_how_a_sentence_was_made_stands_in_its_note_and_on_it_only_where_it_is_retold(
    page: str,
) -> None:
    ferry = page.split("<article")[1]
    assert "<p><bdi>Harbour Post</bdi> · shortened, support 0.91</p>" in ferry
    assert "<p><bdi>Harbour Post</bdi> · quoted</p>" in ferry
    assert "<p>rewritten, support 0.97</p></div>" in ferry  # of two reports together
    assert re.findall(r'<span class="retold">(.*?)</span>', page) == [
        "A ferry with 86 people on board struck the quay of Port Ellery."
    ]
    assert 'aria-label="Source 4, rewritten"' in ferry


def test_withheld_sentences_are_counted_and_not_shown(page: str) -> None:
    assert "1 sentence withheld" in page
    assert "Fifteen people drowned" not in page


def test_story_text_makes_no_markup(
    hostile: tuple[str, ...], brief_saying: Callable[[str], Brief]
) -> None:
    plain = Outline(to_html(lay_out(brief_saying("word"), {"d": "word"})))
    for text in hostile:
        outline = Outline(to_html(lay_out(brief_saying(text), {"d": text})))
        assert outline.tags == plain.tags
        assert one_line(text) in outline.text


@settings(max_examples=50)
@given(
    text=st.text(st.sampled_from("ab <>&\"'/=\n\t;#x1\x00\x1b{}%\ud800"), min_size=1, max_size=30)
)
def test_no_text_changes_the_tags_of_the_page(
    brief_saying: Callable[[str], Brief], text: str
) -> None:
    plain = Outline(to_html(lay_out(brief_saying("word"), {"d": "word"})))
    outline = Outline(to_html(lay_out(brief_saying(text), {"d": text})))
    assert outline.tags == plain.tags
    assert one_line(text) in outline.text


def test_a_quote_without_its_text_stands_alone(brief: Brief) -> None:
    page = to_html(lay_out(brief, {}))
    assert "… <mark>A ferry with 86 people on board struck the stone quay</mark> …" in page


def test_the_same_brief_gives_the_same_page(brief: Brief, texts: dict[str, str]) -> None:
    assert to_html(lay_out(brief, texts)) == to_html(lay_out(brief, dict(reversed(texts.items()))))


def test_an_empty_day_is_a_whole_page(empty_brief: Brief) -> None:
    outline = Outline(to_html(lay_out(empty_brief, {})))
    assert "There is nothing to report for this day." in outline.text
    assert "no language model took part" in outline.text


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://harbour.example/a", "harbour.example"),
        ("HTTP://Harbour.Example:8080/a", "harbour.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//harbour.example/a", ""),
        ("https://bank.example@evil.example/", ""),
        ("java\nscript:alert(1)", ""),
        ("https://[bad", ""),
        ("https://a:99999999/", ""),
        ("https://" + "a" * 64 + ".example/", ""),
        ("https://a..b/", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked(url: str, host: str) -> None:
    assert link_host(url) == host


@given(st.text(max_size=40))
def test_whatever_is_linked_is_a_web_address(text: str) -> None:
    for url in (text, "http:" + text, "https://" + text):
        if link_host(url):
            assert urlsplit(url).scheme in {"http", "https"}


def _luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.040_45 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("link", "paper"),
        ("ink", "box"),
        ("quiet", "box"),
        ("link", "box"),
        ("mark-ink", "mark"),
    ],
)
def test_text_stands_out_from_its_ground(page: str, scheme: int, ink: str, paper: str) -> None:
    def colour(name: str) -> str:
        found: list[str] = re.findall(rf"--{name}:(#[0-9a-f]{{6}});", page)
        return found[scheme]

    bright, dark = sorted((_luminance(colour(ink)), _luminance(colour(paper))), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 7  # WCAG 2.2, AAA


def test_a_passage_of_an_earlier_day_says_so(page: str) -> None:
    assert "<i>On 15 June 2025:</i> Nine are hurt." in page
    assert "<p>reported on 15 June 2025</p>" in page


def test_sections_are_headings_above_their_items(brief: Brief, texts: dict[str, str]) -> None:
    items = tuple(item.model_copy(update={"section": "Sea <b>"}) for item in brief.items)
    page = to_html(lay_out(brief.model_copy(update={"items": items}), texts))
    headings = [tag for tag in Outline(page).tags if re.fullmatch(r"h\d", tag)]
    assert headings[:3] == ["h1", "h2", "h3"]
    assert all(int(two[1]) - int(one[1]) <= 1 for one, two in pairwise(headings))
    assert page.count('<h2 class="section">Sea &lt;b&gt;</h2>') == 1
