"""Pages made from layouts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from training.layouts.pages import NO_STORY, Page, Supply, make_page
from training.layouts.slots import Story
from training.layouts.templates import Layout, read_layout

STORIES = tuple(
    Story(f"Headline {n}", tuple(f"Paragraph {n}.{k} tells more." for k in range(1, 7)))
    for n in range(1, 9)
)
SUPPLY = Supply(STORIES, ("Share",), {"places": ["Tarn"], "names": ["Ada Fenn"]})
SEEDS = range(30)


def layout(folder: Path, *lines: str) -> Layout:
    path = folder / "list.layout"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_layout(path)


def made(layout: Layout) -> Iterator[Page]:
    for seed in SEEDS:
        yield make_page(layout, SUPPLY, Random(seed))


def labels(page: Page) -> str:
    return "".join(line.label for line in page.lines)


def test_a_page_has_its_parts_in_order_and_each_line_its_story(tmp_path: Path) -> None:
    own = layout(
        tmp_path, "stories = 2", "body = 2", "gap = none", "== bottom", "F End", "== between", "F Next",
        "== story", "M {n}.", "H {headline}", "B", "== top", "F Top",
    )  # fmt: skip
    pages = {labels(page): page for page in made(own)}
    assert set(pages) == {"FMHBBF", "FMHBBFMHBBF"}
    whole = pages["FMHBBFMHBBF"].lines
    assert [line.story for line in whole] == [-1, 0, 0, 0, 0, -1, 1, 1, 1, 1, -1]
    assert [line.text for line in whole if line.label in "FM"] == ["Top", "1.", "Next", "2.", "End"]


def test_headline_and_paragraphs_are_those_of_one_story(tmp_path: Path) -> None:
    own = layout(tmp_path, "body = 2-4", "== story", "H {headline}", "B")
    for page in made(own):
        for story in {line.story for line in page.lines} - {NO_STORY}:
            head, *text = [line.text for line in page.lines if line.story == story]
            number = head.removeprefix("Headline ")
            assert text == [f"Paragraph {number}.{k} tells more." for k in range(1, len(text) + 1)]
            assert 2 <= len(text) <= 4


def test_a_second_body_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    own = layout(tmp_path, "gap = none", "== story", "B 2 {PLACE} -", "F Turn over", "B 1")
    for page in made(own):
        first, second, _, third, *_ = (line.text for line in page.lines)
        assert first.startswith("TARN - Paragraph ")
        assert first.endswith(".1 tells more.")
        assert second.endswith(".2 tells more.")
        assert third.endswith(".3 tells more.")


def test_no_stamp_stands_where_nothing_of_the_story_is_left(tmp_path: Path) -> None:
    own = layout(tmp_path, "gap = none", "== story", "K 10:00", "B 5", "K 11:00", "B 5", "K 12:00")
    assert {labels(page)[: len("KBBBBBKB")] for page in made(own)} == {"KBBBBBKB"}
    assert all(page.lines[-1].label == "B" for page in made(own))


def test_a_line_that_half_of_the_pages_have_stands_at_all_stories_of_a_page(tmp_path: Path) -> None:
    own = layout(tmp_path, "stories = 4", "gap = none", "== story", "M? Island Post", "B 1")
    assert {labels(page) for page in made(own)} == {"B", "MB", "BBBB", "MBMBMBMB"}


def test_stories_of_a_page_have_one_shape_unless_they_are_chosen_anew(tmp_path: Path) -> None:
    parts = ["stories = 4", "== story", "B 1", "== story", "M Island Post", "B 1"]
    assert {labels(page) for page in made(layout(tmp_path, *parts))} == {
        "B",
        "MB",
        "BBBB",
        "MBMBMBMB",
    }
    anew = ["stories = 4", "== story*", "B 1", "== story*", "M Island Post", "B 1"]
    assert len({labels(page) for page in made(layout(tmp_path, *anew))}) > 4


def test_the_first_story_may_have_a_shape_of_its_own(tmp_path: Path) -> None:
    own = layout(tmp_path, "stories = 3", "== lead", "D Standfirst", "B 1", "== story", "B 1")
    assert {labels(page) for page in made(own)} == {"DB", "DBBB"}


def test_headlines_may_be_left_out(tmp_path: Path) -> None:
    parts = ["== story", "H {headline}", "h and more", "B 1"]
    assert {labels(page)[0] for page in made(layout(tmp_path, "headlines = none", *parts))} == {"B"}
    some = {labels(page)[0] for page in made(layout(tmp_path, "headlines = some", *parts))}
    assert some == {"H", "B"}


def test_a_wrapped_headline_goes_on_and_wrapped_text_stays_text(tmp_path: Path) -> None:
    own = layout(
        tmp_path, "stories = 1", "wrap = 12", "== story", "H {headline} and more of it", "B 1"
    )
    for page in made(own):
        assert labels(page) == "HhhBBB"
        assert max(len(line.text) for line in page.lines) <= 12


def test_paragraphs_stand_apart_as_the_layout_says(tmp_path: Path) -> None:
    for gap, expected in (("none", "BBB"), ("blank", "B-B-B"), ("double", "B--B--B")):
        own = layout(tmp_path, "stories = 1", f"gap = {gap}", "== story", "B 3")
        assert {labels(page) for page in made(own)} == {expected}


def test_what_may_stand_inside_stands_between_paragraphs_alone(tmp_path: Path) -> None:
    own = layout(tmp_path, "stories = 1", "gap = none", "== story", "B 3", "== inside", "F Advert")
    assert {labels(page) for page in made(own)} == {"BFBFB"}


def test_a_story_of_the_file_tells_its_own_headline_and_text(tmp_path: Path) -> None:
    own = layout(
        tmp_path, "text = own", "gap = none", "== story", "H {headline}", "M {lead}", "B", "== body",
        "H {Correction|Clarification}", "T We named {place}.", "S Note", "T It was {name}.",
    )  # fmt: skip
    for page in made(own):
        head, lead, *rest = (line.text for line in page.lines[:5])
        assert head in {"Correction", "Clarification"}
        assert [lead, *rest] == ["We named Tarn.", "We named Tarn.", "Note", "It was Ada Fenn."]
        assert set(labels(page).split("HMTST")) == {""}


def test_one_seed_makes_one_page(tmp_path: Path) -> None:
    own = layout(tmp_path, "== story", "M {byline}, {date}", "H {headline}", "B")
    assert list(made(own)) == list(made(own))
