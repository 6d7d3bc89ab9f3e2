from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.records import (
    Citation,
    Claim,
    Disagreement,
    Item,
    Novelty,
    NoveltyLine,
    OnlyIn,
    Value,
    Verdict,
)
from briefing.writing.budget import fit, words

DAY = date(2025, 6, 16)


def cite(text: str) -> Citation:
    return Citation(document="d", file="f", start=0, end=len(text), quote=text)


def claim(text: str) -> Claim:
    return Claim(text=text, citations=(cite(text),), verdict=Verdict(kind="verbatim", score=1.0))


def item(
    name: str, *texts: str, only: tuple[str, ...] = (), value: str = "", new: tuple[str, ...] = ()
) -> Item:
    values = (Value(value=value, citations=(cite(value),)),)
    lines = tuple(NoveltyLine(text=text, citations=(cite(text),)) for text in new)
    return Item(
        id=name,
        rank=1,
        headline=name,
        reports=1,
        claims=tuple(map(claim, texts)),
        only_in=tuple(OnlyIn(outlet="o", file="f", claims=(claim(text),)) for text in only),
        disagreements=(Disagreement(about="hurt", kind="conflict", values=values),)
        if value
        else (),
        new_since=Novelty(date=DAY, new=lines) if new else None,
        stories=(),
    )


def told(items: tuple[Item, ...]) -> list[list[str]]:
    """What the items print, by parts."""
    return [
        [
            *(one.text for one in item.claims),
            *(value.value for one in item.disagreements for value in one.values),
            *(one.text for only in item.only_in for one in only.claims),
        ]
        for item in items
    ]


FIRST = item("A", "a one", "a two three", "a four", value="5 7", only=("a six", "a seven"))
SECOND = item("B", "b one", "b two")
THIRD = item("C", "c one of many words", "c two")


def test_every_first_sentence_comes_before_any_second() -> None:
    items = (FIRST, SECOND, THIRD)
    assert told(fit(items, 12)) == [["a one"], ["b one"], ["c one of many words"]]
    assert told(fit(items, 15)) == [
        ["a one", "a two three"],
        ["b one"],
        ["c one of many words"],
    ]
    assert told(fit(items, 17))[1] == ["b one", "b two"]


def test_items_without_room_drop_from_the_end() -> None:
    assert told(fit((FIRST, THIRD, SECOND), 7)) == [["a one", "a two three"]]
    assert fit((FIRST,), 2) == ()


def test_after_the_sentences_come_disagreements_and_what_only_one_outlet_says() -> None:
    assert told(fit((FIRST,), 12)) == [["a one", "a two three", "a four", "5 7"]]
    assert told(fit((FIRST,), 14)) == [["a one", "a two three", "a four", "5 7", "a six"]]
    assert fit((FIRST,), 15) == (FIRST,)


def test_a_sentence_that_finds_no_room_closes_its_item_alone() -> None:
    assert told(fit((FIRST, SECOND), 8)) == [["a one"], ["b one", "b two"]]


def test_news_lines_cost_nothing_more_and_go_with_their_sentence() -> None:
    whole = item("A", "a one", "a two", new=("a two",))
    (short,) = fit((whole,), 3)
    assert (told((short,)), short.new_since) == ([["a one"]], None)
    assert fit((whole,), 4) == (short,)
    assert fit((whole,), 5) == (whole,)


def test_an_unchanged_item_stays_unchanged() -> None:
    quiet = item("A", "a one", "a two").model_copy(update={"new_since": Novelty(date=DAY)})
    (short,) = fit((quiet,), 3)
    assert short.new_since == quiet.new_since


TEXTS = st.text("ab ", min_size=1, max_size=12)
ITEMS = st.lists(
    st.builds(
        lambda name, texts, only, value, new: item(
            name, *texts, only=tuple(only), value=value, new=tuple(texts[:new])
        ),
        TEXTS,
        st.lists(TEXTS, max_size=4),
        st.lists(TEXTS, max_size=2),
        TEXTS,
        st.integers(0, 4),
    ),
    max_size=5,
).map(tuple)


@given(items=ITEMS, room=st.integers(0, 80))
def test_what_fits_is_the_beginning_of_each_and_within_the_room(
    items: tuple[Item, ...], room: int
) -> None:
    fitted = fit(items, room)
    assert sum(map(words, fitted)) <= room
    for short, whole in zip(fitted, items, strict=False):
        (part,), (all_,) = told((short,)), told((whole,))
        assert part == all_[: len(part)]
        assert set(short.claims) <= set(whole.claims)
        assert (short.headline, short.stories) == (whole.headline, whole.stories)


@given(items=ITEMS)
def test_with_room_for_all_nothing_changes(items: tuple[Item, ...]) -> None:
    assert fit(items, sum(map(words, items))) == items
