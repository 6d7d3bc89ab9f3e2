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


@pytest.mark.parametrize(
    "page",
    [
        f"{MENU}# {TITLE}\n\nText size: A A A\n\n{TEXT}",
        f"{MENU}{TITLE}\n=======\n\nText size: A A A\n\n{TEXT}",
        f"---\ntitle: {TITLE} | Tarn Post\nurl: https://t.example/a\n---\n{MENU}## [{TITLE}](https://t.example/a)\n\nText size: A A A\n\n{TEXT}",
        f"Title: {TITLE} - Tarn Post\n\nURL Source: https://t.example/a\n\nMarkdown Content:\n{MENU}{TITLE}\n---\n\nText size: A A A\n\n{TEXT}",
    ],
    ids=["mark", "underlined", "fields", "header"],
)
def test_a_page_is_told_under_its_heading(page: str) -> None:
    (story,) = stories(page)
    assert story.title is not None
    assert story.title.text == TITLE
    assert story.sentences[0].text.startswith("A storm")


def test_of_several_stories_each_keeps_its_own_headline() -> None:
    page = f"# News of the coast\n\n## {TITLE}\n\n{TEXT}\n## Ferry sinks off Marel\n\n{TEXT.replace('Tarn', 'Marel').replace('crane', 'mast')}"
    titles = [story.title.text if story.title else "" for story in stories(page)]
    assert "News of the coast" not in titles or len(titles) == 1
