"""What stands beside a story is found by how a page is built."""

from __future__ import annotations

import pytest

from briefing.reading.formats.blocks import blocks_of
from briefing.reading.formats.clutter import name_parts, prune_clutter
from briefing.reading.formats.html import load_tree
from tests.reading.formats.pages_of_sorn import STORY, TITLE, article, page, paragraphs

TEASER = "<{tag} class='t'><h3><a href='/{n}'>Cod is back in the bay {n}</a></h3><p>Boats landed {n} tons of it.</p></{tag}>"


def shown(markup: str) -> list[str]:
    tree = load_tree(markup)
    assert tree is not None
    prune_clutter(tree)
    return [block.text for block in blocks_of(tree) if not block.apart]


@pytest.mark.parametrize(
    "box",
    [
        "<section><h2>Most read</h2>"
        + "".join(TEASER.format(tag="div", n=n) for n in (1, 2, 3))
        + "</section>",
        "<ul>" + "".join(TEASER.format(tag="li", n=n) for n in (1, 2, 3, 4)) + "</ul>",
        "<h4>More</h4><ol><li><a href='/1'>Cod is back</a></li><li><a href='/2'>Tolls rise</a></li></ol>",
        "<div id='reader_comments'><p>2 hours ago</p><p>They should have fixed the light on the reef.</p></div>",
        "<div class='c-relatedStories'><p>Cod is back in the bay, and boats landed three tons of it.</p></div>",
        "<aside class='newsletter-box'><p>Get the harbour news in the morning.</p><button>Go</button></aside>",
        "<p class='article-tags'>Topics: ferries, reefs, Sorn</p>",
        "<div class='share_bar'>Share on Sornbook</div>",
    ],
)
def test_boxes_beside_the_story_are_taken_out(box: str) -> None:
    assert shown(article(box)) == [TITLE, *STORY]


@pytest.mark.parametrize("name", ["entry share-enabled", "has-comments", "postBodyRelated"])
def test_a_box_with_the_story_in_it_stays_whatever_its_name(name: str) -> None:
    body = f"<h1>{TITLE}</h1><div class='{name}'>{paragraphs(*STORY)}</div>"
    assert shown(page(body)) == [TITLE, *STORY]


@pytest.mark.parametrize(
    "popup",
    [
        "<span class='card'>Otto Brand<a href='/1'>Brand takes the helm</a> <a href='/2'>Master of the year</a></span>",
        "<span><span><a href='/1'>Brand takes the helm</a><a href='/2'>Ferries: five facts</a><a href='/3'>MORE</a></span></span>",
        "<small><a href='/1'>All about Brand</a> <a href='/2'>Follow Brand</a></small>",
    ],
)
def test_links_heaped_up_inside_a_sentence_are_taken_out(popup: str) -> None:
    line = f"The ship was steered by Otto Brand{popup}, who has sailed the route between Sorn and the coast since 2009 without loss."
    want = "The ship was steered by Otto Brand, who has sailed the route between Sorn and the coast since 2009 without loss."
    assert shown(article(f"<p>{line}</p>"))[-1] == want


def test_two_links_of_a_sentence_stay() -> None:
    line = "<p>It was <span><a href='/1'>the third</a> and <a href='/2'>the worst</a></span> grounding of the year off the island.</p>"
    assert (
        shown(article(line))[-1]
        == "It was the third and the worst grounding of the year off the island."
    )


def test_names_are_read_in_parts() -> None:
    tree = load_tree(article("<div id='sf_commentList' class='Box--wide'>x</div>"))
    assert tree is not None
    assert name_parts(list(tree.iter("div"))[-1]) == {"sf", "comment", "list", "box", "wide"}


def test_a_tree_that_nests_deeply_costs_no_more_than_its_length() -> None:
    tree = load_tree(article("<ul><li class='comments'>a" * 20_000))
    assert tree is not None
    prune_clutter(tree)
