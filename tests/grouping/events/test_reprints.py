"""Reports: one text, however often it is printed."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from briefing.grouping import find_reports
from briefing.grouping.events import parallels, reprints
from briefing.grouping.events.shingles import Shingler, containment, sharing_pairs
from briefing.records import Story, When

from ..labelled import make_story

AGENCY_TEXT = [
    "The port of Marel reopened on Monday after a strike of crane drivers that had lasted for eleven days.",
    "Sixty ships were waiting outside the harbour, the port authority said in a statement to shipping companies.",
    "The drivers had demanded shorter night shifts and a second crew for each of the nine large cranes.",
    "Under the agreement a second crew will be hired before the end of the year, both sides announced.",
    "Grain exporters had warned that their silos would be full within a week if the strike went on.",
]
OTHER_TEXT = [
    "Crane drivers in Marel are back at work, and the queue of ships outside the harbour is getting shorter.",
    "For eleven days nothing had moved in the country's largest port while both sides refused to talk.",
    "The exporters of grain say that the damage will be felt until the next harvest comes in.",
    AGENCY_TEXT[1],
]


def _on(story: Story, day: int) -> Story:
    return story.model_copy(update={"when": When.on(date(2025, 3, day), "stated", "test")})


def test_a_copy_with_a_new_opening_and_a_cut_end_is_a_reprint() -> None:
    first = make_story("a", AGENCY_TEXT)
    copy = make_story("b", ["Ships are moving again in Marel.", *AGENCY_TEXT[1:4]])
    (report,) = find_reports([first, copy])
    assert report.stories == (first, copy)
    assert report.original == first


def test_small_edits_inside_sentences_leave_it_one_report() -> None:
    edited = [
        text.replace("Monday", "Mon.").replace("crane drivers", "drivers") for text in AGENCY_TEXT
    ]
    assert len(find_reports([make_story("a", AGENCY_TEXT), make_story("b", edited)])) == 1


def test_a_borrowed_paragraph_is_no_reprint() -> None:
    assert len(find_reports([make_story("a", AGENCY_TEXT), make_story("b", OTHER_TEXT)])) == 2


def test_a_round_up_does_not_make_two_reports_one() -> None:
    first, second = make_story("a", AGENCY_TEXT), make_story("b", OTHER_TEXT[:3])
    reports = find_reports([first, second, make_story("c", [*AGENCY_TEXT, *OTHER_TEXT[:3]])])
    assert not any(first in report.stories and second in report.stories for report in reports)


def test_the_earliest_copy_is_the_original() -> None:
    early = _on(make_story("b", AGENCY_TEXT[:4]), 3)
    late = _on(make_story("a", AGENCY_TEXT), 4)
    (report,) = find_reports([late, early])
    assert report.stories == (early, late)


def test_the_agencys_own_copy_is_the_original() -> None:
    own = make_story("b", AGENCY_TEXT[:4]).model_copy(update={"agency": "AFP", "outlet": "AFP"})
    copy = make_story("a", AGENCY_TEXT).model_copy(update={"agency": "AFP"})
    (report,) = find_reports([copy, own])
    assert (report.original, report.agency) == (own, "AFP")


def test_very_short_stories_must_be_the_same_throughout() -> None:
    texts = ["Markets closed lower.", "Markets closed lower.", "Markets closed higher."]
    stories = [make_story(name, [text]) for name, text in zip("abc", texts, strict=True)]
    assert [{story.id for story in report.stories} for report in find_reports(stories)] in (
        [{"a", "b"}, {"c"}],
        [{"c"}, {"a", "b"}],
    )


def test_no_stories_give_no_reports() -> None:
    assert find_reports([]) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_stories_is_no_matter(seed: int) -> None:
    rng = random.Random(seed)
    stories = [
        make_story(f"s{n}", rng.sample(AGENCY_TEXT if n % 2 else OTHER_TEXT, rng.randrange(2, 5)))
        for n in range(12)
    ]
    expected = find_reports(stories)
    rng.shuffle(stories)
    assert find_reports(stories) == expected
    assert sorted(one.id for report in expected for one in report.stories) == sorted(
        one.id for one in stories
    )


def test_containment_is_the_share_of_the_smaller_set() -> None:
    shingler = Shingler()
    whole, part = shingler("one two three four five six seven"), shingler("two three four five six")
    assert containment(whole, part) == 1.0
    assert containment(part, shingler("")) == 0.0


def test_a_text_with_very_many_copies_still_pairs() -> None:
    sets = [Shingler()(AGENCY_TEXT[0])] * 200
    pairs = sharing_pairs(sets)
    assert 199 <= len(pairs) <= 3 * 200


def test_a_text_is_made_ready_once_and_only_where_another_has_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready: list[str] = []

    def counted(story: Story) -> Any:
        ready.append(story.id)
        return text_of(story)

    text_of = parallels.text_of
    monkeypatch.setattr(reprints, "text_of", counted)
    copies = [make_story(name, AGENCY_TEXT) for name in "abcd"]
    assert len(find_reports([*copies, make_story("e", OTHER_TEXT)])) == 2
    assert sorted(ready) == ["a", "b", "c", "d"]
