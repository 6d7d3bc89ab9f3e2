"""The reader's page in a real browser: what is seen, reached and opened, by whom and on what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from briefing.language.wording import wording_for
from briefing.publishing.archive import with_neighbours
from briefing.records import Brief

WIDTHS = [320, 390, 1280, 1920]
MARK = "main details[name^=s] > summary"
OPEN_ALL = "for (const one of document.querySelectorAll('details')) { one.name += Math.random(); one.open = true }"

Opened = Callable[..., Any]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_screen_holds_the_first_story_and_nothing_overflows(
    opened: Opened, pictures: Path, width: int
) -> None:
    page = opened(width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{width}-{scheme}.png")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(253, 253, 251)") == (scheme == "light")
    seen = page.evaluate(
        """() => ({
            wide: document.documentElement.scrollWidth,
            news: document.querySelector('.prose').getBoundingClientRect().top / innerHeight,
        })"""
    )
    assert seen["wide"] <= width
    assert seen["news"] < 0.5
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 1920])
def test_on_wide_screens_a_passage_opens_in_the_margin_beside_its_mark(
    opened: Opened, pictures: Path, width: int
) -> None:
    page = opened(width)
    lines, last = (
        page.locator(one).bounding_box() for one in (".prose >> nth=0", f"{MARK} >> nth=2")
    )
    page.locator(MARK).nth(1).click()
    page.screenshot(path=pictures / f"{width}-open.png")
    mark = page.locator(MARK).nth(1).bounding_box()
    note = page.locator("[name^=s][open] > div").bounding_box()
    assert note["x"] > lines["x"] + lines["width"]
    assert note["x"] + note["width"] <= width
    assert abs(note["y"] - mark["y"]) < 40
    assert page.locator(".prose").first.bounding_box() == lines
    assert page.locator(MARK).nth(2).bounding_box() == last


def test_on_a_phone_a_passage_opens_in_the_flow_under_its_sentence(
    opened: Opened, pictures: Path
) -> None:
    page = opened(390)
    page.locator(MARK).nth(1).click()
    page.screenshot(path=pictures / "390-open.png")
    mark = page.locator(MARK).nth(1).bounding_box()
    note = page.locator("[name^=s][open] > div").bounding_box()
    assert 0 < note["y"] - mark["y"] - mark["height"] < 20
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390


def test_one_passage_is_open_at_a_time(opened: Opened) -> None:
    page = opened()
    page.locator(MARK).nth(0).click()
    page.locator(MARK).nth(2).click()
    assert page.locator("[name^=s][open]").count() == 1


def test_contents_are_a_column_on_wide_screens_and_a_fold_on_a_phone(opened: Opened) -> None:
    link = ".contents a >> nth=0"
    assert opened(1280).locator(link).is_visible()
    phone = opened(390)
    assert not phone.locator(link).is_visible()
    phone.locator(".contents summary").click()
    assert phone.locator(link).is_visible()


def test_the_keyboard_leads_from_a_headline_to_its_passage_and_back(opened: Opened) -> None:
    page = opened()
    page.locator(".contents a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#item-2")  # the browser goes there when it has taken the key
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.parentElement.className") == "origin"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Source ")
    note = page.locator("article:has(#item-2) [name^=s] > div").first
    assert not note.is_visible()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Space")
    assert not note.is_visible()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.parentElement.className") == "origin"


def test_a_note_at_the_end_leads_back_to_its_sentence(opened: Opened) -> None:
    page = opened()
    page.locator("#notes > summary").click()
    page.locator("#notes a[href='#cite-3']").click()
    mark = page.locator("#cite-3").bounding_box()
    assert 0 <= mark["y"] < 900


def test_all_of_it_works_without_scripts(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.locator(MARK).first.click()
    assert page.locator("[name^=s][open] mark").first.is_visible()
    page.locator(".origin summary").first.click()
    assert page.locator(".origin[open] code").first.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_touched_is_large_enough(opened: Opened, width: int) -> None:
    """24 px at the least (WCAG 2.2), and none of them covered: the word behind a mark begins above its box."""
    page = opened(width)
    page.evaluate("document.querySelectorAll('nav details').forEach(one => { one.open = true })")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('summary, nav a')]
            .map(one => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([text]) => text)"""
    )
    assert sizes == []
    covered = page.evaluate(
        """() => [...document.querySelectorAll('[name^=s] > summary')].filter(one => {
            one.scrollIntoView({block: 'center'})
            const box = one.getBoundingClientRect()
            return one.checkVisibility() && document.elementFromPoint(box.right - 2, box.top + box.height / 2) !== one
        }).length"""
    )
    assert covered == 0


@pytest.fixture(scope="module")
def few_items(
    brief: Brief,
    texts: dict[str, str],
    rendered: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A page with a difference, a sentence in other words, an item without news and one that folds: axe takes its time."""
    items = (*brief.items[:3], brief.items[-1])
    file = tmp_path_factory.mktemp("few") / "brief.html"
    few = brief.model_copy(update={"items": items})
    page = with_neighbours(
        rendered(few.model_copy(update={"minutes": 0.5}), texts),
        date(2025, 6, 16),
        None,
        wording_for("en"),
    )
    file.write_text(page, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("width", "wishes", "script"),
    [
        (1280, {}, ""),
        (1280, {"color_scheme": "dark"}, OPEN_ALL),
        (390, {}, OPEN_ALL),
        (320, {"color_scheme": "dark", "contrast": "more"}, ""),
    ],
    ids=["wide", "wide, dark, all open", "phone, all open", "small, dark, contrast"],
)
def test_axe_finds_nothing_of_any_grade(
    opened: Opened, few_items: Path, width: int, wishes: dict[str, str], script: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(width, file=few_items, **wishes)
    page.evaluate(script)
    tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"target-size": {"enabled": True}}
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}, "rules": rules})
    assert [(one["id"], one["impact"]) for one in found.response["violations"]] == []


def test_printed_notes_are_endnotes_and_nothing_is_folded_away(
    opened: Opened, pictures: Path
) -> None:
    page = opened()
    page.locator(MARK).first.click()
    page.emulate_media(media="print")
    assert not page.locator("[name^=s][open] > div").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator("#notes li").last.is_visible()
    assert page.locator(".line .prose").first.is_visible()
    assert not page.locator("#files").is_visible()
    page.pdf(path=pictures / "print.pdf", format="A4")


def test_who_wants_contrast_has_no_quiet_text(opened: Opened) -> None:
    page = opened(contrast="more")
    colours = page.evaluate(
        "['.quiet', 'body'].map(one => getComputedStyle(document.querySelector(one)).color)"
    )
    assert colours[0] == colours[1]


def test_with_forced_colours_what_is_marked_and_left_out_still_stands_out(
    opened: Opened, few_items: Path, pictures: Path
) -> None:
    """Windows' high contrast takes all colours: a passage must be told by more."""
    page = opened(file=few_items, forced_colors="active")
    page.evaluate(OPEN_ALL)
    page.screenshot(path=pictures / "forced.png")
    kept, gone, around = page.evaluate(
        """() => ['[name^=s] mark', 'del', '[name^=s] blockquote'].map(one => {
            const element = document.querySelector(one)
            if (!element) return null
            const {backgroundColor, textDecorationLine} = getComputedStyle(element)
            return [backgroundColor, textDecorationLine]
        })"""
    )
    assert kept[0] != around[0]
    assert gone is None or "line-through" in gone[1]


def test_at_four_times_the_size_nothing_is_cut_off(opened: Opened, few_items: Path) -> None:
    """400 % of 1280 by 1024 pixels are 320 by 256 of CSS (WCAG 2.2, 1.4.10)."""
    page = opened(320, file=few_items)
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(one =>
            one.checkVisibility() && one.scrollWidth > one.clientWidth + 1
            && !['visible', 'auto', 'scroll'].includes(getComputedStyle(one).overflowX)
        ).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_a_screen_reader_hears_what_everything_is(opened: Opened, few_items: Path) -> None:
    page = opened(file=few_items)
    heard = page.locator("body").aria_snapshot()
    wanted = (
        '- link "Skip to the news"',
        '- navigation "Days"',
        '- navigation "Contents"',
        "- main:",
        '- article "',
        "- contentinfo",
    )
    assert [one for one in wanted if one not in heard] == []
    marks = page.locator(MARK)
    names = [marks.nth(at).get_attribute("aria-label") for at in range(marks.count())]
    assert all(name and name.startswith("Source ") for name in names)


class Tags(HTMLParser):
    """The tags of a page as they are written."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_the_browser_builds_just_what_is_written(opened: Opened, page_file: Path) -> None:
    """Where an element may not stand, a browser moves it or closes another before it."""
    page = opened()
    built = page.evaluate("[...document.querySelectorAll('*')].map(one => one.localName)")
    assert built == Tags(page_file.read_text("utf-8")).found


def test_thirty_items_of_150_files_stay_short(
    opened: Opened,
    grown: Brief,
    texts: dict[str, str],
    rendered: Callable[..., str],
    tmp_path: Path,
) -> None:
    file = tmp_path / "brief.html"
    file.write_text(rendered(grown, texts), encoding="utf-8")
    page = opened(1280, file=file)
    assert page.evaluate("document.documentElement.scrollHeight") <= 12_000


def test_no_mark_covers_the_word_behind_it(
    opened: Opened,
    grown: Brief,
    texts: dict[str, str],
    rendered: Callable[..., str],
    tmp_path: Path,
) -> None:
    file = tmp_path / "brief.html"
    file.write_text(rendered(grown, texts), encoding="utf-8")
    gaps = opened(1280, file=file).evaluate(
        """() => [...document.querySelectorAll('.prose > [name^=s]')]
            .filter(one => one.nextSibling?.nodeType === 3 && one.nextSibling.length > 1)
            .map(one => {
                const [digits, word] = [new Range(), new Range()]
                digits.selectNodeContents(one.firstElementChild)
                word.setStart(one.nextSibling, 1); word.setEnd(one.nextSibling, 2)
                const [mark, next] = [digits.getBoundingClientRect(), word.getBoundingClientRect()]
                return Math.abs(mark.top - next.top) < 15 ? next.left - mark.right : 99
            })"""
    )
    assert len(gaps) > 60
    assert min(gaps) >= 3
