"""An editor's decisions, by what they change in a brief, and when another story comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from briefing.assembly import editing
from briefing.assembly.pipeline import make, publish
from briefing.assembly.run import Made
from briefing.settings.config import OutletRule
from briefing.settings.overrides import About, Headline, Overrides, Several

from .test_pipeline import HURT_FIFTEEN, HURT_TWELVE, LEAK, run_of, texts

FILES = texts(leak=LEAK, twelve=HURT_TWELVE, fifteen=HURT_FIFTEEN)
NO_STORY = "0" * 16


def made(overrides: Overrides, files: Mapping[str, Any] = FILES, **flags: Any) -> Made:
    return make(files.items(), run_of(**flags)._replace(overrides=overrides))


def events(of: Made) -> list[list[str]]:
    """The files of each item."""
    return [sorted(one.story.file for one in item.stories) for item in of.brief.items]


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    """The stories of the files."""
    return {entry.file: entry.stories[0] for entry in made(Overrides()).brief.files}


def about(ids: Mapping[str, str], *names: str) -> About:
    return About(stories=tuple(ids[f"{name}.txt"] for name in names), about=names[0])


def test_a_day_that_nobody_edited_says_nothing_of_it(ids: Mapping[str, str]) -> None:
    plain = made(Overrides())
    assert events(plain) == [["fifteen.txt", "twelve.txt"], ["leak.txt"]]
    assert not any("hand" in note for note in plain.brief.notes)
    assert len(ids) == 3


def test_a_dropped_event_is_gone_and_the_ledger_says_by_whom(ids: Mapping[str, str]) -> None:
    edited = made(Overrides(drop=(about(ids, "leak"),)))
    assert events(edited) == [["fifteen.txt", "twelve.txt"]]
    (entry,) = [one for one in edited.brief.files if one.file == "leak.txt"]
    assert "left out by the editor" in entry.reason
    assert "Edited by hand: 1 event left out." in edited.brief.notes


def test_a_pinned_event_comes_first_though_muted_and_ranked_below(ids: Mapping[str, str]) -> None:
    edited = made(Overrides(pin=(about(ids, "leak"),)), brief__mute=["Dunmore"], brief__max_items=1)
    assert events(edited) == [["leak.txt"]]
    assert edited.brief.items[0].edited == ("pin",)


def test_a_pinned_event_without_news_is_not_dropped(ids: Mapping[str, str]) -> None:
    before = {run_of().day.replace(day=16): made(Overrides()).said}
    run = run_of(brief__unchanged="drop")._replace(earlier=before)
    plain = make(FILES.items(), run)
    edited = make(FILES.items(), run._replace(overrides=Overrides(pin=(about(ids, "leak"),))))
    assert events(plain) == []
    assert events(edited) == [["leak.txt"]]


def test_events_are_joined_and_parted_by_hand(ids: Mapping[str, str]) -> None:
    leak, twelve, fifteen = ((ids[f"{name}.txt"],) for name in ("leak", "twelve", "fifteen"))
    parted = Several(events=(twelve, fifteen))
    joined = Several(events=(leak, twelve))
    apart = made(Overrides(part=(parted,)))
    assert sorted(events(apart)) == [["fifteen.txt"], ["leak.txt"], ["twelve.txt"]]
    assert "Edited by hand: 1 event parted." in apart.brief.notes
    both = made(Overrides(part=(parted,), join=(joined,)))
    assert sorted(events(both)) == [["fifteen.txt"], ["leak.txt", "twelve.txt"]]
    assert both.statistics.without_effect == ()


def test_the_headline_of_an_editor_is_printed_as_such(ids: Mapping[str, str]) -> None:
    rule = Headline(stories=(ids["leak.txt"],), text="<b>Hall</b> shut | today")
    files = publish(made(Overrides(headline=(rule,))))
    assert "&lt;b&gt;Hall&lt;/b&gt; shut | today" in str(files["brief.html"])
    assert "<b>Hall" not in str(files["brief.html"])
    for name in ("brief.md", "brief.html"):
        assert "headline by the editor" in str(files[name])
        assert "Edited by hand: 1 headline by the editor." in str(files[name])


def test_a_german_brief_says_it_in_german(ids: Mapping[str, str]) -> None:
    rules = Overrides(drop=(about(ids, "twelve"),), pin=(about(ids, "leak"),))
    files = publish(made(rules, brief__language="de"))
    told = "Von Hand bearbeitet: 1 Ereignis weggelassen, 1 Ereignis vorangestellt."
    assert told in str(files["brief.md"])
    assert "von der Redaktion vorangestellt" in str(files["brief.html"])


def test_an_outlet_named_by_hand_goes_before_the_settings(ids: Mapping[str, str]) -> None:
    rule = OutletRule(match="LEAK*", name="Dunmore Mail")
    edited = made(Overrides(outlet=(rule,)), outlets=[{"match": "leak*", "name": "Another"}])
    (story,) = [one.story for item in edited.brief.items for one in item.stories if one.story.id == ids["leak.txt"]]  # fmt: skip
    assert story.outlet == "Dunmore Mail"
    assert "Edited by hand: 1 outlet named." in edited.brief.notes


def test_a_decision_holds_for_what_has_become_of_its_event(ids: Mapping[str, str]) -> None:
    """The event had one story when it was dropped; another came since."""
    edited = made(Overrides(drop=(about(ids, "twelve"),)))
    assert events(edited) == [["leak.txt"]]


def test_a_decision_is_about_the_events_that_have_most_of_its_stories() -> None:
    members = {"one": "ab", "two": "cde", "three": "f", "four": "0"}
    named = [About(stories=tuple(one * 16 for one in names)) for names in ("abc", "cf", "9")]
    spread = {event: [one * 16 for one in stories] for event, stories in members.items()}
    assert [editing.meant(rule, spread) for rule in named] == [
        ["one"],
        ["two", "three"],
        [],
    ]


def test_of_events_that_have_as_many_all_are_dropped_and_the_first_is_pinned(
    ids: Mapping[str, str],
) -> None:
    both = about(ids, "leak", "twelve")
    apart = Several(events=((ids["twelve.txt"],), (ids["fifteen.txt"],)))
    assert events(made(Overrides(drop=(both,), part=(apart,)))) == [["fifteen.txt"]]
    pinned = made(Overrides(pin=(both,), part=(apart,)))
    assert [item.edited for item in pinned.brief.items] == [("pin",), (), ()]
    headed = made(Overrides(headline=(Headline(stories=both.stories, text="x"),), part=(apart,)))
    assert [item.headline for item in headed.brief.items].count("x") == 1


def test_what_matches_nothing_is_told_and_costs_nothing(ids: Mapping[str, str]) -> None:
    gone = About(stories=(NO_STORY,), about="Old news")
    lost = Overrides(
        drop=(gone,),
        pin=(gone.model_copy(update={"stories": ("1" * 16,)}),),
        headline=(Headline(stories=(NO_STORY,), text="x"),),
        join=(Several(events=((ids["leak.txt"],), (NO_STORY,))),),
        part=(Several(events=((ids["leak.txt"],), (NO_STORY,))),),
        outlet=(OutletRule(match="nothing*", name="x"),),
    )
    plain, edited = made(Overrides()), made(lost)
    told = edited.statistics.without_effect
    assert [line.split()[1] for line in told] == ["drop", "pin", "join", "part", "headline", "outlet"]  # fmt: skip
    assert "'Old news'" in told[0]
    assert edited.brief == plain.brief


def test_of_a_dropped_event_a_headline_says_that_it_found_nothing(ids: Mapping[str, str]) -> None:
    rule = Headline(stories=(ids["leak.txt"],), text="x")
    edited = made(Overrides(drop=(about(ids, "leak"),), headline=(rule,)))
    assert edited.statistics.without_effect == (
        f"overrides: headline of '{ids['leak.txt']}' does nothing: its event is not in the brief.",
    )


def test_an_event_that_is_not_printed_lends_its_headline_to_no_other(
    ids: Mapping[str, str],
) -> None:
    rule = Headline(
        stories=tuple(ids[f"{one}.txt"] for one in ("leak", "twelve", "fifteen")), text="x"
    )
    apart = Several(events=((ids["leak.txt"],), (ids["twelve.txt"], ids["fifteen.txt"])))
    edited = made(
        Overrides(headline=(rule,), drop=(about(ids, "twelve", "fifteen"),), part=(apart,))
    )
    assert [item.headline for item in edited.brief.items].count("x") == 0
    assert "headline" in str(edited.statistics.without_effect)
