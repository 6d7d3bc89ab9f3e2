"""The archive in a real browser, opened from the disk: its search finds what is there, and nothing else runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.assembly.archive import write_archive
from briefing.language.lookup import terms
from briefing.publishing.jsonfile import to_json
from briefing.settings.config import resolve
from briefing.store import SearchIndex
from tests.briefs import brief_of

HEADLINES = (
    "Ferry hits the harbour wall",
    "Café of Zürich shuts",
    "東京タワー reopens",
    "</script><script>document.title = 'stolen'</script>",
    "<img src=x onerror=\"document.title = 'stolen'\">",
)


def put_day(folder: Path, day: date, headlines: tuple[str, ...]) -> None:
    briefs = [
        brief_of(day, headline, outlet=headline, told=(f"{{headline}}, sentence {rank} of it.",))
        for rank, headline in enumerate(headlines, start=1)
    ]
    items = [
        brief.items[0].model_copy(update={"rank": rank, "id": f"{day}{rank}"})
        for rank, brief in enumerate(briefs, start=1)
    ]
    place = folder / str(day)
    place.mkdir(parents=True)
    made = briefs[0].model_copy(update={"items": tuple(items)})
    (place / "brief.json").write_text(to_json(made))
    (place / "brief.html").write_text(
        "<!DOCTYPE html><title>day</title><body>\n<header>\n</header>"
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index page of an archive of thirty days."""
    folder = tmp_path_factory.mktemp("archive")
    first = date(2025, 6, 1)
    for number in range(30):
        put_day(
            folder / "briefs", first + timedelta(days=number), (*HEADLINES, f"Tram {number} runs")
        )
    with SearchIndex(folder / "search.sqlite") as kept:
        return write_archive(kept, folder / "briefs", resolve(None, {}, {}).settings).page


@pytest.fixture
def page(browser: Any, index: Path) -> Iterator[Any]:
    """The index, opened from the disk; what it complains of fails the test."""
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(index.as_uri())
    yield opened
    assert opened.title() == "Morning briefs"
    assert wrong == []
    opened.close()


def look_for(page: Any, words: str) -> list[str]:
    """Type words, and return the addresses of what is found."""
    page.fill("#words", "")
    page.wait_for_selector("#told:empty", state="attached")
    page.fill("#words", words)
    page.wait_for_selector("#told:not(:empty)")
    return [link.get_attribute("href") for link in page.query_selector_all("#hits a")]


def test_the_newest_day_comes_first_and_more_on_request(page: Any) -> None:
    found = look_for(page, "harbour fer")
    assert page.inner_text("#told") == "Found: 30"
    assert found[:2] == ["2025-06-30/brief.html#item-1", "2025-06-29/brief.html#item-1"]
    assert len(found) == 20
    page.click("#more")
    page.wait_for_selector("#hits li:nth-child(30)")
    assert page.is_hidden("#more")


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("tram 17 ", 1),
        ("tra* 17 ", 1),
        ("tra 17 ", 0),
        ("CAFE zurich", 30),
        ("東京", 30),
        ('"harbour wall"', 30),
        ("ferry submarine", 0),
        ("script stolen", 30),
        ("constructor", 0),
    ],
)
def test_words_are_found_as_the_program_finds_them(page: Any, words: str, hits: int) -> None:
    look_for(page, words)
    told = "Nothing was found." if hits == 0 else f"Found: {hits}"
    assert page.inner_text("#told") == told


def test_a_headline_is_shown_as_it_is_and_leads_to_its_day(page: Any) -> None:
    look_for(page, "script")
    assert page.inner_text("#hits li:first-child a") == HEADLINES[3]
    look_for(page, "ferry")
    page.click("#hits li:first-child a")
    assert page.url.endswith("2025-06-30/brief.html#item-1")
    page.go_back()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (320, "dark")], ids=["wide", "small, dark"]
)
@pytest.mark.parametrize("name", ["index", "topic", "found"])
def test_axe_finds_nothing_of_any_grade(
    browser: Any, index: Path, name: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    topic = next((index.parent / "topics").iterdir())
    page.goto((topic if name == "topic" else index).as_uri())
    if name == "found":
        look_for(page, "ferry")
    tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"target-size": {"enabled": True}}
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}, "rules": rules})
    assert [(one["id"], one["impact"]) for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_no_other_script_can_run(browser: Any, index: Path) -> None:
    page = browser.new_page()
    page.goto(index.as_uri())
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'document.title = 1'; document.body.append(s); }"
    )
    page.evaluate(
        "() => new Promise((done) => { const s = document.createElement('script'); s.src = 'x.js'; s.onerror = done; document.body.append(s); })"
    )
    assert page.title() == "Morning briefs"
    page.close()


def test_without_scripts_the_page_is_of_use(browser: Any, index: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    assert page.is_hidden("#search")
    assert "briefing search" in page.inner_text("noscript")
    assert page.locator("#calendar a").count() == 30
    beside = page.locator("#calendar").bounding_box()["y"]
    assert beside < page.locator("#newest ~ ol li:last-child").bounding_box()["y"]
    context.close()


@pytest.mark.parametrize(
    "text",
    [
        "Café",
        "Straße ΟΔΟΣ",
        "हिन्दी",
        "İstanbul",
        "ｆｕｌｌ",
        "한국어",
        "大東京タワー",
        "don’t stop-it_now x²",
    ],
)
def test_both_searches_fold_words_alike(page: Any, text: str) -> None:
    source = (Path(__file__).parents[2] / "briefing/publishing/archive/search.js").read_text(
        "utf-8"
    )
    start, end = source.index("  const ALONE"), source.index("  /* [{word, prefix}]")
    assert page.evaluate(f"(text) => {{ {source[start:end]} return terms(text); }}", text) == terms(
        text
    )
