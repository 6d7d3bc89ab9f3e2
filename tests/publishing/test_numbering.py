from __future__ import annotations

from briefing.publishing.page import lay_out
from briefing.records import Brief


def test_a_sentence_has_one_mark_and_one_source_for_each_independent_report(brief: Brief) -> None:
    line = lay_out(brief, {}).articles[0].lines[0]
    assert line.number == 4
    assert [(source.name, len(source.notes)) for source in line.sources] == [
        ("Harbour Post", 1),
        ("AFP", 1),
    ]


def test_a_copy_that_says_the_same_is_named_and_not_quoted_again(brief: Brief) -> None:
    value = lay_out(brief, {}).articles[0].contested[0].values[1]
    assert [(source.name, source.copies) for source in value.sources] == [("AFP", ("wire/c.txt",))]
    assert [note.citation.file for note in value.sources[0].notes] == ["b.txt"]
    assert len(value.notes) == 2


def test_a_copy_that_is_cited_for_something_else_keeps_its_passage(brief: Brief) -> None:
    item = brief.items[0]
    first, second = item.disagreements[0].values[1].citations
    other = second.model_copy(update={"quote": "the coast guard told AFP", "start": 96, "end": 120})
    claim = item.claims[0].model_copy(update={"citations": (first, other)})
    told = item.model_copy(update={"claims": (claim,)})
    line = lay_out(brief.model_copy(update={"items": (told,)}), {}).articles[0].lines[0]
    assert [(source.copies, len(source.notes)) for source in line.sources] == [((), 2)]


def test_the_same_passages_have_the_same_number_within_an_item(brief: Brief) -> None:
    item = brief.items[0]
    value = (
        item.disagreements[0].values[0].model_copy(update={"citations": item.claims[0].citations})
    )
    one = item.disagreements[0].model_copy(update={"values": (value,)})
    told = item.model_copy(update={"disagreements": (one,), "new_since": None})
    article = lay_out(brief.model_copy(update={"items": (told,)}), {}).articles[0]
    again = article.contested[0].values[0]
    assert (article.lines[0].number, again.number, again.again) == (1, 1, True)


def test_a_story_of_another_day_says_so(brief: Brief) -> None:
    moved = brief.model_copy(update={"date": brief.date.replace(day=18)})
    line = lay_out(moved, {}).articles[0].lines[0]
    assert [source.day for source in line.sources] == [brief.date, brief.date]
    assert [source.day for source in lay_out(brief, {}).articles[0].lines[0].sources] == [None] * 2


def test_what_an_earlier_day_said_is_of_no_report_of_this_one(brief: Brief) -> None:
    (change,) = lay_out(brief, {}).articles[0].changes
    assert [(source.name, source.day) for source in change.before.sources] == [("", None)]
