"""The order of events in a brief: by independent reports, recency, prominence and length."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from briefing.grouping.words import STOP_WORDS, background, fold, stem, surface_words
from briefing.records import Event, Story

__all__ = ["prominence", "rank_events", "weight"]

REPORTS: Final = 1.0
"""Weight of a doubling of independent reports; the other weights are told against it."""
COPIES: Final = 0.35
"""Weight of a doubling of copies: an agency text that many print matters, but less than a second
report of someone's own."""
AGE: Final = 0.5
"""What each day of age takes off; unknown days count as one day old."""
LENGTH: Final = 0.15
"""Weight of a doubling of the words of the fullest story."""
FAME: Final = 0.5
"""Weight of the mean prominence of the names in headline and first sentence, 0 to 1."""


def rank_events(
    events: Sequence[Event], stories: Mapping[str, Story], day: date
) -> tuple[Event, ...]:
    """Return `events` in the order of the brief of `day`; equal ones in the order of their ids."""
    return tuple(sorted(events, key=lambda event: (-weight(event, stories, day), event.id)))


def weight(event: Event, stories: Mapping[str, Story], day: date) -> float:
    """Return how much `event` matters on `day`: a plain sum of the terms above."""
    members = [stories[story] for report in event.reports for story in report.stories]
    words = max(sum(len(s.text.split()) for s in story.sentences) for story in members)
    total = (
        REPORTS * math.log2(1 + len(event.reports))
        + COPIES * math.log2(1 + len({story.file for story in members}))
        - AGE * min(_age(story, day) for story in members)
        + LENGTH * math.log2(1 + words)
        + FAME * max(prominence(story) for story in members)
    )
    return round(total, 9)


def _age(story: Story, day: date) -> float:
    if story.when.basis == "unknown":
        return 1.0
    return float(min(max(0, (day - story.when.latest.date()).days), 7))


def prominence(story: Story) -> float:
    """Return how widely known the names of headline and first sentence are, 0 to 1.

    Known is what many background news texts mention: heads of state and capitals come out high.
    """
    known = background()
    text = f"{story.headline} {story.sentences[0].text}"
    names = Counter(
        stem(fold(word))
        for word in surface_words(text)
        if word[0].isupper() and fold(word) not in STOP_WORDS
    )
    shares = [
        math.log1p(known.frequency(name)) / math.log1p(known.documents)
        for name in names
        if (known.capitals(name) or 0) >= 0.8
    ]
    return sum(sorted(shares, reverse=True)[:3]) / 3
