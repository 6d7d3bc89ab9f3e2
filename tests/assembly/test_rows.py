"""The rooms one by one, on rows that somebody hands over."""

from __future__ import annotations

from datetime import date

import pytest

from briefing import reading
from briefing.assembly.pipeline import reading_settings
from briefing.assembly.rows import (
    ClaimRow,
    StoryRow,
    SummaryRow,
    TextRow,
    cluster_rows,
    summarise,
    summarise_texts,
    verify,
)
from briefing.assembly.run import Run
from briefing.errors import UsageError
from briefing.records import Document
from briefing.settings.config import resolve

RUN = Run(date(2025, 6, 17), resolve(None, {}, {"brief.timezone": "UTC"}).settings, None)
SINKS = "The ferry from Tarn hit the quay of Port Ellery on Monday evening and 12 people were hurt, the harbour master said."
AGAIN = "Twelve people were hurt on Monday evening when the ferry from Tarn hit the quay of Port Ellery, the coast guard said."
COINS = "A beekeeper near Marrin Cross has found a pot with more than 400 Roman coins under an oak."


def sorted_groups(groups: object) -> list[list[str]]:
    assert isinstance(groups, list)
    return sorted(sorted(map(str, group)) for group in groups)


def test_rows_are_grouped_under_their_own_ids() -> None:
    rows = [
        StoryRow(id="a", text=SINKS, date="2025-06-17T08:00"),
        StoryRow(id=7, text=COINS),
        StoryRow(id="b", text=AGAIN, date="yesterday"),
        StoryRow(id="c", text=SINKS),
    ]
    found = cluster_rows(rows, RUN)
    assert sorted_groups(found["events"]) == [["7"], ["a", "b", "c"]]
    assert sorted_groups(found["reports"]) == [["7"], ["a", "c"], ["b"]]
    assert [7] in found["events"]  # type: ignore[operator]


@pytest.mark.parametrize(("text", "title"), [("", ""), (" ", "Fog"), ("...", "")])
def test_a_row_without_a_sentence_is_an_event_of_its_own(text: str, title: str) -> None:
    rows = [StoryRow(id="a", text=text, title=title), StoryRow(id="", text=COINS)]
    assert sorted_groups(cluster_rows(rows, RUN)["events"]) == [[""], ["a"]]


def test_two_rows_with_one_id_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="id 1"):
        cluster_rows([StoryRow(id="1", text=COINS), StoryRow(id=1, text=SINKS)], RUN)


def test_claims_are_judged_one_by_one() -> None:
    rows = [
        ClaimRow(id=1, doc=SINKS, claim="The ferry from Tarn hit the quay of Port Ellery."),
        ClaimRow(id=2, doc=SINKS, claim="The ferry from Tarn hit the quay and 90 people died."),
        ClaimRow(id=3, doc="", claim="It rained."),
    ]
    found = list(verify(rows))
    assert [(one["id"], one["supported"]) for one in found] == [(1, True), (2, False), (3, False)]
    assert list(verify([])) == []


def test_the_texts_of_a_row_are_one_event_and_are_cited_by_their_number() -> None:
    item, none, other = summarise_texts([[SINKS, COINS], [" "], [AGAIN]], RUN)
    assert none is None
    assert item is not None
    assert other is not None
    texts = [SINKS, COINS]
    for claim in item.claims:
        for one in claim.citations:
            assert texts[int(one.file)][one.start : one.end] == one.quote
    assert {one.file for claim in other.claims for one in claim.citations} == {"0"}


def test_a_text_is_one_story_whatever_is_cut_in_it() -> None:
    more = "Islanders of Tarn have asked for slower ferries for years, and the council of Port Ellery has put it on its list for the autumn."
    heads = (
        ("Ferry hits quay", "Delta Post · 2 hours ago"),
        ("Islanders protest", "Delta Post · 5 hours ago"),
    )
    text = "\n".join((*heads[0], SINKS, COINS, *heads[1], more, AGAIN))
    documents = [
        Document(id="0", file="0", sha256="", media_type="text/plain", encoding="utf-8", text=text)
    ]
    assert len(next(iter(reading.read(documents, reading_settings(RUN)))).stories) == 2
    (item,) = summarise_texts([[text]], RUN)
    assert item is not None
    (entry,) = item.stories
    assert [one.text for one in entry.story.sentences] == [SINKS, COINS, more, AGAIN]
    assert [one.paragraph for one in entry.story.sentences] == [0, 1, 2, 3]
    assert {one.story for one in entry.story.sentences} == {entry.story.id}
    (head,) = entry.story.subheads
    assert text[head.start : head.end] == "Islanders protest"
    assert list(entry.story.spans) == sorted(entry.story.spans)
    assert item.claims[0].text == SINKS


def test_a_text_of_several_stories_that_share_nobody_is_no_one_story() -> None:
    text = "\n".join(
        (
            *("Ferry hits quay", "Delta Post · 2 hours ago", SINKS, AGAIN),
            *("Coins under an oak", "Delta Post · 5 hours ago", COINS),
        )
    )
    (item,) = summarise_texts([[text]], RUN)
    assert item is not None
    assert sorted(len(entry.story.sentences) for entry in item.stories) == [1, 2]


def test_an_archives_note_in_the_place_of_one_text_is_left_out_and_alone_is_taken_at_its_word() -> (
    None
):
    note = "These web captures were made for the collection of a library. The crawl was run in May."
    (item,) = summarise_texts([[note, SINKS]], RUN)
    assert item is not None
    assert {each.file for claim in item.claims for each in claim.citations} == {"1"}
    assert summarise_texts([[note]], RUN)[0] is not None


def test_a_text_in_which_no_story_is_found_is_taken_whole() -> None:
    (item,) = summarise_texts([["Fog closed the pier of Tarn."]], RUN)
    assert item is not None
    assert [claim.text for claim in item.claims] == ["Fog closed the pier of Tarn."]


def test_rows_come_back_in_their_order_with_nothing_for_nothing() -> None:
    rows = [SummaryRow(id="x", docs=[]), SummaryRow(id=2, docs=[TextRow(text=COINS)])]
    empty, full = summarise(rows, RUN)
    assert empty == {"id": "x", "headline": "", "sentences": [], "withheld": []}
    assert full["id"] == 2
    assert full["sentences"]
