"""Terms: English as the scorer was fitted on it, ordinary words of other languages apart, names and figures shared."""

from __future__ import annotations

import tracemalloc
from typing import IO

import pytest

from briefing.grouping.events.vocabulary import Vocabulary, read_words
from briefing.records import Document, Reading, Story
from briefing.store import Shelf

from ..labelled import make_story

ENGLISH = ["The ferry Nordstern hit a hand rail in Holmen.", "Its park was closed to 3,000 people."]
GERMAN = [
    "Die Fähre Nordstern hat in Holmen ein Geländer gerammt.",
    "Im Park legte der Kapitän die Hand auf 3.000 Briefe.",
]


def told(name: str, code: str, *texts: str) -> Story:
    return make_story(name, list(texts)).model_copy(update={"language": code})


def terms_of(words: Vocabulary, story: int) -> set[str]:
    return {words.spoken[number] for number in words.bodies[story] if number >= 0}


def shared_terms(words: Vocabulary) -> set[str]:
    first, second = (set(body[body >= 0].tolist()) for body in words.bodies)
    return {words.spoken[number] for number in first & second}


def names_in(words: Vocabulary) -> set[str]:
    return {term for term, named in zip(words.spoken, words.names, strict=True) if named}


def test_two_languages_share_names_and_figures_alone() -> None:
    words = read_words([told("a", "en", *ENGLISH), told("b", "de", *GERMAN)])
    assert words.codes == ("en", "de")
    assert shared_terms(words) == {"Nordstern", "Holmen", "3,000"}
    assert {"hand", "park"} < terms_of(words, 0)


def test_english_has_the_terms_that_it_has_alone() -> None:
    alone = read_words([told("a", "en", *ENGLISH)])
    beside = read_words([told("a", "en", *ENGLISH), told("b", "de", *GERMAN)])
    assert terms_of(beside, 0) == terms_of(alone, 0)
    assert names_in(alone) <= names_in(beside)


def test_a_noun_that_is_always_capitalised_is_no_name() -> None:
    words = read_words([told("b", "de", *GERMAN)])
    assert names_in(words) == {"Nordstern", "Holmen"}


def test_a_word_that_opens_a_sentence_is_read_as_inside_one() -> None:
    texts = ["Mineros de Vallbona cortan la vía.", "Vallbona espera, y los mineros también."]
    words = read_words([told("a", "es", *texts)])
    assert names_in(words) == {"Vallbona"}


def test_what_is_elided_before_a_word_is_no_part_of_it() -> None:
    words = read_words([told("a", "fr", "Le feu gagne l’usine d’Ashby et jusqu'au port d'Orsk.")])
    assert {"usine", "Ashby", "Orsk"} <= terms_of(words, 0)


@pytest.mark.parametrize(
    ("german", "english"),
    [("1.300", "1,300"), ("1.300.000", "1,300,000"), ("1,3", "1.3"), ("27", "27")],
)
def test_a_figure_is_the_same_however_a_language_writes_it(german: str, english: str) -> None:
    boats = [
        told("a", "de", f"Es waren {german} Boote."),
        told("b", "en", f"There were {english} boats."),
    ]
    assert shared_terms(read_words(boats)) == {english}


def test_a_language_without_capitals_has_no_names() -> None:
    words = read_words([told("a", "ar", "افتتح رئيس البلدية جسرا جديدا في مدينة النهرين")])
    assert names_in(words) == set()
    assert len(terms_of(words, 0)) > 3


def test_short_words_tell_nothing_where_no_counts_are_known() -> None:
    words = read_words([told("a", "et", "Sild ei saa valmis, sest raha on otsas ja Vormsi ootab.")])
    assert terms_of(words, 0) == {
        "valmis",
        "sest",
        "raha",
        "otsas",
        "Vormsi",
        "ootab",
        "sild",
    }


def on_disk(shelf: Shelf, *stories: Story) -> tuple[Story, ...]:
    document = Document(id="doc", file="a.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8", text="")  # fmt: skip
    return shelf.reading(Reading(document=document, stories=stories, removed=())).stories


def test_of_a_story_without_a_title_no_more_is_kept_than_is_looked_at() -> None:
    """Its first sentence stands for a headline, and may be as long as a file."""
    shelf, count, long = Shelf(), 40, "ferry " * 20_000
    light = [on_disk(shelf, told(f"{number}", "en", f"{long}."))[0] for number in range(count)]
    read_words(light[:1])
    tracemalloc.start()
    try:
        read_words(light)
        assert tracemalloc.get_traced_memory()[1] < count * len(long) / 3
    finally:
        tracemalloc.stop()


def test_a_story_on_disk_is_read_once_for_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, read = Shelf(), list[int]()
    stories = (told("a", "en", *ENGLISH), told("b", "de", *GERMAN))
    light = on_disk(shelf, *stories)
    content = shelf._read

    def counted(file: IO[bytes], start: int, size: int) -> bytes:
        read.append(start)
        return content(file, start, size)

    monkeypatch.setattr(shelf, "_read", counted)
    assert read_words(light).spoken == read_words(stories).spoken
    assert len(read) == len(stories)
