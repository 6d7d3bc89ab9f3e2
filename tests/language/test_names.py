"""Names: runs of capitalised words, and terms that are names wherever they stand."""

from __future__ import annotations

import pytest

from briefing.language.names import find_names, name_terms, opens_sentence, written_names
from briefing.language.tokenise import tokenise


def names(text: str) -> list[str]:
    return [" ".join(token.text for token in name) for name in find_names(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The harbour master of Marlow Bay, Lena Okafor, closed it.",
            ["Marlow Bay", "Lena Okafor"],
        ),
        ("He met Mr. Ewan Birk and Dr. Sund.", ["Ewan Birk", "Sund"]),
        ("It opens on Monday, 3 June, in Tarn.", ["Tarn"]),
        ("They walked from Evian-les-Bains to Thonon.", ["Evian Bains", "Thonon"]),
        ("nothing here has a capital.", []),
        ("The U.S. envoy flew to Coria.", ["U.S.", "Coria"]),
    ],
)
def test_runs_of_capitalised_words(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_first_word_of_a_sentence_or_of_a_quotation_opens_it() -> None:
    tokens = tokenise('Mills burned. "Bridges fell," said Holm.')
    opening = [token.text for token in tokens if token.capital and opens_sentence(token, tokens)]
    assert opening == ["Mills", "Bridges"]


def test_terms_that_are_mostly_written_with_a_capital_are_names() -> None:
    found = name_terms("Police in Corvalheim said on Monday that Prime Minister Solbergsson left.")
    assert {"corvalheim", "solbergsson"} <= found
    assert "polic" not in found
    assert "monday" not in found


def test_a_first_word_is_no_name_for_its_capital() -> None:
    assert name_terms("The mayor met Ivo Lund.") == name_terms("A clerk saw Ivo Lund.")
    assert name_terms("The mayor met nobody.") == frozenset()


# -- without tokens -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Leak in Hollin Vale dam drives 240 people away", ("Leak", "Hollin Vale")),
        (
            "Five Central Asian presidents meet in Evian-les-Bains",
            ("Central Asian", "Evian-les-Bains"),
        ),
        (
            "Quillan Bay’s crew, Port Ellery's and the Harpers' win",
            ("Quillan Bay", "Port Ellery", "Harpers"),
        ),
        ("The G7, Canada and China", ("G7", "Canada", "China")),
        ("nothing here", ()),
    ],
)
def test_names_are_read_off_a_headline_as_they_are_written(
    headline: str, names: tuple[str, ...]
) -> None:
    assert written_names(headline, "en") == names


def test_no_names_are_read_off_where_nouns_have_capitals() -> None:
    assert written_names("Die Fähre in Hamburg steht", "de") == ()
