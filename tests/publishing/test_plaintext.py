from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publishing import terminal_text
from briefing.publishing.plaintext import closed_up, one_line, printable, spaced


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07after", "after"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jcleared", "cleared"),
        ("\x1bPq#0;2\x1b\\sixel", "sixel"),
        ("\x1bcreset", "reset"),
        ("a\rb\x08c\x00", "abc"),
        ("left\u202eright\u2066", "leftright"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\ud800", "\ufffd"),
        ("Türkiye: “été”", "Türkiye: “été”"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert terminal_text(text) == shown


@given(st.text(st.characters(), max_size=60))
def test_no_control_character_is_left_in_any_text(text: str) -> None:
    for shown in (terminal_text(text), printable(text)):
        left = {sign for sign in shown if unicodedata.category(sign) in {"Cc", "Cs"}}
        assert left <= {"\n", "\t"}


@given(st.text(max_size=60))
def test_making_a_text_harmless_twice_changes_nothing(text: str) -> None:
    assert terminal_text(terminal_text(text)) == terminal_text(text)


@given(st.text(max_size=60))
def test_one_line_is_one_line_without_outer_or_double_spaces(text: str) -> None:
    line = one_line(text)
    assert line.split() == line.split(" ") or line == ""


def test_ordinary_text_stays_as_it_is() -> None:
    text = 'Kazakhstan\'s "5+1" talks, 3.5 % up, naïve café, 東京, שלום'
    assert terminal_text(text) == printable(text) == one_line(text) == text


def test_line_breaks_part_words_and_lost_characters_leave_no_double_space() -> None:
    assert one_line("one\r\ntwo \x00 three\u2028four ") == "one two three four"


def test_a_part_of_a_text_keeps_the_space_to_its_neighbours() -> None:
    assert [spaced(text) for text in ("\n a\tb\r\n", "a", " ", "", "\x1b[1m a")] == [
        " a b ",
        "a",
        " ",
        "",
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The report , made in Tarn , says so .", "The report, made in Tarn, says so."),
        ("“No” , he said (twice) .", "“No”, he said (twice)."),
        ("The Tarn Awards ( TA ) are given", "The Tarn Awards (TA) are given"),
        (
            "It grew by .5 per cent on the .tarn domain",
            "It grew by .5 per cent on the .tarn domain",
        ),
        ("He waited . . . and left", "He waited . . . and left"),
        ("Qui l'a dit ? Personne !", "Qui l'a dit ? Personne !"),
    ],
)
def test_a_comma_a_full_stop_and_a_bracket_stand_beside_their_words(text: str, shown: str) -> None:
    assert closed_up(text) == shown
