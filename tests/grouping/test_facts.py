"""Facts: sentences of different reports that say the same."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefing.grouping import align_facts, leads_in_doubt
from briefing.language.likeness import content_of, likeness
from briefing.records import Event

from .labelled import event_of, load, make_story


def _like(first: str, second: str) -> float:
    return likeness(content_of(first), content_of(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The bank raised its rate on Tuesday.", "The bank cut its rate on Tuesday, it fell."),
        ("The firm denied it had polluted the lake.", "The firm said it had polluted the lake."),
        ("The quake killed 31 people in Sulana.", "The quake killed 45 people in Sulana."),
        ("They signed the treaty on Monday.", "They signed the treaty on Friday."),
    ],
)
def test_sentences_that_clash_do_not_say_the_same(first: str, second: str) -> None:
    assert _like(first, second) < 0.8
    assert _like(first, second) < _like(first, first)


def test_spellings_and_titles_do_not_part_sentences() -> None:
    assert _like("Mr. Xi met leaders in Turkey.", "Xi met leaders in Türkiye.") == 1.0


SIGNED = "Six presidents signed a treaty of lasting friendship in Astana after long talks."
PUT = (
    "Leaders from the region put their names to a pact of friendshi"
    "p in Astana, the Kazakh host announced."
)
SIX_AND_FIVE = "Five presidents signed a treaty of lasting friendship in Astana after long talks."
ALIKE, UNLIKE = (1.0, 0.0), (0.6, 0.8)


def _leads(*texts: str) -> Event:
    return event_of(*(make_story(f"s{n}", [text]) for n, text in enumerate(texts)))


def test_leads_in_doubt_are_joined_by_their_vectors_alone() -> None:
    event = _leads(SIGNED, PUT)
    assert leads_in_doubt([event]) == tuple(sorted((SIGNED, PUT)))
    assert len(align_facts(event)) == 2
    assert len(align_facts(event, {SIGNED: ALIKE, PUT: ALIKE})) == 1
    assert len(align_facts(event, {SIGNED: ALIKE, PUT: UNLIKE})) == 2
    assert len(align_facts(event, {SIGNED: ALIKE})) == 2


def test_leads_that_are_clear_or_clash_are_in_no_doubt() -> None:
    event = _leads(SIGNED, SIGNED.replace("long", "short"))
    assert leads_in_doubt([event]) == ()
    event = _leads(SIGNED, SIX_AND_FIVE)
    assert leads_in_doubt([event]) == ()
    assert len(align_facts(event, {SIGNED: ALIKE, SIX_AND_FIVE: ALIKE})) == 2


def test_only_first_sentences_are_in_doubt() -> None:
    opening = "The harbour of Marel was quiet on the morning of the long holiday weekend."
    event = event_of(make_story("a", [SIGNED]), make_story("b", [opening, PUT]))
    assert leads_in_doubt([event]) == ()


def test_every_sentence_is_in_exactly_one_fact() -> None:
    for labelled in load():
        facts = align_facts(labelled.event)
        found = sorted((s.story, s.start) for fact in facts for s in fact.sentences)
        assert found == sorted(labelled.keys)


def test_two_sentences_of_one_story_are_not_one_fact() -> None:
    for labelled in load():
        for fact in align_facts(labelled.event):
            assert all(a.story != b.story for a, b in combinations(fact.sentences, 2))


def test_the_anchor_stands_on_its_own() -> None:
    event = event_of(
        make_story("a", ["He told reporters the talks in Geneva would resume in March."]),
        make_story(
            "b", ["Envoy Jan Kolar told reporters the talks in Geneva would resume in March."]
        ),
    )
    (fact,) = align_facts(event)
    assert fact.anchor.story == "b"
    assert fact.reports == ("a", "b")
