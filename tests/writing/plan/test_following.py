"""Which report an item follows: the one that opens as news does and that is of the others' kind."""

from __future__ import annotations

import pytest

from briefing import reading
from briefing.records import Event, Report
from briefing.writing.plan.following import FEATURES, Comparison, argues, learned, sobriety

FERRY = """The ferry Halvard ran aground off Tarnby on Monday with 210 people on board, the coast guard said.

Nobody was hurt, and tugs will try to pull the Halvard free at high water."""
TUGS = """Tugs are to pull the ferry Halvard off a sandbank at Tarnby, where it ran aground with 210 people.

Its captain had swerved for a sailing boat."""
BREAD = """A baker in Tarnby has won a prize for his rolls.

He bakes them in an oven of 1890, and once he sent a basket to the ferry Halvard."""


def event_of(*texts: str) -> Event:
    reports = []
    for number, text in enumerate(texts):
        story = reading.given_story(f"s{number}", text, "", None, f"s{number}")
        assert story is not None
        reports.append(Report(id=f"r{number}", stories=(story,)))
    return Event(id="e", reports=tuple(reports))


def features_of(event: Event) -> dict[str, dict[str, float]]:
    """The features of following each report's first sentence, by report and name."""
    compared = Comparison(event)
    return {
        report.id: dict(
            zip(
                FEATURES,
                compared.describe(report.id, report.original, report.original.sentences[:1], 1.0),
                strict=True,
            )
        )
        for report in event.reports
    }


def test_what_is_of_another_kind_than_the_others_is_unlike_them() -> None:
    found = features_of(event_of(FERRY, TUGS, BREAD))
    for name in FEATURES[3:]:
        assert found["r2"][name] < min(found["r0"][name], found["r1"][name])


def test_an_only_report_is_like_no_other() -> None:
    (alone,) = features_of(event_of(FERRY)).values()
    assert [alone[name] for name in FEATURES] == [1.0, 2.0, 0.0, 0.0, 0.0]


def test_the_same_text_is_wholly_like_itself() -> None:
    found = features_of(event_of(FERRY, FERRY))
    assert found["r0"]["likeness of its words to the others'"] == 1.0


def test_news_opens_with_a_day_and_with_who_says_so() -> None:
    ferry, tugs = event_of(FERRY, TUGS).stories
    assert (sobriety(ferry, "en"), sobriety(tugs, "en")) == (2.0, 0.0)


def test_every_feature_has_a_weight_and_all_speak_for_a_report() -> None:
    assert len(learned()) == len(FEATURES)
    assert min(learned()) > 0


def test_marks_around_nothing_are_no_quotations_to_take_out() -> None:
    # Each once put a space between all characters: twelve made 4 GB of a page of 2 kB.
    event = event_of(FERRY.replace("on Monday", 'on Monday "." "," "" “;” "." "." "." "." "." "." "." "." ' * 3))  # fmt: skip
    assert not argues(event.stories[0], "en")


@pytest.mark.parametrize("quoted", ["“I don’t know where it is,”", '"I don\'t know where it is,"'])
def test_who_is_quoted_does_not_make_the_writer_argue(quoted: str) -> None:
    # With bent marks inside, which read text has straight, the quotation stayed and its "I" was the writer's.
    event = event_of(f"The ferry Alma is lost off Tarn since Monday. {quoted} said the pilot Jan Orr.")  # fmt: skip
    assert not argues(event.stories[0], "en")
    assert argues(event_of("The ferry Alma is lost. I don’t know where it is.").stories[0], "en")
