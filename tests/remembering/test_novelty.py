"""What an item adds to earlier briefs, over several days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assembly.pipeline import Made, Run, make, publish
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
from briefing.remembering.novelty import Row, fresh, is_unchanged, judge, remember
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


def since(one: Item, earlier: Mapping[date, Sequence[Row]]) -> Any:
    return judge([one], earlier)[0].item.new_since


def test_what_no_brief_spoke_of_has_no_novelty() -> None:
    assert since(item(TUESDAY, TWELVE), {}) is None
    assert since(item(TUESDAY, TWELVE), {MONDAY: remember([item(MONDAY, BRIDGE)])}) is None


def test_a_figure_that_changed_corrects_the_earlier_sentence_with_both_citations() -> None:
    earlier = {MONDAY: remember([item(MONDAY, TWELVE, DRIVER)])}
    told = since(item(TUESDAY, FIFTEEN, DRIVER, BRIDGE), earlier)
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


def test_a_correction_is_told_in_the_briefs_own_words_where_they_show_it() -> None:
    short_then = "12 passengers were injured near Arnfell when a bus left the wet road."
    short_now = "15 passengers were injured near Arnfell when a bus left the wet road."
    then = item(MONDAY).model_copy(update={"claims": (claim(short_then, MONDAY, TWELVE),)})
    now = item(TUESDAY).model_copy(update={"claims": (claim(short_now, TUESDAY, FIFTEEN),)})
    (line,) = since(now, {MONDAY: remember([then])}).changed
    assert (line.text, line.earlier) == (short_now, short_then)
    assert line.earlier_citations == (cite(TWELVE, MONDAY),)


def test_a_correction_is_told_in_the_sources_words_where_the_sentence_lacks_the_figure() -> None:
    short = "A bus left the wet road near Arnfell and passengers were injured."
    now = item(TUESDAY).model_copy(update={"claims": (claim(short, TUESDAY, FIFTEEN),)})
    (line,) = since(now, {MONDAY: remember([item(MONDAY, TWELVE)])}).changed
    assert (line.text, line.earlier) == (FIFTEEN, TWELVE)


def test_rows_of_older_releases_give_a_correction_without_their_citation() -> None:
    old = {MONDAY: [{"headline": "", "text": TWELVE, "quote": TWELVE}]}
    (line,) = since(item(TUESDAY, FIFTEEN), old).changed
    assert (line.earlier, line.earlier_citations) == (TWELVE, ())


def test_each_sentence_is_held_against_the_latest_brief_that_spoke_of_it() -> None:
    earlier = {
        MONDAY: remember([item(MONDAY, TWELVE, DRIVER)]),
        TUESDAY: remember([item(TUESDAY, FIFTEEN)]),
    }
    told = since(item(WEDNESDAY, TWELVE, DRIVER), earlier)
    assert told.date == TUESDAY
    (line,) = told.changed  # back to 12: that corrects Tuesday's brief, Monday's said so too
    assert (line.earlier, line.earlier_date) == (FIFTEEN, TUESDAY)
    assert told.new == ()


def test_a_missing_day_makes_no_difference() -> None:
    rows = remember([item(MONDAY, TWELVE)])
    assert since(item(THURSDAY, TWELVE), {MONDAY: rows, WEDNESDAY: []}).date == MONDAY
    assert is_unchanged(judge([item(THURSDAY, TWELVE)], {MONDAY: rows})[0].item)


TEXTS = st.lists(st.text(st.characters(), min_size=1, max_size=30), min_size=1, max_size=4)


@given(texts=TEXTS, only=TEXTS, values=TEXTS)
def test_the_same_words_again_are_never_news(
    texts: list[str], only: list[str], values: list[str]
) -> None:
    today = item(TUESDAY, *texts, only=only, values=values)
    earlier = {MONDAY: remember([item(MONDAY, *texts, only=only, values=values)])}
    assert is_unchanged(judge([today], earlier)[0].item)


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
    earlier = {MONDAY: remember([item(MONDAY, TWELVE, only=[DRIVER], values=[WALL])])}
    assert is_unchanged(judge([today], earlier)[0].item) is unchanged


def test_an_unchanged_event_is_one_line_or_whole_or_gone() -> None:
    told = item(TUESDAY, TWELVE, DRIVER, only=[WALL], values=[TWELVE])
    (quiet,) = judge([told], {MONDAY: remember([told])})
    (line,) = fresh([quiet.item], "line")
    assert [one.text for one in line.claims] == [TWELVE]
    assert (line.only_in, line.disagreements) == ((), ())
    assert line.new_since == quiet.item.new_since
    assert fresh([quiet.item], "full") == (quiet.item,)
    assert fresh([quiet.item], "drop") == ()
    assert fresh([told], "drop") == fresh([told], "line") == (told,)


@pytest.mark.parametrize("how", ["line", "drop"])
def test_what_was_not_printed_because_nothing_changed_does_not_come_back_as_news(how: Any) -> None:
    kept: dict[date, Sequence[Row]] = {MONDAY: remember([item(MONDAY, TWELVE, DRIVER)])}
    for number in range(1, 9):
        day = MONDAY + timedelta(days=number)
        window = {one: kept[one] for one in sorted(kept)[-3:]}
        judged = judge([item(day, TWELVE, DRIVER)], window)
        assert is_unchanged(judged[0].item), day
        kept[day] = remember(fresh([judged[0].item], how), judged)
    assert all(row["day"] == "2025-06-16" for row in kept[day] if row["text"] == DRIVER)


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
    assert "**Unchanged since 16 June 2025.**" in publish(again)["brief.md"]
    assert "<p>Unchanged since 16 June 2025.</p>" in publish(again)["brief.html"]


def test_a_figure_that_changes_is_a_correction_in_every_rendering() -> None:
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
    written = publish(second)
    assert "**Corrected:** A bus" in written["brief.md"]
    assert "*Earlier brief of 16 June 2025:* A bus" in written["brief.md"]
    assert "The earlier brief of 16 June 2025 said: " in written["brief.html"]


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
        "Events left out because they are unchanged since an earlier brief: 1."
        in second.brief.notes
    )
    (entry,) = second.brief.files
    assert (entry.state, entry.reason) == (
        "used",
        "1 of its stories left out: unchanged since an earlier brief",
    )
    third = made(WEDNESDAY, story("June 18, 2025", "12"), {TUESDAY: second.said})
    assert len(third.brief.items[0].claims) == 1
    assert third.brief.items[0].new_since.date == MONDAY  # type: ignore[union-attr]  # it is there
