"""The headline proper of a line: marks, numbers and the site's name left out."""

from __future__ import annotations

import pytest

from briefing.reading.titles import site_behind, title_span


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Mill burns", "Mill burns"),
        ("**Mill burns**", "Mill burns"),
        ("# [Mill burns](https://t.example/a)", "Mill burns"),
        ("• Mill burns", "Mill burns"),
        ("2) Mill burns", "Mill burns"),
        ("(2) Mill burns", "Mill burns"),
        ("#2 Mill burns", "Mill burns"),
        ("Mill burns | Tarn Post", "Mill burns"),
        ("Mill burns - TARN POST", "Mill burns"),
        ("Mill burns_News_TarnPost", "Mill burns"),
        ("Mill burns - nobody hurt", "Mill burns - nobody hurt"),
        ("3 hurt as mill burns", "3 hurt as mill burns"),
        ("1. FC Tarn wins", "1. FC Tarn wins"),
        ("--", "--"),
    ],
)
def test_what_is_no_part_of_a_headline_goes(line: str, title: str) -> None:
    start, end = title_span(line, 0, len(line), "Tarn Post")
    assert line[start:end] == title


def test_a_number_goes_where_the_page_counts_on() -> None:
    text = "1. Mill burns\nThe mill burned.\n2. Ferry sinks\nThe ferry sank."
    start, end = title_span(text, 0, 13, "unknown")
    assert text[start:end] == "Mill burns"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Mill burns | Tarn Post", "Tarn Post"),
        ("Mill burns_News_TarnNet", "TarnNet"),
        ("Mill burns", ""),
    ],
)
def test_a_site_may_stand_behind_a_headline(line: str, site: str) -> None:
    assert site_behind(line) == site
