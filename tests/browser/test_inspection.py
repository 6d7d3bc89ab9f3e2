"""The page of `inspect --html` in a real browser: tables that break no words, on any screen and for anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import publishing
from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.settings.config import resolve

from .conftest import DAY, ROOT

Opened = Callable[..., Any]

BROKEN = """() => [...document.querySelectorAll('td, th')].flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = new Range(), found = []
    while (texts.nextNode()) {
        const text = texts.currentNode
        for (const word of text.data.matchAll(/\\p{L}+|\\d{4}-\\d\\d-\\d\\d(?![\\w.])/gu)) {
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            if (range.getClientRects().length > 1) found.push(word[0])
        }
    }
    return found
})"""
"""The words and days of tables that stand on two lines."""


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = resolve(None, {}, {"brief.timezone": "UTC"}).settings
    inputs = [(path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").iterdir())]
    read = pipeline.read_all(inputs, Run(DAY, settings, None))
    file = tmp_path_factory.mktemp("inspected") / "page.html"
    file.write_text(publishing.to_inspection(read.readings, read.unread), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_tables_break_no_words_and_nothing_overflows(
    opened: Opened, inspected: Path, pictures: Path, width: int
) -> None:
    page = opened(width, file=inspected)
    page.screenshot(path=pictures / f"inspect-{width}.png")
    assert page.locator("table").count() > 3
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_of_any_grade(opened: Opened, inspected: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for wishes in ({}, {"color_scheme": "dark"}):
        found = axe.run(opened(1280, file=inspected, **wishes))
        assert [(one["id"], one["impact"]) for one in found.response["violations"]] == []


def test_the_keyboard_reaches_a_table_and_scrolls_it(opened: Opened, inspected: Path) -> None:
    page = opened(320, file=inspected)
    page.locator(".scroll").first.focus()
    page.keyboard.press("ArrowRight")
    # The page's policy forbids a script that waits inside it.
    moved = (
        page.evaluate("() => document.querySelector('.scroll').scrollLeft > 0")
        or page.wait_for_timeout(100)
        for _ in range(50)
    )
    assert any(moved)
