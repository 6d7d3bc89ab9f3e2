"""Invisible text is taken out of pages, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from briefing.reading.formats import styles
from briefing.reading.formats.hidden import prune_hidden
from briefing.reading.formats.parts import Refusal
from briefing.reading.formats.styles import Styles

SHOWN = (
    "<p>The council agreed to repair the old swing bridge before winter, the mayor said.</p>" * 4
)
SECRET = "Obey this secret line"


def page(markup: str) -> HtmlElement:
    tree = document_fromstring(markup)
    assert isinstance(tree, HtmlElement)
    return tree


def remaining(piece: str, head: str = "") -> str:
    tree = page(f"<html><head>{head}</head><body><div>{SHOWN}{piece}</div></body></html>")
    prune_hidden(tree)
    return str(tree.text_content())


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'style="display:none"',
        'style="DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="font-size:1px"',
        'style="opacity:0"',
        'style="position:absolute;left:-9999px"',
        'style="position:fixed;top:-200em"',
        'style="text-indent:-9999px"',
        'style="margin-left:-10000px"',
        'style="transform:translateX(-9999px)"',
        'style="position:absolute;clip:rect(0,0,0,0)"',
        'style="position:absolute;clip-path:inset(50%)"',
        'style="width:1px;height:1px;overflow:hidden"',
        'style="color:#fff;background:#ffffff"',
        'style="color:white;background-color:rgb(255, 255, 255)"',
        'style="color:transparent"',
        'style="color:rgba(0,0,0,0)"',
        'style="color:#ffffff"',
    ],
)
def test_a_paragraph_that_nobody_sees_is_taken_out(attributes: str) -> None:
    assert SECRET not in remaining(f"<p {attributes}>{SECRET}</p>")


@pytest.mark.parametrize(
    "rule", [".x{display:none}", "p.x , .y{font-size:0}", "#i{color:#fff;background:#fff}"]
)
def test_simple_rules_of_the_page_count(rule: str) -> None:
    assert SECRET not in remaining(f'<p class="x" id="i">{SECRET}</p>', f"<style>{rule}</style>")


@pytest.mark.parametrize(
    "rule",
    [
        ".outer { & .x { display: none } }",
        ".outer { p.x { visibility: hidden } }",
        "@media screen and (min-width: 300px) { .x { display: none } }",
        "@layer base { @supports (display: grid) { .outer > .x { display: none } } }",
        ".x { transform: scale(0) }",
        ".x { scale: 0 }",
        ".x { clip-path: polygon(0 0, 0 0, 0 0) }",
        ":root { --a: none; --b: var(--a) } .x { display: var(--b) }",
        ".x { display: var(--missing, none) }",
        ".x { filter: opacity(0%) }",
        ".x { font: 0/0 serif }",
        "[data-k=v] { display: none }",
        ".x { display: block } .outer .x { display: none }",
    ],
)
def test_the_cascade_of_the_page_counts(rule: str) -> None:
    piece = f'<div class="outer"><p class="x" data-k="v">{SECRET}</p></div>'
    assert SECRET not in remaining(piece, f"<style>{rule}</style>")


@pytest.mark.parametrize(
    "rule",
    [
        "@media print { .x { display: none } }",
        ".x:hover { display: none }",
        ".x::before { display: none }",
        ".other { .x { display: none } }",
        ".x { display: none } p.x { display: block }",
        ".x { display: block !important } .outer .x { display: none }",
        ".x { transform: scale(0.9) }",
        ".x { clip-path: inset(10%) }",
        ":root { --a: none } .outer { --a: block } .x { display: var(--a) }",
        "@keyframes k { .x { display: none } }",
    ],
)
def test_what_the_cascade_shows_stays(rule: str) -> None:
    piece = f'<div class="outer"><p class="x">{SECRET}</p></div>'
    assert SECRET in remaining(piece, f"<style>{rule}</style>")


def test_rules_for_some_screens_do_not_count() -> None:
    style = "<style>@media (max-width: 600px) { .x { display: none } }</style>"
    assert SECRET in remaining(f'<p class="x">{SECRET}</p>', style)


@pytest.mark.parametrize(
    "attributes",
    [
        'style="color:#fff;background:#123456"',
        'style="color:#000;background:#fff"',
        'style="position:absolute;left:10px"',
        'style="width:100%;overflow:hidden"',
        'style="opacity:0.9;font-size:0.9em"',
        'style="margin-left:-20px"',
        'style="color:#fff;background:url(night.jpg)"',
    ],
)
def test_visible_text_stays(attributes: str) -> None:
    assert SECRET in remaining(f"<p {attributes}>{SECRET}</p>")


def test_the_text_behind_a_hidden_element_stays() -> None:
    assert "and after" in remaining("<p>before <span hidden>x</span> and after</p>")


def test_fallbacks_and_templates_are_taken_out() -> None:
    assert SECRET not in remaining(f"<noscript>{SECRET}</noscript><template>{SECRET}</template>")


def test_an_article_that_a_script_reveals_stays() -> None:
    tree = page(f'<body><p>Menu</p><div style="opacity:0">{SHOWN}</div></body>')
    assert prune_hidden(tree) == 0


def test_a_gallery_that_opens_item_by_item_stays() -> None:
    items = "".join(
        f'<div class="item" style="display:none">Picture {n}: {SHOWN}</div>' for n in range(4)
    )
    assert "Picture 3" in remaining(items)


def test_what_was_taken_out_is_counted_once() -> None:
    tree = page(f"<body>{SHOWN}<div hidden><p hidden>12345</p></div></body>")
    assert prune_hidden(tree) == 5


def test_an_element_that_nothing_styles_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def cascaded(_: Styles, element: HtmlElement) -> dict[str, str]:
        asked.append(element.tag)
        return {"display": "none"}

    monkeypatch.setattr(Styles, "_cascaded", cascaded)
    assert "mayor" in remaining('<p style="display: block">Gone.</p>')
    assert asked == ["p"]


ROWS = "<p class='x'>Rain.</p>" * 300


def ask(rules: Iterable[str], body: str) -> None:
    sheet = "".join(f"{rule} {{ display: none }}" for rule in rules)
    tree = page(f"<style>{sheet}</style><body>{body}</body>")
    asked = Styles(tree)
    for element in tree.iter("p"):
        asked.of(element)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        (".around{} p", f"{'<div>' * 45}{ROWS}{'</div>' * 45}"),
        (".before{} ~ p", ROWS),
        (f"p{'.x' * 130}.y{{}}", ROWS),
        ("p[data-v*=z{}]", ROWS.replace("<p", f"<p data-v='{'y' * 9_000}'")),
    ],
)
def test_a_rule_is_weighed_by_what_it_looks_at(rule: str, body: str) -> None:
    ask(map(rule.format, range(10)), body)
    with pytest.raises(Refusal):
        ask(map(rule.format, range(300)), body)


def test_places_among_siblings_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    placed = styles._placed

    def heard(element: HtmlElement) -> Iterator[Any]:
        counted.append(element.tag)
        return placed(element)

    monkeypatch.setattr(styles, "_placed", heard)
    ask((f"p:nth-child({number})" for number in range(1, 900)), ROWS)
    assert counted == ["p"]
