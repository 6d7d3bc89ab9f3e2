"""Whether a difference is an update: the later report's figure took the place of the other's.

Another figure in a later report is more often a conflict than an update: two reports of two days count a crowd differently, too.
What tells an update are words of time beside the figures, what is counted, and in which order they were told.  A logistic
regression over such facts weighs them (`training/differences/kinds.py`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from briefing.grouping.disagreements.rivals import Scorer
from briefing.grouping.disagreements.scope import TIME_UNIT
from briefing.grouping.disagreements.slots import Filled, state_of
from briefing.language.base import language
from briefing.language.likeness import overlap
from briefing.records import Event, When

NEAR: Final = 120
"""Characters around a figure in which words are of that figure."""
LIKELY: Final = 0.5
"""Likelihood from which a difference is told as an update."""
FACTS: Final = (
    "measured", "of time", "of age", "of people", "falls", "one day", "days", "replaces", "by now",
    "still", "hour", "perfect", "present", "spoken", "alike", "same day",
)  # fmt: skip
"""What the lowest and the highest figure are described by; `second` is the one told later, or the higher where that is not known.

* Whether they are `measured` in a unit or a currency other than per cent, `of time`, or ages; whether either is `of people` of
  some state;
* whether the later one `falls` below the other, both reports are of `one day` and their order is known, and how many `days` lie
  between them, as a logarithm;
* whether one alone `replaces` another (`rose to 19`, `corrected`) or holds `by now`, and is not known to be the earlier;
* whether beside the second stands what is `still` so, or an `hour` or part of the day; whether beside either stands a `perfect`
  (`has risen`), and beside both a `present` (`are missing`);
* whether the second sentence says who puts it so (`spoken`), how `alike` the two sentences are, and whether they name the `same day`.
"""

OF_TIME: Final = ("falls", "one day", "days", "replaces", "by now", "still")
"""Without any of these neither times nor words tell that one report is the later: `on Monday night` is of the event, not of the count."""

_EN: Final = language("en")
_REPLACED: Final = re.compile(rf"\b{_EN.pattern('events.replaced')}\b", re.IGNORECASE)
_BY_NOW: Final = re.compile(rf"\b{_EN.pattern('events.by_now')}\b", re.IGNORECASE)
_STILL: Final = re.compile(rf"\b{_EN.pattern('events.still', 'events.until_now')}\b", re.IGNORECASE)
_HOUR: Final = re.compile(
    rf"\b(?:{_EN.either('calendar.parts')}|{_EN.pattern('events.hours')}|\d{{1,2}}[:.]\d\d)\b|\d\s?{_EN.either('times.clock')}",
    re.IGNORECASE,
)
_PERFECT: Final = re.compile(
    rf"\b{_EN.either('classes.perfect')} (?:\w+ )?{_EN.pattern('events.participles')}\b",
    re.IGNORECASE,
)
_PRESENT: Final = re.compile(rf"\b{_EN.pattern('events.present')}\b", re.IGNORECASE)
_SPEAKING: Final = re.compile(
    rf"\b{_EN.either('events.quoting', 'events.speaking_opening', 'events.counting')}\b",
    re.IGNORECASE,
)
_DEAD: Final = "people:dead"


def is_update(heads: Sequence[Filled], event: Event, scorer: Scorer) -> bool:
    """Whether one of `heads`, a value each, is likely the later state of what the others tell.

    The dead become more, and fewer only by a correction: so of two tolls the higher is the later even where no time is known,
    unless both reports say who counts so.
    """
    facts = dict(zip(FACTS, describe(heads, event), strict=True))
    if all(head.slot == _DEAD for head in heads):
        if facts["falls"] and not facts["replaces"]:
            return False
        if not all(_SPEAKING.search(head.sentence.text) for head in heads):
            return True
    return any(facts[name] for name in OF_TIME) and scorer(tuple(facts.values())) >= LIKELY


def latest_of(heads: Sequence[Filled], event: Event) -> Filled | None:
    """Return the value that is known to be told after all others, by the times of the reports; None where none is."""
    for head in heads:
        others = [other for other in heads if other is not head]
        if all(_is_before(other, head, event) for other in others):
            return head
    return None


def describe(heads: Sequence[Filled], event: Event) -> list[float]:
    """Return the FACTS of a difference of figures."""
    low, high = min(heads, key=_value), max(heads, key=_value)
    falls = _is_before(high, low, event)
    first, second = (high, low) if falls else (low, high)
    apart = falls or _is_before(low, high, event)
    days = _days_between(first, second, event) if apart else 0
    texts = [around(one) for one in (first, second)]
    facts = (
        any(_is_measured(one) for one in (low, high)),
        any(_is_of_time(one) for one in (low, high)),
        any(one.slot == "age" for one in (low, high)),
        any(_state_of(one) for one in (low, high)),
        falls,
        apart and days == 0,
        math.log1p(days),
        _is_revised(heads, event) or _is_said_of_later(_REPLACED, heads, event),
        _is_said_of_later(_BY_NOW, heads, event),
        _STILL.search(texts[1]) is not None,
        _HOUR.search(texts[1]) is not None,
        any(_PERFECT.search(text) for text in texts),
        all(_PRESENT.search(text) for text in texts),
        _SPEAKING.search(second.sentence.text) is not None,
        overlap(first.content.bare, second.content.bare),
        bool({one.date for one in first.days} & {one.date for one in second.days} - {None}),
    )
    return [float(fact) for fact in facts]


@cache
def shipped_scorer() -> Scorer:
    """Return the shipped scorer."""
    source = resources.files("briefing.grouping.disagreements").joinpath("updates.json")
    table = json.loads(source.read_text(encoding="utf-8"))
    return Scorer(tuple(table["weights"][name] for name in FACTS), table["intercept"])


def around(head: Filled) -> str:
    """Return what stands around a figure, or the whole sentence of another value."""
    if head.quantity is None:
        return head.sentence.text
    start = max(0, head.quantity.start - NEAR)
    return head.sentence.text[start : head.quantity.end + NEAR]


def _is_revised(heads: Sequence[Filled], event: Event) -> bool:
    """Whether one report says that its figure took the place of a lower or higher one.

    The words alone do (`rose to 310`), unless that report is known to be the earlier one.
    """
    for head in (head for head in heads if head.revised):
        others = [other for other in heads if other is not head and not other.revised]
        turned = all((_value(head) > _value(other)) == (head.revised == "up") for other in others)
        if others and turned and not any(_is_before(head, other, event) for other in others):
            return True
    return False


def _is_said_of_later(words: re.Pattern[str], heads: Sequence[Filled], event: Event) -> bool:
    """Whether one figure alone has such words beside it, and is not known to be the earlier."""
    said = [head for head in heads if words.search(around(head))]
    others = [head for head in heads if head not in said]
    return bool(others) and any(
        not any(_is_before(head, other, event) for other in others) for head in said
    )


def _value(head: Filled) -> float:
    return head.quantity.value if head.quantity else 0.0


def _state_of(head: Filled) -> str:
    return state_of(head.sentence.text, head.quantity) if head.quantity else ""


def _is_measured(head: Filled) -> bool:
    return head.quantity is not None and head.quantity.unit not in ("", "percent")


def _is_of_time(head: Filled) -> bool:
    behind = head.sentence.text[head.quantity.end :] if head.quantity else ""
    return TIME_UNIT.match(behind) is not None


def _is_before(first: Filled, second: Filled, event: Event) -> bool:
    """Whether it is known that one report is the earlier."""
    one, other = _when(first, event), _when(second, event)
    return "unknown" not in (one.basis, other.basis) and one.latest < other.earliest


def _days_between(first: Filled, second: Filled, event: Event) -> int:
    return (_when(second, event).earliest.date() - _when(first, event).latest.date()).days


def _when(head: Filled, event: Event) -> When:
    return event.story_of(head.sentence).when
