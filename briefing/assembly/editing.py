"""Where an editor's decisions act (:class:`~briefing.settings.overrides.Overrides`), and what became of them.

::

    outlet ─ outlets ─▶ reading           join, part ─ links ─▶ find_events
    drop, pin ─ arrange ─▶ events, after ranking           headline ─ with_headlines ─▶ items, before they are judged
    effects ─▶ how many did something, for the reader; which found nothing, for the editor
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from typing import Final, NamedTuple

from briefing import reading
from briefing.language.wording import Wording
from briefing.records import Event, Item
from briefing.settings.overrides import About, Overrides, Several

_ORDER: Final = ("drop", "pin", "join", "part", "headline", "outlet")
"""In which the reader is told."""

Pairs = tuple[tuple[str, str], ...]


def links(overrides: Overrides) -> tuple[Pairs, Pairs]:
    """Return pairs of story ids that are one event, and such that are not."""
    joined = [
        pair
        for rule in overrides.join
        for pair in _chained([story for group in rule.events for story in group])
    ]
    parted = [
        pair
        for rule in overrides.part
        for first, second in combinations(rule.events, 2)
        for pair in product(first, second)
    ]
    return tuple(joined), tuple(parted)


def _chained(stories: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise(stories)


class Arranged(NamedTuple):
    """The events of a day, as an editor wants them."""

    pinned: tuple[Event, ...]
    others: tuple[Event, ...]
    """In the order that they had."""
    dropped: tuple[Event, ...]


def arrange(events: Sequence[Event], overrides: Overrides) -> Arranged:
    """Return ranked events apart: those that come first, those that go, and all others."""
    members = {event.id: _ids(event) for event in events}
    dropped = {one for rule in overrides.drop for one in meant(rule, members)}
    first = [one for rule in overrides.pin for one in meant(rule, members)[:1]]
    by_id = {event.id: event for event in events}
    pinned = tuple(by_id[one] for one in dict.fromkeys(first) if one not in dropped)
    taken = dropped | {event.id for event in pinned}
    return Arranged(
        pinned,
        tuple(event for event in events if event.id not in taken),
        tuple(event for event in events if event.id in dropped),
    )


def meant(rule: About, members: Mapping[str, Collection[str]]) -> list[str]:
    """Return which of some events, given by the ids of their stories, have most of a rule's stories; several have as many, or none any.

    Stories that came since count for nothing: what was decided about an event holds for what has become of it.
    """
    shared = {event: len(set(rule.stories) & set(stories)) for event, stories in members.items()}
    most = max(shared.values(), default=0)
    return [event for event, number in shared.items() if number == most and most]


def _members(events: Sequence[Event]) -> Mapping[str, Collection[str]]:
    return {event.id: _ids(event) for event in events}


def _ids(event: Event) -> frozenset[str]:
    return frozenset(story.id for story in event.stories)


def with_headlines(
    items: Sequence[Item], overrides: Overrides, events: Sequence[Event]
) -> tuple[Item, ...]:
    """Return items with the editor's headlines; `events` are all of the day: one that is not printed lends its headline to no other."""
    texts = {
        one: rule.text for rule in overrides.headline for one in meant(rule, _members(events))[:1]
    }
    return tuple(
        item.model_copy(update={"headline": texts[item.id], "edited": (*item.edited, "headline")})
        if item.id in texts
        else item
        for item in items
    )


def marked(items: Sequence[Item], pinned: Sequence[Event]) -> tuple[Item, ...]:
    """Return items, those of pinned events marked as such."""
    first = {event.id for event in pinned}
    return tuple(
        item.model_copy(update={"edited": (*item.edited, "pin")}) if item.id in first else item
        for item in items
    )


# -- what became of them ------------------------------------------------------------------------


class Effects(NamedTuple):
    """What a day's overrides did."""

    counts: Mapping[str, int]
    """How many of a kind did something."""
    lost: tuple[str, ...]
    """A sentence on each that did nothing."""


def effects(
    overrides: Overrides, events: Sequence[Event], items: Sequence[Item], files: Iterable[str]
) -> Effects:
    """Tell which decisions did something: `events` are all of the day, `items` those printed, `files` the input's names."""
    stories = frozenset(story for event in events for story in _ids(event))
    printed = frozenset(one.story.id for item in items for one in item.stories)
    shown = {item.id for item in items}
    named = list(files)
    done = [
        *((one, "drop", bool(stories & {*one.stories})) for one in overrides.drop),
        *((one, "pin", bool(printed & {*one.stories})) for one in overrides.pin),
        *((one, "join", _is_joined(one, events)) for one in overrides.join),
        *((one, "part", _is_parted(one, events)) for one in overrides.part),
        *((one, "headline", not shown.isdisjoint(meant(one, _members(events))[:1])) for one in overrides.headline),
        *((one, "outlet", any(reading.is_named(one.match, file) for file in named)) for one in overrides.outlet),
    ]  # fmt: skip
    counts = Counter(kind for _, kind, did in done if did)
    lost = tuple(f"overrides: {_told(kind, one)}" for one, kind, did in done if not did)
    return Effects(counts, lost)


def _is_joined(rule: Several, events: Sequence[Event]) -> bool:
    return any(sum(bool(_ids(event) & {*group}) for group in rule.events) > 1 for event in events)


def _is_parted(rule: Several, events: Sequence[Event]) -> bool:
    stories = {story for group in rule.events for story in group}
    return sum(bool(_ids(event) & stories) for event in events) > 1


_WHY: Final = {
    "drop": "none of its stories is of this day any more",
    "pin": "none of its stories is in the brief",
    "headline": "its event is not in the brief",
    "join": "the day no longer has two of the stories that it joins",
    "part": "the day no longer has two reports that it parts",
    "outlet": "no file has such a name",
}


def _told(kind: str, rule: object) -> str:
    named = getattr(rule, "about", "") or getattr(rule, "match", "")
    if not named:
        named = next(iter(getattr(rule, "stories", None) or getattr(rule, "events", [["?"]])[0]))
    return f"{kind} of '{named}' does nothing: {_WHY[kind]}."


def note(done: Mapping[str, int], words: Wording) -> Iterator[str]:
    """Yield what the reader is told of an editor's decisions, where any did something."""
    told = [words.counted(done[kind], f"edited.{kind}") for kind in _ORDER if done.get(kind)]
    if told:
        yield words.say("notes.edited", what=", ".join(told))
