"""Two texts in the same words: one text told twice, or one form filled in for two happenings."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing import reading
from briefing.grouping import find_events, find_reports
from briefing.grouping.events import parallels, shingles
from briefing.grouping.events.parallels import are_one_form, parallel
from briefing.grouping.events.shingles import said
from briefing.language.detect import likely_language
from briefing.language.words import surface_words
from briefing.records import Sentence, Story

FORMS = Path(__file__).with_name("forms.jsonl")
"""Our own pairs: 100 of one form that tell two happenings, 25 of one report, 20 of two reports of one event."""
QUAKE = (
    "An earthquake of magnitude {size} shook the hills near {place} at {time} on {day}, the seismological service said. "
    "The quake struck at a depth of {depth} kilometres and was felt in {town}. No damage was reported."
)
KOLM = {
    "size": "4.1",
    "place": "Kolm",
    "time": "04:12",
    "day": "Monday",
    "depth": "10",
    "town": "Sarre",
}
BREL = {
    "size": "5.3",
    "place": "Brel",
    "time": "16:40",
    "day": "Tuesday",
    "depth": "33",
    "town": "Lunde",
}


def story(text: str, name: str = "a", day: str = "2026-03-09", headline: str = "") -> Story:
    made = reading.given_story(name, text, headline, date.fromisoformat(day), "The Wend Post")
    assert made is not None
    return made


def told(**changes: str) -> Story:
    return story(QUAKE.format(**{**KOLM, **changes}))


def test_a_form_filled_in_twice_names_other_places_and_figures() -> None:
    found = parallel(told(), told(**BREL))
    assert found.is_form
    assert found.other["name"] == 2


def test_a_text_brought_up_to_date_is_no_form() -> None:
    found = parallel(told(), told(size="4.3"))
    assert not found.is_form
    assert found.other == Counter(figure=1)


def test_a_figure_in_words_and_a_name_spelt_otherwise_are_the_same() -> None:
    found = parallel(told(depth="ten", town="Kharkiv"), told(town="Kharkov"))
    assert found.is_copy


def test_a_short_text_that_names_one_place_is_of_another_where_that_is_another() -> None:
    text = "Thieves broke into a chapel in {} on Sunday night. Nothing was taken, the parish said. A window is broken."
    assert parallel(story(text.format("Ostwick")), story(text.format("Harrow"), "b")).is_form
    assert not parallel(story(text.format("Ostwick")), story(text.format("Ostwick"), "b")).is_form


def test_texts_that_share_no_runs_of_words_do_not_stand_side_by_side() -> None:
    other = story("The council of Kolm has voted to close the lido, which cost 4.1 million a year.")
    assert parallel(told(), other).share < 0.2


def test_a_weekly_text_with_other_figures_is_no_reprint_of_last_weeks() -> None:
    text = "Diesel cost {} crowns a litre at the pumps of the valley this week, the motorists' club said. Petrol was at {}."
    pair = [
        story(text.format("1.71", "1.66")),
        story(text.format("1.78", "1.70"), "b", "2026-03-16"),
    ]
    assert len(find_reports(pair)) == 2


def _pairs() -> list[Any]:
    return [json.loads(line) for line in FORMS.read_text(encoding="utf-8").splitlines()]


def _joined(row: Any) -> tuple[bool, bool]:
    """Whether the two texts of a row are taken for one report, and for one event."""
    pair = [
        story(row[key]["text"], row["id"] + key, row[key]["date"], row[key]["headline"])
        for key in "ab"
    ]
    reports = find_reports(pair)
    return len(reports) == 1, len(find_events(reports)) == 1


def test_forms_are_told_apart_and_reprints_are_not() -> None:
    counts: Counter[tuple[bool, bool, str]] = Counter()
    for row in _pairs():
        report, event = _joined(row)
        counts[row["same_event"], row["same_report"], "report"] += report
        counts[row["same_event"], row["same_report"], "event"] += event
    assert counts[False, False, "report"] <= 2
    assert counts[False, False, "event"] <= 2
    assert counts[True, True, "report"] == counts[True, True, "event"] == 25
    assert counts[True, False, "report"] == 0


def test_forms_are_told_by_the_words_that_two_texts_share_before_they_are_laid_side_by_side() -> (
    None
):
    for row in _pairs():
        one, other = (story(row[key]["text"], row["id"] + key) for key in "ab")
        assert are_one_form(one, other) == parallel(one, other).is_form


@given(*[st.lists(st.sampled_from(("Kolm", "12", "the", "a", "was")), min_size=1, max_size=40)] * 2)
def test_texts_of_few_words_are_forms_by_both_ways(left: list[str], right: list[str]) -> None:
    one, other = (story(f"It was {' '.join(words)}.", name) for words, name in ((left, "a"), (right, "b")))  # fmt: skip
    assert are_one_form(one, other) == parallel(one, other).is_form


LETTERS = st.lists(st.sampled_from("abc"), max_size=40)


def ready(words: list[str]) -> Any:
    return parallels._Text([" ".join(words)], "en")


@given(LETTERS, LETTERS)
def test_no_more_words_stand_in_runs_than_are_counted_before(
    mine: list[str], theirs: list[str]
) -> None:
    one, other = ready(mine), ready(theirs)
    if len(one.ordered) and len(other.triples):
        most = parallels._most_in_runs(one.ordered, other.triples)
        assert sum(length for _, _, length in parallels._runs(one, other)) <= most


FEW = st.lists(st.sampled_from(("Kolm", "Brel", "12", "the", "a")), min_size=1, max_size=40)


@given(st.lists(FEW, min_size=3, max_size=3))
def test_what_may_be_a_form_is_told_before_texts_are_laid_side_by_side(
    texts: list[list[str]],
) -> None:
    stories = [story(f"It was {' '.join(words)}.") for words in texts]
    first, second = np.array([0, 0, 1]), np.array([1, 2, 2])
    possible = parallels.may_be_forms(stories, first, second)
    for one, other, may_be in zip(first, second, possible, strict=True):
        assert may_be or parallel(stories[one], stories[other]).share < parallels.SIDE_BY_SIDE


def test_what_words_are_is_asked_once_of_a_text_that_is_laid_beside_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(text: str, code: str) -> Any:
        read.append(text)
        return words_of(text, code)

    words_of = parallels._read
    monkeypatch.setattr(parallels, "_read", counted)
    parallels._ready.cache_clear()
    places = ("Lunde", "Marel", "Tarn")
    assert all(are_one_form(told(), told(**{**BREL, "place": place})) for place in places)
    assert len(read) == 1 + len(places)


def test_nothing_is_remembered_once_a_day_is_grouped() -> None:
    assert len(find_events(find_reports([told(), told(**BREL)]))) == 2
    assert len(shingles._sentences()) == 0
    assert parallels._ready.cache_info().currsize == 0


def test_equal_texts_are_one_run_without_looking_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a word that is repeated the runs are as many as its places in both texts together."""
    monkeypatch.setattr(parallels, "_longest_runs", None)
    assert parallels._runs(ready(["ha"] * 200), ready(["Ha"] * 200)) == [(0, 0, 200)]
    assert parallels._runs(ready(["ha"]), ready(["ha"])) == []


def test_a_text_is_read_once_for_all_that_it_is_held_against(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    def counted(one: Story) -> Any:
        begun.append(one.id)
        return begin(one)

    begin = parallels._begin
    monkeypatch.setattr(parallels, "_begin", counted)
    stories = [story(f"The ferry of {place} was late again.", place) for place in ("Kolm", "Brel", "Tarn")]  # fmt: skip
    first, second = np.array([0, 0, 1]), np.array([1, 2, 2])
    parallels.may_be_forms(stories, first, second)
    assert sorted(begun) == sorted(one.id for one in stories)


def test_what_words_are_is_not_asked_where_none_stand_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Copies whose sentences stand in another order: between the runs of both are whole sentences of one."""
    monkeypatch.setattr(parallels, "_read", None)
    sentences = [
        f"The {place} ferry left the pier of the {place} harbour at {hour} o'clock in the morning with all its passengers on deck."
        for place, hour in (("Kolm", 6), ("Brel", 7), ("Tarn", 8), ("Sarre", 9))
    ]
    one = story(" ".join(sentences))
    other = story(" ".join([*sentences[1:], sentences[0]]), "b")
    assert not are_one_form(one, other)


@given(LETTERS, LETTERS)
def test_runs_are_the_matching_blocks_of_three_words_and_more(
    mine: list[str], theirs: list[str]
) -> None:
    texts = (ready(words) for words in (mine, theirs))
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    assert parallels._runs(*texts) == [tuple(one) for one in blocks if one.size >= parallels.RUN]


@given(st.lists(st.sampled_from(("Tarn", "TARN. ", "l'eau", "6.5", "“Zoë”", "a\n")), max_size=400))
def test_words_are_the_same_before_it_is_asked_what_they_are(words: list[str]) -> None:
    made = ready(words)
    written = [number for word, _ in made.words for number in said(word).written.tolist()]
    assert made.numbers.tolist() == written
    assert made.length <= parallels.LOOKED_AT


def saying(*texts: str) -> Story:
    """A story in an unknown language, each sentence a paragraph of its own."""
    sentences = tuple(
        Sentence(story="a", document="a", start=0, end=len(text), text=text, paragraph=paragraph)
        for paragraph, text in enumerate(texts)
    )
    return story("It was late.").model_copy(update={"sentences": sentences, "language": "unknown"})


LOOKED_AT = parallels.LOOKED_AT * 12


@given(st.lists(st.text("ab .é", min_size=1, max_size=900), min_size=1, max_size=9))
@example(["a" * (LOOKED_AT - 5), "ebb and flow"])  # "ebb a"
def test_the_words_that_are_looked_at_are_those_of_the_first_characters(texts: list[str]) -> None:
    """The sentences of a text are cut one by one: copies have the same ones."""
    made = parallels.text_of(saying(*texts))
    words = surface_words(" ".join(texts)[:LOOKED_AT])[: parallels.LOOKED_AT]
    assert made.numbers.tolist() == [said(word).written[0] for word in words]


def test_the_language_of_a_text_is_guessed_from_it_as_it_stands() -> None:
    """A few words of two languages: with spaces between its paragraphs it would be German."""
    one, other = (
        saying(
            f"Von strike police {first}",
            f"Haben people {second} river and an er.",
            f"{third} from and einer ein",
            "Dem most aus hat aus.",
        )
        for first, second, third in (
            ("Mittwoch", "Donnerstag", "Dienstag"),
            ("Mittwoch", "Samstag", "Donnerstag"),
        )
    )
    assert likely_language(one.body) == "en" != likely_language(one.body.replace("\n", " "))
    assert parallel(one, other).other == {"name": 2}
    assert are_one_form(one, other)


def test_what_a_word_is_is_looked_up_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def counted(word: str, code: str) -> Any:
        asked.append((word, code))
        return kind(word, code)

    kind = parallels._kind
    monkeypatch.setattr(parallels, "_kind", counted)
    monkeypatch.setattr(parallels, "KEPT_WORDS", 2)
    kinds = parallels._Kinds("en")
    assert [kinds[word] for word in ("Tarn", "Tarn", "6", "May", "Tarn")] == [
        *("name", "name", "figure", "day", "name"),
    ]
    assert asked == [
        (word, "en") for word in ("Tarn", "6", "May", "Tarn")
    ]  # the third word was one too many
