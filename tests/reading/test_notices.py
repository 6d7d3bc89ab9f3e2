"""Lines in the paper's own voice are known, and those of stories about the same things are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import notices
from briefing.reading.notices import (
    ends_with_credit,
    has_barred_credit,
    is_credit,
    is_notice,
    speaks_to_readers,
)


@pytest.mark.parametrize(
    "line",
    [
        "External content is blocked",
        "Please change your cookie settings to see this post.",
        "Accept marketing cookies to watch this video.",
        "We need your permission to load this map.",
        "The Gazette may earn a commission if you buy through links on this page.",
        "When you make a purchase, we get a small fee through affiliate links.",
        "All products are independently selected by our editors.",
        "Enjoyed this article? Send it on!",
        "Share this with others",
        "To view this video please enable JavaScript.",
        "desk@sorn.example",
        "Externer Inhalt blockiert",
        "Lesen Sie auch: Dorsch ist wieder da",
        "Lire aussi : Le cabillaud est de retour",
        "Lea también: Vuelve el bacalao",
    ],
)
def test_a_notice_is_known(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "The agent may receive a commission of two per cent on each flat, the court heard.",
        "Lawyers could get compensation for the passengers, said the minister.",
        "The board shared the report with others at noon.",
        "Cookies from the bakery of Haden won the prize again.",
        "Anyone who saw the ship is asked to write to police@sorn.example.",
        "The privacy commissioner fined the firm for its settings.",
        "Read the reef like a book, the pilot used to say.",
    ],
)
def test_a_story_about_such_things_is_none(line: str) -> None:
    assert not is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ulla Kern",
        "The ferry on the reef on Tuesday. (Sorn Media photo by Ulla Kern)",
        "The ferry on the reef (File photo, Ulla Kern) (Harbour Pictures)",
        "The ferry on the reef on Tuesday. The company said that the crew had... (Harbour Pictures)",
        "(Image credit: Sorn Media)",
        "Foto: dpa",
        "Ulla Kern/Harbour Pictures",
        "The ferry on the reef on Tuesday. Ulla Kern/Harbour Pictures via Sorn Media",
        "The ferry on the reef on Tuesday. © Ulla Kern",
        "© 2025 Sorn Media. All rights reserved",
        "Die Fähre am Dienstag. Bild: Ulla Kern/dpa",
    ],
)
def test_a_credit_is_known(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "The police published a photo: it shows a man in a red coat. He is sought.",
        "The ship sails between Sorn and the coast 24/7.",
        "He said the and/or clause was void.",
        "The image of the town has suffered, the mayor said.",
    ],
)
def test_prose_about_pictures_is_no_credit(line: str) -> None:
    assert not is_credit(line)


def test_who_quotes_somebody_does_not_speak_to_readers() -> None:
    assert speaks_to_readers("Send us your pictures")
    assert not speaks_to_readers("“Send us your pictures,” the police said")
    assert not speaks_to_readers("The police asked for pictures")


@pytest.mark.parametrize(
    "line",
    [
        "The ferry on the reef on 3 June 2025. (Ulla Kern/Harbour Pictures)",
        "Ilse Orr speaks to the police on August 11th. Photo: Bax Kern/Scanbild",
        "The ferry on the reef. Photo: Ulla Kern via SM",
        "The mill in 2003. (Ulla Kern/The Harbour Post, via SM, File)",
        "A man walks on the beach on May 15. (SORN/Ulla Kern)",
        "The scene on July 29, 2013. (ULLA KERN / Staff Photographer)",
        "The town hall of Tarn. (Courtesy of the Museum)",
        "The brain of a patient. Photograph by: Ulla Kern , SM/Harbour Pictures",
    ],
)
def test_what_ends_with_its_maker_is_a_text_of_a_picture(line: str) -> None:
    assert ends_with_credit(line)


@given(st.lists(st.sampled_from(["The ferry sails. ", "In 2003. ", "(", ")", "Ulla Kern", "/", " / ", "Photo", ": ", "SORN", "© ", "| "]), max_size=8))  # fmt: skip
def test_the_cheap_test_lets_all_makers_through(parts: list[str]) -> None:
    line = "".join(parts)
    assert not notices._NAMED_CREDIT.search(line) or notices._CREDIT_MARKS & set(line)


@pytest.mark.parametrize(
    "line",
    [
        "The pair won the second set 6-4. (Quill/Orr)",
        "The pair won the second set 6-4. (Ada Quill/Bo Orr)",
        "The fine was paid the same day, his lawyer told the court. (PTI/ANI)",
        "The group voted for it, 52 against 46. (CDU/CSU)",
        "They asked for help with the search. Photo courtesy of Tarn Police",
        "The minister resigned at 6 p.m. Credit: Reuters",
        "The bill passed 52-46. (The House votes on Monday)",
        "He was born in 1960. (His brother/sister is unknown)",
        "The bridge opened in 2010. Credit: the city paid for it",
        "The ferry on the reef. " + "It sails no more. " * 40 + "(Ulla Kern/Harbour Pictures)",
        "The council of Tarn has sold its ferry to a yard in the south of the country. " * 5
        + "Photo: Ilse Orr",
    ],
)
def test_what_ends_otherwise_is_none(line: str) -> None:
    assert not ends_with_credit(line)


def test_a_bar_and_a_maker_behind_a_sentence_are_a_credit_and_an_outlet_is_none() -> None:
    shown = "The mayor spoke on Sunday night. | Ulla Kern/SM Photo"
    assert has_barred_credit(shown)
    assert has_barred_credit(f"{shown} Mayor gives up her seat")
    assert not has_barred_credit(f"{shown} The mayor said so in Tarn. She had been ill.")
    assert not has_barred_credit("Tarn 2, Kolm 1. | Ada Quill/Bo Orr scored; Kolm stay second")
    assert not has_barred_credit("Is the bridge safe? | Delta Post")
    assert not has_barred_credit("The council met. | Ulla Kern")
