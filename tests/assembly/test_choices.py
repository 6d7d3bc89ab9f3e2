"""How an editor names events, and what a later decision takes back."""

from __future__ import annotations

import pytest

from briefing.assembly import choices
from briefing.assembly.choices import Choices
from briefing.errors import UsageError
from briefing.records import FileEntry, Item, StoryEntry
from briefing.settings.overrides import NO_OVERRIDES, About, Several

from .test_ledger import story


def item(rank: int, id_: str, *stories: str) -> Item:
    entries = tuple(StoryEntry(story=story(one), role="original") for one in stories)
    return Item(id=id_, rank=rank, headline=f"News {rank}", reports=1, claims=(), stories=entries)


FERRY, FERRY_2, LEAK, LEFT = "aaaa000000000001", "aaaa000000000002", "bbbb000000000001", "cccc000000000001"  # fmt: skip
FILE = FileEntry(file="x", sha256="0", state="used", reason="", stories=(FERRY, LEFT))
THERE = Choices(
    "brief.json",
    (item(1, "1111222233334444", FERRY, FERRY_2), item(2, "5555666677778888", LEAK)),
    (FILE,),
)
ONE, TWO = THERE.named("1"), THERE.named("2")


@pytest.mark.parametrize("name", ["1", "11112222", FERRY, "aaaa"])
def test_an_event_is_named_by_place_id_or_story(name: str) -> None:
    assert THERE.named(name) == About(stories=(FERRY, FERRY_2), about="News 1")


def test_a_story_that_the_brief_leaves_out_can_be_named() -> None:
    assert THERE.named("cccc").stories == (LEFT,)


@pytest.mark.parametrize("name", ["3", "0", "aaa", "", "dddddddd", "../x"])
def test_what_names_nothing_is_told_with_the_way_out(name: str) -> None:
    with pytest.raises(UsageError, match="briefing inspect"):
        THERE.named(name)


def test_a_beginning_that_means_two_events_is_told() -> None:
    two = Choices("x", (item(1, "abcd1", FERRY), item(2, "abcd2", LEAK)), ())
    with pytest.raises(UsageError, match="several are meant: abcd1, abcd2"):
        two.named("abcd")


def test_an_event_comes_apart_and_a_story_out_of_it() -> None:
    assert THERE.parts("1").events == ((FERRY,), (FERRY_2,))
    assert THERE.parts(FERRY_2).events == ((FERRY_2,), (FERRY,))
    with pytest.raises(UsageError, match="nothing to part"):
        THERE.parts("2")


def test_the_later_decision_goes_before_the_earlier() -> None:
    dropped = choices.drop(NO_OVERRIDES, ONE)
    pinned = choices.pin(dropped, ONE)
    assert (pinned.drop, pinned.pin) == ((), (ONE,))
    assert choices.drop(pinned, ONE) == dropped
    twice = choices.head(choices.head(NO_OVERRIDES, ONE, "a"), ONE, "b")
    assert [rule.text for rule in twice.headline] == ["b"]
    renamed = choices.name_outlet(choices.name_outlet(NO_OVERRIDES, "a*", "A"), "a*", "B")
    assert [rule.name for rule in renamed.outlet] == ["B"]


def test_pins_stand_in_the_order_in_which_they_were_given() -> None:
    assert choices.pin(choices.pin(NO_OVERRIDES, TWO), ONE).pin == (TWO, ONE)


def test_what_is_parted_after_a_join_is_joined_no_more() -> None:
    joined = choices.join(NO_OVERRIDES, ONE, TWO)
    assert [rule.events for rule in joined.join] == [((FERRY, FERRY_2), (LEAK,))]
    out = choices.part(joined, Several(events=((FERRY,), (FERRY_2, LEAK))))
    assert [rule.events for rule in out.join] == [((FERRY_2,), (LEAK,))]
    apart = choices.part(joined, Several(events=((FERRY,), (FERRY_2,), (LEAK,))))
    assert apart.join == ()
    with pytest.raises(UsageError, match="one event already"):
        choices.join(NO_OVERRIDES, ONE, ONE)


@pytest.mark.parametrize("text", ["", "…", "a\nb", "x" * 301])
def test_what_is_no_headline_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--headline"):
        choices.head(NO_OVERRIDES, ONE, text)
