"""Words as they are looked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.language.lookup import Term, hits, parse_query, terms


def test_case_accents_and_marks_between_words_do_not_matter() -> None:
    assert terms("The Café-owner's “Zürich”, İzmir") == [
        *("the", "cafe", "owner", "s", "zurich", "izmir")
    ]
    assert terms("Cafe\u0301") == terms("Café")


def test_scripts_without_spaces_are_found_from_any_character_on() -> None:
    assert terms("東京タワー") == [*"東京タワー"]


def test_words_phrases_and_beginnings_are_read() -> None:
    assert parse_query('Ferry "Harbour  wall" ell* "Port Ell*"') == (
        Term(("ferry",), prefix=False),
        Term(("harbour", "wall"), prefix=False),
        Term(("ell",), prefix=True),
        Term(("port", "ell"), prefix=True),
    )
    assert parse_query("Port-Ellery") == (Term(("port", "ellery"), prefix=False),)


def test_a_query_without_words_is_empty() -> None:
    assert parse_query(' "" * ^ ( ) -- ') == ()


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    for term in parse_query(text):
        assert term.words == tuple(terms(" ".join(term.words)))


def test_what_was_asked_for_is_marked_as_it_stands_in_the_text() -> None:
    query = parse_query('ferr* "harbour wall"')
    marked = "".join(
        f"[{piece}]" if hit else piece for piece, hit in hits("The Férry’s wall.", query)
    )
    assert marked == "The [Férry]’s [wall]."
    assert [piece for piece, hit in hits("大東京", parse_query("東京")) if hit] == ["東", "京"]


@given(st.text(), st.text())
def test_marking_changes_no_character(text: str, query: str) -> None:
    assert "".join(piece for piece, _ in hits(text, parse_query(query))) == text
