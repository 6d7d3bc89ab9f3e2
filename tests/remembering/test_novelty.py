"""What an item adds to what earlier days reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assembly.pipeline import make, publish
from briefing.assembly.run import Made, Run
from briefing.records import (
    Citation,
    Claim,
    Disagreement,
    Item,
    NoveltyLine,
    OnlyIn,
    Value,
    Verdict,
)
from briefing.remembering.novelty import fresh, is_unchanged, judge
from briefing.remembering.threads import Row
from briefing.settings.config import resolve

MONDAY = date(2025, 6, 16)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))

TWELVE = "A bus left the wet road near Arnfell and 12 passengers were injured, the police said."
FIFTEEN = "A bus left the wet road near Arnfell and 15 passengers were injured, the police said."
DRIVER = "The driver Ewan Birk was questioned by officers from Corrie until the evening."
WALL = "A stone wall beside the chapel kept the vehicle from rolling into the river."
BRIDGE = "Engineers will inspect every bridge of the county after the accident, the ministry said."


def cite(text: str, day: date) -> Citation:
    document = f"{day}-{text[:9]}"
    return Citation(document=document, file="a.txt", start=7, end=7 + len(text), quote=text)


def claim(text: str, day: date, source: str = "") -> Claim:
    verdict = Verdict(kind="compressed" if source else "verbatim", score=1.0)
    return Claim(text=text, citations=(cite(source or text, day),), verdict=verdict)


def item(day: date, *texts: str, only: Sequence[str] = (), values: Sequence[str] = ()) -> Item:
    return Item(
        id="i",
        rank=1,
        headline="Bus crash",
        reports=1,
        claims=tuple(claim(text, day) for text in texts),
        only_in=tuple(OnlyIn(outlet="o", file="f", claims=(claim(t, day),)) for t in only),
        disagreements=tuple(
            Disagreement(
                about="hurt",
                kind="conflict",
                values=(Value(value="x", citations=(cite(text, day),)),),
            )
            for text in values
        ),
        stories=(),
    )


def rows(day: date, *texts: str) -> list[Row]:
    """What one happening's stories said on a day."""
    return [
        {"event": "0", "text": text, "document": f"{day}-{text[:9]}", "file": "a.txt", "start": "7"}
        for text in texts
    ]


def since(one: Item, earlier: Mapping[date, Sequence[Row]]) -> Any:
    return judge([one], earlier)[0].new_since


def test_what_no_earlier_day_reported_has_no_novelty() -> None:
    assert since(item(TUESDAY, TWELVE), {}) is None
    other = "Parliament in Corrie voted on a law about fisheries and about the price of herring."
    assert since(item(TUESDAY, TWELVE), {MONDAY: rows(MONDAY, other)}) is None


def test_a_figure_that_changed_is_told_with_both_citations() -> None:
    told = since(item(TUESDAY, FIFTEEN, DRIVER, BRIDGE), {MONDAY: rows(MONDAY, TWELVE, DRIVER)})
    assert told.date == MONDAY
    assert told.new == (NoveltyLine(text=BRIDGE, citations=(cite(BRIDGE, TUESDAY),)),)
    assert told.changed == (
        NoveltyLine(
            text=FIFTEEN,
            earlier=TWELVE,
            citations=(cite(FIFTEEN, TUESDAY),),
            earlier_citations=(cite(TWELVE, MONDAY),),
            earlier_date=MONDAY,
        ),
    )


def test_what_was_reported_and_not_printed_is_no_news() -> None:
    """The brief of Monday may have had room for one sentence: the rows are those of the stories."""
    told = since(item(TUESDAY, WALL, BRIDGE), {MONDAY: rows(MONDAY, TWELVE, DRIVER, WALL)})
    assert [line.text for line in told.new] == [BRIDGE]


def test_rows_of_older_releases_are_read() -> None:
    printed = {"headline": "Bus crash", "text": TWELVE, "quote": TWELVE}
    (line,) = since(item(TUESDAY, FIFTEEN), {MONDAY: [printed]}).changed
    assert (line.earlier, line.earlier_citations) == (TWELVE, ())
    placed = {**printed, "document": "d", "file": "a.txt", "start": "7", "end": "9"}
    (line,) = since(item(TUESDAY, FIFTEEN), {MONDAY: [placed]}).changed
    assert [(one.file, one.quote) for one in line.earlier_citations] == [("a.txt", TWELVE)]


def test_each_sentence_is_held_against_the_latest_day_that_counted() -> None:
    earlier = {MONDAY: rows(MONDAY, TWELVE, DRIVER), TUESDAY: rows(TUESDAY, FIFTEEN)}
    eighteen = FIFTEEN.replace("15", "18")
    told = since(item(WEDNESDAY, eighteen, DRIVER), earlier)
    (line,) = told.changed
    assert (told.date, line.earlier, line.earlier_date) == (TUESDAY, FIFTEEN, TUESDAY)
    assert told.new == ()


def test_a_value_that_was_told_before_changes_nothing() -> None:
    earlier = {MONDAY: rows(MONDAY, TWELVE, DRIVER), TUESDAY: rows(TUESDAY, FIFTEEN)}
    assert is_unchanged(judge([item(WEDNESDAY, TWELVE, DRIVER)], earlier)[0])


def test_a_missing_day_makes_no_difference() -> None:
    earlier = {MONDAY: rows(MONDAY, TWELVE), WEDNESDAY: []}
    assert since(item(THURSDAY, TWELVE), earlier).date == MONDAY
    assert is_unchanged(judge([item(THURSDAY, TWELVE)], earlier)[0])


TEXTS = st.lists(st.text(st.characters(), min_size=1, max_size=30), min_size=1, max_size=4)


@given(texts=TEXTS, only=TEXTS, values=TEXTS)
def test_the_same_words_again_are_never_news(
    texts: list[str], only: list[str], values: list[str]
) -> None:
    today = item(TUESDAY, *texts, only=only, values=values)
    told = judge([today], {MONDAY: rows(MONDAY, *texts, *only, *values)})[0].new_since
    assert told is None or not (told.new or told.changed)


# -- what counts as unchanged -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "unchanged"),
    [
        (item(TUESDAY, TWELVE), True),
        (item(TUESDAY, TWELVE, only=[DRIVER]), True),
        (item(TUESDAY, TWELVE, BRIDGE), False),
        (item(TUESDAY, FIFTEEN), False),
        (item(TUESDAY, TWELVE, only=[BRIDGE]), False),
        (item(TUESDAY, TWELVE, values=[TWELVE, WALL]), True),
        (item(TUESDAY, TWELVE, values=[TWELVE, FIFTEEN]), False),
    ],
)
def test_an_event_is_unchanged_where_nothing_that_is_printed_is_new(
    today: Item, *, unchanged: bool
) -> None:
    """Main sentences, what only one outlet says, and the values of disagreements."""
    earlier = {MONDAY: rows(MONDAY, TWELVE, DRIVER, WALL)}
    assert is_unchanged(judge([today], earlier)[0]) is unchanged


def test_an_unchanged_event_is_one_line_or_whole_or_gone() -> None:
    told = item(TUESDAY, TWELVE, DRIVER, only=[WALL], values=[TWELVE])
    (quiet,) = judge([told], {MONDAY: rows(MONDAY, TWELVE, DRIVER, WALL)})
    (line,) = fresh([quiet], "line")
    assert [one.text for one in line.claims] == [TWELVE]
    assert (line.only_in, line.disagreements) == ((), ())
    assert line.new_since == quiet.new_since
    assert fresh([quiet], "full") == (quiet,)
    assert fresh([quiet], "drop") == ()
    assert fresh([told], "drop") == fresh([told], "line") == (told,)


# -- the whole way ------------------------------------------------------------------------------


def story(day: str, number: str, *more: str) -> bytes:
    lines = [
        f"Bus leaves the road near Arnfell, {number} hurt",
        day,
        f"A bus with 31 passengers left the road near Arnfell and {number} people were injured.",
        "The bus slid down a bank on its way to Corrie and came to rest against a stone wall.",
        "Police officer Ingrid Moss said that the road had been wet and covered with leaves.",
        *more,
    ]
    return "\n\n".join(lines).encode()


MORE = "The county will put up a barrier of steel along the bend before winter, the mayor said."


def made(day: date, text: bytes, earlier: Mapping[date, Sequence[Row]], **flags: str) -> Made:
    named = {key.replace("__", "."): value for key, value in flags.items()}
    wanted = resolve(None, {}, {"brief.timezone": "UTC", **named}).settings
    return make([("bus.txt", text)], Run(day, wanted, None, earlier))


def test_a_story_that_merely_comes_again_is_one_line() -> None:
    first = made(MONDAY, story("June 16, 2025", "12"), {})
    again = made(WEDNESDAY, story("June 18, 2025", "12"), {MONDAY: first.said})
    assert len(first.brief.items[0].claims) > 1
    assert len(again.brief.items[0].claims) == 1
    lines = str(publish(again)["brief.md"]).splitlines()
    (line,) = [one for one in lines if "unchanged since 16 June 2025" in one]
    assert again.brief.items[0].claims[0].text in line
    assert "unchanged since 16 June 2025" in str(publish(again)["brief.html"])


def test_a_figure_that_changes_is_told_in_every_rendering_and_no_sentence_twice() -> None:
    first = made(MONDAY, story("June 16, 2025", "12"), {})
    second = made(WEDNESDAY, story("June 18, 2025", "15", MORE), {MONDAY: first.said})
    (item_,) = second.brief.items
    assert item_.new_since
    assert [line.text for line in item_.new_since.new] == [MORE]
    (line,) = item_.new_since.changed
    assert "15 people" in line.text
    assert "12 people" in line.earlier
    (now,), (before,) = line.citations, line.earlier_citations
    assert story("June 18, 2025", "15", MORE).decode()[now.start : now.end] == now.quote
    assert story("June 16, 2025", "12").decode()[before.start : before.end] == before.quote
    page = str(publish(second)["brief.md"]).partition("## About this brief")[0]
    assert f"**New since 16 June 2025:** {MORE}" in page
    assert "**Changed:** A bus" in page
    assert "*On 16 June 2025:* A bus" in page
    assert all(page.count(claim.text) == 1 for claim in item_.claims)
    assert "<i>On 16 June 2025:</i> A bus" in str(publish(second)["brief.html"])


def test_a_brief_made_again_is_the_same_to_the_byte_and_keeps_the_same() -> None:
    first = made(MONDAY, story("June 16, 2025", "12"), {})
    earlier = {MONDAY: first.said}
    one, two = (made(TUESDAY, story("June 17, 2025", "15"), earlier) for _ in range(2))
    assert publish(one) == publish(two)
    assert one.said == two.said


def test_an_unchanged_event_can_be_left_out_and_is_accounted_for() -> None:
    first = made(MONDAY, story("June 16, 2025", "12"), {})
    text = story("June 17, 2025", "12")
    second = made(TUESDAY, text, {MONDAY: first.said}, brief__unchanged="drop")
    assert second.brief.items == ()
    assert (
        "Events left out because they are unchanged since an earlier day: 1." in second.brief.notes
    )
    (entry,) = second.brief.files
    assert (entry.state, entry.reason) == (
        "used",
        "1 of its stories left out: unchanged since an earlier day",
    )
    third = made(WEDNESDAY, story("June 18, 2025", "12"), {TUESDAY: second.said})
    assert len(third.brief.items[0].claims) == 1
    assert third.brief.items[0].new_since.date == TUESDAY  # type: ignore[union-attr]  # it is there
