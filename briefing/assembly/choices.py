"""An editor's decisions, by how one names events: places and ids of a brief become ids of stories, and rules are added.

::

    brief.json ─ Choices ─▶ About (the stories of an event) ─ drop, pin, head, join, part ─▶ Overrides

A later decision goes before an earlier one about the same stories, which is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from pydantic import ValidationError

from briefing.errors import UsageError
from briefing.publishing.plaintext import one_line
from briefing.records import FileEntry, Item
from briefing.settings.config import OutletRule
from briefing.settings.overrides import MOST_STORIES, About, Headline, Overrides, Several

_PLACE: Final = re.compile(r"\d{1,4}")
_SHORTEST: Final = 4
"""Characters of the beginning of an id: of 1,000 stories some begin with the same three."""
_NAMED: Final = 100
"""Stories that stand for an event: as many say which it is, and the file stays one that people read."""
_WIDTH: Final = 120
"""Characters of a headline that is kept beside a decision."""

RuleT = TypeVar("RuleT", bound=About)


class Choices(NamedTuple):
    """The events of a brief, to be named."""

    place: str
    """Of the brief, for messages."""
    items: Sequence[Item]
    files: Sequence[FileEntry]

    def named(self, name: str) -> About:
        """Return the event that is meant: by its place, its id, or the id of a story, in the brief or not.

        Raises :class:`UsageError` for none, and where several are meant.
        """
        items = self._items(name)
        if len(items) == 1:
            return _about(items[0], [one.story.id for one in items[0].stories])
        if not items and (stories := self._left_out(name)):
            return About(stories=tuple(stories))
        raise self._refused(name, [item.id for item in items])

    def parts(self, name: str) -> Several:
        """Return how the event that is meant comes apart: story by story, or a story that is meant from all others.

        Raises :class:`UsageError` as :meth:`named` does, and for an event of one story.
        """
        items = self._items(name)
        if len(items) != 1:
            raise self._refused(name, [item.id for item in items])
        stories = [one.story.id for one in items[0].stories][:MOST_STORIES]
        own = [] if _is_event(items[0], name) else [one for one in stories if one.startswith(name)]
        groups = [[one] for one in stories]
        if own:
            groups = [own, [one for one in stories if one not in own]]
        if len(stories) < 2 or not all(groups):  # two make a pair
            raise UsageError(f"{name}: an event of one story; there is nothing to part.")
        about = _title(items[0])
        return Several(events=tuple(map(tuple, groups)), about=about)

    def _items(self, name: str) -> list[Item]:
        if _PLACE.fullmatch(name):
            return [item for item in self.items if item.rank == int(name)]
        if len(name) < _SHORTEST:
            return []
        return [
            item
            for item in self.items
            if item.id.startswith(name)
            or any(one.story.id.startswith(name) for one in item.stories)
        ]

    def _left_out(self, name: str) -> list[str]:
        """The story of this id that stands in no item."""
        every = {story for entry in self.files for story in entry.stories}
        found = [one for one in sorted(every) if len(name) >= _SHORTEST and one.startswith(name)]
        if len(found) > 1:
            raise self._refused(name, found)
        return found

    def _refused(self, name: str, several: Sequence[str]) -> UsageError:
        if several:
            return UsageError(
                f"{name}: several are meant: {', '.join(several[:5])}; give more of the id."
            )
        return UsageError(
            f"{name}: neither a place nor the id of an event or a story in {self.place}; "
            "its items have 'rank' and 'id', and 'briefing inspect' lists the ids of all stories."
        )


def _is_event(item: Item, name: str) -> bool:
    return item.id.startswith(name) or bool(_PLACE.fullmatch(name))


def _about(item: Item, stories: Sequence[str]) -> About:
    return About(stories=tuple(stories[:_NAMED]), about=_title(item))


def _title(item: Item) -> str:
    return one_line(item.headline)[:_WIDTH]


# -- decisions ----------------------------------------------------------------------------------


def drop(overrides: Overrides, event: About) -> Overrides:
    """Return decisions by which an event is left out."""
    return overrides.model_copy(
        update={
            "drop": (*_without(overrides.drop, event.stories), event),
            "pin": _without(overrides.pin, event.stories),
        }
    )


def pin(overrides: Overrides, event: About) -> Overrides:
    """Return decisions by which an event comes first, behind those that are pinned already."""
    return overrides.model_copy(
        update={
            "pin": (*_without(overrides.pin, event.stories), event),
            "drop": _without(overrides.drop, event.stories),
        }
    )


def head(overrides: Overrides, event: About, text: str) -> Overrides:
    """Return decisions by which an event has `text` as its headline.  Raises :class:`UsageError` for what is no line."""
    try:
        rule = Headline(stories=event.stories, about=event.about, text=text)
    except ValidationError as error:
        why = error.errors(include_url=False)[0]["msg"]
        raise UsageError(f"--headline: {why}.") from error
    return overrides.model_copy(
        update={"headline": (*_without(overrides.headline, event.stories), rule)}
    )


def join(overrides: Overrides, first: About, second: About) -> Overrides:
    """Return decisions by which two events are one.  Raises :class:`UsageError` where they are already."""
    if set(first.stories) & set(second.stories):
        raise UsageError("--join: both are one event already.")
    about = " + ".join(one.about[:_WIDTH] for one in (first, second) if one.about)
    rule = Several(events=(first.stories, second.stories), about=about)
    return overrides.model_copy(update={"join": (*overrides.join, rule)})


def part(overrides: Overrides, rule: Several) -> Overrides:
    """Return decisions by which the groups of `rule` are events of their own.

    Stories that were joined by hand are no more, but for those of the last group.
    """
    gone = {story for group in rule.events[:-1] for story in group}
    kept = tuple(one for each in overrides.join for one in _thinned(each, gone))
    return overrides.model_copy(update={"part": (*overrides.part, rule), "join": kept})


def _thinned(rule: Several, gone: Collection[str]) -> Iterator[Several]:
    """The rule without some stories, where it still joins anything."""
    groups = (tuple(one for one in group if one not in gone) for group in rule.events)
    events = tuple(group for group in groups if group)
    if len(events) > 1:
        yield rule.model_copy(update={"events": events})


def name_outlet(overrides: Overrides, pattern: str, name: str) -> Overrides:
    """Return decisions by which files of a pattern are an outlet's.  Raises :class:`UsageError` for what names none."""
    try:
        rule = OutletRule(match=pattern, name=name)
    except ValidationError as error:
        raise UsageError(f"--outlet '{pattern}' '{name}': both must name something.") from error
    rest = tuple(one for one in overrides.outlet if one.match != pattern)
    return overrides.model_copy(update={"outlet": (rule, *rest)})


def _without(rules: Iterable[RuleT], stories: Collection[str]) -> tuple[RuleT, ...]:
    """The rules that are about none of these stories."""
    return tuple(rule for rule in rules if not set(rule.stories) & set(stories))
