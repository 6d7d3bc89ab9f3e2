"""What matters to an event: what its reports share and open with."""

from __future__ import annotations

from briefing import reading
from briefing.records import Event, Report
from briefing.writing.plan.salience import FEATURES, concepts_of, describe, learned, weigh

FERRY = """The ferry Halvard ran aground off Tarnby on Monday with 210 people on board.

Nobody was hurt, the coast guard said, and tugs will try to pull the Halvard free at high water.

A baker in the village has sent rolls to the stranded."""
TUGS = """Tugs are to pull the ferry Halvard off a sandbank at Tarnby on Monday night.

Its captain had swerved for a sailing boat, the coast guard said."""


def event_of(*texts: str) -> Event:
    reports = []
    for number, text in enumerate(texts):
        story = reading.given_story(f"s{number}", text, "", None, f"s{number}")
        assert story is not None
        reports.append(Report(id=f"r{number}", stories=(story,)))
    return Event(id="e", reports=tuple(reports))


def test_concepts_are_words_of_content_and_pairs_with_one() -> None:
    found = concepts_of("The ferry ran aground.", "en")
    assert ("ferri",) in found or ("ferry",) in found
    assert ("the",) not in found
    assert any(len(one) == 2 and one[0] == "the" for one in found)


def test_what_all_reports_open_with_weighs_more_than_what_one_tells_late() -> None:
    worth = weigh(event_of(FERRY, TUGS))
    (halvard,) = concepts_of("Halvard", "en")
    (baker,) = concepts_of("baker", "en")
    assert worth[halvard] > 2 * worth.get(baker, 0.0)


def test_in_a_single_story_the_beginning_weighs_most() -> None:
    worth = weigh(event_of(FERRY))
    (ferry,) = concepts_of("Tarnby", "en")
    (baker,) = concepts_of("baker", "en")
    assert worth[ferry] > worth.get(baker, 0.0)


def test_every_concept_has_every_feature_and_every_feature_a_weight() -> None:
    assert {len(row) for row in describe(event_of(FERRY, TUGS)).values()} == {len(FEATURES)}
    for kind in ("several", "single"):
        assert len(learned(kind).by_feature) == len(FEATURES)


def test_nothing_is_worth_less_than_nothing() -> None:
    assert min(weigh(event_of(FERRY, TUGS)).values()) > 0


def test_what_a_copy_says_again_is_said_once() -> None:
    (report,) = event_of(FERRY).reports
    copy = reading.given_story("copy", FERRY, "", None, "copy")
    assert copy is not None
    twice = Report(id=report.id, stories=(*report.stories, copy))
    assert describe(Event(id="e", reports=(twice,))) == describe(event_of(FERRY))
