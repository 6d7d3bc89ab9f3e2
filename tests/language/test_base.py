"""Words as data: what a file may hold, what comes out, and what is told of a wrong one."""

from __future__ import annotations

import re

import pytest

from briefing.errors import LanguageDataError
from briefing.language.base import (
    Language,
    Together,
    either,
    every,
    language,
    languages,
    optional,
    read_table,
    together,
)

SAMPLE = """
# Verbs of speech.
reporting = "said says told"

courtesy = ["Mr", "Mrs", "the Right Honourable"]
dashes = ['--+', '[–—]']

[scales]
hundred = 100
million = 1e6

[units]
kilometre = "km kilometre kilometres"
percent = ["%", "per cent"]

[short]
"u.s." = "United States"
"""


@pytest.fixture
def tongue() -> Language:
    return Language("xx", {"speech": read_table("speech.toml", SAMPLE)})


def test_words_come_from_a_string_or_a_list(tongue: Language) -> None:
    assert tongue.words("speech.reporting") == {"said", "says", "told"}
    assert tongue.phrases("speech.courtesy") == ("Mr", "Mrs", "the Right Honourable")
    assert tongue.words("speech.reporting", "speech.courtesy") >= {"told", "Mr"}


def test_tables_give_numbers_strings_and_groups_both_ways_round(tongue: Language) -> None:
    assert tongue.numbers("speech.scales") == {"hundred": 100, "million": 1e6}
    assert tongue.table("speech.short") == {"u.s.": "United States"}
    assert tongue.groups("speech.units")["percent"] == ("%", "per cent")
    assert tongue.forms("speech.units")["km"] == "kilometre"


def test_what_a_language_lacks_is_empty_and_its_pattern_never_holds(tongue: Language) -> None:
    assert tongue.words("speech.nothing", "nofile.nothing") == frozenset()
    assert tongue.numbers("speech.nothing") == {}
    assert tongue.text("speech.nothing") == ""
    assert not re.search(tongue.either("speech.nothing"), "said it all")
    assert not re.search(tongue.pattern("speech.nothing"), "")
    assert not language("zz").known
    assert not language("zz").words("speech.reporting")


def test_the_longest_alternative_comes_first_and_a_space_is_any_white_space() -> None:
    found = re.search(either(["per", "per cent", "%"]), "five per\n cent")
    assert found
    assert found.group() == "per\n cent"
    assert re.search(either(["%"]), "5%")


def test_one_of_some_words_may_be_left_out() -> None:
    read = [re.fullmatch(f"{optional(words, ',')}x", "on,x") for words in (["on"], ["at"], [])]
    assert [bool(one) for one in read] == [True, False, False]
    assert re.fullmatch(f"{optional([])}x", "x")


def test_patterns_are_taken_as_they_are(tongue: Language) -> None:
    assert re.fullmatch(tongue.pattern("speech.dashes"), "----")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a = 'x'\nb = true", 2, "is True"),
        ("a = 'x y'\n[t]\nk = ['y', '']", 3, "none empty"),
        ("a = []", 1, "none empty"),
        ("a = ' '", 1, "is empty"),
        ("[t.u]\n\n'k k' = 2026-01-01", 3, "words, phrases, numbers and tables"),
        ("a = ['x', 'y', 'x']", 1, "holds 'x' twice"),
        ("b = 1\na = '''x y\nx'''", 2, "holds 'x' twice"),
    ],
)
def test_a_wrong_value_is_told_with_its_file_and_line(text: str, line: int, why: str) -> None:
    with pytest.raises(LanguageDataError, match=rf"^words\.toml, line {line}: .*{why}"):
        read_table("words.toml", text)


def test_a_file_that_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(LanguageDataError, match=r"words\.toml: .*(?:line 2|end of document)"):
        read_table("words.toml", "a = 'x'\nb = ")


def test_a_value_of_another_kind_than_asked_for_is_told(tongue: Language) -> None:
    with pytest.raises(LanguageDataError, match=r"scales\.million should be a list"):
        tongue.phrases("speech.scales.million")
    with pytest.raises(LanguageDataError, match="reporting should be a table"):
        tongue.numbers("speech.reporting")
    with pytest.raises(LanguageDataError, match=r"units\.kilometre should be a number"):
        tongue.numbers("speech.units")


def test_a_digest_tells_of_other_words_and_not_of_other_comments() -> None:
    one, other, same = (
        Language("xx", {"a": read_table("a.toml", text)})
        for text in ("w = 'x y'", "w = 'x z'", "# Words.\nw = 'x y'  # two of them")
    )
    assert one.digest == same.digest != other.digest


def test_all_languages_of_a_kind_can_be_asked_for() -> None:
    assert all(one.known for one in map(language, languages()))
    assert every("nofile.nothing") == ()


BOTH = Together(
    [
        Language("xx", {"page": {"calls": "more next", "days": {"one": 1}, "of": {"a": "x y"}}}),
        Language("yy", {"page": {"calls": ["mehr", "next"], "days": {"one": 9, "zwei": 2}}}),
        Language("zz", {"page": {"of": {"a": ["z"], "b": ["w"]}}}),
    ]
)


def test_lists_and_groups_of_all_languages_are_joined() -> None:
    assert BOTH.phrases("page.calls") == ("more", "next", "mehr")
    assert BOTH.groups("page.of") == {"a": ("x", "y", "z"), "b": ("w",)}
    assert re.fullmatch(BOTH.either("page.calls"), "mehr")


def test_a_word_means_what_the_first_language_says() -> None:
    assert BOTH.numbers("page.days") == {"one": 1, "zwei": 2}


def test_what_no_language_has_is_empty() -> None:
    assert not BOTH.has("page.nothing")
    assert BOTH.phrases("page.nothing") == ()


def test_english_comes_first() -> None:
    assert together().code.split()[0] == "en"
