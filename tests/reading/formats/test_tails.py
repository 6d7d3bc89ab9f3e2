"""What stands behind the text of an entry, and what only looks like it."""

from __future__ import annotations

import pytest

from briefing.reading.formats.linked import linked_lines
from briefing.reading.formats.tails import story_lines, without_outlet, without_tail

OWN = "https://t.example/rain"
RAIN = "It rained in Tarn all day, the mayor said."


def kept(*blocks: str) -> list[str]:
    return story_lines(linked_lines("".join(f"<p>{one}</p>" for one in blocks), OWN))


@pytest.mark.parametrize(
    "tail",
    [
        'The post <a href="https://t.example/rain">Rain</a> appeared first on <a href="https://t.example">Tarn Weekly</a>.',
        "Der Beitrag Regen erschien zuerst auf Tarner Bote.",
        "La entrada Lluvia se publicó primero en Diario de Tarn.",
        "<a href='https://t.example/rain?utm_source=rss'>Mehr dazu im Netz</a>",
        "<a href='/go'>Continue reading <span>Rain in Tarn</span> &rarr;</a>",
        "Read the full story",
        "submitted by <a href='/u/x'>/u/x</a> <a href='/l'>[link]</a> <a href='/c'>[comments]</a>",
        "Points: 12",
    ],
)
def test_a_tail_goes_and_its_story_stays(tail: str) -> None:
    assert kept(RAIN, tail) == [RAIN]


@pytest.mark.parametrize(
    "line",
    [
        "<a href='/m'>Marit Holm</a> did not answer questions.",
        "The report appeared first in the valley's own paper, which printed it on Monday.",
        "Tarn 2, Corrie 1",
        "Reporting by Ines Holm; editing by Tom Vale",
        "AFP",
    ],
)
def test_what_a_story_ends_with_stays(line: str) -> None:
    assert len(kept(RAIN, line)) == 2


@pytest.mark.parametrize(
    "blocks",
    [
        ("Article URL: <a href='https://t.example'>https://t.example</a>", "Points: 3"),
        ("<a href='/c'>Comments</a>",),
        ("<ol><li><a href='/1'>Rain in Tarn</a> Post</li><li><a href='/2'>Wet</a> Mail</li></ol>",),
        (),
    ],
)
def test_an_entry_that_only_points_elsewhere_has_no_text(blocks: tuple[str, ...]) -> None:
    assert kept(*blocks) == []


def test_pictures_boxes_and_links_between_paragraphs_are_left_out() -> None:
    box = "<figure><img src='a'/><figcaption>Rain</figcaption></figure><aside>Support us</aside>"
    assert kept(RAIN, "<a href='/live'>Watch live: the weather</a>" + box, RAIN) == [RAIN, RAIN]


def test_an_entry_that_is_linked_as_a_whole_is_text() -> None:
    whole = (
        "<a href='https://t.example/rain'>It rained in Tarn all day on Monday, the mayor said.</a>"
    )
    assert len(kept(whole)) == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It rained. […]", "It rained."),
        ("It rained in [&hellip;]", "It rained in [&hellip;]"),
        ("It rained in [...]", "It rained in…"),
        ("It rained in… [+1409 chars]", "It rained in…"),
        ("It rained in the…", "It rained in the…"),
        ("It rained. Read more »", "It rained."),
        ("He likes to read more", "He likes to read more"),
        ("They named it [A]", "They named it [A]"),
    ],
)
def test_a_teaser_says_that_it_breaks_off(text: str, left: str) -> None:
    assert without_tail(text) == left


@pytest.mark.parametrize(
    ("title", "source", "body", "found"),
    [
        ("Rain - Tarn Post", "Tarn Post", [], ("Rain", "Tarn Post")),
        ("Rain | Tarn Post", "", ["Rain  Tarn Post"], ("Rain", "Tarn Post")),
        ("Rain - a history", "", ["It rained."], ("Rain - a history", "")),
        ("Rain", "Tarn Post", [], ("Rain", "Tarn Post")),
    ],
)
def test_an_outlet_behind_a_headline_is_told_by_more_than_the_dash(
    title: str, source: str, body: list[str], found: tuple[str, str]
) -> None:
    assert without_outlet(title, source, body) == found


def test_hostile_lines_take_no_time() -> None:
    for piece in ("[", "… [+", "<a href=x>", "the post ", "read more ", "Points: "):
        story_lines(linked_lines(piece * 20_000, OWN))
        without_tail(piece * 20_000)
