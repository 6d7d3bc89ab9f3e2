"""The order of events in a brief: by independent reports, files, recency and prominence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

from briefing.language.tokens import stem
from briefing.language.words import STOP_WORDS, background, fold, surface_words
from briefing.records import Event, Story


def rank_events(events: Sequence[Event], day: date) -> tuple[Event, ...]:
    """Return `events` in the order of the brief of `day`.

    More independent reports come first; among equals those that are known to be of the day, then those
    that more files carry, the newer, the better known, the longer; last the order of ids.
    """
    return tuple(sorted(events, key=lambda event: (*weight(event, day), event.id)))


def weight(event: Event, day: date) -> tuple[int, bool, int, float, float, int]:
    """Return what `event` is ranked by on `day`, the smallest first.

    Reports (negative), whether none is known to be of the day or the day before, files (negative), age in
    days (unknown counts as one), prominence (negative, in tenths: less is chance), and words of the fullest
    story (negative).  A page without a date may be years old, in however many copies.
    """
    members = event.stories
    words = max(sum(len(s.text.split()) for s in story.sentences) for story in members)
    return (
        -len(event.reports),
        not any(_is_news(story, day) for story in members),
        -len({story.file for story in members}),
        min(_age(story, day) for story in members),
        -round(max(prominence(story) for story in members), 1),
        -words,
    )


def _is_news(story: Story, day: date) -> bool:
    return story.when.basis != "unknown" and _age(story, day) <= 1


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
