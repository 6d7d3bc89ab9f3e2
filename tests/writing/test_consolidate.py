from __future__ import annotations

import sys

import pytest

from briefing.records import (
    Disagreement,
    Event,
    Fact,
    Report,
    Sentence,
    Story,
    Value,
)
from briefing.writing.consolidate import Outline, consolidate, outline
from briefing.writing.cuts.shorten import Draft
from briefing.writing.gate import Reason
from briefing.writing.objections import find_objections
from briefing.writing.plan import Pick

LEAD = "The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar."
HURT = "Nobody was hurt in the rush to the doors of the hall, manager Oswin Pell said."
PUMPS = "The fire service of Brill sent two more pumps to the cellar in the evening."
BARE = "It was closed by them."


def story(name: str, *texts: str, title: str = "") -> Story:
    start, sentences = len(title) + 1, []
    for number, text in enumerate(texts):
        sentences.append(sentence(name, text, start, number))
        start += len(text) + 1
    return Story(
        id=name,
        document=f"doc-{name}",
        file=f"{name}.txt",
        title=sentence(name, title, 0, -1) if title else None,
        sentences=tuple(sentences),
        spans=((0, start),),
        outlet=f"Outlet {name}",
    )


def sentence(name: str, text: str, start: int, paragraph: int) -> Sentence:
    return Sentence(
        story=name,
        document=f"doc-{name}",
        start=start,
        end=start + len(text),
        text=text,
        paragraph=paragraph,
    )


def fact(name: str, *sentences: Sentence, reports: tuple[str, ...] = ("r1",)) -> Fact:
    return Fact(id=name, anchor=sentences[0], sentences=sentences, reports=reports)


ORIGINAL = story("a", LEAD, HURT, title="Burst pipe closes the swimming hall")
COPY = story("b", LEAD, PUMPS, title="Swimming hall of Dunmore closed")
EVENT = Event(id="e", reports=(Report(id="r1", stories=(ORIGINAL, COPY)),))
FACTS = (
    fact("f1", ORIGINAL.sentences[0], COPY.sentences[0]),
    fact("f2", ORIGINAL.sentences[1]),
    fact("f3", COPY.sentences[1]),
)


def test_the_shared_fact_is_written_once_and_cites_both_copies() -> None:
    plan = outline(EVENT, FACTS, {}, 1)
    item = consolidate(plan, {}, 3)
    (claim,) = item.claims
    assert (item.id, item.rank, item.reports) == ("e", 3, 1)
    assert claim.text == LEAD
    assert [one.file for one in claim.citations] == ["a.txt", "b.txt"]
    assert [(one.story.id, one.role) for one in item.stories] == [
        ("a", "original"),
        ("b", "reprint"),
    ]


def test_one_line_that_only_one_report_has_is_attributed_to_its_outlet() -> None:
    plan = outline(EVENT, FACTS, {"a": [FACTS[1]], "b": [FACTS[2]]}, 1)
    item = consolidate(plan, {}, 1)
    assert [
        (one.outlet, one.file, [claim.text for claim in one.claims]) for one in item.only_in
    ] == [
        ("Outlet b", "b.txt", [PUMPS]),
    ]


def test_what_the_main_part_says_is_not_said_again() -> None:
    plan = outline(EVENT, FACTS, {"b": [FACTS[2]]}, 3)
    said = {pick.fact for pick in plan.main}
    assert {"f1", "f2"} <= said
    assert said.isdisjoint(pick.fact for pick in plan.only)


def test_a_text_printed_once_is_independent() -> None:
    event = Event(id="e", reports=(Report(id="r1", stories=(ORIGINAL,)),))
    facts = [fact("f1", ORIGINAL.sentences[0]), FACTS[1]]
    item = consolidate(outline(event, facts, {}, 5), {}, 1)
    assert [one.role for one in item.stories] == ["independent"]


def test_drafts_that_fail_are_kept_beside_what_is_printed() -> None:
    plan = outline(EVENT, FACTS[:1], {}, 5)
    item = consolidate(plan, {LEAD: [Draft("The hall burned down on 22 March.")]}, 1)
    assert item.claims[0].text == LEAD
    assert [(one.text, one.verdict.instead) for one in item.withheld] == [
        ("The hall burned down on 22 March.", "verbatim")
    ]


def test_two_facts_that_end_in_the_same_words_are_printed_once() -> None:
    same = (fact("f1", ORIGINAL.sentences[0]), fact("f9", COPY.sentences[0]))
    plan = outline(EVENT, same, {"b": [same[1]]}, 1)
    item = consolidate(plan, {}, 1)
    assert [claim.text for claim in item.claims] == [LEAD]


def test_an_event_without_a_sentence_that_can_stand_alone_says_what_is_withheld() -> None:
    lone = story("c", BARE, title="Hall closed")
    event = Event(id="e", reports=(Report(id="r1", stories=(lone,)),))
    plan = outline(event, (fact("f", lone.sentences[0]),), {}, 5)
    item = consolidate(plan, {}, 1)
    assert item.claims == ()
    assert item.headline == "Hall closed"
    assert [(one.text, one.verdict.instead) for one in item.withheld] == [(BARE, "")]


@pytest.mark.parametrize("begins", [True, False])
def test_a_first_sentence_that_points_back_is_printed_where_its_story_begins_with_it(
    *, begins: bool
) -> None:
    made = story("c", "They were the only pumps that the town of Brill had left on Tuesday.", HURT)
    event = Event(id="e", reports=(Report(id="r1", stories=(made,)),))
    lead = Pick(fact="f", sentences=made.sentences[:1], role="lead", follows=begins)
    item = consolidate(Outline(event=event, main=(lead,), only=()), {}, 1)
    assert [claim.text for claim in item.claims] == [made.sentences[0].text] * begins


def test_disagreements_travel_with_the_item() -> None:
    one = Disagreement(about="people injured", kind="conflict", values=())
    plan = outline(EVENT, FACTS, {}, 1)
    assert consolidate(plan, {}, 1, [one]).disagreements == (one,)


def test_figures_that_certainly_differ_stand_together_and_no_headline_has_one_alone() -> None:
    first = story(
        "a",
        "The ferry Tarn hit the quay of Brill, hurting 12 passengers.",
        title="Ferry hurts 12 passengers",
    )
    other = story(
        "b",
        "The ferry Tarn hit the quay of Brill and hurt 15 passengers.",
        title="Ferry Tarn hits quay of Brill",
    )
    event = Event(
        id="e", reports=(Report(id="r1", stories=(first,)), Report(id="r2", stories=(other,)))
    )
    values = tuple(
        Value(value=written, citations=(one.cite(one.sentences[0]),))
        for written, one in (("12 passengers", first), ("15 passengers", other))
    )
    row = Disagreement(about="passengers", kind="conflict", values=values, certain=True)
    plan = outline(event, (fact("f", first.sentences[0]),), {}, 1)
    item = consolidate(plan, {}, 1, [row])
    assert [claim.text for claim in item.claims] == [
        "The ferry Tarn hit the quay of Brill, hurting 12 or 15 passengers."
    ]
    assert item.claims[0].citations == (*values[0].citations, *values[1].citations)
    assert item.headline == "Ferry Tarn hits quay of Brill"
    assert find_objections(item) == ()


def test_a_later_sentence_that_tells_a_fact_again_is_withheld_with_its_reason() -> None:
    again = "The swimming hall was closed on Tuesday, as a pipe burst in the cellar."
    teller = story("c", LEAD, HURT, again, title="Burst pipe closes the swimming hall")
    event = Event(id="e", reports=(Report(id="r1", stories=(teller,)),))
    picks = tuple(
        Pick(fact=str(at), sentences=(one,), role="detail" if at else "lead")
        for at, one in enumerate(teller.sentences)
    )
    item = consolidate(Outline(event=event, main=picks, only=()), {}, 1)
    assert [claim.text for claim in item.claims] == [LEAD, HURT]
    assert [(claim.text, claim.verdict.reasons) for claim in item.withheld] == [
        (again, ("fact told twice",))
    ]


def test_own_words_that_tell_a_fact_again_give_way_to_the_source_alone() -> None:
    longer = "The swimming hall was closed on Tuesday after a pipe burst in the cellar, and guests were sent home with their wet towels."
    again = "The swimming hall was closed on Tuesday after a pipe burst in the cellar."
    said = "Manager Oswin Pell said nobody was hurt in the rush to the doors of the hall."
    teller = story("c", LEAD, longer, HURT, title="Burst pipe closes the swimming hall")
    event = Event(id="e", reports=(Report(id="r1", stories=(teller,)),))
    picks = tuple(
        Pick(fact=str(at), sentences=(one,), role="detail" if at else "lead")
        for at, one in enumerate(teller.sentences)
    )
    drafts = {longer: [Draft(again)], HURT: [Draft(said)]}
    item = consolidate(Outline(event=event, main=picks, only=()), drafts, 1)
    assert [claim.text for claim in item.claims] == [LEAD, longer, said]
    assert [(one.text, one.verdict.reasons, one.verdict.instead) for one in item.withheld] == [
        (again, ("fact told twice",), "verbatim")
    ]


def test_a_sentence_that_leans_on_what_is_not_printed_is_withheld_with_its_reason() -> None:
    plan = outline(EVENT, FACTS, {}, 5)
    printed = consolidate(plan, {}, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sys.modules[Outline.__module__],
            "complete",
            lambda told, event, parsed: [None for _ in told],
        )
        item = consolidate(plan, {}, 1)
    assert printed.claims
    assert item.claims == ()
    gone = {
        claim.text for claim in item.withheld if claim.verdict.reasons == (str(Reason.DANGLING),)
    }
    assert {claim.text for claim in printed.claims} <= gone
