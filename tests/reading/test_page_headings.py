"""The headline of a page in Markdown."""

from __future__ import annotations

from datetime import date

import pytest

from briefing import reading
from briefing.records import Document, Story

TEXT = """A storm tore three cranes from their rails in the harbour of Tarn on Tuesday, the port office said.

Nobody was hurt. Ships have been sent to [Marel](https://t.example/marel), 40 kilometres to the north, until the quay is clear.

The port moves some 200 containers a day, and it will stay closed until Friday at least, said the harbour master, Ira Dunn.
"""
MENU = "* [Home](https://t.example/)\n* [News](https://t.example/news)\n* [Sport](https://t.example/sport)\n\n"
TITLE = "Storm shuts harbour of Tarn"


def stories(text: str, file: str = "page.md") -> tuple[Story, ...]:
    settings = reading.ReadingSettings(date(2026, 3, 3))
    document = reading.ingest(file, text.encode(), settings)
    assert isinstance(document, Document)
    return reading.read([document], settings)[0].stories


FIELDS = "---\ntitle: {}\nurl: https://t.example/a\n---\n"


@pytest.mark.parametrize(
    "page",
    [
        f"{FIELDS.format(TITLE + ' | Tarn Post')}{MENU}# [{TITLE}](https://t.example/a)\n\nText size: A A A\n\n{TEXT}",
        f"Title: {TITLE} - Tarn Post\n\nURL Source: https://t.example/a\n\nMarkdown Content:\n{MENU}{TITLE}\n---\n\nText size: A A A\n\n{TEXT}",
    ],
    ids=["fields", "header"],
)
def test_a_page_is_told_under_the_headline_that_its_fields_name(page: str) -> None:
    (story,) = stories(page)
    assert story.title is not None
    assert story.title.text == TITLE
    assert story.sentences[0].text.startswith("A storm")


@pytest.mark.parametrize(
    "page",
    [
        f"# The Tarn Evening Post\n\n## {TITLE}\n\n{TEXT}",
        f"# News from the coast\n\n**{TITLE}**\n\n{TEXT}",
        f"{FIELDS.format('Weekly digest of the coast')}## {TITLE}\n\n{TEXT}",
        f"{FIELDS.format('Weekly digest of the coast')}{MENU}Weekly digest of the coast\n\n## {TITLE}\n\n{TEXT}",
    ],
    ids=["site", "section", "digest", "digest above"],
)
def test_a_story_keeps_the_heading_that_it_is_set_under(page: str) -> None:
    titles = [story.title.text for story in stories(page) if story.title]
    assert titles == [TITLE]


def test_of_several_stories_each_keeps_its_own_headline() -> None:
    other = "Ferry with forty people sinks off Marel"
    page = f"{FIELDS.format('News of the whole coast')}{MENU}## {TITLE}\n\n{TEXT}\n## {other}\n\nA ferry with forty people on board sank off Marel on Monday night, the coast guard said on Tuesday morning.\n"
    assert "News of the whole coast" not in [one.title.text for one in stories(page) if one.title]
