"""How much a happening weighs, by its headline and first sentences and by who reports it.

::

    story ─ groups of words, figures, form of the headline ─▶ news_value ┐
    independent reports, each counted once ──────────────────────────────┴─▶ importance, 0 to 1

The signals are the news values of the newsroom: who died, who was struck and how many, what was decided, by
whom, for how much money; against them stands what only talks, serves, argues or entertains.  No outlet and no
name is preferred.  The weights are set by hand: fitted on three real days, they find what an editor of the fourth
put on the first page no better (area under the curve .75, by hand .76; mean of four days, 611 stories).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.text import read
from briefing.language.words import surface_words
from briefing.records import Event, Story

OPENING: Final = 2
"""First sentences in which a story tells what happened: news stands on top."""
LONGEST: Final = 600
"""Characters of a sentence that are looked at: a longer one is a list or no sentence."""
PER_DOUBLING: Final = 1.5
"""What twice as many independent reports add to what is news at all."""
REPEATED: Final = 0.2
"""The share of it that they add to what is none: five that repeat a remark weigh less than one treaty."""
MIDDLE: Final = 1.5
"""News value of an event of middling importance, from which reports count in full."""
NEUTRAL: Final = 1.0
"""News value of a story in a language without lists: it is neither raised nor lowered."""
TRIFLE: Final = 0.15
"""Importance below which an event is a trifle: talk, service or gossip; a plain notice has .18."""


class _Lists(NamedTuple):
    """What one language is looked up by."""

    groups: Mapping[str, frozenset[str]]
    """The groups that a word in lower case belongs to."""
    weighty: frozenset[str]
    light: frozenset[str]
    days: frozenset[str]
    currencies: frozenset[str]
    people: frozenset[str]
    form: re.Pattern[str]
    quoted: re.Pattern[str]


@cache
def _lists(code: str) -> _Lists:
    words = language(code)
    weighty, light = words.groups("importance.weighty"), words.groups("importance.light")
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name, members in {**weighty, **light, **words.groups("importance.plain")}.items():
        for member in members:
            groups[member].add(name)
    return _Lists(
        groups={word: frozenset(names) for word, names in groups.items()},
        weighty=frozenset(weighty),
        light=frozenset(light),
        days=frozenset(
            word.lower()
            for word in (*words.phrases("calendar.weekdays"), *words.numbers("calendar.days"))
        ),
        currencies=frozenset(words.table("figures.signs").values()),
        people=words.words("importance.counted.people"),
        form=re.compile(words.pattern("importance.headlines.light"), re.IGNORECASE),
        quoted=re.compile(words.pattern("importance.headlines.quoted")),
    )


def importance(event: Event) -> float:
    """Return how much `event` weighs, 0 to 1; .5 is middling, and below `TRIFLE` it is a trifle.

    Each report counts by its original alone: copies add nothing.
    """
    values = [news_value(report.original, event.language) for report in event.reports]
    value = sum(values) / len(values)
    told = PER_DOUBLING * math.log2(len(values)) * min(1.0, max(REPEATED, value / MIDDLE))
    return 1 / (1 + math.exp(MIDDLE - value - told))


def sentences_for(event: Event, most: int) -> int:
    """Return how many sentences about `event` a brief should have: `most`, or at most half of it for a trifle."""
    return max(1, most // 2) if event.importance < TRIFLE else most


def news_value(story: Story, default: str = "en") -> float:
    """Return what the opening of a story is worth as news; a plain notice about nothing has 0.

    `default` is the ISO 639-1 code of what is in no language that is known.
    """
    code = story.language_or(default)
    if not language(code).has("importance"):
        return NEUTRAL
    known = _lists(code)
    headline = story.title.text[:LONGEST] if story.title else ""
    lead = [one.text[:LONGEST] for one in story.sentences[: OPENING + (not headline)]]
    on_top = _groups([headline], known)
    below = _groups(lead, known)
    return (
        _weight(on_top, below, known)
        + _size([headline, *lead], code)
        - _lightness(on_top, below, known)
        - (_form(headline, known) if headline else 0)
        + 0.75 * (not known.days.isdisjoint(_words(" ".join(lead))))
    )


def _groups(texts: Iterable[str], known: _Lists) -> frozenset[str]:
    """The groups of all words of `texts`."""
    held = _words(" ".join(texts)) & known.groups.keys()
    return frozenset().union(*(known.groups[word] for word in held))


def _words(text: str) -> set[str]:
    return {word.removesuffix("'s") for word in surface_words(text.lower().replace("’", "'"))}


def _weight(on_top: frozenset[str], below: frozenset[str], known: _Lists) -> float:
    """What happened, and whether a body whose acts bind many acts.

    Two kinds of happening in the headline and three more in the lead are all that a story can have: a
    summary of the day would have every one.
    """
    told = on_top & known.weighty
    more = (below & known.weighty) - told
    acting = ("bodies" in on_top) + ("bodies" in below)
    return min(len(told), 2) + 0.5 * min(len(more), 3) + 0.5 * acting


def _lightness(on_top: frozenset[str], below: frozenset[str], known: _Lists) -> float:
    """Talk, race, fame and service; and a writer who speaks for himself or to the reader."""
    light = on_top & known.light
    argued = ("argued" in on_top) + ("argued" in below)
    return len(light) + 0.5 * len((below & known.light) - light) + argued


def _form(headline: str, known: _Lists) -> float:
    """What the form of a headline gives away: a question, a list, a label; a bare quotation; shouting."""
    light, quoted = known.form.search(headline), known.quoted.search(headline)
    return 1.5 * bool(light) + 0.75 * bool(quoted) + 0.75 * _shouts(headline)


def _shouts(headline: str) -> bool:
    """Whether single words of five letters or more stand in capitals: fewer are mostly abbreviations."""
    words = [word for word in surface_words(headline) if word.isalpha()]
    loud = sum(word.isupper() and len(word) > 4 for word in words)
    return 0 < loud < 0.8 * len(words)


def _size(texts: Iterable[str], code: str) -> float:
    """How many are struck and how much money it is about, each by its magnitude, up to 3 together."""
    known = _lists(code)
    people = money = 0.0
    for text in texts:
        # Figures in words are small ones, and reading for them takes most of the time.
        if not any(map(str.isdigit, text)):
            continue
        for figure in read(text, code).counts:
            bare = not figure.unit and not figure.noun
            if figure.unit in known.currencies or (bare and figure.high >= 1e6):
                money = max(money, figure.high)
            elif not known.people.isdisjoint(_words(figure.counted)):
                people = max(people, figure.high)
    return _magnitude(people, 0) * 2 + _magnitude(money, 4)


def _magnitude(value: float, least: int) -> float:
    """The powers of ten of `value` above the `least` that matters, as a share of six, 0 to 1."""
    return min(1.0, max(0.0, math.log10(value + 1) - least) / 6)
