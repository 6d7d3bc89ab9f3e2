"""How much a happening weighs."""

from __future__ import annotations

import time

import pytest

from briefing.grouping.importance import TRIFLE, importance, news_value, sentences_for

from .labelled import copies, event_of, make_story

TREATY = make_story(
    "treaty",
    ["The foreign ministers signed it in Marel on Monday.", "It ends a dispute over 40 islands."],
    title="Orvenia and Sorland sign border treaty",
)
TWEET = [
    make_story(
        name,
        ["Senator Abel made fun of the mayor's hat.", "The mayor was furious, fans said."],
        title="Abel mocks mayor's hat in tweet",
    )
    for name in "abcde"
]


def value(headline: str, *texts: str, language: str = "en") -> float:
    story = make_story("s", list(texts) or ["So it was said."], title=headline)
    return news_value(story.model_copy(update={"language": language}))


@pytest.mark.parametrize(
    ("weightier", "lighter"),
    [
        ("Bus crash kills four", "Bus company paints its fleet"),
        ("Parliament approves new water law", "Parliament shows its new carpets"),
        ("Judge sentences former mayor", "Former mayor writes a novel"),
        ("Health minister resigns", "Health minister opens fair"),
        ("Brewer files for bankruptcy", "Brewer files new label"),
        ("Flood cuts off 900 homes", "Flood cuts off a shed"),
        ("Quake kills 4,000 people", "Quake kills 4 people"),
        ("Town gets $90 million for dykes", "Town gets $900 for dykes"),
        ("Town orders evacuation", "Should the town order an evacuation?"),
        ("Minister quits after raid", "Opinion: the minister quits after a raid"),
        ("Town bans plastic bags", "Ten ways to carry your shopping"),
        ("Lee to leave the board", "Lee: 'I will leave the board'"),
        ("Mayor opens new bridge", "Mayor OPENS new bridge"),
        ("Mayor opens new bridge", "Mayor opens new bridge!"),
        ("Pell is named to the board", "Singer Pell shows her new dress"),
        ("Dorn to run for governor", "Poll: Dorn leads campaign for governor"),
    ],
)
def test_what_happened_weighs_more_than_talk(weightier: str, lighter: str) -> None:
    assert value(weightier) > value(lighter)


@pytest.mark.parametrize(
    ("weightier", "lighter"),
    [
        ("Drei Tote bei Brand in Marel", "Drei neue Bänke in Marel"),
        ("Landtag beschließt Wassergesetz", "Landtag zeigt neue Teppiche"),
        ("Gericht hebt Urteil gegen Bürgermeister auf", "Bürgermeister schreibt einen Roman"),
        ("Überschwemmung trifft 9.000 Haushalte", "Überschwemmung trifft 9 Haushalte"),
        ("Stadt baut Brücke", "Warum die Stadt eine Brücke baut"),
        ("Stadt baut Brücke", "Kommentar: Die Stadt baut eine Brücke"),
        ("Lee verlässt den Vorstand", "Lee: „Ich verlasse den Vorstand“"),
        ("Pell kommt in den Vorstand", "Sängerin Pell zeigt ihr Kleid"),
        ("Mehr Platz in Marel", "Sieben Tipps für mehr Platz"),
    ],
)
def test_german_news_is_weighed_by_german_words(weightier: str, lighter: str) -> None:
    lead = "So hieß es."
    assert value(weightier, lead, language="de") > value(lighter, lead, language="de")


def test_a_lead_that_names_its_day_is_a_report() -> None:
    dated, undated = "The bridge was opened on Monday.", "The bridge has been opened."
    assert value("Bridge open", dated) > value("Bridge open", undated)


def test_a_writer_who_speaks_for_himself_makes_a_column() -> None:
    assert value("A bridge", "I went there with my son.") < value("A bridge", "It was opened.")


def test_five_who_repeat_a_tweet_do_not_outweigh_one_treaty() -> None:
    assert importance(event_of(*TWEET)) < importance(event_of(TREATY))


def test_independent_reports_add_and_copies_do_not() -> None:
    one, other = TREATY, TREATY.model_copy(update={"id": "other"})
    single = importance(event_of(one))
    assert importance(copies(one, other)) == single < importance(event_of(one, other))


def test_a_trifle_gets_half_of_the_sentences() -> None:
    trifle = event_of(*TWEET[:1]).model_copy(update={"importance": TRIFLE / 2})
    treaty = event_of(TREATY).model_copy(update={"importance": 0.8})
    assert [sentences_for(trifle, most) for most in (1, 2, 5)] == [1, 1, 2]
    assert sentences_for(treaty, 5) == 5


def test_a_language_without_lists_is_neither_raised_nor_lowered() -> None:
    assert {value("X", "Y.", language="tr"), value("Z?", "4.000", language="tr")} == {1.0}


def test_a_story_without_a_headline_is_judged_by_its_lead() -> None:
    lead = ["Four people died in Marel on Monday.", "A bus fell off a bridge."]
    assert news_value(make_story("a", lead)) > news_value(make_story("b", ["It is quiet."]))


@pytest.mark.parametrize("text", ["what " * 20_000, "1 " * 20_000, ": '" * 20_000, "5 a-" * 20_000])
def test_hostile_openings_take_no_time(text: str) -> None:
    start = time.perf_counter()
    value(text, text)
    assert time.perf_counter() - start < 1


def test_a_day_in_the_second_sentence_says_that_it_is_news() -> None:
    dated = value(
        "Hall of Dunmore to open", "It has a pool.", "The mayor cuts the ribbon on Tuesday."
    )
    assert dated > value("Hall of Dunmore to open", "It has a pool.", "The mayor cuts the ribbon.")
