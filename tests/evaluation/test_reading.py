"""Reading, measured on pages of our own."""

from __future__ import annotations

import pytest

from briefing.evaluation.reading import GluedPage, line_labels, score_cuts

from .conftest import Measure

FIRST = [
    "Ferry to Skarn runs again",
    "The ferry between Lund Point and Skarn took up its service on Monday after a week of storms.",
    "Captain Ines Harrow said that every crossing was booked until the end of the month.",
]
SECOND = [
    "Orchard of Tamsel loses its oldest tree",
    "A pear tree that was planted in 1790 fell in the night, the owner of the orchard said.",
    "Cuttings of it had been taken in spring, so that the kind will not be lost.",
]
PAGE = {
    "id": "page",
    "lines": [*FIRST, "", *SECOND],
    "line_labels": [0, 0, 0, -1, 1, 1, 1],
    "style": "plain",
}


def test_a_line_belongs_to_the_story_whose_span_touches_it() -> None:
    assert line_labels(["abc", "de", "fgh"], [[(0, 3)], [(7, 9)]]) == [0, -1, 1]


def test_starts_furniture_and_whole_stories_are_counted() -> None:
    row = GluedPage(id="p", lines=["a" * 10, "b" * 10, "c" * 10], line_labels=[-1, 0, 1])
    found = score_cuts([(row, [-1, 0, 0])])
    assert found == {
        "start precision": 1,
        "start recall": 0.5,
        "start F1": pytest.approx(2 / 3),
        "furniture precision": 1,
        "furniture recall": 1,
        "furniture F1": 1,
        "recovered": 0,
        "single stories": 0,
        "single stories cut": 0,
    }


def test_a_page_stands_beside_the_splitter_at_blank_lines(measure: Measure) -> None:
    (found,) = measure("reading", PAGE)
    assert list(found.systems) == ["briefing", "cut at blank lines", "cut at short lines"]
    assert found.systems["cut at blank lines"]["recovered"] == 1
    assert found.systems["cut at blank lines"]["start F1"] == 1


HTML = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{one}</p>
<p>{two}</p></article><footer><p>Cookie choices of the Skarn Courier</p></footer></body></html>"""


def test_phrases_of_the_article_and_of_the_rest_are_looked_for(measure: Measure) -> None:
    page = HTML.format(title=FIRST[0], one=FIRST[1], two=FIRST[2])
    labels = {"with": ["took up its service", "every crossing"], "without": ["Cookie choices"]}
    (found,) = measure("reading", {"id": "a.html", "html": page, **labels})
    assert found.systems["briefing"] == {"text precision": 1, "text recall": 1, "text F1": 1}
    assert "the library alone" in found.systems


def test_the_day_of_a_page_is_held_against_its_label(measure: Measure) -> None:
    page = HTML.format(title=FIRST[0], one=FIRST[1], two=FIRST[2])
    dated = page.replace(
        "<head>", '<head><meta property="article:published_time" content="2025-06-16T08:00:00">'
    )
    rows = [
        {"id": "a", "html": dated, "url": "https://skarn.example/a", "gold_date": "2025-06-16"},
        {"id": "b", "html": dated, "url": "https://skarn.example/b", "gold_date": "2025-06-02"},
        {"id": "c", "html": page, "gold_date": None},
    ]
    (found,) = measure("reading", *rows)
    assert found.systems["briefing"] == {"pages": 2, "day right": 0.5}
    assert found.systems["the library alone"] == {"pages": 2, "day right": 0.5}


def test_a_date_case_tells_what_was_found_where_it_is_wrong(measure: Measure) -> None:
    text = "\n\n".join([FIRST[0], "Monday, June 16, 2025", *FIRST[1:]])
    case = {"name": "under the headline", "file": "a.txt", "text": text, "basis": "stated"}
    (found,) = measure(
        "reading", {**case, "expect": "2025-06-16"}, {**case, "expect": "2025-06-17"}, examples=5
    )
    assert found.systems == {
        "briefing": {"day right": 0.5, "day and basis right": 0.5},
        "the day of the brief": {"day right": 0.5},
    }
    assert found.examples == ("under the headline: 2025-06-16 stated, not 2025-06-17 stated",)
