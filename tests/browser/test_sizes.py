"""How much a reader loads and scrolls for 30 items of 150 files.  No browser is needed."""

from __future__ import annotations

from collections.abc import Callable

from briefing import publishing
from briefing.records import Brief


def test_thirty_items_of_150_files_load_fast(
    grown: Brief, texts: dict[str, str], rendered: Callable[..., str]
) -> None:
    assert len(rendered(grown, texts).encode()) <= 150_000


def test_the_markdown_is_at_most_three_times_as_long_as_its_news(
    grown: Brief, texts: dict[str, str]
) -> None:
    (markdown,) = (one for one in publishing.RENDERINGS if one.name == "brief.md")
    made = str(markdown.render(publishing.lay_out(grown, texts)))
    news, _, _ = made.partition("## About this brief")
    assert len(made) <= 3 * len(news)
