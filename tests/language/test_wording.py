from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources
from pathlib import Path

import pytest

from briefing.language.base import FOLDER, every, language
from briefing.language.wording import wording_for
from briefing.records import UNKNOWN_WHEN, When

ENGLISH, GERMAN = wording_for("en"), wording_for("de")
PACKAGE = Path(str(resources.files("briefing")))
ENGLISH_WORDS = PACKAGE / "language" / "en" / "wording.toml"
ENGLISH_ALONE = ("about.", "measures.")
"""What grouping says of two English reports."""
NAMES = "rules."
"""What rules are called: where a language has no word, their own names stand."""


def test_a_date_is_written_out_in_english() -> None:
    assert ENGLISH.weekday_date(date(2025, 6, 17)) == "Tuesday 17 June 2025"
    assert ENGLISH.long_date(date(2024, 2, 29)) == "29 February 2024"


def test_a_date_and_a_share_are_written_as_the_language_does() -> None:
    assert GERMAN.weekday_date(date(2025, 6, 17)) == "Dienstag, 17. Juni 2025"
    assert GERMAN.score(0.999) == "0,99"


def test_a_language_without_words_for_a_page_has_english_ones() -> None:
    assert wording_for("zz").language == "en"


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
    return {pair for pair in every_name if not pair[0].startswith((*ENGLISH_ALONE, NAMES))}


@pytest.mark.parametrize("code", [one.code for one in every("wording")])
def test_each_language_says_all_that_english_says_and_fills_in_the_same(code: str) -> None:
    assert of_page(code) == of_page("en")
    assert len(language(code).phrases("calendar.months")) == 12
    assert len(language(code).phrases("calendar.weekdays")) == 7


ASKED = re.compile(r"""\bsay\(f?["']([a-z_.]+)|["'](counted\.[a-z]+)["']""")
"""A name of words where it is asked for; one that ends with a full stop is filled up."""


def test_all_words_that_code_and_templates_ask_for_are_there() -> None:
    known = [name for name, _ in names(tomllib.loads(ENGLISH_WORDS.read_text("utf-8")))]
    texts = [
        path.read_text("utf-8") for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.jinja"))
    ]
    asked = {one[1] or one[2] for text in texts for one in ASKED.finditer(text)}
    assert len(asked) > 80
    filled_up = [name for name in asked if name.endswith(".")]
    assert asked - {*known} - {*filled_up} == set()
    assert [one for one in filled_up if not any(name.startswith(one) for name in known)] == []


def test_a_rule_without_a_word_of_the_language_goes_by_its_name() -> None:
    assert GERMAN.rule("menu") == "Menü"
    assert GERMAN.rule("no such rule") == "no such rule"
    assert ENGLISH.rule("menu") == "menu"


def test_quotation_marks_stand_in_no_others_where_the_language_has_it_so() -> None:
    assert GERMAN.quote("Es regnet.") == "„Es regnet.“"
    assert GERMAN.quote("„Es regnet“, sagte sie.") == "„Es regnet“, sagte sie."
    assert ENGLISH.quote("“Rain,” she said.") == "““Rain,” she said.”"


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
