from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.publishing.mailpage import MOST_BYTES, subject, to_mail_page
from briefing.publishing.page import lay_out
from briefing.records import Brief, Item

from .test_html import Outline

LEFT = {"script", "link", "img", "iframe", "form", "input", "object", "svg", "video", "audio"}


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return to_mail_page(lay_out(brief, {}))


def longer(brief: Brief, items: int, times: int) -> Brief:
    """The first item as many times, with as many of its sentences."""

    def item(rank: int) -> Item:
        first = brief.items[0]
        changes: dict[str, Any] = {"rank": rank, "id": str(rank), "claims": first.claims * times}
        return first.model_copy(update=changes)

    return brief.model_copy(update={"items": tuple(item(rank + 1) for rank in range(items))})


def test_nothing_in_it_is_fetched_or_run(page: str) -> None:
    outline = Outline(page)
    assert set(outline.tags) & LEFT == set()
    assert [name for _, name, _ in outline.attributes if name in {"src", "background"}] == []
    assert [name for _, name, _ in outline.attributes if name.startswith("on")] == []
    assert "url(" not in page
    assert set(outline.values("href")) == {"https://harbour.example/ferry?a=1&b=2"}


def test_styles_stand_at_the_elements_and_layout_is_of_tables(page: str) -> None:
    outline = Outline(page)
    shown = [tag for tag in outline.tags if tag in {"td", "th", "p", "h1", "h2", "body"}]
    styled = [tag for tag, name, _ in outline.attributes if name == "style"]
    assert all(styled.count(tag) == shown.count(tag) for tag in set(shown))
    assert "presentation" in outline.values("role", "table")


def test_light_and_dark_are_both_meant(page: str) -> None:
    assert '<meta name="color-scheme" content="light dark">' in page
    dark = page.partition("@media (prefers-color-scheme: dark)")[2].partition("</style>")[0]
    classes = set(re.findall(r'class="(\w)"', page))
    assert classes - {"n"} == set(re.findall(r"\.(\w) \{[^}]*!important", dark))  # n has no colour


def test_every_note_is_told_with_its_outlet(page: str, brief: Brief) -> None:
    said = Outline(page).text
    page_ = lay_out(brief, {})
    for line in page_.marked:
        texts = [one for article in page_.articles for one in article.told]
        marks = sum(one.number == line.number for one in texts)
        assert said.count(f"[{line.number}]") == marks + 1
    assert "[1] Harbour Post, a_quay.txt" in " ".join(said.split())


def test_forty_items_of_five_sentences_fit_whole(brief: Brief) -> None:
    page = to_mail_page(lay_out(longer(brief, 40, 1), {}))
    assert len(page.encode()) <= MOST_BYTES
    assert page.count(">40 · ") == 1


def test_what_does_not_fit_is_left_out_last_items_last_and_said(brief: Brief) -> None:
    page = to_mail_page(lay_out(longer(brief, 150, 4), {}))
    assert len(page.encode()) <= MOST_BYTES
    shown = len(re.findall(r">\d+ · Ferry", page))
    assert 0 < shown < 150
    assert f"the last {150 - shown} events" in page


@settings(max_examples=30)
@given(st.text())
def test_no_text_of_a_story_becomes_markup(brief_saying: Callable[[str], Brief], said: str) -> None:
    usual = Outline(to_mail_page(lay_out(brief_saying("x"), {})))
    made = Outline(to_mail_page(lay_out(brief_saying(said), {})))
    assert set(made.tags) <= {*usual.tags, "a"}
    to_mail_page(lay_out(brief_saying(said), {})).encode()


def test_hostile_texts_stay_texts(
    brief_saying: Callable[[str], Brief], hostile: tuple[str, ...]
) -> None:
    for said in hostile:
        page = to_mail_page(lay_out(brief_saying(said), {}))
        assert set(Outline(page).tags) & LEFT == set()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)


def test_a_subject_has_the_day_and_the_first_headline_on_one_short_line(
    brief: Brief, brief_saying: Callable[[str], Brief], empty_brief: Brief
) -> None:
    assert subject(lay_out(brief, {})) == (
        "Morning brief · Tuesday 17 June 2025: Ferry strikes the quay at Port Ellery"
    )
    assert subject(lay_out(empty_brief, {})) == "Morning brief · Thursday 29 February 2024"
    long = subject(lay_out(brief_saying("Bcc: me\r\nX: y \u202eabc " * 40), {}))
    assert len(long) <= 120
    assert long.isprintable()


def test_a_mark_stays_with_its_last_word_unless_that_fills_a_line(brief: Brief) -> None:
    item = brief.items[1]

    def told(text: str) -> str:
        claims = tuple(one.model_copy(update={"text": text}) for one in item.claims)
        short = item.model_copy(update={"claims": claims, "only_in": ()})
        return to_mail_page(lay_out(brief.model_copy(update={"items": (short,)}), {}))

    sup = '<sup style="font-size:11px;line-height:0">[1]</sup>'
    assert f'The ferry <span class="n">sails.{sup}</span></p>' in told("The ferry sails.")
    assert f'<span class="n">&lt;b&gt;{sup}</span></p>' in told("<b>")
    assert f">{'渡' * 40}{sup}</p>" in told("渡" * 40)
