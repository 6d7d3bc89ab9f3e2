"""What the records promise by themselves."""

from __future__ import annotations

import copy
import inspect
import pickle
import tracemalloc
from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefing import records
from briefing.records import (
    UNKNOWN_WHEN,
    Citation,
    Claim,
    Document,
    Event,
    Record,
    Removed,
    Report,
    Sentence,
    Span,
    Story,
    Verdict,
    When,
    content_id,
)


def sentence(text: str, paragraph: int = 0) -> Sentence:
    return Sentence(story="s", document="d", start=0, end=len(text), text=text, paragraph=paragraph)


def story(*sentences: Sentence, title: Sentence | None = None) -> Story:
    return Story(id="s", document="d", file="f", title=title, sentences=sentences, spans=((0, 1),))


def test_all_records_are_frozen_and_closed() -> None:
    kinds = [
        kind for _, kind in inspect.getmembers(records, inspect.isclass) if issubclass(kind, Record)
    ]
    assert len(kinds) > 20
    assert all(kind.model_config["frozen"] for kind in kinds)
    assert all(kind.model_config["extra"] == "forbid" for kind in kinds)


def test_a_record_cannot_be_changed() -> None:
    span = Span(document="d", start=0, end=1)
    with pytest.raises(ValidationError, match="frozen"):
        span.start = 1  # type: ignore[misc]  # that is the point
    with pytest.raises(FrozenInstanceError):
        sentence("One.").start = 1  # type: ignore[misc]


def test_what_a_day_has_by_the_hundred_thousand_is_small() -> None:
    tracemalloc.start()
    try:
        made = [sentence("One.") for _ in range(1000)]
        found = [Removed(start=0, end=1, rule="menu") for _ in range(1000)]
        each = tracemalloc.get_traced_memory()[0] / (len(made) + len(found))
    finally:
        tracemalloc.stop()
    assert each < 120


def test_records_of_a_kind_share_the_names_of_their_fields() -> None:
    first, second = Span(document="d", start=0, end=1), Span(document="e", start=1, end=2)
    assert first.model_fields_set is second.model_fields_set
    assert first.model_copy(update={"end": 5}).model_fields_set is first.model_fields_set
    changed = first.model_copy(update={"end": 5})
    assert (changed.end, second.model_fields_set) == (5, {"document", "start", "end"})


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    if 0 <= start < end:
        assert Span(document="d", start=start, end=end).end == end
    else:
        with pytest.raises(ValidationError, match="0 <= start < end"):
            Span(document="d", start=start, end=end)


@given(st.lists(st.text(st.characters()), max_size=4))
def test_an_id_depends_on_the_content_alone(parts: list[str]) -> None:
    made = content_id(*parts)
    assert made == content_id(*parts)
    assert len(made) == 16
    assert int(made, 16) >= 0


def test_ids_part_different_contents() -> None:
    contents = [(), ("a",), ("b",), ("a", "b"), ("ab",), ("b", "a"), ("\ud800",)]
    assert len({content_id(*parts) for parts in contents}) == len(contents)


def test_the_whole_of_a_day_is_that_day_and_no_other() -> None:
    when = When.on(date(2025, 6, 17), "stated", "the first line")
    assert when.day == date(2025, 6, 17)
    assert (when.earliest, when.latest) == (
        datetime(2025, 6, 17),
        datetime(2025, 6, 17, 23, 59, 59, 999999),
    )
    assert [when.touches(date(2025, 6, day)) for day in (16, 17, 18)] == [False, True, False]


def test_the_first_and_the_last_day_of_the_calendar_are_days() -> None:
    assert When.on(date.min, "stated", "").earliest == datetime.min
    assert When.on(date.max, "stated", "").latest == datetime.max


def test_an_unknown_day_may_be_any_day() -> None:
    assert UNKNOWN_WHEN.day is None
    assert UNKNOWN_WHEN.touches(date(2025, 6, 17))


def test_the_body_of_a_story_keeps_its_paragraphs() -> None:
    told = story(sentence("One."), sentence("Two."), sentence("Three.", 1))
    assert told.body == "One. Two.\nThree."


def test_a_story_without_a_headline_is_called_by_its_first_sentence() -> None:
    assert story(sentence("One.")).headline == "One."
    assert story(sentence("One."), title=sentence("Title", -1)).headline == "Title"


def test_a_story_without_a_sentence_is_none() -> None:
    with pytest.raises(ValidationError, match="at least one sentence"):
        story()


def test_a_story_cites_its_sentences_with_its_file() -> None:
    one = sentence("Rain fell.")
    assert story(one).cite(one) == Citation(
        document="d", file="f", start=0, end=10, quote="Rain fell."
    )


def test_an_event_holds_the_stories_of_its_reports_in_order() -> None:
    first, second, third = (
        story(sentence(text)).model_copy(update={"id": name})
        for name, text in (("a", "One."), ("b", "Two."), ("c", "Three."))
    )
    reports = (Report(id="r", stories=(second, first)), Report(id="s", stories=(third,)))
    event = Event(id="e", reports=reports)
    assert event.stories == (second, first, third)
    assert [report.original for report in reports] == [second, third]


def test_an_event_knows_the_story_of_each_sentence() -> None:
    told = story(sentence("One."))
    event = Event(id="e", reports=(Report(id="r", stories=(told,)),))
    assert event.story_of(told.sentences[0]) is told
    with pytest.raises(KeyError):
        event.story_of(Sentence(story="x", document="d", start=0, end=1, text="A", paragraph=0))


def test_a_claim_without_a_citation_cannot_be_made() -> None:
    verdict = Verdict(kind="verbatim", score=1.0)
    citation = Citation(document="d", file="f", start=0, end=4, quote="Rain")
    assert Claim(text="Rain", citations=(citation,), verdict=verdict).citations == (citation,)
    with pytest.raises(ValidationError, match="at least one citation"):
        Claim(text="Rain", citations=(), verdict=verdict)


def test_a_sentence_that_is_put_aside_is_read_back_as_it_was() -> None:
    one = Sentence(story="s", document="d", start=3, end=9, text="Ships.", paragraph=2)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(one, protocol)) == one
    assert copy.deepcopy(one) == one


def test_a_sentence_of_a_document_is_one_as_any_other() -> None:
    document = Document(
        id="d", file="a.txt", sha256="0", media_type="", encoding="", text="So Ships."
    )
    one = document.sentence("s", 3, 9, 2)
    assert one == Sentence(story="s", document="d", start=3, end=9, text="Ships.", paragraph=2)
    with pytest.raises(FrozenInstanceError):
        one.text = "Boats."  # type: ignore[misc]
