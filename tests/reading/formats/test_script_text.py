"""The text of a page that a script draws is found in its data by what it is."""

from __future__ import annotations

import json

import pytest

from briefing.reading.formats.html import read_page
from briefing.reading.formats.script_text import drawn_text
from tests.reading.formats.pages_of_sorn import STORY, TITLE, article, page

PARAGRAPHS = [{"kind": "text", "content": line} for line in STORY]
MARKUP = "".join(f"<p>{line}</p>" for line in STORY)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"story": {"blocks": PARAGRAPHS}}})}</script>',
        f"<script>window.__STATE__ = {json.dumps({'article': {'html': MARKUP}})};</script>",
        f"<script>var data = {json.dumps([{'a': [{'b': list(STORY)}]}])}</script>",
        f'<script type="application/json">{json.dumps({"data": {"p": [{"v": {"t": one}} for one in STORY]}})}</script>',
    ],
)
def test_the_text_is_read_from_the_pages_data(script: str) -> None:
    read = read_page(page(f"<div id='root'><h1>{TITLE}</h1></div>{script}"))
    assert (read.parts[0].title, read.parts[0].body.split("\n"), read.is_drawn) == (
        TITLE,
        list(STORY),
        True,
    )


def test_data_beside_a_visible_story_is_not_read() -> None:
    script = f"<script>window.x = {json.dumps({'html': MARKUP.replace('Otto Brand', 'Karl Henn')})};</script>"
    read = read_page(article(script))
    assert (read.parts[0].body.split("\n"), read.is_drawn) == (list(STORY), False)


def test_text_about_something_else_is_not_the_story() -> None:
    other = [
        "The library will be shut for the summer while its roof is mended, the town says. " * 4
    ]
    assert drawn_text([other], TITLE) == ""


def test_data_that_nest_without_end_are_left() -> None:
    read = read_page(article(f"<script>{'[' * 100_000}</script>"))
    assert read.parts[0].body.split("\n") == list(STORY)
