"""Pages with several stories are cut at their headlines; one story's sections stay together."""

from __future__ import annotations

import pytest

from briefing.reading.formats.html import read_page
from tests.reading.formats.pages_of_sorn import STORY, TITLE, page, paragraphs

BAKER = "Baker from Haden wins prize for rye loaf"
LOAF = (
    "The baker Ulla Kern from Haden has won the national prize for her rye loaf for the second time.",
    "The jury praised the crust; Kern bakes 60 of them a day in the shop of her grandfather.",
)
ROWERS = "Velm rowers beat the holders in the rain"
RACE = (
    "The eight of Velm has beaten the holders of the cup by half a length.",
    "The rowers had trained at night because the canal is full by day, their coach said.",
)
HEADED = [(TITLE, STORY), (BAKER, LOAF), (ROWERS, RACE)]


def stories(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(part.title, tuple(part.body.split("\n"))) for part in read_page(markup).parts]


@pytest.mark.parametrize(
    "one",
    [
        "<h2>{0}</h2>{1}",
        "<div class='item'><h3>{0}</h3><div>{1}</div></div>",
        "<article><header><h2>{0}</h2></header>{1}</article>",
    ],
)
def test_stories_under_headlines_of_their_own_are_stories(one: str) -> None:
    body = "".join(one.format(title, paragraphs(*lines)) for title, lines in HEADED)
    assert (
        stories(
            page(
                f"<main><h1>Tuesday on the island</h1>{body}</main>", title="Tuesday on the island"
            )
        )
        == HEADED
    )


def test_an_article_set_under_another_is_a_story_of_its_own() -> None:
    body = "".join(
        f"<article><h1>{title}</h1>{paragraphs(*lines)}</article>" for title, lines in HEADED[:2]
    )
    assert stories(page(f"<main>{body}</main>")) == HEADED[:2]


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_sections_of_one_story_stay_together(tag: str) -> None:
    body = (
        f"<h1>{TITLE}</h1><{tag}>What happened to the ferry on Tuesday</{tag}>{paragraphs(*STORY[:2])}"
        f"<{tag}>What the master of the ferry says</{tag}>{paragraphs(*STORY[2:])}"
    )
    assert len(stories(page(f"<article>{body}</article>"))) == 1


def test_labels_over_lists_are_no_headlines() -> None:
    body = f"<h1>{TITLE}</h1>{paragraphs(*STORY)}<h2>Timeline</h2>{paragraphs(*LOAF)}<h2>Background</h2>{paragraphs(*RACE)}"
    assert len(stories(page(f"<article>{body}</article>"))) == 1
