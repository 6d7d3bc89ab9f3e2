from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources

import pytest

from briefing.language.base import FOLDER, every, language
from briefing.publishing.markdown import to_markdown
from briefing.publishing.page import lay_out
from briefing.publishing.wording import report_names, wording_for
from briefing.records import UNKNOWN_WHEN, Brief, When

ENGLISH, GERMAN = wording_for("en"), wording_for("de")
OF_GROUPING = ("about.", "measures.")
"""What grouping says, which is English alone."""


def test_a_date_is_written_out_in_english() -> None:
    assert ENGLISH.weekday_date(date(2025, 6, 17)) == "Tuesday 17 June 2025"
    assert ENGLISH.long_date(date(2024, 2, 29)) == "29 February 2024"


def test_a_date_and_a_share_are_written_as_the_language_does() -> None:
    assert GERMAN.weekday_date(date(2025, 6, 17)) == "Dienstag, 17. Juni 2025"
    assert GERMAN.score(0.999) == "0,99"


def test_a_language_without_words_for_a_page_has_english_ones() -> None:
    assert wording_for("zz").language == "en"


def test_a_page_is_in_the_language_of_its_brief(brief: Brief) -> None:
    german = brief.model_copy(update={"language": "de"})
    title, counts = to_markdown(lay_out(german, {})).split("\n\n")[:2]
    assert title.endswith(f" · {GERMAN.weekday_date(brief.date)}")
    assert counts.startswith("5 Dateien · 4 Meldungen · ")


def names(table: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Each name of a file with the names that are filled in there."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from names(value, f"{name}.{key}" if name else key)
    else:
        yield name, " ".join(sorted(set(re.findall(r"\{\w+\}", str(table)))))


def of_page(code: str) -> set[tuple[str, str]]:
    source = resources.files(FOLDER) / code / "wording.toml"
    every_name = names(tomllib.loads(source.read_text("utf-8")))
    return {pair for pair in every_name if not pair[0].startswith(OF_GROUPING)}


@pytest.mark.parametrize("code", [one.code for one in every("wording")])
def test_each_language_says_all_that_english_says_and_fills_in_the_same(code: str) -> None:
    assert of_page(code) == of_page("en")
    assert len(language(code).phrases("calendar.months")) == 12
    assert len(language(code).phrases("calendar.weekdays")) == 7


def test_nouns_follow_their_number() -> None:
    assert [ENGLISH.counted(n, "counted.story") for n in (0, 1, 2)] == [
        "0 stories",
        "1 story",
        "2 stories",
    ]
    assert GERMAN.counted(1, "counted.independent") == "1 unabhängiger Bericht"


@pytest.mark.parametrize(
    ("score", "words"), [(0.0, "0.00"), (0.5, "0.50"), (0.999, "0.99"), (1.0, "1.00")]
)
def test_only_full_support_is_called_full(score: float, words: str) -> None:
    assert ENGLISH.score(score) == words


def between(earliest: str, latest: str) -> When:
    """Build an interval; an empty border is open."""
    return When(
        earliest=datetime.fromisoformat(earliest) if earliest else UNKNOWN_WHEN.earliest,
        latest=datetime.fromisoformat(latest) if latest else UNKNOWN_WHEN.latest,
        basis="inferred",
    )


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (UNKNOWN_WHEN, "date unknown"),
        (When.on(date(2025, 6, 17), "stated", ""), "dated 17 June 2025"),
        (
            between("2025-06-09", "2025-06-15T23:00"),
            "dated 9 June 2025 to 15 June 2025",
        ),
        (between("", "2025-06-15"), "dated 15 June 2025 or earlier"),
        (between("2025-06-15", ""), "dated 15 June 2025 or later"),
        (between("", ""), "date unknown"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(when: When, words: str) -> None:
    assert ENGLISH.dated(when) == words


def test_each_independent_report_is_named_by_its_agency_or_else_its_outlet(brief: Brief) -> None:
    ferry, bees = brief.items
    assert report_names(ferry) == ("Harbour Post", "AFP")
    assert report_names(bees) == ()


def test_a_single_report_is_named_by_the_agency_that_a_reprint_names(brief: Brief) -> None:
    item = brief.items[0]
    outlet, agency, _ = item.stories
    one = item.model_copy(
        update={
            "reports": 1,
            "stories": (
                outlet.model_copy(update={"role": "original"}),
                agency.model_copy(update={"role": "reprint"}),
            ),
        }
    )
    assert report_names(one) == ("AFP",)
